//! The package, and what only client.toml decides of a client.

use crate::diff::edit::{BOTH, Edit, Site, Spot};
use crate::diff::rules::crates;
use crate::diff::wire::{Cx, Reached};
use std::collections::BTreeSet;

pub(super) fn compare(cx: &Cx<'_>) -> Option<Reached> {
    let (was, is) = (&cx.base.krate.package.name, &cx.revision.krate.package.name);
    let site = Site {
        subject: "the package".to_owned(),
        place: "package".to_owned(),
        base: Some(cx.base.anchor(Spot::Api)),
        revision: Some(cx.revision.anchor(Spot::Api)),
    };
    let edit = if was != is {
        let message = format!("package `{was}` is called `{is}` now");
        Edit::new(&crates::PACKAGE_RENAMED, &site, message).values(was, is)
    } else if cx.settings(true) != cx.settings(false) {
        Edit::new(&crates::SETTING_CHANGED, &site, "client.toml says something else of the client")
    } else {
        return None;
    };
    Some(Reached { edit, ways: BOTH, operations: BTreeSet::new() })
}
