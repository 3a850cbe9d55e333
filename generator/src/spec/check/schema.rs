//! Schemas: defaults and enum values that fit, patterns that compile, required names that exist.

use super::values::as_text;
use super::{child, entries, items, key_span, pattern, put, text};
use crate::diag::codes::spec as codes;
use crate::diag::{Diagnostics, nearest};
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec, Version, refs};
use crate::yaml::Value;
use std::collections::BTreeSet;

pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let arms = arms(spec);
    let mut gone = BTreeSet::new();
    for id in spec.nodes.ids() {
        if spec.shape(id) != Some(Shape::One(Kind::Schema)) || spec.targets.contains_key(&id) {
            continue;
        }
        if let Value::Map(entries) = &spec.nodes[id].value
            && !entries.is_empty()
        {
            items_of_array(diags, spec, id);
            type_list(diags, spec, id);
            values(diags, spec, id, &mut gone);
            default(diags, spec, id, &mut gone);
            regex(diags, spec, id, &mut gone);
            if !arms.contains(&id) {
                required(diags, spec, id);
            }
        }
    }
    super::remove(spec, &gone);
}

/// Schemas that are part of another: what they require may be defined there.
fn arms(spec: &Spec) -> BTreeSet<NodeId> {
    let schemas = spec.nodes.ids().filter(|id| spec.shape(*id) == Some(Shape::One(Kind::Schema)));
    let lists = schemas.flat_map(|id| ["allOf", "oneOf", "anyOf"].map(|key| spec.nodes.get(id, key)));
    lists.flatten().flat_map(|list| items(spec, list)).map(|arm| refs::end_of(spec, arm)).collect()
}

/// `value` as a value of `ty`, if it is one but for its spelling.
fn convert(value: &Value, ty: &str) -> Option<Value> {
    match (ty, value) {
        ("string", Value::Bool(_) | Value::Int(_) | Value::UInt(_) | Value::Float(_)) => {
            as_text(value).map(|text| Value::Str(text.into()))
        }
        ("boolean", Value::Str(text)) => text.parse().ok().map(Value::Bool),
        ("integer", Value::Str(text)) => text.parse().ok().map(Value::Int),
        ("number", Value::Str(text)) => text.parse().ok().filter(|it: &f64| it.is_finite()).map(Value::Float),
        _ => None,
    }
}

fn items_of_array(diags: &mut Diagnostics, spec: &Spec, id: NodeId) {
    let is_array = text(spec, id, "type") == Some("array");
    let says_items = ["items", "prefixItems"].iter().any(|key| child(spec, id, key).is_some());
    if spec.version == Version::V30 && is_array && !says_items {
        diags
            .warning(codes::MISSING_FIELD, spec.nodes[id].span, "missing `items`: OpenAPI 3.0 requires it for an array")
            .label("read as a list of any values")
            .help("add `items` with the schema of the array's items");
    }
}

fn type_list(diags: &mut Diagnostics, spec: &Spec, id: NodeId) {
    // By now the list has been folded into a union or `nullable`.
    let Some(Value::Map(written)) = spec.written.get(&id).filter(|_| spec.version == Version::V30) else {
        return;
    };
    let ty = written.iter().find(|(key, _)| &**key == "type").map(|(_, ty)| *ty);
    if let Some(list) = ty.filter(|ty| matches!(spec.nodes[*ty].value, Value::Seq(_))) {
        diags
            .warning(codes::TYPE_LIST, spec.nodes[list].span, "OpenAPI 3.0 has no lists of types")
            .label("read as OpenAPI 3.1 reads it")
            .help("use `nullable: true` or `oneOf`, or declare `openapi: 3.1.0`");
    }
}

