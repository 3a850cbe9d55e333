//! Files that exist only in memory: tests, and texts that came from elsewhere.

use super::{Files, normalise};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Files by their path.
#[derive(Clone, Debug, Default)]
pub struct MapFiles(BTreeMap<PathBuf, Vec<u8>>);

impl MapFiles {
    pub fn new() -> Self {
        Self::default()
    }

    /// This map with one more file.
    pub fn with(mut self, path: impl Into<PathBuf>, text: impl Into<Vec<u8>>) -> Self {
        self.insert(path, text);
        self
    }

    pub fn insert(&mut self, path: impl Into<PathBuf>, text: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), text.into());
    }
}

impl Files for MapFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.get(&normalise(path)?).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn names(&self, folder: &Path) -> Vec<PathBuf> {
        self.0.keys().filter(|path| path.parent() == Some(folder)).cloned().collect()
    }
}
