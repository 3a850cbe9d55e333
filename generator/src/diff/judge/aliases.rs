//! What several users of one alias have in common is an edit of the alias.

use crate::diff::edit::{Edit, Site, Spot};
use crate::diff::wire::{Cx, Reached};
use std::collections::BTreeMap;

pub(super) fn share(cx: &Cx<'_>, edits: &mut [Reached]) {
    let key = |it: &Edit| Some((it.through?, it.rule.id, it.old.clone(), it.new.clone()));
    let mut users: BTreeMap<_, usize> = BTreeMap::new();
    for key in edits.iter().filter_map(|it| key(&it.edit)) {
        *users.entry(key).or_default() += 1;
    }
    for Reached { edit, .. } in edits {
        let Some(((base, revision), ..)) = key(edit).filter(|it| users[it] > 1) else {
            continue;
        };
        let name = cx.revision.name(revision);
        edit.message = edit.message.replace(&edit.site.subject, &format!("`{name}`"));
        edit.site = Site {
            subject: format!("`{name}`"),
            place: name,
            base: Some(cx.base.anchor(Spot::Type(base))),
            revision: Some(cx.revision.anchor(Spot::Type(revision))),
        };
    }
}
