//! The crate as Rust callers see it, where the wire is the same.

use super::{Bump, Rule, SAME, shape, value};

const INFO: &str = "https://spec.openapis.org/oas/v3.0.4.html#info-object";
const REMOVE: &str = "https://doc.rust-lang.org/cargo/reference/semver.html#item-remove";
const NEW: &str = "https://doc.rust-lang.org/cargo/reference/semver.html#item-new";
const ARITY: &str = "https://doc.rust-lang.org/cargo/reference/semver.html#fn-change-arity";

pub(super) const ALL: &[&Rule] = &[
    &TYPE_RENAMED,
    &TYPE_REPLACED,
    &ARGUMENTS_REORDERED,
    &ITEM_ADDED,
    &ITEM_REMOVED,
    &SIGNATURE_CHANGED,
    &PACKAGE_RENAMED,
    &SETTING_CHANGED,
];

pub(crate) const TYPE_RENAMED: Rule = shape(
    "type-renamed",
    [SAME, SAME],
    "The same bytes, but the type has another name in Rust: a component was renamed, a title changed, or \
     a `$ref` was written out.",
    REMOVE,
)
.at_least(Bump::Major);

pub(crate) const ARGUMENTS_REORDERED: Rule = shape(
    "arguments-reordered",
    [SAME, SAME],
    "The order of parameters means nothing on the wire, but they are positional in Rust: calls put values \
     into the wrong place, without a word where the types are alike.",
    ARITY,
)
.at_least(Bump::Major);

pub(crate) const ITEM_ADDED: Rule = shape(
    "rust-item-added",
    [SAME, SAME],
    "The crate has a public item more, for a reason that no other finding gives.",
    NEW,
)
.at_least(Bump::Minor);

pub(crate) const ITEM_REMOVED: Rule = shape(
    "rust-item-removed",
    [SAME, SAME],
    "A public item of the crate is gone, for a reason that no other finding gives.",
    REMOVE,
)
.at_least(Bump::Major);

pub(crate) const SIGNATURE_CHANGED: Rule = shape(
    "rust-signature-changed",
    [SAME, SAME],
    "A public item of the crate has another signature, for a reason that no other finding gives.",
    ARITY,
)
.at_least(Bump::Major);

pub(crate) const PACKAGE_RENAMED: Rule =
    shape("package-renamed", [SAME, SAME], "Whoever depends on the crate has to depend on another one.", REMOVE)
        .at_least(Bump::Major);

pub(crate) const SETTING_CHANGED: Rule = value(
    "client-setting-changed",
    [SAME, SAME],
    Bump::Patch,
    "What client.toml says of the client is another: environment variables, headers of rate limits, keys \
     of errors.",
    INFO,
);

pub(crate) const TYPE_REPLACED: Rule = shape(
    "type-replaced",
    [SAME, SAME],
    "The same bytes, but in some places another type stands for them in Rust: a `$ref` was written out or put in, or what is \
     sent and what is received are no longer one.",
    REMOVE,
)
.at_least(Bump::Major);
