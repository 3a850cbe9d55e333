//! What a run gives: files and their text, nothing on disk yet.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Files of a crate by their path relative to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    pub files: BTreeMap<PathBuf, String>,
}

impl FileSet {
    /// Adds a file; a path is only ever added once.
    pub(super) fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) {
        let path = path.into();
        debug_assert!(!self.files.contains_key(&path), "two files at {}", path.display());
        self.files.insert(path, text.into());
    }
}
