//! How a struct is begun: `new(required…)`, or by named fields where arguments could be swapped.

use super::fields::held;
use super::types::Types;
use super::{Argument, Constructor, Ident, Slot};
use crate::ir::{Struct, TypeId};
use std::collections::BTreeSet;

/// More required fields of one type than this, and they are named.
const SWAPPABLE: usize = 3;

pub(crate) fn plan<'a>(types: &Types<'a>, id: TypeId, shape: &'a Struct) -> Constructor {
    let required: Vec<(usize, Argument)> = (0..shape.fields.len())
        .filter_map(|at| {
            let held = held(types, id, shape, at);
            let ident = types.fields[id.0 as usize][at].clone();
            (held.slot == Slot::Required).then(|| (at, held.argument(types, ident)))
        })
        .collect();
    let swappable =
        required.iter().any(|(_, it)| required.iter().filter(|(_, other)| other.ty == it.ty).count() > SWAPPABLE);
    if swappable {
        return Constructor::Named {
            ident: companion(types, id),
            fields: required.into_iter().map(|(at, _)| at).collect(),
        };
    }
    Constructor::New(required)
}

/// `MachineRequired`; the model of that name, should there be one, has it first.
fn companion(types: &Types<'_>, id: TypeId) -> Ident {
    let taken: BTreeSet<&str> = types.names.iter().map(Ident::as_str).collect();
    let wanted = format!("{}Required", types.name(id));
    let numbered = (2..).map(|n| format!("{wanted}{n}"));
    let name = std::iter::once(wanted.clone()).chain(numbered).find(|it| !taken.contains(it.as_str()));
    Ident::new(name.expect("some number is free"))
}
