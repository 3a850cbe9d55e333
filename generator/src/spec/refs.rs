//! Where references lead: to which node, whether that is the right kind of thing, and whether the way ever ends.

use super::files::Miss;
use super::lost::{self, Lost, describe, report};
use super::pointer::{self, Fragment, Refused};
use super::shape::{Kind, Shape};
use super::walk::{Walk, reference};
use super::{NodeId, Spec, check, loss, neighbour, resource};
use crate::diag::codes::spec as codes;
use crate::source::FileId;
use crate::yaml::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What a reference leads to.
pub(super) type Found = Result<NodeId, Lost>;

/// How many references may lie on the way of one pointer.
pub(super) const MAX_DETOURS: usize = 32;

/// Follows one reference by one step.
pub(super) fn follow(walk: &mut Walk<'_>, id: NodeId) {
    let Some(shape) = walk.spec.shape(id) else {
        return;
    };
    if shape == Shape::Mapping {
        follow_mapping(walk, id);
        return;
    }
    let Some(value) = reference(&walk.spec.nodes, id) else {
        return;
    };
    match find(walk, value, 0) {
        Ok(target) => match arrive(walk, id, value, target) {
            Some(target) => {
                walk.hops.push((id, target));
                walk.spec.hops.insert(id, target);
                walk.assign(target, shape);
            }
            None => {
                walk.dead.insert(id);
            }
        },
        Err(lost) => {
            let text = walk.spec.nodes.str(value).unwrap_or_default().to_owned();
            report(walk, &lost, id, &text, shape);
            if !matches!(shape, Shape::Data | Shape::DataList) {
                walk.dead.insert(id);
            }
        }
    }
}

/// A discriminator's mapping names schemas by reference or by their key below `components/schemas`.
fn follow_mapping(walk: &mut Walk<'_>, id: NodeId) {
    let Value::Map(entries) = walk.spec.nodes[id].value.clone() else {
        return;
    };
    for (_, value) in entries {
        let Some(text) = walk.spec.nodes.str(value).map(str::to_owned) else {
            continue;
        };
        let nodes = &walk.spec.nodes;
        let schemas = nodes.get(walk.spec.root, "components").and_then(|it| nodes.get(it, "schemas"));
        let named = schemas.and_then(|it| nodes.get(it, &text));
        let is_reference =
            text.contains(['#', '/']) || [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end));
        match named.map_or_else(
            || {
                if is_reference { find(walk, value, 0) } else { Err(Lost::Anchor(text.clone())) }
            },
            Ok,
        ) {
            Ok(target) => {
                walk.spec.mapped.insert(value, target);
                walk.assign(target, Shape::One(Kind::Schema));
            }
            Err(lost) => {
                report(walk, &lost, value, &text, Shape::Mapping);
            }
        }
    }
}

/// The node that a reference names, `value` being its text.
pub(super) fn find(walk: &mut Walk<'_>, value: NodeId, detours: usize) -> Found {
    let file = walk.spec.nodes[value].span.file;
    let text: Box<str> = walk.spec.nodes.str(value).unwrap_or_default().into();
    let resource = resource::around(walk, value);
    let top = walk.files.root_of(file).ok_or(Lost::Reported)?;
    let known = (resource.unwrap_or(top), text);
    if let Some(found) = walk.found.get(&known) {
        return found.clone();
    }
    if detours > MAX_DETOURS {
        return Err(Lost::Endless);
    }
    let found = match within(walk, file, resource, &known.1, detours) {
        Some(Ok(found)) => Ok(found),
        by_id => search(walk, file, &known.1, detours).map_err(|lost| match (lost, by_id) {
            // Not even the first key is known to the file.
            (Lost::Place { within, .. }, Some(Err(lost))) if within == top => lost,
            (lost, _) => lost,
        }),
    };
    // What was lost on a detour may be found from nearer by.
    if found.is_ok() || detours == 0 {
        walk.found.insert(known, found.clone());
    }
    found
}

