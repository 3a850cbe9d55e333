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
    [source::ALL, spec::ALL, lower::ALL, config::ALL, plan::ALL].into_iter().flatten().copied()
}

/// The code of that id, in whatever case it is written.
pub fn find(id: &str) -> Option<&'static Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(id.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ordered_and_explained() {
        let ids: Vec<&str> = all().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        for code in all() {
            assert!(code.explanation.split_whitespace().count() >= 12, "{code} needs an explanation");
            assert!(!code.title.is_empty() && code.id.len() == 5, "{code}");
        }
    }

    #[test]
    fn found_in_any_case() {
        assert_eq!(find("e0008"), Some(&source::DUPLICATE_KEY));
        assert_eq!(find(" E0114 "), Some(&spec::DUPLICATE_OPERATION_ID));
        assert_eq!(find("E9999"), None);
    }
}
