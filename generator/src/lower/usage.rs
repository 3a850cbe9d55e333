//! Who uses a type: which way does it travel, and which group of operations does it belong to?

use super::{refs, tidy};
use crate::ir::{Api, GroupId, TypeId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn mark(api: &mut Api) {
    let mut sent = BTreeSet::new();
    let mut received = BTreeSet::new();
    let mut groups: BTreeMap<TypeId, BTreeSet<GroupId>> = BTreeMap::new();
    for op in &api.operations {
        let mut roots = Vec::new();
        refs::sent(op, &mut |id| roots.push(id));
        let out = reached(api, roots.drain(..));
        refs::received(op, &mut |id| roots.push(id));
        let back = reached(api, roots.drain(..));
        for id in out.iter().chain(&back) {
            groups.entry(*id).or_default().insert(op.group);
        }
        sent.extend(out);
        received.extend(back);
    }
    for (idx, def) in api.types.iter_mut().enumerate() {
        let id = tidy::id(idx);
        def.usage.sent = sent.contains(&id);
        def.usage.received = received.contains(&id);
        let of = groups.get(&id);
        def.group = of.filter(|it| it.len() == 1).and_then(|it| it.first().copied());
    }
}

fn reached(api: &Api, roots: impl Iterator<Item = TypeId>) -> BTreeSet<TypeId> {
    let mut open: Vec<TypeId> = roots.collect();
    let mut seen: BTreeSet<TypeId> = open.iter().copied().collect();
    while let Some(id) = open.pop() {
        refs::of_shape(&api.types[id.0 as usize].shape, &mut |inner| {
            if seen.insert(inner) {
                open.push(inner);
            }
        });
    }
    seen
}
