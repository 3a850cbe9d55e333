//! For people at a terminal: the verdict, then what breaks, then the rest.

use super::{Place, Places, counted, signatures, verdict};
use crate::diag::safe_line;
use crate::diff::{Bump, Change, Comparison, Wire};
use std::fmt::Write;

/// More operations than this are counted instead of listed.
const LISTED: usize = 4;

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const PLAIN: &str = "\u{1b}[0m";

pub(super) fn render(comparison: &Comparison, places: &Places) -> String {
    let mut out = String::new();
    for it in &comparison.changes {
        change(&mut out, it, places);
    }
    let count = counted(comparison.changes.len(), "change");
    let _ = writeln!(out, "{BOLD}{count}: {}{PLAIN}", verdict(comparison.wire(), comparison.rust()));
    out
}

fn change(out: &mut String, it: &Change, places: &Places) {
    let color = match (it.wire, it.rust) {
        (Wire::Breaking, _) | (_, Bump::Major) => RED,
        (Wire::NonBreaking, _) | (_, Bump::Minor) => YELLOW,
        _ => GREEN,
    };
    let _ = writeln!(
        out,
        "{color}{BOLD}{} · {}{PLAIN} {BOLD}{}{PLAIN} [{}]",
        it.wire,
        it.rust,
        safe_line(&it.message),
        it.rule.id
    );
    let at = |it: &Place| format!("{}:{}:{}", it.file, it.line, it.column);
    let (base, revision) = (places.base(it.base), places.revision(it.revision));
    if let Some(place) = revision.or(base) {
        let was = if revision.is_none() { " (as it was)" } else { "" };
        let _ = writeln!(out, "  {DIM}-->{PLAIN} {}{was}", at(place));
    }
    let _ = writeln!(out, "  {}", safe_line(it.reason()));
    if let Some(reason) = &it.approved {
        let _ = writeln!(out, "  {GREEN}approved{PLAIN}: {}", safe_line(reason));
    }
    for (sign, line) in signatures(it) {
        let color = if sign == '-' { RED } else { GREEN };
        let _ = writeln!(out, "  {color}{sign} {line}{PLAIN}");
    }
    operations(out, it);
    out.push('\n');
}

fn operations(out: &mut String, it: &Change) {
    match it.operations.len() {
        0 => {}
        // The sentence has it already.
        1 if it.message.contains(&it.operations[0]) => {}
        n if n <= LISTED => {
            let _ = writeln!(out, "  {DIM}in{PLAIN} {}", safe_line(it.operations.join(", ")));
        }
        n => {
            let _ = writeln!(
                out,
                "  {DIM}in{PLAIN} {} and {} more",
                safe_line(it.operations[..LISTED].join(", ")),
                n - LISTED
            );
        }
    }
}
