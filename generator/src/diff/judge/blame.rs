//! Which edits a changed signature is laid to.

use super::{Case, Delta};
use crate::diff::edit::{BOTH, Edit, Site, Spot};
use crate::diff::rules::crates;
use crate::diff::side::View;
use crate::diff::surface::Item;
use crate::diff::wire::{Cx, Reached, parts};
use crate::ir::TypeId;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn lay(cx: &Cx<'_>, deltas: &[Delta<'_>], cases: &mut Vec<Case>) {
    let index = Index::new(cx, cases);
    let mut alone = Vec::new();
    for delta in deltas {
        let mut guilty = index.causes(delta);
        let replaces = |case: &Case| case.replaces.as_ref().is_some_and(|it| delta.is_replacement(it));
        guilty.extend((0..cases.len()).filter(|at| replaces(&cases[*at])));
        if guilty.is_empty() {
            alone.push(standalone(cx, delta));
        }
        for at in guilty {
            cases[at].lay(delta.bump(), delta.signature());
        }
    }
    cases.extend(alone);
}

/// Which edits stand at which thing of either side, and which types come or go with them.
#[derive(Default)]
struct Index {
    base: BTreeMap<Spot, Vec<usize>>,
    revision: BTreeMap<Spot, Vec<usize>>,
}

impl Index {
    fn new(cx: &Cx<'_>, cases: &[Case]) -> Index {
        let mut res = Index::default();
        for (at, case) in cases.iter().enumerate().filter(|(_, it)| it.reached.edit.rule.shapes) {
            let edit = &case.reached.edit;
            let note = |of: &mut BTreeMap<Spot, Vec<usize>>, spot: Spot| of.entry(spot).or_default().push(at);
            edit.site.base.iter().for_each(|it| note(&mut res.base, it.spot.clone()));
            edit.site.revision.iter().for_each(|it| note(&mut res.revision, it.spot.clone()));
            closure(&cx.base, &edit.removed).into_iter().for_each(|id| note(&mut res.base, Spot::Type(id)));
            closure(&cx.revision, &edit.added).into_iter().for_each(|id| note(&mut res.revision, Spot::Type(id)));
        }
        res
    }

    /// The edits that stand at any of its causes.
    fn causes(&self, delta: &Delta<'_>) -> BTreeSet<usize> {
        let of = |index: &BTreeMap<Spot, Vec<usize>>, item: Option<&Item>| -> Vec<usize> {
            let spots = item.map(|it| &it.causes[..]).unwrap_or_default();
            spots.iter().filter_map(|it| index.get(it)).flatten().copied().collect()
        };
        of(&self.base, delta.old).into_iter().chain(of(&self.revision, delta.new)).collect()
    }
}

/// These types and all that they lead to.
fn closure(view: &View<'_>, roots: &[TypeId]) -> BTreeSet<TypeId> {
    let mut seen: BTreeSet<TypeId> = roots.iter().copied().collect();
    let mut open = roots.to_vec();
    while let Some(id) = open.pop() {
        open.extend(parts(view, id).into_iter().filter(|it| seen.insert(*it)));
    }
    seen
}

/// A signature that no edit changes.
fn standalone(cx: &Cx<'_>, delta: &Delta<'_>) -> Case {
    let (rule, what) = match (delta.old, delta.new) {
        (None, _) => (&crates::ITEM_ADDED, "is new"),
        (_, None) => (&crates::ITEM_REMOVED, "is gone"),
        _ => (&crates::SIGNATURE_CHANGED, "has another signature"),
    };
    let anchor = |view: &View<'_>, item: Option<&Item>| Some(view.anchor(item?.causes.first()?.clone()));
    let site = Site {
        subject: format!("`{}`", delta.path),
        place: delta.path.to_owned(),
        base: anchor(&cx.base, delta.old),
        revision: anchor(&cx.revision, delta.new),
    };
    let signature = delta.signature();
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let edit = Edit::new(rule, &site, format!("`{}` {what} in Rust", delta.path));
    let edit = edit.values(text(&signature.old), text(&signature.new));
    let mut res = Case::new(Reached { edit, ways: BOTH, operations: BTreeSet::new() });
    res.lay(delta.bump(), signature);
    res
}
