//! One operation that client.toml makes several of, each with one arm of the request body and of the reply.

use super::ctx::Ctx;
use super::overrides::known;
use crate::config::{Spanned, SplitConfig};
use crate::diag::codes::lower as codes;
use crate::ir::{Content, Operation, Shape, Ty, TypeDef};

/// The second is what client.toml says of each operation that came of a split, by index.
pub(super) fn apply(cx: &mut Ctx<'_, '_>) {
    let config = cx.config;
    let operations = std::mem::take(&mut cx.api.operations);
    for op in operations {
        let splits = config
            .operations
            .get(&op.id)
            .map(|it| &it.value.split)
            .filter(|it| !it.is_empty());
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

fn part(
    cx: &mut Ctx<'_, '_>,
    op: &Operation,
    name: &str,
    split: &Spanned<SplitConfig>,
) -> Operation {
    let mut part = Operation {
        name: Some(name.to_owned()),
        ..op.clone()
    };
    if let Some(wanted) = &split.value.body {
        let content = part.body.as_mut().map(|it| &mut it.content);
        narrow(cx, content, wanted, "request body");
    }
    if let Some(wanted) = &split.value.reply {
        narrow(cx, part.reply.content.as_mut(), wanted, "reply");
    }
    part
}

/// What client.toml says of the part that an operation is.
pub(super) fn config_of<'c>(cx: &Ctx<'c, '_>, op: &Operation) -> Option<&'c SplitConfig> {
    let name = op.name.as_ref()?;
    cx.config
        .operations
        .get(&op.id)?
        .value
        .split
        .get(name)
        .map(|it| &it.value)
}

fn narrow(
    cx: &mut Ctx<'_, '_>,
    content: Option<&mut Content>,
    wanted: &Spanned<String>,
    what: &str,
) {
    let Some(Content::Json(ty)) = content else {
        cx.diags
            .error(
                codes::ARM_UNKNOWN,
                wanted.span,
                format!("there is no JSON {what} to split"),
            )
            .help("leave it out here");
        return;
    };
    let arms = arms(&cx.types, ty);
    match arms.iter().find(|(name, _)| *name == wanted.value) {
        Some((_, arm)) => *ty = arm.clone(),
        None => {
            let names: Vec<&str> = arms.iter().map(|(name, _)| name.as_str()).collect();
            known(
                cx,
                codes::ARM_UNKNOWN,
                &format!("arm of the {what}"),
                &wanted.value,
                wanted.span,
                names.into_iter(),
            );
        }
    }
}

/// Arms by what they are called, and by what their types are called.
fn arms(types: &[TypeDef], ty: &Ty) -> Vec<(String, Ty)> {
    let mut ty = ty;
    loop {
        match ty {
            Ty::Nullable(inner) => ty = inner,
            Ty::Named(id) => match &types[id.0 as usize].shape {
                Shape::Alias(inner) => ty = inner,
                Shape::Union(union) => {
                    let mut found = Vec::new();
                    for arm in &union.arms {
                        let Some(inner) = &arm.ty else { continue };
                        found.push((arm.name.clone(), inner.clone()));
                        if let Ty::Named(id) = inner {
                            found.push((
                                super::tidy::call(&types[id.0 as usize].name),
                                inner.clone(),
                            ));
                        }
                    }
                    return found;
                }
                _ => return Vec::new(),
            },
            _ => return Vec::new(),
        }
    }
}
