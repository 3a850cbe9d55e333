//! Every code there is, with what `generator explain` says of it. One file a stage, so that a stage's promises stand together.

pub mod config;
pub mod lower;
pub mod plan;
pub mod source;
pub mod spec;

use std::fmt;

/// A stable name of one kind of finding: `E0107`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    pub id: &'static str,
    /// A few words: `duplicate operationId`.
    pub title: &'static str,
    /// A short paragraph: what it means, why it matters, how to mend it.
    pub explanation: &'static str,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// All codes, in order of their ids.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [source::ALL, spec::ALL, lower::ALL, config::ALL, plan::ALL]
        .into_iter()
        .flatten()
        .copied()
}
