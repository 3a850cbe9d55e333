//! Annotations beside the changed lines. GitHub shows ten of a level and a step; what is beyond that is counted.

use super::Places;
use crate::diag::{annotation, safe_line};
use crate::diff::{Bump, Comparison, Wire};
use std::collections::BTreeMap;

const SHOWN: usize = 10;

pub(super) fn render(comparison: &Comparison, places: &Places) -> String {
    let mut out = String::new();
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for it in comparison.open() {
        let level = match (it.wire, it.rust) {
            (Wire::Breaking, _) => "error",
            (_, Bump::Major) => "warning",
            _ => "notice",
        };
        let n = told.entry(level).or_default();
        *n += 1;
        if *n > SHOWN {
            continue;
        }
        // Lines of the base are not in the revision that GitHub shows.
        let at = places.revision(it.revision).map(|it| (it.file.as_str(), it.line));
        let title = format!("{}: wire {}, Rust {}", it.rule.id, it.wire, it.rust);
        out += &annotation(level, at, &title, &format!("{}\n{}", safe_line(&it.message), safe_line(it.reason())));
    }
    for (level, n) in told.into_iter().filter(|(_, n)| *n > SHOWN) {
        out += &annotation(level, None, "more changes", &format!("and {} more of this kind", n - SHOWN));
    }
    out
}
