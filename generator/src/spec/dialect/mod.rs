//! Folds OpenAPI 3.1 into the dialect of 3.0, on nodes: one way to say a thing for all stages after this one.
//!
//! What has no equivalent is dropped; where that changes which values a type holds, a warning says so.

mod compose;
mod draft;
mod keywords;
mod types;

use super::shape::{Kind, Shape};
use super::{NodeId, Spec, Version};
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::yaml::Value;
use draft::Draft;

/// Folds every schema. Schemas that folding makes are folded in their turn.
pub(super) fn fold(diags: &mut Diagnostics, spec: &mut Spec) {
    let mut odd_nullable = Vec::new();
    let mut next = 0;
    while next < spec.nodes.len() {
        let id = NodeId(next as u32);
        next += 1;
        match spec.shape(id) {
            Some(Shape::One(Kind::Schema)) => fold_schema(diags, spec, id, &mut odd_nullable),
            Some(Shape::One(Kind::PathItem)) => compose::path_item(spec, id),
            _ => {}
        }
    }
    if let [first, rest @ ..] = &odd_nullable[..] {
        let span = spec.nodes[*first].key_span().unwrap_or(spec.nodes[*first].span);
        let more = if rest.is_empty() { String::new() } else { format!(" (here and {} times more)", rest.len()) };
        diags
            .warning(
                codes::NULLABLE_IN_31,
                span,
                format!("OpenAPI 3.1 has no `nullable`; it is honoured all the same{more}"),
            )
            .help("write `type: [string, 'null']`");
    }
}

fn fold_schema(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId, odd_nullable: &mut Vec<NodeId>) {
    match &spec.nodes[id].value {
        Value::Bool(true) => spec.rewrite(id, Value::Map(Vec::new())),
        Value::Bool(false) => {
            let flag = spec.add(id, Shape::Data, Value::Bool(true));
            spec.rewrite(id, Value::Map(vec![("x-never".into(), flag)]));
        }
        Value::Map(entries) if !entries.is_empty() => {
            let mut draft = Draft::new(id, entries.clone());
            if spec.targets.contains_key(&id) {
                compose::ref_siblings(diags, spec, &mut draft);
            } else {
                if spec.version == Version::V31 {
                    odd_nullable.extend(draft.get("nullable"));
                }
                keywords::dynamic_ref(diags, spec, &mut draft);
                types::fold(spec, &mut draft);
                compose::null_arms(spec, &mut draft);
                keywords::fold(diags, spec, &mut draft);
            }
            draft.finish(spec);
        }
        _ => {}
    }
}
