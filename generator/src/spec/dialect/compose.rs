//! Null arms of unions, and keys beside a `$ref`.

use super::draft::Draft;
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec, Version, refs, walk};
use crate::yaml::Value;

/// `oneOf: [X, {type: 'null'}]` is X, nullable.
pub(super) fn null_arms(spec: &mut Spec, draft: &mut Draft) {
    for key in ["oneOf", "anyOf"] {
        let Some(id) = draft.get(key) else { continue };
        let Value::Seq(arms) = &spec.nodes[id].value else {
            continue;
        };
        let kept: Vec<NodeId> = arms.iter().filter(|arm| !is_null(spec, **arm)).copied().collect();
        if kept.len() == arms.len() {
            continue;
        }
        draft.nullable(spec, id);
        match kept[..] {
            [] => {
                draft.take(key);
            }
            [only] => {
                draft.take(key);
                single(spec, draft, id, only);
            }
            _ => draft.set(spec, id, key, Value::Seq(kept)),
        }
    }
}

/// The one arm that is left: merged into the schema where nothing collides, else by `allOf`.
fn single(spec: &mut Spec, draft: &mut Draft, like: NodeId, arm: NodeId) {
    let inline = match &spec.nodes[arm].value {
        Value::Map(entries) if !spec.targets.contains_key(&arm) => Some(entries.clone()),
        _ => None,
    };
    let texts = ["title", "description"];
    let merged = inline.filter(|entries| entries.iter().all(|(key, _)| !draft.has(key) || texts.contains(&&**key)));
    match (merged, draft.get("allOf").map(|it| (it, spec.nodes[it].value.clone()))) {
        (Some(entries), _) => {
            for (key, id) in entries.into_iter().filter(|(key, _)| !texts.contains(&&**key)) {
                draft.put(&key, id);
            }
        }
        (None, Some((all, Value::Seq(mut arms)))) => {
            arms.push(arm);
            draft.set(spec, all, "allOf", Value::Seq(arms));
        }
        (None, _) => draft.set(spec, like, "allOf", Value::Seq(vec![arm])),
    }
}

/// A schema that holds nothing but null, as it was written: it may have been folded before.
fn is_null(spec: &Spec, arm: NodeId) -> bool {
    let id = refs::end_of(spec, arm);
    let Value::Map(entries) = spec.written.get(&id).unwrap_or(&spec.nodes[id].value) else {
        return false;
    };
    let says_null = |key: &str, id: NodeId| match (key, &spec.nodes[id].value) {
        ("type", Value::Str(word)) => &**word == "null",
        ("const" | "type", Value::Null) => true,
        ("enum", Value::Seq(items)) => {
            matches!(items[..], [only] if spec.nodes[only].value == Value::Null)
        }
        _ => false,
    };
    entries.iter().any(|(key, id)| says_null(key, *id))
}

/// Keywords that say nothing about which values are valid: they may stand beside `allOf: [{$ref}]`.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "summary",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "externalDocs",
    "$comment",
    "xml",
];

fn is_annotation(key: &str) -> bool {
    key.starts_with("x-") || ANNOTATIONS.contains(&key)
}

/// `$ref` with keys beside it: `allOf` of the reference, and of the constraints if there are any.
pub(super) fn ref_siblings(diags: &mut Diagnostics, spec: &mut Spec, draft: &mut Draft) {
    if draft.keys().count() < 2 {
        return;
    }
    if spec.version == Version::V30 {
        let ignored: Vec<&str> = draft.keys().filter(|key| *key != "$ref" && !is_annotation(key)).collect();
        let nullable = draft.get("nullable").filter(|id| spec.nodes[*id].value == Value::Bool(true));
        warn(diags, spec, draft, &ignored, nullable.is_some());
        if nullable.is_none() {
            draft.take_all(|key| {
                key != "$ref" && !matches!(key, "description" | "readOnly" | "writeOnly" | "deprecated")
            });
            if draft.keys().count() < 2 {
                return;
            }
        } else {
            draft.take_all(|key| key != "$ref" && !is_annotation(key));
        }
    }
    let Some(target) = spec.targets.remove(&draft.id) else {
        return;
    };
    let reference = draft.take_all(|key| key == "$ref");
    let constraints = draft.take_all(|key| !is_annotation(key));
    let reference = spec.add(draft.id, Shape::One(Kind::Schema), Value::Map(reference));
    spec.targets.insert(reference, target);
    let mut arms = vec![reference];
    if !constraints.is_empty() {
        arms.push(spec.add(draft.id, Shape::One(Kind::Schema), Value::Map(constraints)));
    }
    draft.set(spec, draft.id, "allOf", Value::Seq(arms));
}

fn warn(diags: &mut Diagnostics, spec: &Spec, draft: &Draft, ignored: &[&str], nullable: bool) {
    let message = match (ignored, nullable) {
        ([], false) => return,
        ([], true) => "OpenAPI 3.0 ignores `nullable` beside `$ref`; it is honoured all the same".to_owned(),
        (keys, _) => format!("OpenAPI 3.0 ignores `{}` beside `$ref`", keys.join("`, `")),
    };
    let first = if ignored.is_empty() { "nullable" } else { ignored[0] };
    let span = draft.get(first).and_then(|id| spec.nodes[id].key_span()).unwrap_or(spec.nodes[draft.id].span);
    diags
        .warning(codes::REF_SIBLINGS, span, message)
        .help("write `allOf: [{$ref: …}]` and the other keys beside `allOf`");
}

/// A path item may have operations of its own beside `$ref`: they are added to those it refers to.
pub(super) fn path_item(spec: &mut Spec, id: NodeId) {
    let Value::Map(own) = &spec.nodes[id].value else {
        return;
    };
    let own: Vec<_> = own.iter().filter(|(key, _)| &**key != "$ref").cloned().collect();
    let Some(target) = spec.targets.get(&id).filter(|_| !own.is_empty()) else {
        return;
    };
    let Value::Map(others) = &spec.nodes[*target].value else {
        return;
    };
    let added = others.iter().filter(|(key, _)| !own.iter().any(|(name, _)| name == key)).cloned();
    let entries = own.iter().cloned().chain(added).collect();
    debug_assert!(walk::reference(&spec.nodes, id).is_some());
    spec.targets.remove(&id);
    spec.rewrite(id, Value::Map(entries));
}
