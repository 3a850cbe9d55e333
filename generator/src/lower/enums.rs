//! What values does an `enum` know?
//!
//! Null is gone by now; an enum is always open, so a value missing here is no error later.

use super::ctx::{Ctx, Value};
use super::flat::{Flat, Known};
use super::schema::{self, Site};
use super::{compose, formats};
use crate::ir::{Docs, Enum, EnumKind, EnumValue, JsonType, Shape, TagValue, Ty};
use serde_json::Value as Json;
use std::collections::HashSet;

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Value {
    let values = flat.values.as_deref().unwrap_or_default();
    match kind(flat.kind, values) {
        Some(kind) => Value::of(define(cx, site, flat, kind, values)),
        None => Value::of(without_values(cx, flat)),
    }
}

fn kind(kind: Option<JsonType>, values: &[Known]) -> Option<EnumKind> {
    let all = |test: fn(&Json) -> bool| values.iter().all(|it| test(&it.value));
    if values.is_empty() {
        return None;
    }
    match kind {
        Some(JsonType::String) if all(|it| !it.is_array() && !it.is_object()) => Some(EnumKind::String),
        None if all(Json::is_string) => Some(EnumKind::String),
        Some(JsonType::Integer | JsonType::Number) | None if all(|it| it.is_i64() || it.is_u64()) => {
            Some(EnumKind::Integer)
        }
        _ => None,
    }
}

fn define<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>, kind: EnumKind, values: &[Known]) -> Ty {
    let name = schema::name(cx, site.term, flat, site.place);
    let id = cx.declare(name, flat);
    let mut known: Vec<EnumValue> = Vec::new();
    let mut seen = HashSet::new();
    for value in values {
        let wire = text(&value.value);
        if seen.insert(wire.clone()) {
            known.push(EnumValue { wire, docs: value.docs.clone() });
        }
    }
    let default = flat.notes.default.clone().filter(|it| known.iter().any(|value| value.wire == text(it)));
    cx.define(id, Shape::Enum(Enum { kind, values: known, default }));
    Ty::Named(id)
}

/// A value as the wire has it; `type: string` with `enum: [1, 2]` means the digits.
pub(super) fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The values of a type that is no enum here; null is one of them where the type does not say so.
pub(super) fn nameless(flat: &Flat<'_>) -> Vec<Json> {
    let Some(values) = flat.values.as_deref().filter(|it| kind(flat.kind, it).is_none()) else {
        return Vec::new();
    };
    let null = (flat.nullable && flat.kind.is_none()).then_some(Json::Null);
    values.iter().map(|it| it.value.clone()).chain(null).collect()
}

/// Values of several types, or of a type that has no enums here.
fn without_values(cx: &mut Ctx<'_, '_>, flat: &Flat<'_>) -> Ty {
    let format = flat.notes.constraints.format.as_deref();
    match flat.kind {
        Some(JsonType::Boolean) => Ty::Boolean,
        Some(JsonType::Integer) => formats::integer(&flat.notes.constraints),
        Some(JsonType::Number) => formats::number(format),
        Some(JsonType::String) => formats::string(cx, format),
        _ => Ty::Any,
    }
}

/// All values of several enums; None if none of them lists any. What is said of an enum of one value is said of that value: it is how
/// OpenAPI 3.1 describes values, `oneOf: [{const: 1, title: Person}]`.
pub(super) fn unite<'f, 's: 'f>(flats: impl Iterator<Item = &'f Flat<'s>>) -> Option<Vec<Known>> {
    let mut all: Option<Vec<Known>> = None;
    let mut seen: HashSet<&Json> = HashSet::new();
    for flat in flats {
        let Some(values) = &flat.values else { continue };
        let all = all.get_or_insert_default();
        for value in values {
            if seen.insert(&value.value) {
                let docs = if values.len() == 1 { completed(&value.docs, flat) } else { value.docs.clone() };
                all.push(Known { docs, ..value.clone() });
            }
        }
    }
    all
}

fn completed(docs: &Docs, flat: &Flat<'_>) -> Docs {
    Docs {
        title: docs.title.clone().or_else(|| flat.notes.title.clone()),
        description: docs.description.clone().or_else(|| flat.notes.description.clone()),
        deprecated: flat.notes.deprecated,
    }
}

/// The values that a property can have, if they are listed and can tell objects apart.
pub(super) fn tag_values<'s>(cx: &mut Ctx<'_, 's>, term: &super::term::Term<'s>) -> Vec<TagValue> {
    let flat = compose::flat(cx, term);
    let values = flat.values.as_deref().unwrap_or_default();
    let as_text =
        |value: TagValue| if flat.kind == Some(JsonType::String) { TagValue::Text(value.to_string()) } else { value };
    values.iter().map(|it| TagValue::from_json(&it.value).map(as_text)).collect::<Option<_>>().unwrap_or_default()
}
