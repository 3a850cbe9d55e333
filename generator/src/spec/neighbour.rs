//! A `$ref` to a neighbouring kind of object, such as to a parameter where a schema belongs: what is meant, where that is plain.

use super::NodeId;
use super::refs::{self, MAX_DETOURS};
use super::shape::Kind;
use super::walk::{Walk, reference};
use crate::yaml::Value;

/// What a reference is taken to lead to, and how to say that.
pub(super) struct Meant {
    pub(super) target: NodeId,
    pub(super) words: &'static str,
}

/// `value` is the text of the reference, `target` what it leads to by the letter.
pub(super) fn meant(walk: &mut Walk<'_>, value: NodeId, target: NodeId, there: Kind, wanted: Kind) -> Option<Meant> {
    use Kind::{Header, Parameter, RequestBody, Response, Schema};
    match (there, wanted) {
        // The fields of one are fields of the other too.
        (RequestBody, Response) | (Response, RequestBody) | (Parameter, Header) => {
            Some(Meant { target, words: "it is read as one" })
        }
        (Parameter | Header | RequestBody | Response, Schema) => {
            let target = only_schema(walk, target)?;
            Some(Meant { target, words: "the schema in it is used" })
        }
        (Schema, Response | RequestBody) => {
            let schema = same_reference(walk, value);
            let keys = ["schema", "application/json", "content"];
            let target = keys.iter().fold(schema, |it, key| map(walk, value, key, it));
            let none = walk.spec.nodes.push(walk.spec.nodes[value].span, Value::Str("".into()));
            if let Value::Map(entries) = &mut walk.spec.nodes[target].value {
                entries.push(("description".into(), none));
            }
            Some(Meant { target, words: "it is used as its `application/json` content" })
        }
        (Schema, Header) => {
            let schema = same_reference(walk, value);
            let target = map(walk, value, "schema", schema);
            Some(Meant { target, words: "it is used as its schema" })
        }
        _ => None,
    }
}

/// The schema of a parameter or a header, or of a body if all its media types have the same.
fn only_schema(walk: &mut Walk<'_>, holder: NodeId) -> Option<NodeId> {
    let holder = definition(walk, holder)?;
    let nodes = &walk.spec.nodes;
    if let Some(schema) = nodes.get(holder, "schema") {
        return Some(schema);
    }
    let Value::Map(media) = &nodes[nodes.get(holder, "content")?].value else {
        return None;
    };
    let mut schemas = media.iter().filter_map(|(_, it)| nodes.get(*it, "schema"));
    let first = schemas.next()?;
    let name = |id: NodeId| reference(nodes, id).and_then(|it| nodes.str(it));
    schemas.all(|it| name(it).is_some() && name(it) == name(first)).then_some(first)
}

/// What a reference leads to in the end.
fn definition(walk: &mut Walk<'_>, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    for n_steps in 0..MAX_DETOURS {
        let Some(value) = reference(&walk.spec.nodes, at) else {
            return Some(at);
        };
        at = refs::find(walk, value, n_steps).ok()?;
    }
    None
}

/// A new reference with the text of another, at its place.
fn same_reference(walk: &mut Walk<'_>, value: NodeId) -> NodeId {
    let (span, text) = (walk.spec.nodes[value].span, walk.spec.nodes[value].value.clone());
    let text = walk.spec.nodes.push(span, text);
    map(walk, value, "$ref", text)
}

/// A new mapping with one entry, at the place of a reference.
fn map(walk: &mut Walk<'_>, value: NodeId, key: &str, child: NodeId) -> NodeId {
    let nodes = &mut walk.spec.nodes;
    let (span, parent) = (nodes[value].span, nodes[value].parent);
    let id = nodes.push(span, Value::Map(vec![(key.into(), child)]));
    nodes[child].parent = Some(id);
    nodes[id].parent = parent;
    id
}
