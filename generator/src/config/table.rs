//! Reading of one TOML table: which of its keys are known, where they stand, and what is wrong with the rest.
//!
//! Knows TOML's nodes and how findings are worded; knows no key of `client.toml`.

use super::Spanned;
use crate::diag::codes::config as codes;
use crate::diag::{Code, Diagnostics, nearest};
use crate::source::{FileId, Span};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A value and its place in the text.
pub(super) type Node<'t> = toml::Spanned<DeValue<'t>>;

/// What is wrong so far; pushed in the order of the text, which is not the order of reading.
pub(super) struct Problems {
    file: FileId,
    list: Vec<Problem>,
}

pub(super) struct Problem {
    pub(super) code: Code,
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

impl Problems {
    pub(super) fn new(file: FileId) -> Self {
        Self { file, list: Vec::new() }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let at = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        Span { file: self.file, start: at(range.start), end: at(range.end) }
    }

    pub(super) fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    pub(super) fn wrong_type(&mut self, key: &str, expected: &str, node: &Node<'_>) {
        self.push(Problem {
            code: codes::WRONG_TYPE,
            span: self.span(node.span()),
            message: format!("`{key}` takes {expected}, not {}", kind(node.get_ref())),
            label: format!("expected {expected}"),
            help: None,
        });
    }

    pub(super) fn invalid(&mut self, span: Span, message: String, label: impl Into<String>) {
        let label = label.into();
        self.push(Problem { code: codes::INVALID_VALUE, span, message, label, help: None });
    }

    /// Hands all findings over. A line that is no TOML has one finding, that one; and where a line could not be read,
    /// nobody can say that a key is missing.
    pub(super) fn report(mut self, diags: &mut Diagnostics, text: &str) {
        self.list.sort_by_key(|it| (it.span.start, it.span.end));
        let line = |span: Span| {
            let before = text.as_bytes().get(..span.start as usize).unwrap_or_default();
            before.iter().filter(|it| **it == b'\n').count()
        };
        let unread: Vec<usize> =
            self.list.iter().filter(|it| it.code == codes::SYNTAX).map(|it| line(it.span)).collect();
        for problem in self.list {
            let follows =
                problem.code == codes::MISSING_KEY && !unread.is_empty() || unread.contains(&line(problem.span));
            if follows && problem.code != codes::SYNTAX {
                continue;
            }
            let diag = diags.error(problem.code, problem.span, problem.message);
            diag.label(problem.label);
            if let Some(help) = problem.help {
                diag.help(help);
            }
        }
    }
}

/// One table, and the keys that were asked for.
pub(super) struct Table<'t> {
    /// Path from the root: `operations.machines_create.wait`.
    pub(super) name: String,
    /// Its key; for an element of a list, the whole table.
    pub(super) span: Span,
    entries: &'t DeTable<'t>,
    known: Vec<&'static str>,
}

impl<'t> Table<'t> {
    pub(super) fn new(name: String, span: Span, entries: &'t DeTable<'t>) -> Self {
        Self { name, span, entries, known: Vec::new() }
    }

    /// The value of `key`, which is known from here on.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'t Node<'t>> {
        self.known.push(key);
        self.entries.get(key)
    }

    /// The place of `key`.
    pub(super) fn key_span(&self, problems: &Problems, key: &str) -> Span {
        match self.entries.get_key_value(key) {
            Some((key, _)) => problems.span(key.span()),
            None => self.span,
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The path of a key of this table.
    pub(super) fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// Every entry, in the order of the text: for tables whose keys are names of the description.
    pub(super) fn entries(&self, problems: &Problems) -> Vec<Entry<'t>> {
        let mut res: Vec<Entry<'t>> = self
            .entries
            .iter()
            .map(|(key, node)| Entry { key: key.get_ref(), span: problems.span(key.span()), node })
            .collect();
        res.sort_by_key(|it| it.span.start);
        res
    }

    pub(super) fn missing(&self, problems: &mut Problems, what: &str) {
        problems.push(Problem {
            code: codes::MISSING_KEY,
            span: self.span,
            message: format!("{} needs {what}", self.title()),
            label: format!("{what} is missing"),
            help: None,
        });
    }

    /// Complains where more than one of `keys` is there.
    pub(super) fn exclusive(&self, problems: &mut Problems, keys: &[&str]) {
        let mut there = keys.iter().filter(|key| self.has(key));
        let Some(first) = there.next() else { return };
        for second in there {
            problems.push(Problem {
                code: codes::CONFLICTING_KEYS,
                span: self.key_span(problems, second),
                message: format!("{} has both `{first}` and `{second}`", self.title()),
                label: format!("`{first}` is there already"),
                help: Some("they exclude each other; remove one".to_owned()),
            });
        }
    }

    /// To be called when every known key was asked for: what is left is unknown.
    pub(super) fn finish(self, problems: &mut Problems) {
        for entry in self.entries(problems) {
            if self.known.contains(&entry.key) {
                continue;
            }
            let near = nearest(entry.key, self.known.iter().copied());
            let mut keys: Vec<String> = self.known.iter().map(|it| format!("`{it}`")).collect();
            keys.sort();
            problems.push(Problem {
                code: codes::UNKNOWN_KEY,
                span: entry.span,
                message: format!("unknown key `{}` in {}", entry.key, self.title()),
                label: near.map(|it| format!("did you mean `{it}`?")).unwrap_or_default(),
                help: Some(format!("{} takes {}", self.title(), keys.join(", "))),
            });
        }
    }

    fn title(&self) -> String {
        match self.name.as_str() {
            "" => "`client.toml`".to_owned(),
            name => format!("`[{name}]`"),
        }
    }
}

/// One line of a table whose keys the author chooses.
pub(super) struct Entry<'t> {
    pub(super) key: &'t str,
    pub(super) span: Span,
    pub(super) node: &'t Node<'t>,
}

impl Entry<'_> {
    /// A place for what was read here; see [`Spanned`].
    pub(super) fn spanned<T>(&self, value: T) -> Spanned<T> {
        let end = u32::try_from(self.node.span().end).unwrap_or(u32::MAX);
        let whole = !matches!(self.node.get_ref(), DeValue::Table(_)) && end > self.span.end;
        let end = if whole { end } else { self.span.end };
        Spanned { value, span: Span { end, ..self.span } }
    }
}

/// «a string», for messages.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
