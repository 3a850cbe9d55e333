//! What a description says: every file loaded, every `$ref` followed, one dialect.
//!
//! Only this stage knows `$ref` and the versions of OpenAPI. What it hands on is a tree of nodes with places ([`At`]).

mod at;
mod bundle;
mod bundle_text;
mod check;
mod decode;
mod dialect;
mod files;
mod homes;
mod loss;
mod lost;
mod names;
mod neighbour;
mod pointer;
mod refs;
mod resource;
mod shape;
mod version;
mod walk;

use crate::diag::Diagnostics;
use crate::source::{FileId, Files, Span};
use crate::yaml::{Nodes, Value};
use shape::Shape;
use std::collections::BTreeMap;
use std::path::Path;

pub use crate::yaml::NodeId;
pub use at::At;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    V30,
    V31,
}

/// A description with all its files.
#[derive(Debug)]
pub struct Spec {
    nodes: Nodes,
    /// What each node is for, where a walk from the root came by.
    shapes: Vec<Option<Shape>>,
    /// Where each `$ref` leads in the end.
    targets: BTreeMap<NodeId, NodeId>,
    /// One step of each `$ref`, as it was written.
    hops: BTreeMap<NodeId, NodeId>,
    /// The schemas that the values of discriminator mappings name.
    mapped: BTreeMap<NodeId, NodeId>,
    names: BTreeMap<NodeId, Box<str>>,
    homes: homes::Homes,
    /// Values as they were written, of nodes that were folded or mended since.
    written: BTreeMap<NodeId, Value>,
    losses: loss::Losses,
    root: NodeId,
    version: Version,
}

/// Loads the description at `root` and all files that it refers to.
pub fn load(diags: &mut Diagnostics, files: &dyn Files, root: &Path) -> Option<Spec> {
    let mut spec = walk::load(diags, files, root)?;
    check::written(diags, &mut spec);
    dialect::fold(diags, &mut spec);
    check::folded(diags, &mut spec);
    Some(spec)
}

impl Spec {
    pub fn root(&self) -> At<'_> {
        At::new(self, self.root)
    }

    pub fn version(&self) -> Version {
        self.version
    }

    /// Schemas with names, by these: components, and what stands in other files and would be one.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, At<'_>)> {
        let components = self.root().get("components").and_then(|it| it.get("schemas"));
        let others = self.homes.new.iter().filter_map(|id| match self.homes.of(*id) {
            Some(("schemas", name)) => Some((name.as_str(), At::new(self, *id))),
            _ => None,
        });
        components.into_iter().flat_map(At::entries).chain(others)
    }

    /// The node behind a reference that [`At::decode`] handed out.
    pub fn at(&self, reference: &str) -> At<'_> {
        let known = reference.parse().ok().filter(|index| (*index as usize) < self.nodes.len());
        At::new(self, known.map_or(self.root, NodeId))
    }

    fn shape(&self, id: NodeId) -> Option<Shape> {
        self.shapes.get(id.index()).copied().flatten()
    }

    /// A new node at the place of another, and below it.
    fn add(&mut self, like: NodeId, shape: Shape, value: Value) -> NodeId {
        let id = self.nodes.push(self.nodes[like].span, value);
        self.nodes[id].key = self.nodes[like].key;
        self.nodes[id].parent = Some(like);
        self.shapes.resize(self.nodes.len(), None);
        self.shapes[id.index()] = Some(shape);
        id
    }

    /// Gives a node another value; the written one is kept for `bundle`.
    fn rewrite(&mut self, id: NodeId, value: Value) {
        let old = std::mem::replace(&mut self.nodes[id].value, value);
        self.written.entry(id).or_insert(old);
    }
}

fn start_of(file: FileId) -> Span {
    Span::start_of(file)
}
