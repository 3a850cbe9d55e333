//! Types and arguments as a caller reads them.

use super::Names;
use crate::plan::{Argument, Conversion, RustTy};

pub(super) fn ty(names: &Names, it: &RustTy) -> String {
    let of = |name: &str, inner: &RustTy| format!("{name}<{}>", ty(names, inner));
    match it {
        RustTy::Unit => "()".to_owned(),
        RustTy::Bool => "bool".to_owned(),
        RustTy::I32 => "i32".to_owned(),
        RustTy::I64 => "i64".to_owned(),
        RustTy::U32 => "u32".to_owned(),
        RustTy::U64 => "u64".to_owned(),
        RustTy::F32 => "f32".to_owned(),
        RustTy::F64 => "f64".to_owned(),
        RustTy::String => "String".to_owned(),
        RustTy::Value => "Value".to_owned(),
        RustTy::Timestamp => "Timestamp".to_owned(),
        RustTy::Date => "Date".to_owned(),
        RustTy::Base64Url => "Base64Url".to_owned(),
        RustTy::Base64 => "Base64".to_owned(),
        RustTy::Text => "Text".to_owned(),
        RustTy::Bytes => "Bytes".to_owned(),
        RustTy::Body => "Body".to_owned(),
        RustTy::Part => "Part".to_owned(),
        RustTy::Form => "Form".to_owned(),
        RustTy::Vec(inner) => of("Vec", inner),
        RustTy::Map(inner) => format!("BTreeMap<String, {}>", ty(names, inner)),
        RustTy::Option(inner) => of("Option", inner),
        RustTy::Box(inner) => of("Box", inner),
        RustTy::Entry(inner) => format!("(String, {})", ty(names, inner)),
        RustTy::Page(inner) => of("Page", inner),
        RustTy::Tuple(places) => {
            format!("({})", places.iter().map(|it| ty(names, it)).collect::<Vec<_>>().join(", "))
        }
        RustTy::OpenTuple(places, rest) => {
            let places: Vec<String> = places.iter().map(|it| ty(names, it)).collect();
            format!("({}, Vec<{}>)", places.join(", "), ty(names, rest))
        }
        RustTy::Model(ident) => names.model(ident),
    }
}

/// `name: impl Into<String>`; what an argument is called is no part of a signature.
pub(super) fn argument(names: &Names, it: &Argument) -> String {
    let item = |it: &RustTy| match it {
        RustTy::Vec(inner) | RustTy::Map(inner) => ty(names, inner),
        other => ty(names, other),
    };
    match it.conversion {
        Conversion::Plain => ty(names, &it.ty),
        Conversion::Into => format!("impl Into<{}>", ty(names, &it.ty)),
        Conversion::IntoList => format!("impl IntoIterator<Item = impl Into<{}>>", item(&it.ty)),
        Conversion::List => format!("impl IntoIterator<Item = {}>", item(&it.ty)),
        Conversion::Map => format!("impl IntoIterator<Item = (impl Into<String>, {})>", item(&it.ty)),
    }
}

pub(super) fn arguments<'p>(names: &Names, all: impl Iterator<Item = &'p Argument>) -> String {
    format!("({})", all.map(|it| argument(names, it)).collect::<Vec<_>>().join(", "))
}
