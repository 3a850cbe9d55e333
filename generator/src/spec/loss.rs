//! What an error costs: the schema that it is in (which then accepts any value), else the operations (which are skipped), and nothing
//! beyond. Whether a run goes on at that cost is for [`Diagnostics`] to say; the tree is the same either way.

use super::check::{METHODS, child};
use super::refs::end_of;
use super::shape::{Kind, Shape};
use super::{NodeId, Spec};
use crate::diag::{Code, Diagnostic, Diagnostics, Loss, LossKind};
use crate::source::Span;
use crate::yaml::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Nodes that errors make unusable, with the first error of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Losses {
    /// Schemas, and what operations consist of.
    broken: BTreeMap<NodeId, String>,
    /// Operations, once [`settle`] has found them.
    operations: BTreeMap<NodeId, String>,
}

impl Spec {
    /// Why an operation cannot be generated.
    pub(super) fn unusable(&self, operation: NodeId) -> Option<&str> {
        self.losses.operations.get(&end_of(self, operation)).map(String::as_str)
    }
}

/// Reports an error about a node.
pub(super) fn report<'d>(
    diags: &'d mut Diagnostics,
    spec: &mut Spec,
    id: NodeId,
    code: Code,
    span: Span,
    message: String,
) -> &'d mut Diagnostic {
    let loss = note(spec, id, &message);
    diags.survivable(code, span, message, loss)
}

/// Takes down that a node cannot be used, and says what that costs.
pub(super) fn note(spec: &mut Spec, id: NodeId, why: &str) -> Loss {
    let (owner, loss) = of(spec, id);
    if loss.kind != LossKind::Keyword {
        spec.losses.broken.entry(owner).or_insert_with(|| why.to_owned());
    }
    loss
}

/// What is lost where a node cannot be used.
pub(super) fn of(spec: &Spec, id: NodeId) -> (NodeId, Loss) {
    let loss = |kind, of: NodeId, text: String| (of, Loss { kind, text, span: key_span(spec, of) });
    let name = |of: NodeId, without: &str| key(spec, of).map_or_else(|| without.to_owned(), |it| format!("`{it}`"));
    let keyword = || loss(LossKind::Keyword, id, format!("{} is ignored", name(id, "it")));
    if is_minor(spec, id) {
        return keyword();
    }
    let mut part = None;
    for at in spec.nodes.ancestors(id) {
        match spec.shape(at) {
            Some(Shape::One(Kind::Schema)) => {
                return loss(LossKind::Schema, at, format!("{} accepts any value", name(at, "this schema")));
            }
            Some(Shape::One(Kind::Operation)) => {
                return loss(LossKind::Operation, at, format!("{} is skipped", endpoint(spec, at)));
            }
            Some(Shape::One(Kind::PathItem)) => {
                return loss(
                    LossKind::Operation,
                    at,
                    format!("the operations of {} are skipped", name(at, "this path")),
                );
            }
            Some(Shape::One(
                Kind::Parameter
                | Kind::RequestBody
                | Kind::Response
                | Kind::Responses
                | Kind::Header
                | Kind::MediaType
                | Kind::Encoding,
            )) => part = Some(at),
            Some(Shape::One(_)) => break,
            _ => {}
        }
    }
    match part {
        Some(at) => loss(LossKind::Operation, at, format!("the operations that use {} are skipped", name(at, "it"))),
        None => keyword(),
    }
}

/// Whether a client can do without what is at a node: texts, limits, examples, and what it has no use for.
fn is_minor(spec: &Spec, id: NodeId) -> bool {
    if is_required(spec, id) {
        return false;
    }
    match spec.shape(id) {
        Some(Shape::One(kind) | Shape::List(kind) | Shape::Map(kind)) => matches!(
            kind,
            Kind::Example
                | Kind::Link
                | Kind::Callback
                | Kind::ExternalDocs
                | Kind::Xml
                | Kind::Tag
                | Kind::SecurityScheme
        ),
        Some(Shape::Types | Shape::Word(_)) => false,
        Some(_) => true,
        None => false,
    }
}

/// Whether the object that a node is a field of cannot be without it.
fn is_required(spec: &Spec, id: NodeId) -> bool {
    let holder = spec.nodes[id].parent.and_then(|it| spec.shape(it));
    let (Some(Shape::One(kind)), Some(key)) = (holder, key(spec, id)) else {
        return false;
    };
    kind.fields().iter().any(|field| field.required && field.key == key)
}

/// The key that a node was written under.
pub(super) fn key(spec: &Spec, id: NodeId) -> Option<&str> {
    let parent = spec.nodes[id].parent?;
    let written = spec.written.get(&parent).unwrap_or(&spec.nodes[parent].value);
    match written {
        Value::Map(entries) => entries.iter().find(|(_, child)| *child == id).map(|(key, _)| &**key),
        _ => None,
    }
}

/// `` `GET /machines` ``
fn endpoint(spec: &Spec, operation: NodeId) -> String {
    let path = spec.nodes[operation].parent.and_then(|it| key(spec, it));
    match (key(spec, operation), path) {
        (Some(method), Some(path)) => format!("`{} {path}`", method.to_ascii_uppercase()),
        _ => "this operation".to_owned(),
    }
}

fn key_span(spec: &Spec, id: NodeId) -> Span {
    spec.nodes[id].key_span().unwrap_or(spec.nodes[id].span)
}

/// Empties the schemas that cannot be used, and finds the operations.
pub(super) fn settle(spec: &mut Spec) {
    if spec.losses.broken.is_empty() {
        return;
    }
    let mut users: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for (id, target) in &spec.hops {
        users.entry(*target).or_default().push(*id);
    }
    for (id, why) in std::mem::take(&mut spec.losses.broken) {
        if spec.shape(id) == Some(Shape::One(Kind::Schema)) {
            spec.targets.remove(&id);
            spec.rewrite(id, Value::Map(Vec::new()));
        } else {
            for operation in operations(spec, &users, id) {
                spec.losses.operations.entry(operation).or_insert_with(|| why.clone());
            }
        }
    }
}

/// The operations that a node is part of, be it by reference.
fn operations(spec: &Spec, users: &BTreeMap<NodeId, Vec<NodeId>>, id: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![id];
    while let Some(id) = todo.pop() {
        for at in spec.nodes.ancestors(id) {
            if !seen.insert(at) {
                break;
            }
            todo.extend(users.get(&at).into_iter().flatten());
            match spec.shape(at) {
                Some(Shape::One(Kind::Operation)) => {
                    found.push(at);
                    break;
                }
                Some(Shape::One(Kind::PathItem)) => {
                    let methods = METHODS.iter().filter_map(|method| child(spec, at, method));
                    found.extend(methods.map(|it| end_of(spec, it)));
                    break;
                }
                Some(Shape::One(Kind::Schema | Kind::Callback | Kind::Components | Kind::Document)) => break,
                _ => {}
            }
        }
    }
    found
}
