//! Which types stand in the same place, which operations reach them, and which way they travel.

use super::{Cx, Reach, Reached, shapes};
use crate::diff::edit::{Edit, Found, Ways};
use crate::ir::TypeId;
use std::collections::{BTreeMap, BTreeSet};

type Pair = (TypeId, TypeId);

/// Pairs of types with what their comparison found, filled as operations lead to them.
#[derive(Default)]
pub(super) struct Graph {
    nodes: BTreeMap<Pair, Node>,
}

#[derive(Default)]
struct Node {
    edits: Vec<Edit>,
    children: Vec<Pair>,
    ways: Ways,
    operations: BTreeSet<Reach>,
}

impl Graph {
    /// Compares what an operation leads to, as far as nobody did, and marks it as reached.
    pub(super) fn roots(&mut self, cx: &Cx<'_>, operation: usize, ways: Ways, found: &Found) {
        let mut open = found.children.clone();
        let mut seen: BTreeSet<Pair> = open.iter().copied().collect();
        while let Some(pair) = open.pop() {
            let node = self.nodes.entry(pair).or_insert_with(|| {
                let Found { edits, children } = shapes::compare(cx, pair);
                Node { edits, children, ..Node::default() }
            });
            node.ways.sent |= ways.sent;
            node.ways.received |= ways.received;
            node.operations.insert(Reach::Both(operation));
            open.extend(node.children.iter().copied().filter(|it| seen.insert(*it)));
        }
    }

    pub(super) fn finish(self) -> (Vec<Reached>, BTreeMap<Pair, BTreeSet<Reach>>) {
        let mut edits = Vec::new();
        let mut types = BTreeMap::new();
        for (pair, node) in self.nodes {
            for edit in node.edits {
                edits.push(Reached { edit, ways: node.ways, operations: node.operations.clone() });
            }
            types.insert(pair, node.operations);
        }
        (edits, types)
    }
}
