//! Open enums: a variant for each known value, and one for all others.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::{NAMED, PLACED};
use super::types::Types;
use super::{EnumVariant, Ident, ModelKind, docs, names};
use crate::config::Spanned;
use crate::diag::Diagnostics;
use crate::ir::{Enum, EnumKind, EnumValue};
use std::collections::BTreeMap;

pub(crate) type Values = BTreeMap<String, Spanned<String>>;

pub(crate) const NAMING: Naming = Naming { case: Case::Pascal, avoid: |name| name, what: "variant" };

pub(crate) fn plan(diags: &mut Diagnostics, types: &Types<'_>, values: Option<&Values>, shape: &Enum) -> ModelKind {
    let wires: Vec<(&str, Option<&str>)> = shape.values.iter().map(|it| (it.wire.as_str(), title(it))).collect();
    let mut idents = idents(diags, values, &wires);
    let unknown = idents.pop().expect("the last name is the fallback's");
    let variants = shape.values.iter().zip(idents);
    let variant = |(it, ident): (&EnumValue, Ident)| EnumVariant {
        wire: it.wire.clone(),
        ident,
        docs: types.read(|| docs::variant(it)),
        deprecated: it.docs.deprecated,
    };
    let variants = variants.map(variant).collect();
    match shape.kind {
        EnumKind::String => ModelKind::StringEnum { variants, unknown },
        EnumKind::Integer => ModelKind::IntegerEnum { variants, unknown },
    }
}

/// What the description calls a value, as long as it is a name: «The state before anything has been done» is none.
pub(crate) fn title(value: &EnumValue) -> Option<&str> {
    value.docs.title.as_deref().filter(|it| names::words(it).len() <= 4)
}

/// One name for each value and, last, one for the fallback, which makes way for a value that is `unknown` itself.
pub(crate) fn idents(diags: &mut Diagnostics, values: Option<&Values>, wires: &[(&str, Option<&str>)]) -> Vec<Ident> {
    let mut candidates: Vec<Candidate> = wires
        .iter()
        .map(|(wire, title)| Candidate {
            wanted: names::variant_name(title.unwrap_or(wire)),
            rank: NAMED,
            wish: values.and_then(|it| it.get(*wire).cloned()),
        })
        .collect();
    let taken = candidates
        .iter()
        .any(|it| it.wanted == "Unknown" || it.wish.as_ref().is_some_and(|wish| wish.value == "Unknown"));
    let fallback = if taken { "UnknownValue" } else { "Unknown" };
    candidates.push(Candidate { wanted: fallback.to_owned(), rank: PLACED, wish: None });
    name_all(diags, NAMING, &candidates)
}
