//! Operations: ids that are unique, responses that are there, statuses that exist.

use super::paths::METHODS;
use super::{child, entries, key_span, put};
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::source::Span;
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec, loss, refs};
use crate::yaml::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let paths = child(spec, spec.root, "paths").map(|it| entries(spec, it)).unwrap_or_default();
    let mut ids: BTreeMap<Box<str>, NodeId> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut gone = BTreeSet::new();
    for (_, item) in paths {
        for (_, operation) in entries(spec, item).into_iter().filter(|(key, _)| METHODS.contains(&&**key)) {
            let operation = refs::end_of(spec, operation);
            // One operation may hang on two paths; it is checked once.
            if seen.insert(operation) && spec.unusable(operation).is_none() {
                gone.extend(second_id(diags, spec, operation, &mut ids));
                responses(diags, spec, operation);
            }
        }
    }
    super::remove(spec, &gone);
}

/// The operationId of an operation, if another had it before: it is taken out, so that the operation is named by its path.
fn second_id(
    diags: &mut Diagnostics,
    spec: &Spec,
    operation: NodeId,
    ids: &mut BTreeMap<Box<str>, NodeId>,
) -> Option<NodeId> {
    let node = child(spec, operation, "operationId")?;
    let id = spec.nodes.str(node)?;
    let first = *ids.entry(id.into()).or_insert(node);
    if first == node {
        return None;
    }
    let message = format!("duplicate operationId `{id}`: this operation is named by its method and path");
    diags
        .warning(codes::DUPLICATE_OPERATION_ID, spec.nodes[node].span, message)
        .related(spec.nodes[first].span, "first used here")
        .help("give each operation its own id: it names the method that calls the operation");
    Some(node)
}

/// What is wrong in there has been said: that nothing is left would only be its consequence.
fn has_findings(diags: &Diagnostics, spec: &Spec, node: NodeId) -> bool {
    let whole = spec.nodes[node].span;
    let within = |it: &Span| it.file == whole.file && whole.start <= it.start && it.end <= whole.end;
    diags.iter().any(|it| within(&it.span))
}

fn responses(diags: &mut Diagnostics, spec: &mut Spec, operation: NodeId) {
    match child(spec, operation, "responses") {
        Some(responses) if entries(spec, responses).is_empty() && !has_findings(diags, spec, responses) => {
            let span = key_span(spec, responses);
            diags.warning(
                codes::MISSING_FIELD,
                span,
                "no response is described; any success is accepted, without a body",
            );
        }
        Some(_) => {}
        None => {
            let span = key_span(spec, operation);
            diags.warning(
                codes::MISSING_FIELD,
                span,
                "the operation has no `responses`; any success is accepted, without a body",
            );
            let none = spec.add(operation, Shape::One(Kind::Responses), Value::Map(Vec::new()));
            put(spec, operation, "responses", none);
        }
    }
}

pub(super) fn statuses(diags: &mut Diagnostics, spec: &mut Spec) {
    let mut gone = BTreeSet::new();
    for id in spec.nodes.ids() {
        if spec.shape(id) != Some(Shape::One(Kind::Responses)) {
            continue;
        }
        for (key, response) in entries(spec, id) {
            if !is_status(&key) {
                let (span, message) = (key_span(spec, response), format!("`{key}` is not an HTTP status"));
                loss::report(diags, spec, response, codes::INVALID_STATUS, span, message)
                    .help("write a status such as `'404'`, a range such as `'4XX'`, or `default`");
                gone.insert(response);
            }
        }
    }
    super::remove(spec, &gone);
}

fn is_status(key: &str) -> bool {
    let digits = match key.as_bytes() {
        b"default" => return true,
        [b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => return true,
        digits => digits,
    };
    key.starts_with("x-") || matches!(digits, [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'])
}
