//! Parameters of requests.

use super::{B, Bump, OK, Rule, shape, value};

const PARAMETER: &str = "https://spec.openapis.org/oas/v3.0.4.html#parameter-object";

pub(super) const ALL: &[&Rule] = &[
    &REQUIRED_ADDED,
    &OPTIONAL_ADDED,
    &REMOVED,
    &RESPELLED,
    &MOVED,
    &STYLE_CHANGED,
    &BECAME_REQUIRED,
    &BECAME_OPTIONAL,
];

pub(crate) const REQUIRED_ADDED: Rule = shape(
    "required-parameter-added",
    [B, B],
    "Clients that are out there do not send it and are refused; in Rust it is one more argument.",
    PARAMETER,
);

pub(crate) const OPTIONAL_ADDED: Rule =
    shape("optional-parameter-added", [OK, OK], "Nobody has to send it; in Rust it is one more setter.", PARAMETER);

pub(crate) const REMOVED: Rule = shape(
    "parameter-removed",
    [B, B],
    "What clients that are out there send is ignored without a word, or refused; its setter or argument \
     disappears.",
    PARAMETER,
);

pub(crate) const RESPELLED: Rule = shape(
    "parameter-respelled",
    [B, B],
    "The server looks for another spelling; Rust's name for it is the same.",
    PARAMETER,
);

pub(crate) const MOVED: Rule = value(
    "parameter-moved",
    [B, B],
    Bump::Patch,
    "The server looks for it elsewhere than clients that are out there put it; the Rust setter or \
     argument is the same.",
    PARAMETER,
);

pub(crate) const STYLE_CHANGED: Rule = value(
    "parameter-style-changed",
    [B, B],
    Bump::Patch,
    "The same value is written in another way, which the server reads as another value; the Rust type is \
     the same.",
    PARAMETER,
);

pub(crate) const BECAME_REQUIRED: Rule = shape(
    "parameter-became-required",
    [B, B],
    "Clients that leave it out are refused; in Rust a setter becomes an argument.",
    PARAMETER,
);

pub(crate) const BECAME_OPTIONAL: Rule = shape(
    "parameter-became-optional",
    [OK, OK],
    "Those who send it still may; in Rust an argument becomes a setter.",
    PARAMETER,
);
