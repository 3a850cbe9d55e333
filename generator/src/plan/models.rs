//! A type of the API as a Rust item.

use super::fields::held;
use super::types::{Types, wishes};
use super::{FieldPlan, Model, ModelKind, RustTy, StructPlan, constructors, docs, enums, reference, setters, unions};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Additional, Shape, StringFormat, Struct, Ty, TypeId};

pub(crate) fn plan(diags: &mut Diagnostics, types: &Types<'_>, config: &Config, id: TypeId) -> Model {
    let def = types.def(id);
    let values = wishes(config, def).map(|it| &it.value.values);
    let kind = match &def.shape {
        Shape::Struct(it) => ModelKind::Struct(structure(types, id, it)),
        Shape::Enum(it) => enums::plan(diags, types, values, it),
        Shape::Union(it) => ModelKind::Union(unions::plan(diags, types, values, id, it)),
        Shape::Alias(ty) => ModelKind::Alias(types.rust(ty)),
    };
    Model {
        id,
        ident: types.name(id).clone(),
        docs: types.read(|| docs::model(types, id)),
        deprecated: def.docs.deprecated,
        kind,
        reference: types.read(|| reference::model(types, id)),
    }
}

/// The type of the values of other keys.
fn rest<'a>(types: &Types<'a>, id: TypeId, ty: &'a Ty) -> RustTy {
    let is_file = types.def(id).usage.parts && *types.resolve(ty) == Ty::String(StringFormat::Binary);
    if is_file { RustTy::Part } else { types.rust(ty) }
}

fn structure<'a>(types: &Types<'a>, id: TypeId, shape: &'a Struct) -> StructPlan {
    let idents = &types.fields[id.0 as usize];
    let fields: Vec<FieldPlan> = (0..shape.fields.len())
        .map(|at| {
            let held = held(types, id, shape, at);
            FieldPlan {
                name: held.field.name.clone(),
                ident: idents[at].clone(),
                ty: held.rust(types),
                slot: held.slot,
                docs: types.read(|| docs::field(types, held.field)),
                deprecated: held.field.docs.deprecated,
            }
        })
        .collect();
    let rest = match &shape.additional {
        Additional::Skipped => None,
        Additional::Kept(ty) => idents.last().map(|ident| (ident.clone(), rest(types, id, ty))),
    };
    let usage = types.def(id).usage;
    StructPlan {
        rest,
        constructor: constructors::plan(types, id, shape),
        setters: if usage.sent { setters::plan(types, id, shape) } else { Vec::new() },
        parts: usage.parts,
        default: fields.iter().all(|it| it.slot != super::Slot::Required),
        fields,
    }
}
