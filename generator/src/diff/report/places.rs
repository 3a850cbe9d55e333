//! Files and lines of findings.

use super::Report;
use crate::diag::Diagnostics;
use crate::source::{FileId, Lines, Span};
use std::collections::BTreeMap;

/// A line of a file, as a reader can open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// The places of all findings, on both sides.
pub(crate) struct Places {
    base: BTreeMap<Span, Place>,
    revision: BTreeMap<Span, Place>,
}

impl Places {
    pub(super) fn new(report: &Report<'_>) -> Places {
        let changes = &report.comparison.changes;
        Places {
            base: all(report.base, changes.iter().filter_map(|it| it.base)),
            revision: all(report.revision, changes.iter().filter_map(|it| it.revision)),
        }
    }

    pub(crate) fn base(&self, span: Option<Span>) -> Option<&Place> {
        self.base.get(&span?)
    }

    pub(crate) fn revision(&self, span: Option<Span>) -> Option<&Place> {
        self.revision.get(&span?)
    }
}

fn all(diags: &Diagnostics, spans: impl Iterator<Item = Span>) -> BTreeMap<Span, Place> {
    let mut lines: BTreeMap<FileId, Lines> = BTreeMap::new();
    let mut res = BTreeMap::new();
    for span in spans {
        let text = lines.entry(span.file).or_insert_with(|| Lines::new(diags.text(span.file)));
        let at = text.place(span.start as usize);
        let file = diags.shown(span.file).to_string_lossy().replace('\\', "/");
        res.insert(span, Place { file, line: at.line, column: at.column });
    }
    res
}
