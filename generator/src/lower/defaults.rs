//! Does a default fit the type it stands beside? Only those that do are kept.

use crate::diag::Diagnostics;
use crate::diag::codes::lower as codes;
use crate::ir::{Api, EnumKind, Shape, StringFormat, Ty, TypeDef};
use crate::source::Span;
use serde_json::Value as Json;

pub(super) fn check(diags: &mut Diagnostics, api: &mut Api) {
    let mut types = std::mem::take(&mut api.types);
    for idx in 0..types.len() {
        let Shape::Struct(it) = &types[idx].shape else {
            continue;
        };
        let found: Vec<_> =
            it.fields.iter().map(|it| settle(diags, &types, it.default.as_ref(), &it.ty, it.origin)).collect();
        let Shape::Struct(it) = &mut types[idx].shape else {
            continue;
        };
        for (field, default) in it.fields.iter_mut().zip(found) {
            field.default = default;
        }
    }
    for param in api.operations.iter_mut().flat_map(|it| &mut it.params) {
        param.default = settle(diags, &types, param.default.as_ref(), &param.ty, param.origin);
    }
    api.types = types;
}

fn settle(diags: &mut Diagnostics, types: &[TypeDef], default: Option<&Json>, ty: &Ty, at: Span) -> Option<Json> {
    let default = default?;
    if fits(types, default, ty) {
        return Some(default.clone());
    }
    if is_partial_object(types, default, ty) {
        return None;
    }
    let converted = convert(default, ty).filter(|it| fits(types, it, ty));
    let shown = short(default);
    diags
        .warning(codes::DEFAULT_UNFIT, at, format!("the default `{shown}` does not fit its type"))
        .label(if converted.is_some() { "converted" } else { "left out" })
        .help("write a default of the same type, or one of the enum's values");
    converted
}

fn short(value: &Json) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn fits(types: &[TypeDef], value: &Json, ty: &Ty) -> bool {
    match ty {
        Ty::Any => true,
        Ty::Boolean => value.is_boolean(),
        Ty::Integer(_) => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|it| it.fract() == 0.0),
        Ty::Number(_) => value.is_number(),
        Ty::String(StringFormat::Plain | StringFormat::Binary | StringFormat::Byte | StringFormat::ByteUrl) => {
            value.is_string()
        }
        Ty::String(_) => value.as_str().is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit())),
        Ty::List(inner) => value.as_array().is_some_and(|it| it.iter().all(|it| fits(types, it, inner))),
        Ty::Tuple { places, .. } => value.as_array().is_some_and(|it| {
            it.len() >= places.len() && it.iter().zip(places).all(|(it, place)| fits(types, it, place))
        }),
        Ty::Map(inner) => value.as_object().is_some_and(|it| it.values().all(|it| fits(types, it, inner))),
        Ty::Nullable(inner) => value.is_null() || fits(types, value, inner),
        Ty::Named(id) => fits_shape(types, value, &types[id.0 as usize].shape),
    }
}

fn fits_shape(types: &[TypeDef], value: &Json, shape: &Shape) -> bool {
    match shape {
        Shape::Alias(ty) => fits(types, value, ty),
        Shape::Enum(it) => {
            let is_kind =
                if it.kind == EnumKind::String { value.is_string() } else { value.is_i64() || value.is_u64() };
            is_kind && it.values.iter().any(|known| known.wire == super::enums::text(value))
        }
        Shape::Struct(it) => value.as_object().is_some_and(|object| {
            let is_required = |it: &&crate::ir::Field| {
                matches!(it.presence, crate::ir::Presence::Required | crate::ir::Presence::Nullable)
            };
            it.fields.iter().filter(is_required).all(|it| object.contains_key(&it.name))
                && it
                    .fields
                    .iter()
                    .all(|it| object.get(&it.name).is_none_or(|value| value.is_null() || fits(types, value, &it.ty)))
        }),
        Shape::Union(it) => it.arms.iter().filter_map(|it| it.ty.as_ref()).any(|ty| fits(types, value, ty)),
    }
}

/// `default: {}` beside a schema that requires properties is common and harmless.
fn is_partial_object(types: &[TypeDef], value: &Json, ty: &Ty) -> bool {
    let is_object = match ty {
        Ty::Named(id) => matches!(&types[id.0 as usize].shape, Shape::Struct(_) | Shape::Union(_)),
        _ => false,
    };
    is_object && value.as_object().is_some_and(serde_json::Map::is_empty)
}

fn convert(value: &Json, ty: &Ty) -> Option<Json> {
    match (ty, value) {
        (Ty::Integer(_), Json::String(text)) => text.parse::<i64>().ok().map(Json::from),
        (Ty::Number(_), Json::String(text)) => text.parse::<f64>().ok().map(Json::from),
        (Ty::Boolean, Json::String(text)) => text.parse::<bool>().ok().map(Json::from),
        (Ty::String(_) | Ty::Named(_), Json::Number(_) | Json::Bool(_)) => Some(Json::String(value.to_string())),
        _ => None,
    }
}
