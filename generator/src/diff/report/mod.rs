//! How a comparison is told: to people on a terminal, to reviewers of a pull request, to GitHub, to tools.

mod github;
mod json;
mod markdown;
mod notes;
mod places;
mod text;

use super::{Bump, Change, Comparison, Wire};
use crate::diag::{Diagnostics, safe_line};
use crate::markdown::fenced;
use std::str::FromStr;

pub use json::VERSION as JSON_VERSION;
pub(crate) use places::{Place, Places};

/// The forms of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Text,
    /// For the comment on a pull request.
    Markdown,
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines.
    Github,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "text" => Ok(Self::Text),
            "markdown" => Ok(Self::Markdown),
            "json" => Ok(Self::Json),
            "github" => Ok(Self::Github),
            _ => Err("there are text, markdown, json and github".to_owned()),
        }
    }
}

/// A comparison with the texts of both sides.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    pub comparison: &'a Comparison,
    pub base: &'a Diagnostics,
    pub revision: &'a Diagnostics,
    /// What is compared: the name of an API; may be empty.
    pub subject: &'a str,
    /// What the links of Markdown begin with, for each side: `https://…/blob/COMMIT`; no links without.
    pub links: [Option<&'a str>; 2],
}

impl Report<'_> {
    /// The whole report; text has colours, which whoever prints it may strip.
    pub fn render(&self, format: Format) -> String {
        let places = Places::new(self);
        match format {
            Format::Text => text::render(self.comparison, &places),
            Format::Markdown => markdown::render(self, &places),
            Format::Json => json::render(self.comparison, &places),
            Format::Github => github::render(self.comparison, &places),
        }
    }

    /// The entry of a changelog, without its heading.
    pub fn notes(&self) -> String {
        notes::render(self.comparison)
    }
}

/// `3 changes`
pub(super) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// In words, for a line of its own.
pub(super) fn verdict(wire: Wire, rust: Bump) -> String {
    let wire = match wire {
        Wire::None => "no change on the wire",
        Wire::NonBreaking => "nothing breaks on the wire",
        Wire::Breaking => "breaks clients that are out there",
    };
    let rust = match rust {
        Bump::None => "no change of the crate",
        Bump::Patch => "a patch for Rust callers",
        Bump::Minor => "a minor version for Rust callers",
        Bump::Major => "a major version for Rust callers",
    };
    format!("{wire}; {rust}")
}

/// Lines of signatures as a block within a list item.
fn signature_block(lines: &[(char, String)]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = lines.iter().map(|(sign, line)| format!("{sign} {}", line.replace('`', ""))).collect();
    let block = fenced(&lines.join("\n"), "diff");
    block.lines().map(|line| format!("  {line}\n")).collect()
}

/// `− old`, `+ new`: what changes of the crate.
pub(super) fn signatures(change: &Change) -> Vec<(char, String)> {
    let line = |item: &str, text: &str| {
        let line = match text {
            "" => item.to_owned(),
            text if item.is_empty() => text.to_owned(),
            text if text.starts_with('(') => format!("{item}{text}"),
            text => format!("{item}: {text}"),
        };
        safe_line(line)
    };
    let mut res = Vec::new();
    for it in &change.signatures {
        res.extend(it.old.as_deref().map(|old| ('-', line(&it.item, old))));
        res.extend(it.new.as_deref().map(|new| ('+', line(&it.item, new))));
    }
    res
}
