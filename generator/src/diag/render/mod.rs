//! How findings look: for people, for one line a finding, for tools, for GitHub.

mod finding;
mod github;
mod human;
mod json;
mod safe;
mod short;
#[cfg(test)]
mod tests;

pub(crate) use github::annotation;
pub(crate) use safe::line as safe_line;

use super::{Diagnostics, Severity};
use crate::source::{FileId, Lines, Place, Span};
use finding::Finding;
use std::collections::{BTreeMap, BTreeSet};

/// The forms of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the line of source and a caret under the place.
    #[default]
    Human,
    /// `FILE:LINE:COL: error[E0107]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines.
    Github,
}

/// Findings that a text form shows at most; JSON has them all.
const SHOWN: usize = 100;

/// All findings in one text. Only the human form has colours.
pub fn render(diags: &Diagnostics, format: Format, color: bool) -> String {
    let texts = Texts::new(diags);
    if format == Format::Json {
        return diags.sorted().iter().map(|it| json::render(&texts, it)).collect();
    }
    let (shown, n_hidden) = finding::most_severe(finding::merged(&diags.sorted()), SHOWN);
    let mut res: String = shown
        .iter()
        .map(|it| match format {
            Format::Human => human::render(&texts, it, color),
            Format::Short => short::render(&texts, it),
            Format::Github | Format::Json => github::render(&texts, it),
        })
        .collect();
    if n_hidden > 0 {
        let what = if n_hidden == 1 { "finding is" } else { "findings are" };
        let note = format!("{n_hidden} more {what} not shown; `--message-format json` lists all of them");
        res += &match format {
            Format::Github => annotation("notice", None, "findings not shown", &note),
            Format::Human | Format::Short | Format::Json => format!("note: {note}\n"),
        };
    }
    res
}

/// Places that no finding is about, as JSON objects with the keys that findings have for theirs.
pub fn places_json(diags: &Diagnostics, spans: &[Span]) -> Vec<serde_json::Value> {
    let texts = Texts::of(diags, spans.iter().copied());
    spans.iter().map(|it| json::place(&texts, *it, serde_json::json!({}))).collect()
}

/// The texts that findings point into.
struct Texts<'a> {
    diags: &'a Diagnostics,
    texts: BTreeMap<FileId, Lines>,
}

impl<'a> Texts<'a> {
    fn new(diags: &'a Diagnostics) -> Self {
        let spans =
            diags.iter().flat_map(|it| std::iter::once(it.span).chain(it.related.iter().map(|(span, _)| *span)));
        Self::of(diags, spans)
    }

    fn of(diags: &'a Diagnostics, spans: impl Iterator<Item = Span>) -> Self {
        let files: BTreeSet<FileId> = spans.map(|span| span.file).collect();
        Self { diags, texts: files.into_iter().map(|file| (file, Lines::new(diags.text(file)))).collect() }
    }

    /// Path with slashes on every platform.
    fn path(&self, file: FileId) -> String {
        let path = self.diags.shown(file).to_string_lossy();
        safe::line(if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() })
    }

    fn lines(&self, file: FileId) -> &Lines {
        self.texts.get(&file).expect("the files of all findings are there")
    }

    fn places(&self, span: Span) -> (Place, Place) {
        let lines = self.lines(span.file);
        (lines.place(span.start as usize), lines.place((span.end as usize).max(span.start as usize)))
    }
}
