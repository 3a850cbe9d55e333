//! How a type is written down, whoever says what its names are.

use super::{Ident, RustTy};

/// A name in a type that comes from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// Of the runtime.
    Runtime(&'static str),
    /// Of another crate: its module, and the name there.
    Extern(&'static str, &'static str),
    Model(&'a Ident),
}

impl RustTy {
    /// The type as text, in which `name` says what each name from elsewhere is called.
    pub fn spelled(&self, name: &mut impl FnMut(Name<'_>) -> String) -> String {
        use Name::{Extern, Model, Runtime};
        match self {
            Self::Unit => "()".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::I32 => "i32".to_owned(),
            Self::I64 => "i64".to_owned(),
            Self::U32 => "u32".to_owned(),
            Self::U64 => "u64".to_owned(),
            Self::I128 => "i128".to_owned(),
            Self::F32 => "f32".to_owned(),
            Self::F64 => "f64".to_owned(),
            Self::String => "String".to_owned(),
            Self::Base64 => name(Runtime("Base64")),
            Self::Base64Url => name(Runtime("Base64Url")),
            Self::Value => name(Runtime("Value")),
            Self::Timestamp => name(Runtime("Timestamp")),
            Self::Date => name(Extern("jiff::civil", "Date")),
            Self::Bytes => name(Extern("bytes", "Bytes")),
            Self::Body => name(Runtime("Body")),
            Self::Part => name(Runtime("Part")),
            Self::Form => name(Runtime("Form")),
            Self::Text => name(Runtime("Text")),
            Self::Vec(item) => format!("Vec<{}>", item.spelled(name)),
            Self::Map(item) => {
                let map = name(Extern("std::collections", "BTreeMap"));
                format!("{map}<String, {}>", item.spelled(name))
            }
            Self::Tuple(places) => tuple(places, name),
            Self::OpenTuple(places, rest) => {
                let open = name(Runtime("Tuple"));
                format!("{open}<{}, {}>", tuple(places, name), rest.spelled(name))
            }
            Self::Option(some) => format!("Option<{}>", some.spelled(name)),
            Self::Box(inner) => format!("Box<{}>", inner.spelled(name)),
            Self::Entry(value) => format!("(String, {})", value.spelled(name)),
            Self::Page(item) => {
                let page = name(Runtime("Page"));
                format!("{page}<{}>", item.spelled(name))
            }
            Self::Model(model) => name(Model(model)),
        }
    }
}

fn tuple(places: &[RustTy], name: &mut impl FnMut(Name<'_>) -> String) -> String {
    let places: Vec<_> = places.iter().map(|it| it.spelled(name)).collect();
    let comma = if places.len() == 1 { "," } else { "" };
    format!("({}{comma})", places.join(", "))
}
