//! The shape of what travels: properties, types, values, arms.

use super::{B, Bump, OK, Rule, shape};

const SCHEMA: &str = "https://spec.openapis.org/oas/v3.0.4.html#schema-object";
const DISCRIMINATOR: &str = "https://spec.openapis.org/oas/v3.0.4.html#discriminator-object";

pub(super) const ALL: &[&Rule] = &[
    &REQUIRED_ADDED,
    &OPTIONAL_ADDED,
    &REQUIRED_REMOVED,
    &OPTIONAL_REMOVED,
    &PROPERTY_RESPELLED,
    &ENVELOPE_GREW,
    &BECAME_REQUIRED,
    &BECAME_OPTIONAL,
    &BECAME_NULLABLE,
    &NO_LONGER_NULLABLE,
    &OPTIONAL_BECAME_NULLABLE,
    &OPTIONAL_NO_LONGER_NULLABLE,
    &CHANGED,
    &WIDENED,
    &NARROWED,
    &OPENED,
    &EXTRA_KEPT,
    &EXTRA_DROPPED,
    &VALUE_ADDED,
    &VALUE_REMOVED,
    &VALUE_RESPELLED,
    &ARM_ADDED,
    &ARM_REMOVED,
    &ARM_RESPELLED,
    &TAGGING_CHANGED,
];

pub(crate) const REQUIRED_ADDED: Rule = shape(
    "required-property-added",
    [B, OK],
    "Bodies without it, which were accepted, are refused. In replies nobody looks at a property that they \
     do not know.",
    SCHEMA,
);

pub(crate) const OPTIONAL_ADDED: Rule = shape(
    "optional-property-added",
    [OK, OK],
    "Nobody has to send it, and who receives it unknowing skips it; structs are `#[non_exhaustive]`, so a \
     field more breaks nobody.",
    SCHEMA,
);

pub(crate) const REQUIRED_REMOVED: Rule = shape(
    "required-property-removed",
    [B, B],
    "What clients send is ignored without a word, or refused; replies without it fail to decode. The \
     field disappears.",
    SCHEMA,
);

pub(crate) const OPTIONAL_REMOVED: Rule = shape(
    "optional-property-removed",
    [B, OK],
    "What clients send is ignored without a word, or refused. In replies it could always be missing, so \
     clients cope. The field disappears.",
    SCHEMA,
);

pub(crate) const PROPERTY_RESPELLED: Rule = shape(
    "property-respelled",
    [B, B],
    "The two sides spell the property differently; Rust's name for it is the same.",
    SCHEMA,
);

pub(crate) const ENVELOPE_GREW: Rule = shape(
    "envelope-property-added",
    [OK, OK],
    "Awaiting the request gives the one property of this envelope, and now there are more: callers would \
     lose what the others say, so what awaiting gives has to be thought over.",
    SCHEMA,
)
.at_least(Bump::Major);

pub(crate) const BECAME_REQUIRED: Rule = shape(
    "property-became-required",
    [B, OK],
    "Bodies without it are refused; replies without it no longer come. `Option<T>` becomes `T`.",
    SCHEMA,
);

pub(crate) const BECAME_OPTIONAL: Rule = shape(
    "property-became-optional",
    [OK, B],
    "Bodies with it stay valid; clients that are out there fail on a reply without it. `T` becomes \
     `Option<T>`.",
    SCHEMA,
);

pub(crate) const BECAME_NULLABLE: Rule = shape(
    "became-nullable",
    [OK, B],
    "Values that were sent stay valid; clients that are out there fail on null in a reply.",
    SCHEMA,
);

pub(crate) const NO_LONGER_NULLABLE: Rule = shape(
    "no-longer-nullable",
    [B, OK],
    "Null, which was accepted, is refused; in replies it no longer comes.",
    SCHEMA,
);

pub(crate) const OPTIONAL_BECAME_NULLABLE: Rule = shape(
    "optional-became-nullable",
    [OK, OK],
    "Clients take null in a reply as they take absence, which they know already. In requests null is a \
     third state, with a setter of its own.",
    SCHEMA,
)
.at_least(Bump::None);

pub(crate) const OPTIONAL_NO_LONGER_NULLABLE: Rule = shape(
    "optional-no-longer-nullable",
    [B, OK],
    "Null, which was accepted, is refused. In replies clients take it as they take absence.",
    SCHEMA,
)
.at_least(Bump::None);

pub(crate) const CHANGED: Rule = shape(
    "type-changed",
    [B, B],
    "Values of the one type are not values of the other: what clients send is refused, what they receive \
     does not decode.",
    SCHEMA,
);

pub(crate) const WIDENED: Rule = shape(
    "type-widened",
    [OK, B],
    "All that was a value still is one, so what clients send is accepted; but they may receive what does \
     not fit their type.",
    SCHEMA,
);

pub(crate) const NARROWED: Rule = shape(
    "type-narrowed",
    [B, OK],
    "Not all that was a value still is one, so what clients send may be refused; what they receive fits \
     their type.",
    SCHEMA,
);

pub(crate) const OPENED: Rule = shape(
    "values-opened",
    [OK, OK],
    "Values that were listed are any values now. What clients send is accepted, and they keep values that \
     they do not know.",
    SCHEMA,
);

pub(crate) const EXTRA_KEPT: Rule = shape(
    "additional-properties-allowed",
    [OK, OK],
    "Keys beyond the named ones may come and go; clients that are out there skip what they do not know.",
    SCHEMA,
);

pub(crate) const EXTRA_DROPPED: Rule = shape(
    "additional-properties-dropped",
    [B, OK],
    "Keys beyond the named ones are no longer promised to be accepted; in Rust the field that kept them \
     disappears.",
    SCHEMA,
);

pub(crate) const VALUE_ADDED: Rule = shape(
    "enum-value-added",
    [OK, OK],
    "One more value is accepted; enums are open, so clients that are out there keep a value that they do \
     not know.",
    SCHEMA,
);

pub(crate) const VALUE_REMOVED: Rule = shape(
    "enum-value-removed",
    [B, OK],
    "The value, which was accepted, is refused; in replies it no longer comes. The variant disappears.",
    SCHEMA,
);

pub(crate) const VALUE_RESPELLED: Rule = shape(
    "enum-value-respelled",
    [B, B],
    "Clients that are out there send the old spelling, and take the new one for a value that they do not \
     know; the variant is the same.",
    SCHEMA,
);

pub(crate) const ARM_ADDED: Rule = shape(
    "union-arm-added",
    [OK, OK],
    "One more shape is accepted; unions are open, so clients that are out there keep a shape that they do \
     not know.",
    SCHEMA,
);

pub(crate) const ARM_REMOVED: Rule = shape(
    "union-arm-removed",
    [B, OK],
    "The shape, which was accepted, is refused; in replies it no longer comes. The variant disappears.",
    SCHEMA,
);

pub(crate) const ARM_RESPELLED: Rule = shape(
    "union-tag-respelled",
    [B, B],
    "Clients that are out there send the old tag, and take the new one for a shape that they do not know; \
     the variant is the same.",
    DISCRIMINATOR,
);

pub(crate) const TAGGING_CHANGED: Rule = shape(
    "discriminator-changed",
    [B, B],
    "Clients that are out there look for, and write, another property to tell the shapes apart.",
    DISCRIMINATOR,
);
