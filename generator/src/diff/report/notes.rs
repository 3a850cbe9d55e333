//! The entry of a changelog: what callers of the crate have to know, in the order in which they have to know it.

use super::{signature_block, signatures};
use crate::diff::{Bump, Change, Comparison, Wire};
use crate::markdown::message;
use std::fmt::Write;

pub(super) fn render(comparison: &Comparison) -> String {
    let changes = || comparison.changes.iter();
    let is_docs = |it: &Change| it.wire == Wire::None && it.rust <= Bump::Patch;
    let breaks = |it: &Change| it.rust == Bump::Major || it.wire == Wire::Breaking;
    let mut out = String::new();
    section(&mut out, "Breaking", changes().filter(|it| breaks(it)), true);
    section(&mut out, "Added", changes().filter(|it| !breaks(it) && it.rust == Bump::Minor), false);
    let changed = changes().filter(|it| !breaks(it) && it.rust < Bump::Minor && !is_docs(it));
    section(&mut out, "Changed", changed, false);
    let n_docs = changes().filter(|it| is_docs(it)).count();
    if n_docs > 0 {
        let _ = writeln!(out, "### Documentation\n\n- {} in texts and examples.\n", super::counted(n_docs, "change"));
    }
    if out.is_empty() {
        out.push_str("Nothing that callers see.\n\n");
    }
    out
}

fn section<'c>(out: &mut String, title: &str, changes: impl Iterator<Item = &'c Change>, with_signatures: bool) {
    let mut changes = changes.peekable();
    if changes.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "### {title}\n");
    for it in changes {
        let served =
            if it.wire == Wire::Breaking { " (the server, too: older versions of this crate fail)" } else { "" };
        let _ = writeln!(out, "- {}{served}.", message(&it.message));
        if with_signatures {
            out.push_str(&signature_block(&signatures(it)));
        }
    }
    out.push('\n');
}
