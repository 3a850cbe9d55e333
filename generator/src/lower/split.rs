//! One operation that client.toml makes several of, each with one arm of the request body and of the reply.

use super::ctx::Ctx;
use super::overrides::known;
use crate::config::{Spanned, SplitConfig};
use crate::diag::codes::lower as codes;
use crate::ir::{Arm, Content, JsonType, Operation, Reply, Shape, TagValue, Tagging, Ty, TypeDef, TypeName, Union};

pub(super) fn apply(cx: &mut Ctx<'_, '_>) {
    let config = cx.config;
    let operations = std::mem::take(&mut cx.api.operations);
    for op in operations {
        let splits = config.operations.get(&op.id).map(|it| &it.value.split).filter(|it| !it.is_empty());
        let Some(splits) = splits else {
            cx.api.operations.push(op);
            continue;
        };
        for (name, split) in splits {
            let part = part(cx, &op, name, split);
            cx.api.operations.push(part);
        }
    }
}

fn part(cx: &mut Ctx<'_, '_>, op: &Operation, name: &str, split: &Spanned<SplitConfig>) -> Operation {
    let mut part = Operation { name: Some(name.to_owned()), ..op.clone() };
    if split.value.summary.is_some() || split.value.description.is_some() {
        part.summary.clone_from(&split.value.summary);
        part.description.clone_from(&split.value.description);
    }
    if let Some(wanted) = &split.value.body {
        match &mut part.body {
            Some(body) => narrow(cx, Some(&mut body.content), &mut body.examples, wanted, "request body"),
            None => narrow(cx, None, &mut Vec::new(), wanted, "request body"),
        }
    }
    if let Some(wanted) = &split.value.reply {
        let Reply { content, examples, .. } = &mut part.reply;
        narrow(cx, content.as_mut(), examples, wanted, "reply");
    }
    part
}

/// What client.toml says of the part that an operation is.
pub(super) fn config_of<'c>(cx: &Ctx<'c, '_>, op: &Operation) -> Option<&'c SplitConfig> {
    let name = op.name.as_ref()?;
    cx.config.operations.get(&op.id)?.value.split.get(name).map(|it| &it.value)
}

type Examples = Vec<(String, serde_json::Value)>;

fn narrow(
    cx: &mut Ctx<'_, '_>,
    content: Option<&mut Content>,
    examples: &mut Examples,
    wanted: &Spanned<String>,
    what: &str,
) {
    let Some(Content::Json(ty)) = content else {
        cx.diags
            .error(codes::ARM_UNKNOWN, wanted.span, format!("there is no JSON {what} to split"))
            .help("leave it out here");
        return;
    };
    let union = union_of(&cx.types, ty);
    let arms = union.map_or(&[][..], |it| &it.arms);
    let found = arms.iter().position(|it| names(&cx.types, it).any(|name| name == wanted.value));
    if let (Some(idx), Some(union)) = (found, union) {
        examples.retain(|(_, value)| arm_of(union, value) == Some(idx));
        let arm = arms[idx].ty.clone().unwrap_or(Ty::Any);
        let whole = std::mem::replace(ty, arm);
        forget(&mut cx.types, &whole);
        return;
    }
    let names: Vec<String> = arms.iter().flat_map(|it| names(&cx.types, it)).collect();
    let what = format!("arm of the {what}");
    known(cx, codes::ARM_UNKNOWN, &what, &wanted.value, wanted.span, names.iter().map(String::as_str));
}

/// A union that is split is wanted no more, unless something else uses it: it loses the name for which it would be kept.
fn forget(types: &mut [TypeDef], union: &Ty) {
    if let Ty::Named(id) = union {
        let name = &mut types[id.0 as usize].name;
        *name = TypeName::Place(vec![super::tidy::call(name)]);
    }
}

/// What an arm is called, and what its type is called.
fn names<'t>(types: &'t [TypeDef], arm: &'t Arm) -> impl Iterator<Item = String> + use<'t> {
    let of_type = match arm.ty {
        Some(Ty::Named(id)) => Some(super::tidy::call(&types[id.0 as usize].name)),
        _ => None,
    };
    of_type.into_iter().chain([arm.name.clone()])
}

fn union_of<'t>(types: &'t [TypeDef], ty: &'t Ty) -> Option<&'t Union> {
    let mut ty = ty;
    loop {
        ty = match ty {
            Ty::Nullable(inner) => inner,
            Ty::Named(id) => match &types[id.0 as usize].shape {
                Shape::Alias(inner) => inner,
                Shape::Union(union) => return Some(union),
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// The arm that an example is of.
fn arm_of(union: &Union, value: &serde_json::Value) -> Option<usize> {
    union.arms.iter().position(|arm| match &union.tagging {
        Tagging::Property(name) => value.get(name).and_then(TagValue::from_json) == arm.tag,
        Tagging::Status => false,
        Tagging::Keys => value.is_object() && arm.keys.iter().all(|key| value.get(key).is_some()),
        Tagging::JsonType => match arm.json_type {
            Some(JsonType::Boolean) => value.is_boolean(),
            Some(JsonType::Integer) => value.is_i64() || value.is_u64(),
            Some(JsonType::Number) => value.is_number(),
            Some(JsonType::String) => value.is_string(),
            Some(JsonType::Array) => value.is_array(),
            Some(JsonType::Object) | None => value.is_object(),
        },
    })
}
