//! Types that hold data: structs, enums, unions, and how their values come in.

use super::{Ident, ModelDocs};
use crate::ir::{TagValue, TypeId};

#[derive(Clone, Debug, PartialEq)]
pub struct ModelFile {
    /// `machines`, `shared`
    pub module: Ident,
    pub docs: String,
    pub items: Vec<Model>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The type of the API that it is.
    pub id: TypeId,
    pub ident: Ident,
    /// Rustdoc lines, already made safe.
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub kind: ModelKind,
    pub reference: ModelDocs,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ModelKind {
    Struct(StructPlan),
    StringEnum { variants: Vec<EnumVariant>, unknown: Ident },
    IntegerEnum { variants: Vec<EnumVariant>, unknown: Ident },
    Union(UnionPlan),
    Alias(RustTy),
}

#[derive(Clone, Debug, PartialEq)]
pub struct StructPlan {
    pub fields: Vec<FieldPlan>,
    /// Field that keeps other keys, and the type of their values.
    pub rest: Option<(Ident, RustTy)>,
    pub constructor: Constructor,
    /// Setters are printed for types that are sent.
    pub setters: Vec<Setter>,
    /// Every field may be missing, so `Default` is derived.
    pub default: bool,
    /// It is sent in parts, and is no JSON.
    pub parts: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FieldPlan {
    /// On the wire.
    pub name: String,
    pub ident: Ident,
    /// The field's whole type, `Option`, `Vec` and `Box` included.
    pub ty: RustTy,
    pub slot: Slot,
    pub docs: Vec<String>,
    pub deprecated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Required,
    Optional,
    Nullable,
    Tristate,
    List,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Constructor {
    /// `new(a, b)`: indices of the required fields, in order.
    New(Vec<(usize, Argument)>),
    /// `new(XRequired { … })`: too many arguments of one type could be swapped.
    Named { ident: Ident, fields: Vec<usize> },
}

/// How a value comes in by an argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub ident: Ident,
    pub ty: RustTy,
    pub conversion: Conversion,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `x: T`
    Plain,
    /// `x: impl Into<T>`
    Into,
    /// `x: impl IntoIterator<Item = impl Into<T>>`
    IntoList,
    /// `x: impl IntoIterator<Item = T>`
    List,
    /// `x: impl IntoIterator<Item = (impl Into<String>, T)>`
    Map,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    pub ident: Ident,
    pub field: usize,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub kind: SetterKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SetterKind {
    /// The argument's type is the value's: without `Option`, with `Box` put on by the setter.
    Value(Argument),
    /// `x_null()` of a three-state field.
    Null,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumVariant {
    pub wire: String,
    pub ident: Ident,
    pub docs: Vec<String>,
    pub deprecated: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnionPlan {
    pub tagging: UnionTagging,
    pub variants: Vec<UnionVariant>,
    pub unknown: Ident,
}

#[derive(Clone, Debug, PartialEq)]
pub enum UnionTagging {
    Property(String),
    JsonType,
    Keys,
    Status,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    pub ident: Ident,
    pub docs: Vec<String>,
    pub ty: Option<RustTy>,
    /// Under `Property` (None: for objects without the property), and under `Status` the status as written.
    pub tag: Option<TagValue>,
    /// Under `JsonType`: `integer`, `string`, …
    pub json_type: Option<&'static str>,
    /// Under `Keys`.
    pub keys: Vec<String>,
    /// `From<T>` is unambiguous, so it is printed.
    pub from: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum RustTy {
    Unit,
    Bool,
    I32,
    I64,
    U32,
    U64,
    I128,
    F32,
    F64,
    String,
    /// Any JSON value.
    Value,
    Timestamp,
    Date,
    /// base64 in JSON.
    Base64,
    /// The same in the alphabet that is safe in URLs.
    Base64Url,
    Bytes,
    /// A request's body of any kind: bytes, a file, a stream.
    Body,
    /// A file in a body in parts.
    Part,
    /// A body in parts that the description does not name.
    Form,
    /// A reply in plain text; awaiting it gives a `String`.
    Text,
    Vec(Box<RustTy>),
    Map(Box<RustTy>),
    /// A list as a tuple.
    Tuple(Vec<RustTy>),
    /// A tuple with any number of others behind it.
    OpenTuple(Vec<RustTy>, Box<RustTy>),
    Option(Box<RustTy>),
    Box(Box<RustTy>),
    /// `(String, T)`
    Entry(Box<RustTy>),
    Page(Box<RustTy>),
    /// A model, reached as `crate::models::X`.
    Model(Ident),
}
