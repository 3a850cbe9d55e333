//! Keywords of JSON Schema that OpenAPI 3.0 lacks.

use super::draft::Draft;
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::spec::shape::{Kind, Shape};
use crate::spec::{At, NodeId, Spec, refs};
use crate::yaml::Value;

pub(super) fn fold(diags: &mut Diagnostics, spec: &mut Spec, draft: &mut Draft) {
    examples(spec, draft);
    bound(spec, draft, "exclusiveMinimum", "minimum");
    bound(spec, draft, "exclusiveMaximum", "maximum");
    places(diags, spec, draft);
    tuple(diags, spec, draft);
    patterns(diags, spec, draft);
    content(spec, draft);
    conditions(draft);
}

fn examples(spec: &mut Spec, draft: &mut Draft) {
    let Some(id) = draft.take("examples") else {
        return;
    };
    let first = match &spec.nodes[id].value {
        Value::Seq(items) => items.first().copied(),
        // Some authors write the map of named examples that media types have.
        Value::Map(entries) => entries.first().map(|(_, it)| spec.nodes.get(*it, "value").unwrap_or(*it)),
        _ => None,
    };
    if let Some(first) = first.filter(|_| !draft.has("example")) {
        draft.put("example", first);
    }
}

/// `exclusiveMinimum: 3` is `minimum: 3` with a flag.
fn bound(spec: &mut Spec, draft: &mut Draft, exclusive: &str, limit: &str) {
    let Some(id) = draft.get(exclusive) else {
        return;
    };
    let Some(number) = At::new(spec, id).as_f64() else {
        return;
    };
    let tighter = |inclusive: f64| {
        if limit == "minimum" { inclusive > number } else { inclusive < number }
    };
    if draft.get(limit).and_then(|it| At::new(spec, it).as_f64()).is_some_and(tighter) {
        draft.take(exclusive);
        return;
    }
    let value = spec.nodes[id].value.clone();
    draft.set(spec, id, limit, value);
    draft.set(spec, id, exclusive, Value::Bool(true));
}

/// `items: [A, B]` of JSON Schema draft 7, as pydantic 1 writes it: `prefixItems`, and what follows in `additionalItems`.
fn places(diags: &mut Diagnostics, spec: &Spec, draft: &mut Draft) {
    let rest = draft.take("additionalItems");
    let is_list = |id: &NodeId| matches!(spec.nodes[*id].value, Value::Seq(_));
    let Some(items) = draft.get("items").filter(is_list) else {
        return;
    };
    let message = "a list under `items` is from JSON Schema draft 7; it is read as `prefixItems`";
    diags
        .warning(codes::LIST_OF_ITEMS, spec.nodes[items].span, message)
        .help("write `prefixItems`, or `items` with one schema for all items");
    draft.take("items");
    draft.put("prefixItems", items);
    if let Some(rest) = rest.filter(|it| spec.nodes[*it].value != Value::Bool(true)) {
        draft.put("items", rest);
    }
}

/// More places than this, and a tuple is a list of anything.
const PLACES: usize = 8;

/// A tuple keeps its places. It becomes a list where that is as good (all have one type, and so has what follows),
/// or where it has too many.
fn tuple(diags: &mut Diagnostics, spec: &mut Spec, draft: &mut Draft) {
    let closed = draft.get("items").is_some_and(|it| spec.nodes[it].value == Value::Bool(false));
    let Some(id) = draft.get("prefixItems") else {
        return;
    };
    let Value::Seq(mut places) = spec.nodes[id].value.clone() else {
        return;
    };
    if !draft.has("type") {
        draft.set(spec, id, "type", Value::Str("array".into()));
    }
    let n_places = places.len();
    let most = draft.get("maxItems").map(|it| At::new(spec, it).to_json());
    let closed = closed || most.and_then(|it| it.as_u64()).is_some_and(|most| most <= n_places as u64);
    let rest = draft.take("items").filter(|_| !closed);
    places.extend(rest);
    let item = one_of_all(spec, &places).filter(|_| rest.is_some());
    if item.is_none() && (1..=PLACES).contains(&n_places) {
        if let Some(rest) = rest {
            draft.put("items", rest);
        }
        if closed {
            draft.set(spec, id, "x-closed", Value::Bool(true));
        }
        return;
    }
    draft.take("prefixItems");
    if item.is_none() {
        let span = spec.nodes[id].key_span().unwrap_or(spec.nodes[id].span);
        diags.warning(codes::UNFOLDED_KEYWORD, span, "a tuple of so many places is read as a list of anything");
    }
    let item = item.unwrap_or_else(|| spec.add(id, Shape::One(Kind::Schema), Value::Map(Vec::new())));
    draft.put("items", item);
}

