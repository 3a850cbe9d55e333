//! `type` lists, `const`, and null among the values of `enum`.

use super::draft::Draft;
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec};
use crate::yaml::Value;

pub(super) fn fold(spec: &mut Spec, draft: &mut Draft) {
    constant(spec, draft);
    type_list(spec, draft);
    null_in_enum(spec, draft);
}

fn constant(spec: &mut Spec, draft: &mut Draft) {
    let Some(id) = draft.take("const") else {
        return;
    };
    if !draft.has("enum") {
        draft.set(spec, id, "enum", Value::Seq(vec![id]));
    }
}

fn null_in_enum(spec: &mut Spec, draft: &mut Draft) {
    let Some(id) = draft.get("enum") else { return };
    let Value::Seq(items) = &spec.nodes[id].value else {
        return;
    };
    let kept: Vec<_> = items.iter().filter(|item| spec.nodes[**item].value != Value::Null).copied().collect();
    if kept.len() == items.len() {
        return;
    }
    draft.set(spec, id, "enum", Value::Seq(kept));
    draft.nullable(spec, id);
}

fn type_list(spec: &mut Spec, draft: &mut Draft) {
    let Some(id) = draft.get("type") else { return };
    let mut types: Vec<Box<str>> = match &spec.nodes[id].value {
        Value::Str(word) if &**word == "null" => vec![word.clone()],
        Value::Seq(items) => items.iter().filter_map(|item| word(&spec.nodes[*item].value)).collect(),
        _ => return,
    };
    if types.iter().any(|it| &**it == "null") {
        types.retain(|it| &**it != "null");
        draft.nullable(spec, id);
    }
    if types.iter().any(|it| &**it == "number") {
        types.retain(|it| &**it != "integer");
    }
    draft.take("type");
    let composed = ["allOf", "oneOf", "anyOf"].iter().any(|key| draft.has(key));
    match &types[..] {
        // Only null: beside `nullable` there is no value.
        [] if !composed && !draft.has("enum") => draft.set(spec, id, "enum", Value::Seq(Vec::new())),
        [] => {}
        [one] => draft.set(spec, id, "type", Value::Str(one.clone())),
        // Every type there is: no constraint. Beside a composition the arms say more than the list.
        many if many.len() >= 5 || composed => {}
        many => union(spec, draft, id, many),
    }
}

/// A name of a type; `null` is one without quotes too.
fn word(value: &Value) -> Option<Box<str>> {
    match value {
        Value::Str(word) => Some(word.clone()),
        Value::Null => Some("null".into()),
        _ => None,
    }
}

/// One arm a type; each constraint goes to the arm that it is about.
fn union(spec: &mut Spec, draft: &mut Draft, id: NodeId, types: &[Box<str>]) {
    let values = draft.take("enum");
    let format = draft.take("format");
    let mut arms = Vec::new();
    for ty in types {
        let mut entries = vec![("type".into(), spec.add(id, Shape::Types, Value::Str(ty.clone())))];
        entries.extend(draft.take_all(|key| owner(key).contains(&&**ty)));
        if let Some(format) = format
            && format_fits(spec.nodes.str(format).unwrap_or_default(), ty)
        {
            entries.push(("format".into(), format));
        }
        if let Some(values) = values {
            let fitting = fitting(spec, values, ty);
            if fitting.is_empty() {
                continue;
            }
            entries.push(("enum".into(), spec.add(values, Shape::DataList, Value::Seq(fitting))));
        }
        arms.push(spec.add(id, Shape::One(Kind::Schema), Value::Map(entries)));
    }
    draft.set(spec, id, "oneOf", Value::Seq(arms));
}

fn fitting(spec: &Spec, values: NodeId, ty: &str) -> Vec<NodeId> {
    let Value::Seq(items) = &spec.nodes[values].value else {
        return Vec::new();
    };
    items.iter().filter(|item| spec.nodes[**item].value.is_of(ty)).copied().collect()
}

fn format_fits(format: &str, ty: &str) -> bool {
    match format {
        "int32" | "int64" | "uint32" | "uint64" => matches!(ty, "integer" | "number"),
        "float" | "double" => ty == "number",
        _ => ty == "string",
    }
}

/// The types that a constraint is about; none: it stays outside.
fn owner(key: &str) -> &'static [&'static str] {
    match key {
        "pattern" | "minLength" | "maxLength" | "contentEncoding" | "contentMediaType" => &["string"],
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => &["number", "integer"],
        "items" | "prefixItems" | "additionalItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" => {
            &["array"]
        }
        "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "minProperties"
        | "maxProperties"
        | "propertyNames"
        | "discriminator"
        | "unevaluatedProperties" => &["object"],
        _ => &[],
    }
}
