//! A type as a reader of the API knows it.

use super::value;
use super::{ArmDocs, ModelDocs, TyDocs};
use crate::ir::{Additional, Arm, Constraints, Shape, Tagging, TypeId};
use crate::markdown::{code, lead, lines};
use crate::plan::types::Types;

pub(crate) fn model(types: &Types<'_>, id: TypeId) -> ModelDocs {
    let def = types.def(id);
    let text = def.docs.description.as_deref().or(def.docs.title.as_deref());
    let mut res = ModelDocs { description: text.map(lines).unwrap_or_default(), ..ModelDocs::default() };
    let unbound = Constraints::default();
    match &def.shape {
        Shape::Struct(shape) => {
            res.fields = shape.fields.iter().map(|it| value::field(types, it)).collect();
            res.rest = match &shape.additional {
                Additional::Kept(ty) => Some(value::ty(types, ty, &unbound)),
                Additional::Skipped => None,
            };
        }
        Shape::Enum(shape) => {
            let said = |text: &Option<String>| text.as_deref().map(lead).unwrap_or_default();
            res.values = shape.values.iter().map(|it| (code(&it.wire), said(&it.docs.description))).collect();
            res.alias = Some(TyDocs { words: value::json_kind(shape.kind).to_owned(), model: None });
        }
        Shape::Union(shape) => {
            res.tag = match &shape.tagging {
                Tagging::Property(name) => Some(code(name)),
                Tagging::JsonType | Tagging::Keys | Tagging::Status => None,
            };
            res.arms = shape.arms.iter().map(|it| arm(types, it)).collect();
        }
        Shape::Alias(ty) => res.alias = Some(value::ty(types, ty, &unbound)),
    }
    res
}

fn arm<'a>(types: &Types<'a>, arm: &'a Arm) -> ArmDocs {
    let keys: Vec<String> = arm.keys.iter().map(|it| code(it)).collect();
    let told = match (&arm.tag, keys.as_slice()) {
        (Some(tag), _) => code(&tag.to_string()),
        (None, []) => String::new(),
        (None, keys) => format!("with {}", keys.join(" and ")),
    };
    let unbound = Constraints::default();
    let description = match &arm.ty {
        Some(ty) => value::described(types, &arm.docs, ty),
        None => arm.docs.description.as_deref().map(lead).unwrap_or_default(),
    };
    ArmDocs { told, ty: arm.ty.as_ref().map(|ty| value::ty(types, ty, &unbound)), description }
}
