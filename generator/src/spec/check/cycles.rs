//! Schemas that contain themselves by `allOf` alone: no value would ever end.

use super::items;
use crate::diag::codes::spec as codes;
use crate::diag::{Diagnostics, Loss};
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec, refs, walk};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Done,
}

/// Walks with a stack of its own: a chain may be longer than the program's.
pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let mut marks: BTreeMap<NodeId, Mark> = BTreeMap::new();
    let mut gone = BTreeSet::new();
    let schemas = spec.nodes.ids().filter(|id| spec.shape(*id) == Some(Shape::One(Kind::Schema)));
    for start in schemas.filter(|id| spec.nodes.get(*id, "allOf").is_some()) {
        let mut stack = vec![(start, arms(spec, start))];
        if marks.contains_key(&start) {
            continue;
        }
        marks.insert(start, Mark::Open);
        while let Some((schema, rest)) = stack.last_mut() {
            let Some(arm) = rest.pop() else {
                marks.insert(*schema, Mark::Done);
                stack.pop();
                continue;
            };
            let target = refs::end_of(spec, arm);
            match marks.get(&target) {
                Some(Mark::Done) => {}
                Some(Mark::Open) => {
                    report(diags, spec, arm);
                    gone.insert(arm);
                }
                None => {
                    marks.insert(target, Mark::Open);
                    stack.push((target, arms(spec, target)));
                }
            }
        }
    }
    super::remove(spec, &gone);
}

/// In reverse: they are taken from the end.
fn arms(spec: &Spec, schema: NodeId) -> Vec<NodeId> {
    let mut arms = spec.nodes.get(schema, "allOf").map(|it| items(spec, it)).unwrap_or_default();
    arms.reverse();
    arms
}

fn report(diags: &mut Diagnostics, spec: &Spec, arm: NodeId) {
    let place = walk::reference(&spec.nodes, arm).unwrap_or(arm);
    let span = spec.nodes[place].span;
    let loss = Loss::keyword("this item of `allOf` is ignored", span);
    diags
        .survivable(codes::INFINITE_TYPE, span, "by this `allOf` the schema contains itself, without end", loss)
        .help("move the reference into a property or a list, or name another schema");
}
