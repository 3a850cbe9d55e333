//! Limits, defaults and words: what no signature shows.

use super::{B, Bump, OK, Rule, SAME, value};

const SCHEMA: &str = "https://spec.openapis.org/oas/v3.0.4.html#schema-object";
const INFO: &str = "https://spec.openapis.org/oas/v3.0.4.html#info-object";
const SEMVER: &str = "https://semver.org/#spec-item-7";

pub(super) const ALL: &[&Rule] = &[
    &TIGHTENED,
    &LOOSENED,
    &PATTERN_CHANGED,
    &DEFAULT_CHANGED,
    &DEFAULT_ADDED,
    &DEFAULT_REMOVED,
    &DEPRECATED,
    &UNDEPRECATED,
    &DOCS_CHANGED,
    &EXAMPLE_CHANGED,
];

pub(crate) const TIGHTENED: Rule =
    value("constraint-tightened", [B, OK], Bump::Patch, "The Rust type is the same.", SCHEMA)
        .for_each("Values that were accepted are refused.", "What is received fits the old limits, too.");

pub(crate) const LOOSENED: Rule =
    value("constraint-loosened", [OK, OK], Bump::Patch, "The Rust type is the same.", SCHEMA)
        .for_each("More is accepted than before.", "Clients do not check what they receive.");

pub(crate) const PATTERN_CHANGED: Rule =
    value("constraint-changed", [B, OK], Bump::Patch, "The Rust type is the same.", SCHEMA).for_each(
        "Values that used to fit may be refused; nobody can tell which from the two alone.",
        "Clients do not check what they receive.",
    );

pub(crate) const DEFAULT_CHANGED: Rule = value("default-changed", [B, SAME], Bump::Patch, "", SCHEMA).for_each(
    "Clients never send a default, so those that leave the value out get something else than before.",
    "In replies a default is only documentation.",
);

pub(crate) const DEFAULT_ADDED: Rule = value("default-added", [OK, SAME], Bump::Patch, "", SCHEMA).for_each(
    "It is promised now what happens where the value is left out.",
    "In replies a default is only documentation.",
);

pub(crate) const DEFAULT_REMOVED: Rule = value("default-removed", [B, SAME], Bump::Patch, "", SCHEMA).for_each(
    "Clients that leave the value out relied on what was promised.",
    "In replies a default is only documentation.",
);

pub(crate) const DEPRECATED: Rule = value(
    "deprecated",
    [SAME, SAME],
    Bump::Minor,
    "It still works, and callers are warned: `#[deprecated]` makes a minor version.",
    SEMVER,
);

pub(crate) const UNDEPRECATED: Rule =
    value("no-longer-deprecated", [SAME, SAME], Bump::Patch, "Callers are no longer warned of it.", SEMVER);

pub(crate) const DOCS_CHANGED: Rule = value(
    "docs-changed",
    [SAME, SAME],
    Bump::Patch,
    "Only words changed: rustdoc and README say something else.",
    INFO,
);

pub(crate) const EXAMPLE_CHANGED: Rule = value(
    "example-changed",
    [SAME, SAME],
    Bump::Patch,
    "Only an example changed, which documentation, samples and mocks show.",
    SCHEMA,
);
