//! Bodies of requests and replies, headers, statuses.

use super::{B, Bump, OK, Rule, shape, value};

const RESPONSES: &str = "https://spec.openapis.org/oas/v3.0.4.html#responses-object";
const HEADER: &str = "https://spec.openapis.org/oas/v3.0.4.html#header-object";
const MEDIA: &str = "https://spec.openapis.org/oas/v3.0.4.html#media-type-object";
const BODY: &str = "https://spec.openapis.org/oas/v3.0.4.html#request-body-object";

pub(super) const ALL: &[&Rule] = &[
    &REQUIRED_ADDED,
    &OPTIONAL_ADDED,
    &REMOVED,
    &BECAME_REQUIRED,
    &BECAME_OPTIONAL,
    &MEDIA_TYPE_CHANGED,
    &MEDIA_TYPE_ADDED,
    &MEDIA_TYPE_REMOVED,
    &REPLY_ADDED,
    &REPLY_REMOVED,
    &REPLY_BECAME_OPTIONAL,
    &REPLY_BECAME_REQUIRED,
    &SUCCESS_ADDED,
    &SUCCESS_REMOVED,
    &SUCCESS_CHANGED,
    &ERROR_ADDED,
    &ERROR_REMOVED,
    &ERROR_BODY_ADDED,
    &ERROR_BODY_REMOVED,
    &HEADER_ADDED,
    &OPTIONAL_HEADER_REMOVED,
    &REQUIRED_HEADER_REMOVED,
    &HEADER_BECAME_OPTIONAL,
    &HEADER_BECAME_REQUIRED,
];

pub(crate) const REQUIRED_ADDED: Rule = shape(
    "required-body-added",
    [B, B],
    "Clients that are out there send no body and are refused; in Rust it is one more argument.",
    BODY,
);

pub(crate) const OPTIONAL_ADDED: Rule =
    shape("optional-body-added", [OK, OK], "Nobody has to send it; in Rust its properties are setters.", BODY);

pub(crate) const REMOVED: Rule = shape(
    "body-removed",
    [B, B],
    "What clients that are out there send is ignored without a word, or refused; its argument or setters \
     disappear.",
    BODY,
);

pub(crate) const BECAME_REQUIRED: Rule = shape(
    "body-became-required",
    [B, B],
    "Clients that send no body are refused; in Rust setters become an argument.",
    BODY,
);

pub(crate) const BECAME_OPTIONAL: Rule =
    shape("body-became-optional", [OK, OK], "Those who send one still may; in Rust an argument becomes setters.", BODY);

pub(crate) const MEDIA_TYPE_CHANGED: Rule = shape(
    "media-type-changed",
    [B, B],
    "Clients that are out there send, or read, the old media type, which is no longer there.",
    MEDIA,
);

pub(crate) const MEDIA_TYPE_ADDED: Rule =
    shape("media-type-added", [OK, OK], "The client keeps to the media type that it knows, and that one stays.", MEDIA)
        .at_least(Bump::None);

pub(crate) const MEDIA_TYPE_REMOVED: Rule = value(
    "media-type-removed",
    [OK, OK],
    Bump::None,
    "The media type that the client uses stays; only clients of another make used the one that goes.",
    MEDIA,
);

pub(crate) const REPLY_ADDED: Rule = shape(
    "reply-body-added",
    [OK, OK],
    "Clients that are out there expect no body and do not read it; in Rust the request gives a value \
     where it gave none.",
    RESPONSES,
);

pub(crate) const REPLY_REMOVED: Rule = shape(
    "reply-body-removed",
    [B, B],
    "Clients that are out there fail to decode a body that is not there; in Rust the request gives `()`.",
    RESPONSES,
);

pub(crate) const REPLY_BECAME_OPTIONAL: Rule = shape(
    "reply-body-became-optional",
    [B, B],
    "Clients that are out there fail to decode a body that may be missing now; in Rust the value becomes \
     an `Option`.",
    RESPONSES,
);

pub(crate) const REPLY_BECAME_REQUIRED: Rule = shape(
    "reply-body-became-required",
    [OK, OK],
    "Clients that can do without a body can do with one; in Rust the value is no longer an `Option`.",
    RESPONSES,
);

pub(crate) const SUCCESS_ADDED: Rule = value(
    "success-status-added",
    [OK, OK],
    Bump::Patch,
    "Any 2xx is success for the client, whatever its number.",
    RESPONSES,
);

pub(crate) const SUCCESS_REMOVED: Rule = value(
    "success-status-removed",
    [OK, OK],
    Bump::Patch,
    "Any 2xx is success for the client, whatever its number; this one is no longer documented.",
    RESPONSES,
);

pub(crate) const SUCCESS_CHANGED: Rule = value(
    "success-status-changed",
    [OK, OK],
    Bump::Patch,
    "Any 2xx is success for the client, whatever its number.",
    RESPONSES,
);

pub(crate) const ERROR_ADDED: Rule = value(
    "error-status-added",
    [OK, OK],
    Bump::Patch,
    "Errors are one type with predicates, and any status may come at any time; this one is documented \
     now.",
    RESPONSES,
);

pub(crate) const ERROR_REMOVED: Rule = value(
    "error-status-removed",
    [OK, OK],
    Bump::Patch,
    "It is never sent any more. Errors are one type with predicates, so only the documentation changes.",
    RESPONSES,
);

pub(crate) const ERROR_BODY_ADDED: Rule = shape(
    "error-body-added",
    [OK, OK],
    "Decoding an error never fails; what the body says can be read by its type now.",
    RESPONSES,
);

pub(crate) const ERROR_BODY_REMOVED: Rule =
    shape("error-body-removed", [B, B], "Clients that read the body find nothing that they know.", RESPONSES);

pub(crate) const HEADER_ADDED: Rule = shape(
    "reply-header-added",
    [OK, OK],
    "Clients that are out there do not look at it; in Rust it is one more accessor of `Response`, unless another reply has it.",
    HEADER,
);

pub(crate) const OPTIONAL_HEADER_REMOVED: Rule = shape(
    "optional-reply-header-removed",
    [OK, OK],
    "It was never promised, so a client copes without it; its accessor disappears, unless another reply has it.",
    HEADER,
);

pub(crate) const REQUIRED_HEADER_REMOVED: Rule = shape(
    "required-reply-header-removed",
    [B, B],
    "Clients that are out there rely on it; its accessor disappears, unless another reply has it.",
    HEADER,
);

pub(crate) const HEADER_BECAME_OPTIONAL: Rule = shape(
    "reply-header-became-optional",
    [B, B],
    "Clients that are out there rely on it, and it may be missing now.",
    HEADER,
);

pub(crate) const HEADER_BECAME_REQUIRED: Rule = shape(
    "reply-header-became-required",
    [OK, OK],
    "Clients that can do without it can do with it; only documentation promises it.",
    HEADER,
);
