//! Whether a description is one: all problems of a run in that run. What is wrong but plain in its meaning is mended with a warning,
//! so that the next stage finds what it expects.

mod cycles;
mod document;
mod operations;
mod parameters;
mod paths;
mod pattern;
mod query_templates;
mod required;
mod schema;
mod structure;
mod unknown;
mod values;

use super::{NodeId, Spec, loss, refs};
use crate::diag::Diagnostics;
use crate::source::Span;
use crate::yaml::Value;
use std::collections::BTreeSet;

pub(super) use paths::METHODS;

/// On the tree as it was written: types of values, missing fields, then what the objects say of one another.
pub(super) fn written(diags: &mut Diagnostics, spec: &mut Spec) {
    unknown::check(diags, spec);
    structure::check(diags, spec);
    required::check(diags, spec);
    operations::statuses(diags, spec);
    query_templates::take_off(diags, spec);
    paths::syntax(diags, spec);
    loss::settle(spec);
    document::check(diags, spec);
    parameters::check(diags, spec);
    paths::check(diags, spec);
    operations::check(diags, spec);
}

/// On the folded tree, where each schema has one type.
pub(super) fn folded(diags: &mut Diagnostics, spec: &mut Spec) {
    schema::check(diags, spec);
    cycles::check(diags, spec);
}

/// Where the key of a node stands; of an item of a list, the item.
fn key_span(spec: &Spec, id: NodeId) -> Span {
    spec.nodes[id].key_span().unwrap_or(spec.nodes[id].span)
}

/// The child of what `id` leads to.
pub(super) fn child(spec: &Spec, id: NodeId, key: &str) -> Option<NodeId> {
    spec.nodes.get(refs::end_of(spec, id), key).filter(|it| spec.nodes[*it].value != Value::Null)
}

fn text<'s>(spec: &'s Spec, id: NodeId, key: &str) -> Option<&'s str> {
    child(spec, id, key).and_then(|it| spec.nodes.str(refs::end_of(spec, it)))
}

fn entries(spec: &Spec, id: NodeId) -> Vec<(Box<str>, NodeId)> {
    match &spec.nodes[refs::end_of(spec, id)].value {
        Value::Map(entries) => entries.clone(),
        _ => Vec::new(),
    }
}

fn items(spec: &Spec, id: NodeId) -> Vec<NodeId> {
    match &spec.nodes[refs::end_of(spec, id)].value {
        Value::Seq(items) => items.clone(),
        _ => Vec::new(),
    }
}

/// Adds or replaces an entry of what `id` leads to.
fn put(spec: &mut Spec, id: NodeId, key: &str, child: NodeId) {
    let id = refs::end_of(spec, id);
    let mut all = entries(spec, id);
    match all.iter_mut().find(|(name, _)| &**name == key) {
        Some((_, old)) => *old = child,
        None => all.push((key.into(), child)),
    }
    spec.rewrite(id, Value::Map(all));
}

/// Takes nodes out of whatever holds them.
pub(super) fn remove(spec: &mut Spec, gone: &BTreeSet<NodeId>) {
    if gone.is_empty() {
        return;
    }
    for id in gone {
        spec.shapes[id.index()] = None;
    }
    for id in spec.nodes.ids() {
        let value = match &spec.nodes[id].value {
            Value::Map(entries) if entries.iter().any(|(_, child)| gone.contains(child)) => {
                Value::Map(entries.iter().filter(|(_, child)| !gone.contains(child)).cloned().collect())
            }
            Value::Seq(items) if items.iter().any(|child| gone.contains(child)) => {
                Value::Seq(items.iter().filter(|child| !gone.contains(child)).copied().collect())
            }
            _ => continue,
        };
        spec.rewrite(id, value);
    }
}
