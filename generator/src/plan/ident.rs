//! A Rust identifier that cannot be wrong.

use std::fmt;

/// A valid Rust identifier; only the naming stage makes one, so `emit` need not check.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(String);

impl Ident {
    /// Checks what the naming stage made.
    ///
    /// # Panics
    /// If `name` is no identifier or is a keyword: a defect of the naming stage.
    pub(crate) fn new(name: impl Into<String>) -> Ident {
        let name = name.into();
        assert!(is_identifier(&name), "`{name}` is not a Rust identifier");
        Ident(name)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name, or with a `_` where it is one of these: `client` → `client_`.
    pub fn apart_from(&self, taken: &[&str]) -> Ident {
        if taken.contains(&self.as_str()) { Ident(format!("{self}_")).apart_from(taken) } else { self.clone() }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// ASCII only: whatever else a description uses is transliterated, so that every name can be typed and no lint on
/// confusable letters ever fires in a generated crate.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|it| it.is_ascii_alphabetic() || it == '_');
    starts && name != "_" && chars.all(|it| it.is_ascii_alphanumeric() || it == '_') && !is_keyword(name)
}

/// Keywords of every edition, reserved ones included, so that a crate may change its edition.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// Sorted.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn only_identifiers_pass() {
        for name in ["a", "_a", "Machine", "type_", "self_", "V1_0", "union"] {
            assert!(is_identifier(name), "{name}");
        }
        for name in ["", "_", "1a", "a-b", "type", "self", "Self", "gen", "é"] {
            assert!(!is_identifier(name), "{name}");
        }
    }
}