/// Keys by pattern become keys of any name: with the one type that all patterns give, or with anything.
fn patterns(diags: &mut Diagnostics, spec: &mut Spec, draft: &mut Draft) {
    let Some(id) = draft.take("patternProperties") else {
        return;
    };
    let Value::Map(entries) = spec.nodes[id].value.clone() else {
        return;
    };
    let mut schemas: Vec<NodeId> = entries.into_iter().map(|(_, schema)| schema).collect();
    let others = draft.get("additionalProperties");
    match others.map(|it| &spec.nodes[it].value) {
        Some(Value::Map(_)) => schemas.extend(others),
        Some(Value::Bool(true)) => schemas.clear(),
        _ => {}
    }
    let value = one_of_all(spec, &schemas);
    if value.is_none() {
        let span = spec.nodes[id].key_span().unwrap_or(spec.nodes[id].span);
        diags.warning(codes::UNFOLDED_KEYWORD, span, "patterns with different types are read as a map of anything");
    }
    let value = value.unwrap_or_else(|| spec.add(id, Shape::One(Kind::Schema), Value::Map(Vec::new())));
    draft.put("additionalProperties", value);
}

/// The schema that all of these are, if they are one.
fn one_of_all(spec: &Spec, schemas: &[NodeId]) -> Option<NodeId> {
    let (first, rest) = schemas.split_first()?;
    let same = |other: &NodeId| {
        refs::end_of(spec, *first) == refs::end_of(spec, *other)
            || At::new(spec, *first).to_json() == At::new(spec, *other).to_json()
    };
    rest.iter().all(same).then_some(*first)
}

fn content(spec: &mut Spec, draft: &mut Draft) {
    let encoding = draft.take("contentEncoding");
    let media = draft.take("contentMediaType");
    if draft.has("format") {
        return;
    }
    let text = |id: NodeId| spec.nodes.str(id).map(str::to_ascii_lowercase);
    match (encoding.and_then(text).as_deref(), media.and_then(text)) {
        (Some("base64"), _) => draft.set(spec, draft.id, "format", Value::Str("byte".into())),
        (Some("base64url"), _) => draft.set(spec, draft.id, "format", Value::Str("base64url".into())),
        (None | Some("binary" | "8bit"), Some(media)) if !is_text(&media) => {
            draft.set(spec, draft.id, "format", Value::Str("binary".into()));
        }
        _ => {}
    }
}

/// Media types whose bytes a JSON string can hold as they are.
fn is_text(media: &str) -> bool {
    media.starts_with("text/") || ["json", "xml", "yaml"].iter().any(|it| media.contains(it))
}

/// `$dynamicRef: '#node'` is taken as a reference to the schema that has the anchor here.
pub(super) fn dynamic_ref(diags: &mut Diagnostics, spec: &mut Spec, draft: &mut Draft) {
    let Some(id) = draft.take("$dynamicRef") else {
        return;
    };
    let name = spec.nodes.str(id).unwrap_or_default().trim_start_matches('#').to_owned();
    let target = refs::anchored(spec, draft.id, &name).filter(|it| spec.shape(*it) == Some(Shape::One(Kind::Schema)));
    let span = spec.nodes[id].span;
    match target {
        Some(target) => {
            diags.warning(
                codes::UNFOLDED_KEYWORD,
                span,
                format!("`$dynamicRef` is read as a plain reference to `{name}`"),
            );
            draft.put("$ref", id);
            spec.targets.insert(draft.id, refs::end_of(spec, target));
        }
        None => {
            diags.warning(
                codes::UNFOLDED_KEYWORD,
                span,
                format!("`$dynamicRef` names no schema of this file: `{name}`; any value is accepted"),
            );
        }
    }
}

/// Conditions do not make types; the properties of their branches become optional ones of the schema.
fn conditions(draft: &mut Draft) {
    draft.take_all(|key| {
        matches!(
            key,
            "if" | "not"
                | "unevaluatedProperties"
                | "unevaluatedItems"
                | "propertyNames"
                | "contains"
                | "dependentRequired"
        )
    });
}