/// Where a reference leads by the `$id` of schemas. Many have one that nobody refers by, so what is not found this way is looked
/// for in files.
fn within(walk: &mut Walk<'_>, file: FileId, resource: Option<NodeId>, text: &str, detours: usize) -> Option<Found> {
    let (address, fragment) = text.trim().split_once('#').unwrap_or((text.trim(), ""));
    let top = match (address, resource) {
        ("", resource) => resource,
        _ if resource.is_some() || address.contains(':') => resource::named(walk, resource, address),
        _ => None,
    };
    if let Some(top) = top {
        return Some(place(walk, top, pointer::fragment(fragment), detours));
    }
    let path = resource::path(&walk.spec.nodes, resource?, text.trim())?;
    Some(search(walk, file, &path, detours))
}

fn search(walk: &mut Walk<'_>, file: FileId, text: &str, detours: usize) -> Found {
    let from = walk.diags.path(file).to_owned();
    let reference = pointer::parse(text, &from).map_err(|refused| match refused {
        Refused::Remote => Lost::Remote,
        Refused::Outside => Lost::Outside,
    })?;
    let top = match reference.file {
        None => walk.files.root_of(file).ok_or(Lost::Reported)?,
        Some(path) => open(walk, path)?,
    };
    place(walk, top, reference.place, detours)
}

fn place(walk: &mut Walk<'_>, top: NodeId, fragment: Fragment, detours: usize) -> Found {
    match fragment {
        Fragment::Pointer(keys) => keys.into_iter().try_fold(top, |at, key| step(walk, at, key, detours)),
        Fragment::Anchor(name) => anchored(&walk.spec, top, &name).ok_or(Lost::Anchor(name)),
    }
}

fn open(walk: &mut Walk<'_>, path: PathBuf) -> Found {
    walk.files.open(walk.diags, &mut walk.spec.nodes, &path).map_err(|miss| match miss {
        Miss::NotFound => Lost::File { path, why: None },
        Miss::Unreadable(why) => Lost::File { path, why: Some(why) },
        Miss::Outside => Lost::Outside,
        Miss::Broken => Lost::Reported,
    })
}

/// The child under `key`, behind a `$ref` if that is what stands here.
fn step(walk: &mut Walk<'_>, at: NodeId, key: String, detours: usize) -> Found {
    let child = match &walk.spec.nodes[at].value {
        Value::Map(_) => walk.spec.nodes.get(at, &key),
        Value::Seq(items) => key.parse::<usize>().ok().and_then(|index| items.get(index).copied()),
        _ => None,
    };
    match (child, reference(&walk.spec.nodes, at)) {
        (Some(child), _) => Ok(child),
        (None, Some(value)) => {
            let next = find(walk, value, detours + 1)?;
            if detours >= MAX_DETOURS { Err(Lost::Endless) } else { step(walk, next, key, detours + 1) }
        }
        (None, None) => Err(Lost::Place { key, within: at }),
    }
}

/// The schema with an `$anchor` in the file of `near`.
pub(super) fn anchored(spec: &Spec, near: NodeId, name: &str) -> Option<NodeId> {
    let file = spec.nodes[near].span.file;
    let is_here = |id: &NodeId| {
        spec.nodes[*id].span.file == file
            && ["$anchor", "$dynamicAnchor"]
                .iter()
                .any(|key| spec.nodes.get(*id, key).and_then(|it| spec.nodes.str(it)) == Some(name))
    };
    spec.nodes.ids().find(is_here)
}

