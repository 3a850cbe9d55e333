//! A Rust identifier that cannot be wrong.

use std::fmt;

/// A valid Rust identifier; only [`super::names`](self) makes one, so `emit` need not check.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(String);

impl Ident {
    /// Checks what the naming stage made.
    ///
    /// # Panics
    /// If `name` is no identifier or is a keyword: a defect of the naming stage.
    pub(crate) fn new(name: impl Into<String>) -> Ident {
        let name = name.into();
        assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "`{name}` is not a Rust identifier");
        Ident(name)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
