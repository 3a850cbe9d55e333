//! What is lost where a run goes on after an error (`--keep-going`).

use crate::source::Span;

/// What a client lacks because of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossKind {
    /// A keyword that is ignored.
    Keyword,
    /// A schema that accepts any value.
    Schema,
    /// An operation that is skipped, or several.
    Operation,
}

impl LossKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::Schema => "schema",
            Self::Operation => "operation",
        }
    }
}

/// The cost of an error that a run can survive.
#[derive(Clone, Debug)]
pub struct Loss {
    pub kind: LossKind,
    /// A clause: `` `size` accepts any value ``.
    pub text: String,
    /// The place of what is lost: errors in one schema cost it once.
    pub span: Span,
}

impl Loss {
    pub fn keyword(text: impl Into<String>, span: Span) -> Self {
        Self { kind: LossKind::Keyword, text: text.into(), span }
    }

    /// How to go on nevertheless.
    pub(super) fn advice(&self) -> String {
        let text = &self.text;
        format!("to generate the rest, pass `--keep-going` or set `keep-going = true` in client.toml; then {text}")
    }
}
