//! Types and arguments as a caller reads them.

use super::Names;
use crate::plan::{Argument, Conversion, Name, RustTy};

pub(super) fn ty(names: &Names, it: &RustTy) -> String {
    it.spelled(&mut |name| match name {
        Name::Runtime(name) | Name::Extern(_, name) => name.to_owned(),
        Name::Model(model) => names.model(model),
    })
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
