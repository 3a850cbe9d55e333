//! Loads a description: walks it by the table of shapes, and opens what its references lead to.

use super::files::{FileTable, Miss};
use super::refs::Found;
use super::resource::Resources;
use super::shape::{Kind, Shape};
use super::{NodeId, Spec, homes, names, refs, start_of, version};
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::Files;
use crate::yaml::{Nodes, Value};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

/// The state of a walk.
pub(super) struct Walk<'a> {
    pub(super) diags: &'a mut Diagnostics,
    pub(super) files: FileTable<'a>,
    pub(super) spec: Spec,
    /// References in the order in which they were met.
    queue: VecDeque<NodeId>,
    /// One step of each reference, in the order in which they were followed.
    pub(super) hops: Vec<(NodeId, NodeId)>,
    /// What is known of references: by the schema resource or the file in which they are, and by their text.
    pub(super) found: BTreeMap<(NodeId, Box<str>), Found>,
    pub(super) resources: Resources,
    /// References without a target: taken out of the tree in the end.
    pub(super) dead: BTreeSet<NodeId>,
}

pub(super) fn load(diags: &mut Diagnostics, files: &dyn Files, path: &Path) -> Option<Spec> {
    let mut files = FileTable::new(files);
    let mut nodes = Nodes::default();
    let root = match files.open(diags, &mut nodes, path) {
        Ok(root) => root,
        Err(miss) => {
            unreadable(diags, path, &miss);
            return None;
        }
    };
    let version = version::of(diags, &nodes, root)?;
    let spec = Spec {
        nodes,
        shapes: Vec::new(),
        targets: BTreeMap::new(),
        hops: BTreeMap::new(),
        mapped: BTreeMap::new(),
        names: BTreeMap::new(),
        homes: homes::Homes::default(),
        written: BTreeMap::new(),
        losses: super::loss::Losses::default(),
        root,
        version,
    };
    let mut walk = Walk {
        diags,
        files,
        spec,
        queue: VecDeque::new(),
        hops: Vec::new(),
        found: BTreeMap::new(),
        resources: Resources::default(),
        dead: BTreeSet::new(),
    };
    walk.assign(root, Shape::One(Kind::Document));
    while let Some(id) = walk.queue.pop_front() {
        refs::follow(&mut walk, id);
    }
    refs::settle(&mut walk);
    names::assign(&mut walk);
    homes::settle(&mut walk.spec);
    Some(walk.spec)
}

fn unreadable(diags: &mut Diagnostics, path: &Path, miss: &Miss) {
    let why = match miss {
        Miss::Broken => return,
        Miss::NotFound => "there is no such file".to_owned(),
        Miss::Outside => "it lies outside of the root folder".to_owned(),
        Miss::Unreadable(why) => why.clone(),
    };
    let file = diags.add_source(path, String::new());
    diags.error(codes::UNREADABLE, start_of(file), format!("cannot read `{}`: {why}", path.display()));
}

impl Walk<'_> {
    /// Says what a node is for, and all nodes below it. References are put in the queue.
    pub(super) fn assign(&mut self, id: NodeId, shape: Shape) {
        let mut todo = vec![(id, shape)];
        while let Some((id, shape)) = todo.pop() {
            self.spec.shapes.resize(self.spec.nodes.len(), None);
            let slot = &mut self.spec.shapes[id.index()];
            if slot.is_some_and(|known| known != Shape::Data) {
                continue;
            }
            let again = slot.is_some();
            let shape = narrow(shape, &self.spec.nodes[id].value);
            *slot = Some(shape);
            let is_ref = reference(&self.spec.nodes, id).is_some();
            if (is_ref && !again) || shape == Shape::Mapping {
                self.queue.push_back(id);
            }
            let before = todo.len();
            children(&self.spec.nodes[id].value, shape, is_ref, &mut todo);
            todo[before..].reverse();
        }
    }
}

/// The text of a `$ref`.
pub(super) fn reference(nodes: &Nodes, id: NodeId) -> Option<NodeId> {
    nodes.get(id, "$ref").filter(|value| nodes.str(*value).is_some())
}

fn narrow(shape: Shape, value: &Value) -> Shape {
    match (shape, value) {
        (Shape::SchemaOrPlaces, Value::Seq(places)) if !places.is_empty() => Shape::List(Kind::Schema),
        (Shape::FlagOrSchema, Value::Map(_)) | (Shape::SchemaOrPlaces, _) => Shape::One(Kind::Schema),
        _ => shape,
    }
}

fn children(value: &Value, shape: Shape, is_ref: bool, out: &mut Vec<(NodeId, Shape)>) {
    match value {
        Value::Map(entries) => {
            let below = |key: &str| match shape {
                Shape::One(kind) => kind.child(key),
                Shape::Map(kind) => Some(Shape::One(kind)),
                Shape::Data | Shape::DataList => Some(Shape::Data),
                Shape::TextMap => Some(Shape::Text),
                _ => None,
            };
            let entries = entries.iter().filter(|(key, _)| !(is_ref && &**key == "$ref"));
            out.extend(entries.filter_map(|(key, child)| Some((*child, below(key)?))));
        }
        Value::Seq(items) => {
            let below = match shape {
                Shape::List(kind) => Some(Shape::One(kind)),
                Shape::Data | Shape::DataList => Some(Shape::Data),
                Shape::Texts => Some(Shape::Text),
                _ => None,
            };
            out.extend(below.into_iter().flat_map(|below| items.iter().map(move |item| (*item, below))));
        }
        _ => {}
    }
}
