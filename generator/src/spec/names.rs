//! What schemas and other objects are called: after their key below `components`, else after the references to them.

use super::NodeId;
use super::shape::Shape;
use super::walk::{Walk, reference};
use super::{pointer, refs};
use crate::yaml::Value;
use std::path::Path;

/// Last segments of a pointer that say what role a thing plays, and not what it is.
const ROLES: &[&str] = &["schema", "items", "additionalProperties", "allOf", "oneOf", "anyOf", "not", "content"];

pub(super) fn assign(walk: &mut Walk<'_>) {
    let components = keys_of_components(walk);
    for (key, id) in &components {
        // A reference has its name too: it becomes a schema of its own if there are keys beside it.
        walk.spec.names.entry(*id).or_insert_with(|| key.clone());
    }
    for (key, id) in &components {
        if let Some(target) = walk.spec.targets.get(id) {
            walk.spec.names.entry(*target).or_insert_with(|| key.clone());
        }
    }
    let hops = std::mem::take(&mut walk.hops).into_iter().map(|(id, target)| (reference(&walk.spec.nodes, id), target));
    let mapped = walk.spec.mapped.iter().map(|(id, target)| (Some(*id), *target));
    for (id, target) in hops.chain(mapped).collect::<Vec<_>>() {
        if !matches!(walk.spec.shape(target), Some(Shape::One(_))) || walk.spec.names.contains_key(&target) {
            continue;
        }
        let text = id.and_then(|id| walk.spec.nodes.str(id));
        let file = walk.diags.path(walk.spec.nodes[target].span.file);
        let is_local = walk.spec.is_local(target);
        if let Some(name) = text.and_then(|text| named_by(text, file, is_local)) {
            walk.spec.names.insert(target, name.into());
        }
    }
}

fn keys_of_components(walk: &Walk<'_>) -> Vec<(Box<str>, NodeId)> {
    let nodes = &walk.spec.nodes;
    let Some(components) = nodes.get(walk.spec.root, "components") else {
        return Vec::new();
    };
    let entries = |id: NodeId| match &nodes[refs::end_of(&walk.spec, id)].value {
        Value::Map(entries) => entries.clone(),
        _ => Vec::new(),
    };
    entries(components).into_iter().flat_map(|(_, section)| entries(section)).collect()
}

/// Of another file everything that is referred to needs a name, as it may have to be a component.
fn named_by(text: &str, file: &Path, is_local: bool) -> Option<String> {
    let keys = match pointer::parse(text, Path::new("")).map(|it| it.place) {
        Ok(pointer::Fragment::Pointer(keys)) => keys,
        Ok(pointer::Fragment::Anchor(name)) => return Some(name),
        // Its path climbs, as it may from where it stands; only the fragment matters here.
        Err(_) => match text.split_once('#') {
            Some((_, fragment)) => return named_by(&format!("#{fragment}"), file, is_local),
            None => Vec::new(),
        },
    };
    let says_role = |key: &String| ROLES.contains(&&**key) || key.bytes().all(|byte| byte.is_ascii_digit());
    match keys.iter().rposition(|key| !says_role(key)) {
        Some(at) if at + 1 == keys.len() => Some(keys[at].clone()),
        _ if is_local && !keys.is_empty() => None,
        Some(at) => Some(keys[at..].join("_")),
        None => {
            let stem = file.file_stem().and_then(|stem| stem.to_str())?;
            Some([stem].into_iter().chain(keys.iter().map(String::as_str)).collect::<Vec<_>>().join("_"))
        }
    }
}
