//! The verdicts: each changed signature of the crate is laid to the edits that cause it; those that nobody causes are findings of
//! their own.

mod aliases;
mod blame;
mod deltas;
mod order;
mod renames;
mod routes;
mod settings;

use super::edit::Anchor;
use super::rules::Bump;
use super::surface::{self, Names, Told};
use super::wire::{Compared, Cx, Reach, Reached};
use super::{Change, Signature, Wire};
use deltas::Delta;
use std::collections::BTreeSet;

/// An edit with what is laid to it.
struct Case {
    reached: Reached,
    rust: Bump,
    signatures: Vec<Signature>,
    /// Two names of types: signatures that differ in nothing else are laid to this case.
    replaces: Option<[String; 2]>,
}

pub(super) fn judge(cx: &Cx<'_>, compared: Compared) -> Vec<Change> {
    let Compared { mut edits, types } = compared;
    let Told { names, renamed, replaced } = surface::told(cx, &types);
    aliases::share(cx, &mut edits);
    edits.extend(settings::compare(cx));
    edits.extend(order::of_fields(cx, &types));
    let mut cases: Vec<Case> = edits.into_iter().map(Case::new).collect();
    cases.extend(replaced.iter().map(|it| renames::replaced(cx, &names, it)));
    routes::lay(cx, &mut cases);
    renames::lay(cx, &renamed, &mut cases);
    let [old, new] = [surface::of(&cx.base, &names), surface::of(&cx.revision, &Names::default())];
    blame::lay(cx, &deltas::all(&old, &new), &mut cases);
    cases.into_iter().map(|it| it.change(cx)).collect()
}

impl Case {
    fn new(reached: Reached) -> Case {
        Case { rust: reached.edit.rule.rust.max(reached.edit.rust), reached, signatures: Vec::new(), replaces: None }
    }

    /// Lays a signature to it, which asks for at least this.
    fn lay(&mut self, rust: Bump, signature: Signature) {
        self.rust = self.rust.max(rust);
        self.signatures.push(signature);
    }

    fn change(self, cx: &Cx<'_>) -> Change {
        let Case { reached: Reached { edit, ways, operations }, rust, signatures, replaces: _ } = self;
        let verdict = |applies: bool, wire: Wire| if applies { wire } else { Wire::None };
        let wire = verdict(ways.sent, edit.rule.sent).max(verdict(ways.received, edit.rule.received));
        let span = |it: &Option<Anchor>| it.as_ref().and_then(|it| it.span);
        Change {
            rule: edit.rule,
            wire,
            rust,
            message: edit.message,
            base: span(&edit.site.base),
            revision: span(&edit.site.revision),
            place: edit.site.place,
            old: edit.old,
            new: edit.new,
            sent: ways.sent,
            received: ways.received,
            signatures,
            approved: None,
            operations: routes_of(cx, &operations),
        }
    }
}

/// Operations that client.toml makes several of are one for readers.
fn routes_of(cx: &Cx<'_>, operations: &BTreeSet<Reach>) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for it in operations.iter().map(|it| route(cx, *it)) {
        if !res.contains(&it) {
            res.push(it);
        }
    }
    res
}

fn route(cx: &Cx<'_>, reach: Reach) -> String {
    match reach {
        Reach::Both(at) => cx.revision.route(cx.pairs.both[at].1),
        Reach::Removed(at) => cx.base.route(at),
        Reach::Added(at) => cx.revision.route(at),
    }
}
