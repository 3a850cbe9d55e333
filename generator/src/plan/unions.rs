//! Unions: a variant an arm, what it holds, and which of them a value turns into by itself.

use super::enums::{Values, idents};
use super::types::Types;
use super::{RustTy, UnionPlan, UnionTagging, UnionVariant, docs};
use crate::diag::Diagnostics;
use crate::ir::{Arm, JsonType, Tagging, TypeId, Union};

pub(crate) fn plan<'a>(
    diags: &mut Diagnostics,
    types: &Types<'a>,
    values: Option<&Values>,
    id: TypeId,
    shape: &'a Union,
) -> UnionPlan {
    let labels: Vec<(&str, Option<&str>)> = shape.arms.iter().map(|it| (it.name.as_str(), None)).collect();
    let mut idents = idents(diags, values, &labels);
    let unknown = idents.pop().expect("the last name is the fallback's");
    let held: Vec<Option<RustTy>> = shape.arms.iter().enumerate().map(|(at, arm)| held(types, id, at, arm)).collect();
    let variants = shape.arms.iter().zip(idents).zip(&held);
    let variants = variants.map(|((arm, ident), ty)| UnionVariant {
        ident,
        docs: types.read(|| docs::arm(types, arm)),
        // What a reply holds is never made by callers.
        from: shape.tagging != Tagging::Status && unambiguous(ty.as_ref(), &held),
        ty: ty.clone(),
        tag: arm.tag.clone(),
        json_type: arm.json_type.map(JsonType::name),
        keys: arm.keys.clone(),
    });
    let tagging = match &shape.tagging {
        Tagging::Property(name) => UnionTagging::Property(name.clone()),
        Tagging::JsonType => UnionTagging::JsonType,
        Tagging::Keys => UnionTagging::Keys,
        Tagging::Status => UnionTagging::Status,
    };
    UnionPlan { tagging, variants: variants.collect(), unknown }
}

fn held<'a>(types: &Types<'a>, id: TypeId, at: usize, arm: &'a Arm) -> Option<RustTy> {
    let ty = types.rust(types.peel(arm.ty.as_ref()?).0);
    Some(if types.boxed.contains(&(id, at)) { RustTy::Box(Box::new(ty)) } else { ty })
}

/// `From<T>` is printed where one variant alone holds `T`, and never for any JSON value, which the fallback holds.
fn unambiguous(ty: Option<&RustTy>, held: &[Option<RustTy>]) -> bool {
    let Some(ty) = ty else { return false };
    let plain = |ty: &RustTy| match ty {
        RustTy::Box(inner) => (**inner).clone(),
        ty => ty.clone(),
    };
    *ty != RustTy::Value && held.iter().flatten().filter(|other| plain(other) == plain(ty)).count() == 1
}
