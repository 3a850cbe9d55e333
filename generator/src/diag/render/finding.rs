//! Which findings are one: the same words in many places, shown once with the first of them.

use super::Texts;
use crate::diag::{Diagnostic, Severity};
use crate::source::Span;
use std::collections::HashMap;

/// Further places that are named; of the rest there is a number.
const PLACES: usize = 3;

/// A finding, and the other places where the same is to be said.
pub(super) struct Finding<'a> {
    pub(super) first: &'a Diagnostic,
    others: Vec<Span>,
}

impl Finding<'_> {
    /// `and in 1317 more places: openapi.json:1:72, …`; nothing where there is only one.
    pub(super) fn more(&self, texts: &Texts<'_>) -> Option<String> {
        if self.others.is_empty() {
            return None;
        }
        let mut places: Vec<String> = self.others.iter().take(PLACES).map(|it| place(texts, *it)).collect();
        if self.others.len() > PLACES {
            places.push("…".to_owned());
        }
        let what = if self.others.len() == 1 { "place" } else { "places" };
        Some(format!("and in {} more {what}: {}", self.others.len(), places.join(", ")))
    }
}

fn place(texts: &Texts<'_>, span: Span) -> String {
    let (at, _) = texts.places(span);
    format!("{}:{}:{}", texts.path(span.file), at.line, at.column)
}

/// Each finding once, where it comes first. Those that point elsewhere too are about more than their words, and stay apart.
pub(super) fn merged<'a>(sorted: &[&'a Diagnostic]) -> Vec<Finding<'a>> {
    let mut res: Vec<Finding<'a>> = Vec::new();
    let mut known = HashMap::new();
    for diag in sorted {
        if !diag.related.is_empty() {
            res.push(Finding { first: diag, others: Vec::new() });
            continue;
        }
        let words = (diag.severity, diag.code.id, &diag.message, &diag.label, &diag.help);
        let at = *known.entry(words).or_insert(res.len());
        match res.get_mut(at) {
            Some(finding) => finding.others.push(diag.span),
            None => res.push(Finding { first: diag, others: Vec::new() }),
        }
    }
    res
}

/// The first findings in their order, and how many there are beside them; no warning takes the place of an error.
pub(super) fn most_severe(all: Vec<Finding<'_>>, limit: usize) -> (Vec<Finding<'_>>, usize) {
    let n_hidden = all.len().saturating_sub(limit);
    let is_error = |it: &Finding<'_>| it.first.severity == Severity::Error;
    let mut errors_left = limit;
    let mut warnings_left = limit.saturating_sub(all.iter().filter(|it| is_error(it)).count());
    let shown = all.into_iter().filter(|it| {
        let left = if is_error(it) { &mut errors_left } else { &mut warnings_left };
        let is_shown = *left > 0;
        *left = left.saturating_sub(1);
        is_shown
    });
    (shown.collect(), n_hidden)
}