/// Checks that the target is the kind of thing that the place needs. Gives what is taken for it, if that is plain.
fn arrive(walk: &mut Walk<'_>, id: NodeId, value: NodeId, target: NodeId) -> Option<NodeId> {
    let wanted = walk.spec.shape(id)?;
    let there = walk.spec.shape(target).or_else(|| section_of(&walk.spec, value));
    let Some(there) = there.filter(|it| *it != wanted && *it != Shape::Data && wanted != Shape::Data) else {
        return Some(target);
    };
    walk.assign(target, there);
    let meant = match (there, wanted) {
        (Shape::One(there), Shape::One(wanted)) => neighbour::meant(walk, value, target, there, wanted),
        _ => None,
    };
    let is_dispensable = lost::is_dispensable(wanted);
    let (there, wanted) = (describe(there), describe(wanted));
    let here = walk.spec.nodes[value].span;
    let message = format!("the `$ref` leads to {there}, and {wanted} is needed here");
    let diag = match &meant {
        Some(it) => walk.diags.warning(codes::REF_WRONG_KIND, here, format!("{message}; {}", it.words)),
        None if is_dispensable => {
            walk.diags.warning(codes::REF_WRONG_KIND, here, format!("{message}; the `$ref` is ignored"))
        }
        None => loss::report(walk.diags, &mut walk.spec, id, codes::REF_WRONG_KIND, here, message),
    };
    let target = &walk.spec.nodes[target];
    diag.related(target.key_span().unwrap_or(target.span), format!("this is {there}"));
    meant.map(|it| it.target)
}

/// What a pointer into another file's `components` says of its target.
fn section_of(spec: &Spec, value: NodeId) -> Option<Shape> {
    let (_, fragment) = spec.nodes.str(value)?.split_once("#/components/")?;
    let (section, name) = fragment.split_once('/')?;
    if name.contains('/') { None } else { Kind::of_section(section).map(Shape::One) }
}

/// Where a reference leads in the end.
pub(super) fn end_of(spec: &Spec, id: NodeId) -> NodeId {
    spec.targets.get(&id).copied().unwrap_or(id)
}

/// Follows every reference to its end, and takes out of the tree what has none.
pub(super) fn settle(walk: &mut Walk<'_>) {
    for at in 0..walk.hops.len() {
        let start = walk.hops[at].0;
        let mut way = Vec::new();
        let mut seen = BTreeSet::new();
        let mut here = start;
        let end = loop {
            if let Some(end) = walk.spec.targets.get(&here) {
                break Some(*end);
            }
            if walk.dead.contains(&here) {
                break Some(here);
            }
            let Some(next) = walk.spec.hops.get(&here) else {
                break Some(here);
            };
            if !seen.insert(here) {
                break None;
            }
            way.push(here);
            here = *next;
        };
        match end {
            Some(end) => walk.spec.targets.extend(way.into_iter().map(|id| (id, end))),
            None => endless(walk, &way),
        }
    }
    bury(walk);
}

fn endless(walk: &mut Walk<'_>, way: &[NodeId]) {
    let Some(first) = way.iter().min().copied() else {
        return;
    };
    let span = |id: NodeId| {
        reference(&walk.spec.nodes, id).map_or(walk.spec.nodes[id].span, |value| walk.spec.nodes[value].span)
    };
    let (here, others) =
        (span(first), way.iter().filter(|id| **id != first).take(4).map(|id| span(*id)).collect::<Vec<_>>());
    let message = "this `$ref` leads in a circle, and never to a definition";
    for id in way {
        loss::note(&mut walk.spec, *id, message);
    }
    let diag = loss::report(walk.diags, &mut walk.spec, first, codes::CYCLIC_REF, here, message.to_owned());
    for other in others {
        diag.related(other, "by way of this one");
    }
    walk.dead.extend(way);
}

/// Empties dead references where nothing is a value too, and removes the others from what holds them.
fn bury(walk: &mut Walk<'_>) {
    if walk.dead.is_empty() {
        return;
    }
    for id in std::mem::take(&mut walk.dead) {
        walk.spec.targets.remove(&id);
        match walk.spec.shape(id) {
            Some(Shape::One(Kind::Schema | Kind::Operation) | Shape::Map(_)) => {
                walk.spec.rewrite(id, Value::Map(Vec::new()))
            }
            Some(Shape::List(_)) => walk.spec.rewrite(id, Value::Seq(Vec::new())),
            _ => {
                walk.dead.insert(id);
            }
        }
    }
    check::remove(&mut walk.spec, &walk.dead);
}
