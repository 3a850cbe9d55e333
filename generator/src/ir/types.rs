//! Types: what a value can be.

use super::{GroupId, TypeId};
use crate::source::Span;

/// A type that deserves a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// What it is called: a component's key, a title, or the place it stands in.
    pub name: TypeName,
    pub docs: Docs,
    pub shape: Shape,
    pub usage: Usage,
    /// The group of the first operation that reaches it; None if several groups do, or none does.
    pub group: Option<GroupId>,
    pub examples: Vec<serde_json::Value>,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeName {
    /// Key below `components/schemas`, or the last segment of the `$ref` that leads there.
    Component(String),
    /// `title` of an inline schema.
    Title { title: String, place: Vec<String> },
    /// Words that say where it stands, outermost first: `["Machine", "networks"]`, `["machines_list", "type"]`.
    Place(Vec<String>),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub sent: bool,
    pub received: bool,
    /// It is a body in parts, and nothing else: its binary properties are files.
    pub parts: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    pub title: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Ty),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    pub fields: Vec<Field>,
    pub additional: Additional,
}

/// Keys that the description does not name.
#[derive(Clone, Debug, PartialEq)]
pub enum Additional {
    /// Nothing said, or `false`: skipped when read.
    Skipped,
    /// `true` or a schema: kept.
    Kept(Ty),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key on the wire.
    pub name: String,
    /// Never [`Ty::Nullable`] at the top: that is in `presence`.
    pub ty: Ty,
    pub presence: Presence,
    pub docs: Docs,
    pub default: Option<serde_json::Value>,
    pub constraints: Constraints,
    pub example: Option<serde_json::Value>,
    pub read_only: bool,
    pub write_only: bool,
    pub origin: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
    /// Required, may be null.
    Nullable,
    /// Absent, null and a value are three things.
    OptionalNullable,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    pub minimum: Option<serde_json::Number>,
    pub maximum: Option<serde_json::Number>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub pattern: Option<String>,
    pub format: Option<String>,
    /// All values there are, where the type is no [`Enum`]: of several JSON types, decimals, a flag that is always set. Empty: any.
    pub values: Vec<serde_json::Value>,
    /// The same of a list's items or a map's values; None where nothing is said of them.
    pub items: Option<Box<Constraints>>,
}

/// A set of known values; always open: others are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    pub kind: EnumKind,
    pub values: Vec<EnumValue>,
    pub default: Option<serde_json::Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    String,
    Integer,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// A string, or an integer's decimal digits.
    pub wire: String,
    /// What the description calls the value and says of it; the title is a name for people (`x-enum-varnames`).
    pub docs: Docs,
}

/// One of several shapes; shapes that are none of them are kept as they came.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    pub tagging: Tagging,
    pub arms: Vec<Arm>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Tagging {
    /// By the value of a property. The arm without a `tag`, if there is one, is for objects that lack the property.
    Property(String),
    /// By the JSON type; every arm has a distinct `json_type`.
    JsonType,
    /// By the status of the reply that it is the body of; every arm has a `tag`, the status as written: `200`, `2XX`.
    Status,
    /// By which keys are there; arms are in the order in which they are tried, every arm has `keys`. At most the last has none.
    Keys,
}

/// What says which arm of a union a value is: the value of a property, or the status that a body came under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TagValue {
    Text(String),
    Integer(i64),
    Boolean(bool),
}

impl TagValue {
    /// A scalar that can tell objects apart; None for all other values.
    pub fn from_json(value: &serde_json::Value) -> Option<TagValue> {
        match value {
            serde_json::Value::String(text) => Some(TagValue::Text(text.clone())),
            serde_json::Value::Number(number) => number.as_i64().map(TagValue::Integer),
            serde_json::Value::Bool(flag) => Some(TagValue::Boolean(*flag)),
            _ => None,
        }
    }

    pub fn to_json(&self) -> serde_json::Value {
        match self {
            TagValue::Text(text) => text.as_str().into(),
            TagValue::Integer(number) => (*number).into(),
            TagValue::Boolean(flag) => (*flag).into(),
        }
    }
}

/// As a key of a `mapping` writes it.
impl std::fmt::Display for TagValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TagValue::Text(text) => f.write_str(text),
            TagValue::Integer(number) => number.fmt(f),
            TagValue::Boolean(flag) => flag.fmt(f),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// None: the tag is all there is.
    pub ty: Option<Ty>,
    pub tag: Option<TagValue>,
    pub json_type: Option<JsonType>,
    pub keys: Vec<String>,
    /// What to call it: the tag, a title or a component's name; the plan makes it a variant.
    pub name: String,
    pub docs: Docs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    /// As `type` names it.
    pub fn name(self) -> &'static str {
        match self {
            JsonType::Boolean => "boolean",
            JsonType::Integer => "integer",
            JsonType::Number => "number",
            JsonType::String => "string",
            JsonType::Array => "array",
            JsonType::Object => "object",
        }
    }
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    Any,
    Boolean,
    Integer(IntegerFormat),
    Number(NumberFormat),
    String(StringFormat),
    List(Box<Ty>),
    Map(Box<Ty>),
    /// A list whose first places have types of their own; `rest` comes after them, or nothing does.
    Tuple {
        places: Vec<Ty>,
        rest: Option<Box<Ty>>,
    },
    Named(TypeId),
    /// Null is a value here: in a list, a map, an alias, a whole body.
    Nullable(Box<Ty>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerFormat {
    Int32,
    /// Also what has no format.
    Int64,
    Uint32,
    Uint64,
    /// Also what has no format and bounds that no other holds.
    Int128,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    Float,
    /// Also what has no format.
    Double,
}

/// What a string holds, as far as the runtime has a type for it; other formats are in [`Constraints::format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    Plain,
    DateTime,
    Date,
    /// base64 in JSON.
    Byte,
    /// base64 of the alphabet that is safe in URLs.
    ByteUrl,
    /// Raw bytes; a string in JSON.
    Binary,
}
