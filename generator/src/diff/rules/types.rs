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

pub(crate) const REQUIRED_ADDED: Rule = shape("required-property-added", [B, OK], "", SCHEMA).for_each(
    "Bodies without it, which were accepted, are refused.",
    "Nobody looks at a property that they do not know.",
);

pub(crate) const OPTIONAL_ADDED: Rule = shape(
    "optional-property-added",
    [OK, OK],
    "Structs are `#[non_exhaustive]`, so a field more breaks nobody.",
    SCHEMA,
)
.for_each("Nobody has to send it.", "Who receives it unknowing skips it.");

pub(crate) const REQUIRED_REMOVED: Rule = shape("required-property-removed", [B, B], "The field disappears.", SCHEMA)
    .for_each("What clients send is ignored without a word, or refused.", "Replies without it fail to decode.");

pub(crate) const OPTIONAL_REMOVED: Rule = shape("optional-property-removed", [B, OK], "The field disappears.", SCHEMA)
    .for_each(
        "What clients send is ignored without a word, or refused.",
        "In replies it could always be missing, so clients cope.",
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

pub(crate) const BECAME_REQUIRED: Rule = shape("property-became-required", [B, OK], "`Option<T>` becomes `T`.", SCHEMA)
    .for_each("Bodies without it are refused.", "Replies without it no longer come.");

pub(crate) const BECAME_OPTIONAL: Rule = shape("property-became-optional", [OK, B], "`T` becomes `Option<T>`.", SCHEMA)
    .for_each("Bodies with it stay valid.", "Clients that are out there fail on a reply without it.");

pub(crate) const BECAME_NULLABLE: Rule = shape("became-nullable", [OK, B], "", SCHEMA)
    .for_each("Values that were sent stay valid.", "Clients that are out there fail on null in a reply.");

pub(crate) const NO_LONGER_NULLABLE: Rule = shape("no-longer-nullable", [B, OK], "", SCHEMA)
    .for_each("Null, which was accepted, is refused.", "In replies null no longer comes.");

pub(crate) const OPTIONAL_BECAME_NULLABLE: Rule = shape("optional-became-nullable", [OK, OK], "", SCHEMA)
    .for_each(
        "Values that were sent stay valid; null is a third state, with a setter of its own.",
        "Clients take null in a reply as they take absence, which they know already.",
    )
    .at_least(Bump::None);

pub(crate) const OPTIONAL_NO_LONGER_NULLABLE: Rule = shape("optional-no-longer-nullable", [B, OK], "", SCHEMA)
    .for_each(
        "Null, which was accepted, is refused.",
        "Clients take null in a reply as they take absence, so nothing changes for them.",
    )
    .at_least(Bump::None);

pub(crate) const CHANGED: Rule =
    shape("type-changed", [B, B], "Values of the one type are not values of the other.", SCHEMA)
        .for_each("What clients send is refused.", "What clients receive does not decode.");

pub(crate) const WIDENED: Rule = shape("type-widened", [OK, B], "", SCHEMA).for_each(
    "All that was a value still is one, so what clients send is accepted.",
    "Clients may receive what does not fit their type.",
);

pub(crate) const NARROWED: Rule = shape("type-narrowed", [B, OK], "", SCHEMA).for_each(
    "Not all that was a value still is one, so what clients send may be refused.",
    "What clients receive fits their type.",
);

pub(crate) const OPENED: Rule = shape("values-opened", [OK, OK], "Values that were listed are any values now.", SCHEMA)
    .for_each("What clients send is accepted as before.", "Clients keep values that they do not know.");

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

pub(crate) const VALUE_ADDED: Rule = shape("enum-value-added", [OK, OK], "", SCHEMA).for_each(
    "One more value is accepted.",
    "Enums are open, so clients that are out there keep a value that they do not know.",
);

pub(crate) const VALUE_REMOVED: Rule = shape("enum-value-removed", [B, OK], "The variant disappears.", SCHEMA)
    .for_each("The value, which was accepted, is refused.", "In replies the value no longer comes.");

pub(crate) const VALUE_RESPELLED: Rule = shape("enum-value-respelled", [B, B], "The variant is the same.", SCHEMA)
    .for_each(
        "Clients that are out there send the old spelling.",
        "Clients that are out there take the new spelling for a value that they do not know.",
    );

pub(crate) const ARM_ADDED: Rule = shape("union-arm-added", [OK, OK], "", SCHEMA).for_each(
    "One more shape is accepted.",
    "Unions are open, so clients that are out there keep a shape that they do not know.",
);

pub(crate) const ARM_REMOVED: Rule = shape("union-arm-removed", [B, OK], "The variant disappears.", SCHEMA)
    .for_each("The shape, which was accepted, is refused.", "In replies the shape no longer comes.");

pub(crate) const ARM_RESPELLED: Rule = shape("union-tag-respelled", [B, B], "The variant is the same.", DISCRIMINATOR)
    .for_each(
        "Clients that are out there send the old tag.",
        "Clients that are out there take the new tag for a shape that they do not know.",
    );

pub(crate) const TAGGING_CHANGED: Rule = shape("discriminator-changed", [B, B], "", DISCRIMINATOR).for_each(
    "Clients that are out there write another property to tell the shapes apart.",
    "Clients that are out there look for another property to tell the shapes apart.",
);
