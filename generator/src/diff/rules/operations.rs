//! Operations: there or not, where, who may call them.

use super::{B, Bump, OK, Rule, SAME, shape, value};

const OPERATION: &str = "https://spec.openapis.org/oas/v3.0.4.html#operation-object";
const PATH: &str = "https://spec.openapis.org/oas/v3.0.4.html#path-item-object";
const PARAMETER: &str = "https://spec.openapis.org/oas/v3.0.4.html#parameter-object";
const SECURITY: &str = "https://spec.openapis.org/oas/v3.0.4.html#security-requirement-object";
const SERVER: &str = "https://spec.openapis.org/oas/v3.0.4.html#server-object";
const TAG: &str = "https://spec.openapis.org/oas/v3.0.4.html#tag-object";
const REMOVE: &str = "https://doc.rust-lang.org/cargo/reference/semver.html#item-remove";

pub(super) const ALL: &[&Rule] = &[
    &ADDED,
    &REMOVED,
    &PATH_CHANGED,
    &METHOD_CHANGED,
    &PATH_PARAM_RENAMED,
    &OPERATION_ID_CHANGED,
    &LEFT_OUT,
    &GENERATED,
    &METHOD_RENAMED,
    &RESOURCE_RENAMED,
    &CONVENIENCE_CHANGED,
    &SECURITY_ADDED,
    &SECURITY_REMOVED,
    &SECURITY_ALTERNATIVE_ADDED,
    &SECURITY_ALTERNATIVE_REMOVED,
    &SCOPE_ADDED,
    &SCOPE_REMOVED,
    &SCHEME_CHANGED,
    &SERVER_ADDED,
    &SERVER_REMOVED,
    &SERVER_CHANGED,
    &SERVERS_REORDERED,
];

pub(crate) const ADDED: Rule = shape(
    "operation-added",
    [OK, OK],
    "Clients that are out there never call it; the crate gains a method and its request type.",
    OPERATION,
)
.at_least(Bump::Minor);

pub(crate) const REMOVED: Rule = shape(
    "operation-removed",
    [B, B],
    "Calls are answered with 404 or 405, and the method is gone from the crate.",
    OPERATION,
)
.at_least(Bump::Major);

pub(crate) const PATH_CHANGED: Rule = value(
    "path-changed",
    [B, B],
    Bump::Patch,
    "Clients that are out there call the old path, which the server no longer knows. Methods are named \
     after the operationId, so their signatures stay.",
    PATH,
);

pub(crate) const METHOD_CHANGED: Rule = value(
    "http-method-changed",
    [B, B],
    Bump::Patch,
    "Clients that are out there send the old method and are answered with 405. The signature does not \
     show the method.",
    PATH,
);

pub(crate) const PATH_PARAM_RENAMED: Rule = value(
    "path-parameter-renamed",
    [SAME, SAME],
    Bump::Patch,
    "The value stands at the same place of the path; arguments are positional in Rust, so their names are \
     documentation.",
    PARAMETER,
);

pub(crate) const OPERATION_ID_CHANGED: Rule = shape(
    "operation-id-changed",
    [SAME, SAME],
    "The operationId never travels, but the method and the request type are named after it.",
    OPERATION,
);

pub(crate) const METHOD_RENAMED: Rule = shape(
    "method-renamed",
    [SAME, SAME],
    "The same operation has another name in Rust, though its operationId is the same: client.toml names \
     it otherwise, or a collision is settled otherwise.",
    REMOVE,
);

pub(crate) const RESOURCE_RENAMED: Rule = shape(
    "resource-renamed",
    [SAME, SAME],
    "A tag is a resource of the client: its accessor, its module and the path to every method and request \
     type in it are named after the tag.",
    TAG,
);

pub(crate) const CONVENIENCE_CHANGED: Rule = shape(
    "convenience-changed",
    [SAME, SAME],
    "What client.toml says of pages, waits, presets or unwrapping decides methods and what awaiting \
     gives, and nothing of what travels.",
    REMOVE,
);

pub(crate) const SECURITY_ADDED: Rule =
    shape("security-added", [B, B], "Calls without credentials, which were answered, now get 401.", SECURITY);

pub(crate) const SECURITY_REMOVED: Rule =
    shape("security-removed", [OK, OK], "Credentials are no longer asked for; showing them does no harm.", SECURITY);

pub(crate) const SECURITY_ALTERNATIVE_ADDED: Rule =
    shape("security-alternative-added", [OK, OK], "There is one more way in; the old ones still work.", SECURITY);

pub(crate) const SECURITY_ALTERNATIVE_REMOVED: Rule =
    shape("security-alternative-removed", [B, B], "Clients that came in this way are shut out.", SECURITY);

pub(crate) const SCOPE_ADDED: Rule = value(
    "scope-added",
    [B, B],
    Bump::Patch,
    "Tokens without this scope, which were enough, are refused with 403.",
    SECURITY,
);

pub(crate) const SCOPE_REMOVED: Rule = value(
    "scope-removed",
    [OK, OK],
    Bump::Patch,
    "Less is asked of a token than before; tokens that have the scope lose nothing.",
    SECURITY,
);

pub(crate) const SCHEME_CHANGED: Rule = shape(
    "security-scheme-changed",
    [B, B],
    "Credentials are shown in another way than clients that are out there show them.",
    SECURITY,
);

pub(crate) const SERVER_ADDED: Rule =
    shape("server-added", [OK, OK], "There is one more place to call; the old ones stay.", SERVER);

pub(crate) const SERVER_REMOVED: Rule =
    shape("server-removed", [B, B], "Clients that are out there call an address that is no longer promised.", SERVER);

pub(crate) const SERVER_CHANGED: Rule = shape(
    "server-changed",
    [B, B],
    "Clients that are out there call the old address; in Rust it is only a default.",
    SERVER,
);

pub(crate) const SERVERS_REORDERED: Rule = shape(
    "servers-reordered",
    [OK, OK],
    "Every address is still promised; the first one is the client's default, so new builds call another \
     one than old builds.",
    SERVER,
);

pub(crate) const LEFT_OUT: Rule = shape(
    "operation-left-out",
    [SAME, SAME],
    "The server still knows it, but the crate can no longer be generated with it, so its method disappears.",
    REMOVE,
);

pub(crate) const GENERATED: Rule = shape(
    "operation-generated",
    [SAME, SAME],
    "The server knew it before; the crate has a method for it now.",
    OPERATION,
);
