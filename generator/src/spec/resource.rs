//! Schemas with an `$id`: each is a document of its own, within which `#/$defs/…` and relative references are resolved
//! (JSON Schema 2020-12, section 8.2).

use super::NodeId;
use super::shape::{Kind, Shape};
use super::walk::Walk;
use crate::yaml::Nodes;
use std::collections::BTreeMap;

/// The schemas of the files that are loaded, by their `$id` as an absolute address.
#[derive(Debug, Default)]
pub(super) struct Resources {
    known: BTreeMap<String, NodeId>,
    n_scanned: usize,
}

/// The innermost schema with an `$id` around a node.
pub(super) fn around(walk: &Walk<'_>, id: NodeId) -> Option<NodeId> {
    let nodes = &walk.spec.nodes;
    let is_schema = |id: &NodeId| walk.spec.shape(*id) == Some(Shape::One(Kind::Schema));
    nodes.ancestors(id).find(|id| is_schema(id) && own_id(nodes, *id).is_some())
}

/// A reference from within `resource` to another file, where the `$id` is a path: it counts from there.
pub(super) fn path(nodes: &Nodes, resource: NodeId, reference: &str) -> Option<String> {
    let base = address(nodes, resource);
    let is_path = !reference.starts_with('#') && !base.contains(':') && !base.starts_with('/');
    is_path.then(|| join(&base, reference))
}

/// The schema whose `$id` a reference names, seen from within `resource`.
pub(super) fn named(walk: &mut Walk<'_>, resource: Option<NodeId>, reference: &str) -> Option<NodeId> {
    let nodes = &walk.spec.nodes;
    for id in nodes.ids().skip(walk.resources.n_scanned) {
        if own_id(nodes, id).is_some() {
            walk.resources.known.entry(address(nodes, id)).or_insert(id);
        }
    }
    walk.resources.n_scanned = nodes.len();
    let base = resource.map(|it| address(nodes, it)).unwrap_or_default();
    walk.resources.known.get(&join(&base, reference)).copied()
}

fn own_id(nodes: &Nodes, id: NodeId) -> Option<&str> {
    // `$id: '#name'` of draft 7 is an anchor.
    nodes.get(id, "$id").and_then(|it| nodes.str(it)).filter(|it| !it.starts_with('#'))
}

/// The address of a schema: its `$id`, which may be relative to those around it.
fn address(nodes: &Nodes, id: NodeId) -> String {
    let mut ids: Vec<&str> = nodes.ancestors(id).filter_map(|it| own_id(nodes, it)).collect();
    ids.reverse();
    ids.iter().fold(String::new(), |base, id| join(&base, id)).trim_end_matches('#').to_owned()
}

/// A reference in the place of the last segment of `base` (RFC 3986, section 5.2).
fn join(base: &str, reference: &str) -> String {
    let authority = |text: &str| {
        let start = text.find("://").map(|at| at + 3)?;
        Some(text[start..].find('/').map_or(text.len(), |at| start + at))
    };
    if authority(reference).is_some() || reference.starts_with("urn:") {
        return reference.to_owned();
    }
    let (site, path) = base.split_at(authority(base).unwrap_or_default());
    let folder = path.rsplit_once('/').filter(|_| !reference.starts_with('/')).map(|(folder, _)| folder.split('/'));
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.into_iter().flatten().chain(reference.split('/')) {
        match segment {
            "." => {}
            ".." if !matches!(segments.last(), None | Some(&"" | &"..")) => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let path = segments.join("/");
    if path.starts_with('/') || site.is_empty() { format!("{site}{path}") } else { format!("{site}/{path}") }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn references_are_joined() {
        let check = |base, reference, expected| assert_eq!(join(base, reference), expected, "{base} + {reference}");
        check("https://a.example/b/c", "d", "https://a.example/b/d");
        check("https://a.example/b/c", "../d", "https://a.example/d");
        check("https://a.example/b/c", "/d/e.json", "https://a.example/d/e.json");
        check("https://a.example", "d", "https://a.example/d");
        check("https://a.example/b", "https://c.example/d", "https://c.example/d");
        check("", "schemas/a.json", "schemas/a.json");
        check("schemas/a.json", "b.json", "schemas/b.json");
        check("./nested/", "./ex.json", "nested/ex.json");
        check("nested/", "../../ex.json", "../ex.json");
        check("/schemas/a", "./b", "/schemas/b");
    }
}
