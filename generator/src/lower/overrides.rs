//! What client.toml says of operations, types and tags, and whether there is what it speaks of.

use super::ctx::Ctx;
use super::tidy::call;
use super::{path_expr, split};
use crate::config::Spanned;
use crate::diag::codes::lower as codes;
use crate::diag::nearest;
use crate::ir::{Content, PathStep, ReplyPath, Shape, Ty, TypeDef};
use crate::source::Span;

/// Keys that match nothing.
pub(super) fn check(cx: &mut Ctx<'_, '_>) {
    let mut ids: Vec<String> = cx.api.operations.iter().map(|it| it.id.clone()).collect();
    ids.extend(cx.api.skipped.iter().map(|it| it.operation.clone()));
    let config = cx.config;
    for (id, it) in &config.operations {
        known(cx, codes::OPERATION_UNKNOWN, "operation", id, it.span, ids.iter().map(String::as_str));
    }
    let tags: Vec<String> = cx.api.groups.iter().map(|it| it.tag.clone()).collect();
    for (tag, it) in &config.tags {
        known(cx, codes::TAG_UNKNOWN, "tag", tag, it.span, tags.iter().map(String::as_str));
    }
    check_formats(cx);
    check_schemas(cx);
}

/// Where the description has errors, the part that could not be read may well have strings of the format.
fn check_formats(cx: &mut Ctx<'_, '_>) {
    if cx.diags.has_errors() || cx.diags.has_losses() {
        return;
    }
    let (config, formats) = (cx.config, cx.formats.clone());
    for (format, it) in &config.formats {
        known(cx, codes::FORMAT_UNKNOWN, "string of the format", format, it.span, formats.iter().map(String::as_str));
    }
}

fn check_schemas(cx: &mut Ctx<'_, '_>) {
    let config = cx.config;
    let names: Vec<String> = cx.types.iter().map(|it| call(&it.name)).collect();
    for (name, it) in &config.schemas {
        if !known(cx, codes::SCHEMA_UNKNOWN, "schema", name, it.span, names.iter().map(String::as_str)) {
            continue;
        }
        let (mut fields, mut values) = (Vec::new(), Vec::new());
        for def in cx.types.iter().filter(|def| call(&def.name) == *name) {
            members(def, &mut fields, &mut values);
        }
        for (field, to) in &it.value.fields {
            known(cx, codes::SCHEMA_UNKNOWN, "property", field, to.span, fields.iter().map(String::as_str));
        }
        for (value, to) in &it.value.values {
            known(cx, codes::SCHEMA_UNKNOWN, "value", value, to.span, values.iter().map(String::as_str));
        }
    }
}

fn members(def: &TypeDef, fields: &mut Vec<String>, values: &mut Vec<String>) {
    match &def.shape {
        Shape::Struct(it) => fields.extend(it.fields.iter().map(|it| it.name.clone())),
        Shape::Enum(it) => values.extend(it.values.iter().map(|it| it.wire.clone())),
        Shape::Union(it) => values.extend(it.arms.iter().map(|it| it.name.clone())),
        Shape::Alias(_) => {}
    }
}

/// Whether it is one of the known names; an error if not.
pub(super) fn known<'n>(
    cx: &mut Ctx<'_, '_>,
    code: crate::diag::Code,
    what: &str,
    name: &str,
    span: Span,
    names: impl Iterator<Item = &'n str> + Clone,
) -> bool {
    if names.clone().any(|it| it == name) {
        return true;
    }
    let near = nearest(name, names.clone()).map(str::to_owned);
    let message = format!("there is no {what} `{name}`");
    // What could not be read may well have it.
    let is_lost = cx.diags.has_losses();
    let error = if is_lost { cx.diags.warning(code, span, message) } else { cx.diags.error(code, span, message) };
    match near {
        Some(near) => error.help(format!("did you mean `{near}`?")),
        None => {
            let some: Vec<_> = names.take(8).map(|it| format!("`{it}`")).collect();
            error.help(if some.is_empty() {
                "there is none".to_owned()
            } else {
                format!("there are: {}", some.join(", "))
            })
        }
    };
    false
}

/// `unwrap`, and parameters that are always sent.
pub(super) fn apply(cx: &mut Ctx<'_, '_>) {
    let config = cx.config;
    for idx in 0..cx.api.operations.len() {
        let Some(it) = config.operations.get(&cx.api.operations[idx].id) else {
            continue;
        };
        let of_part = split::config_of(cx, &cx.api.operations[idx]).and_then(|it| it.unwrap.as_ref());
        if let Some(unwrap) = of_part.or(it.value.unwrap.as_ref()) {
            set_unwrap(cx, idx, unwrap);
        }
        for (name, param) in &it.value.parameters {
            let names: Vec<String> = cx.api.operations[idx].params.iter().map(|it| it.name.clone()).collect();
            let is_known =
                known(cx, codes::PARAMETER_UNKNOWN, "parameter", name, param.span, names.iter().map(String::as_str));
            if let (true, Some(preset)) = (is_known, &param.value.preset) {
                let params = cx.api.operations[idx].params.iter_mut();
                params.filter(|it| it.name == *name).for_each(|it| it.preset = Some(preset.value.clone()));
            }
        }
    }
}

fn set_unwrap(cx: &mut Ctx<'_, '_>, idx: usize, name: &Spanned<String>) {
    let Some(Content::Json(ty)) = cx.api.operations[idx].reply.content.clone() else {
        let id = &cx.api.operations[idx].id;
        cx.diags
            .error(codes::PATH_UNKNOWN, name.span, format!("`{id}` answers no JSON to take `{}` from", name.value))
            .help("leave `unwrap` out here");
        return;
    };
    let path = ReplyPath(vec![PathStep::Key(name.value.clone())]);
    if path_expr::check(cx, name, &path, &ty).is_some() {
        cx.api.operations[idx].unwrap = Some(name.value.clone());
    }
}

/// What awaiting an operation gives.
pub(super) fn awaited(cx: &Ctx<'_, '_>, idx: usize) -> Option<Ty> {
    let op = &cx.api.operations[idx];
    let Some(Content::Json(ty)) = &op.reply.content else {
        return None;
    };
    match &op.unwrap {
        Some(name) => path_expr::try_resolve(cx, &ReplyPath(vec![PathStep::Key(name.clone())]), ty),
        None => Some(ty.clone()),
    }
}
