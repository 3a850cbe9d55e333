//! Which schemas name a type and yet became any value?
//!
//! `{}` means any value; `type: [string, object]` beside a union that cannot be told apart does not. Whoever works on this
//! compiler looks for the latter (`cargo xtask corpus --verbose`): each is a place where callers are left alone.

use super::compose;
use super::ctx::Ctx;
use super::term::{Key, Term};
use std::collections::BTreeSet;

/// Fills `untyped` of the API from the schemas that were taken down on the way.
pub(super) fn note(cx: &mut Ctx<'_, '_>) {
    let mut spans = Vec::new();
    for term in std::mem::take(&mut cx.untyped).into_values() {
        if names_type(cx, &term, &mut BTreeSet::new()) {
            spans.push(term.at().target().span());
        }
    }
    spans.sort();
    spans.dedup();
    cx.api.untyped = spans;
}

/// It says `type`, or is a union of which an arm does and the others do or are null; an arm in `seen` has been asked before.
fn names_type<'s>(cx: &mut Ctx<'_, 's>, term: &Term<'s>, seen: &mut BTreeSet<Key>) -> bool {
    if !seen.insert(term.key()) {
        return true;
    }
    let flat = compose::flat(cx, term);
    flat.kind.is_some() || flat.groups.iter().any(|it| it.arms.iter().all(|arm| is_null_or_named(cx, arm, seen)))
}

fn is_null_or_named<'s>(cx: &mut Ctx<'_, 's>, arm: &Term<'s>, seen: &mut BTreeSet<Key>) -> bool {
    let flat = compose::flat(cx, arm);
    (flat.nullable && flat.is_blank()) || names_type(cx, arm, seen)
}