fn values(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId, gone: &mut BTreeSet<NodeId>) {
    let (Some(list), ty) = (child(spec, id, "enum"), text(spec, id, "type").map(str::to_owned)) else {
        return;
    };
    if ty.is_some() && items(spec, list).is_empty() {
        diags
            .warning(codes::INVALID_ENUM, spec.nodes[list].span, "the enum lists no values")
            .label("ignored: every value of the type is accepted")
            .help("list the values, or remove `enum`");
    }
    // By their spelling, as numbers with fractions have no order of their own.
    let mut kept: BTreeSet<String> = BTreeSet::new();
    for item in items(spec, list) {
        let span = spec.nodes[item].span;
        let value = spec.nodes[item].value.clone();
        let fits = ty.as_deref().is_none_or(|ty| value.is_of(ty));
        let better = ty.as_deref().filter(|_| !fits).and_then(|ty| convert(&value, ty));
        if !fits && matches!(value, Value::Null) {
            continue;
        }
        if !fits {
            let ty = ty.as_deref().unwrap_or_default();
            let rest =
                if better.is_some() { format!("is taken as a value of type `{ty}`") } else { "is left out".to_owned() };
            let diag =
                diags.warning(codes::INVALID_ENUM, span, format!("the enum value is {}, and {rest}", value.kind()));
            diag.label(format!("`type` is `{ty}`"));
        }
        let value = better.clone().unwrap_or(value);
        // Lists and mappings are told apart by their nodes, which differ.
        let spelling = format!("{value:?}");
        let is_twice = kept.contains(&spelling);
        if is_twice {
            diags.warning(codes::INVALID_ENUM, span, "the enum value is listed twice");
        }
        if (!fits && better.is_none()) || is_twice {
            gone.insert(item);
            continue;
        }
        if let Some(better) = better {
            spec.rewrite(item, better);
        }
        kept.insert(spelling);
    }
}

fn default(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId, gone: &mut BTreeSet<NodeId>) {
    let Some(node) = child(spec, id, "default") else {
        return;
    };
    let (value, span) = (spec.nodes[node].value.clone(), spec.nodes[node].span);
    let ty = text(spec, id, "type").map(str::to_owned);
    if let Some(ty) = ty.filter(|ty| !value.is_of(ty)) {
        match convert(&value, &ty) {
            Some(better) => {
                diags.warning(
                    codes::INVALID_DEFAULT,
                    span,
                    format!("the default is {}, and is converted to type `{ty}`", value.kind()),
                );
                let better = spec.add(node, Shape::Data, better);
                put(spec, id, "default", better);
            }
            None => {
                diags
                    .warning(codes::INVALID_DEFAULT, span, format!("the default is {}, and is left out", value.kind()))
                    .label(format!("`type` is `{ty}`"));
                gone.insert(node);
            }
        }
        return;
    }
    if let Some(list) = child(spec, id, "enum") {
        default_of_enum(diags, spec, node, list, gone);
    }
}

fn default_of_enum(diags: &mut Diagnostics, spec: &Spec, node: NodeId, list: NodeId, gone: &mut BTreeSet<NodeId>) {
    let (value, span) = (&spec.nodes[node].value, spec.nodes[node].span);
    let allowed = items(spec, list);
    if matches!(value, Value::Seq(_) | Value::Map(_)) || allowed.iter().any(|it| spec.nodes[*it].value == *value) {
        return;
    }
    let words: Vec<&str> = allowed.iter().filter_map(|it| spec.nodes.str(*it)).collect();
    let near = spec.nodes.str(node).and_then(|word| nearest(word, words)).map(str::to_owned);
    let diag =
        diags.warning(codes::INVALID_DEFAULT, span, "the default is not among the values of `enum`; it is left out");
    if let Some(near) = near {
        diag.help(format!("did you mean `{near}`?"));
    }
    gone.insert(node);
}

fn regex(diags: &mut Diagnostics, spec: &Spec, id: NodeId, gone: &mut BTreeSet<NodeId>) {
    let Some(node) = child(spec, id, "pattern") else {
        return;
    };
    if let Some(why) = spec.nodes.str(node).and_then(pattern::fault) {
        diags
            .warning(
                codes::INVALID_PATTERN,
                spec.nodes[node].span,
                format!("the pattern is no regular expression: {why}"),
            )
            .help("it is left out of the documentation; nothing else depends on it");
        gone.insert(node);
    }
}

fn required(diags: &mut Diagnostics, spec: &Spec, id: NodeId) {
    let (Some(list), Some(properties)) = (child(spec, id, "required"), child(spec, id, "properties")) else {
        return;
    };
    if ["allOf", "oneOf", "anyOf"].iter().any(|key| child(spec, id, key).is_some()) {
        return;
    }
    let declared = entries(spec, properties);
    for item in items(spec, list) {
        let Some(name) = spec.nodes.str(item) else {
            continue;
        };
        if declared.iter().any(|(key, _)| &**key == name) {
            continue;
        }
        let diag = diags.warning(
            codes::REQUIRED_NOT_DECLARED,
            spec.nodes[item].span,
            format!("no property is called `{name}`, so the type has no field for it"),
        );
        diag.related(key_span(spec, properties), "the properties are here");
        if let Some(near) = nearest(name, declared.iter().map(|(key, _)| &**key)) {
            diag.help(format!("did you mean `{near}`?"));
        }
    }
}
