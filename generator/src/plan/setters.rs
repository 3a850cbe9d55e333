//! What is set on a struct by a method of its own: values, and null where null is a third state.

use super::fields::held;
use super::scope::{Claim, Joint, NAMED, PLACED, settle};
use super::types::Types;
use super::{Ident, Setter, SetterKind, Slot, docs, reserved};
use crate::ir::{Struct, TypeId};

pub(crate) fn plan<'a>(types: &Types<'a>, id: TypeId, shape: &'a Struct) -> Vec<Setter> {
    let idents = &types.fields[id.0 as usize];
    let mut wanted = Vec::new();
    for (at, ident) in idents.iter().enumerate().take(shape.fields.len()) {
        let held = held(types, id, shape, at);
        if held.field.read_only {
            continue;
        }
        wanted.push((at, false, Claim::new(reserved::model_setter(ident.to_string()), NAMED)));
        if held.slot == Slot::Tristate {
            wanted.push((at, true, Claim::new(null_name(ident), PLACED)));
        }
    }
    let claims: Vec<Claim> = wanted.iter().map(|(_, _, claim)| claim.clone()).collect();
    let names = settle(&claims, Joint::Snake, &[]);
    wanted
        .iter()
        .zip(names)
        .map(|((at, null, _), name)| setter(types, (id, shape, *at), *null, Ident::new(name)))
        .collect()
}

/// `tags_null`, `type_null`
pub(crate) fn null_name(ident: &Ident) -> String {
    format!("{}_null", ident.as_str().trim_end_matches('_'))
}

fn setter<'a>(types: &Types<'a>, (id, shape, at): (TypeId, &'a Struct, usize), null: bool, ident: Ident) -> Setter {
    let held = held(types, id, shape, at);
    let field = &types.fields[id.0 as usize][at];
    let kind = if null { SetterKind::Null } else { SetterKind::Value(held.argument(types, field.clone())) };
    let docs = || if null { docs::null_setter(field) } else { docs::setter(types, field, held.field) };
    Setter { ident, field: at, docs: types.read(docs), deprecated: held.field.docs.deprecated, kind }
}
