//! Where text comes from: files, and places in them.
//!
//! Knows paths, lines and columns; knows nothing of YAML or OpenAPI.

use std::path::{Path, PathBuf};

/// A file of one run, as an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

/// Reads files: from disk, from a map in tests, from a git revision.
pub trait Files {
    /// The bytes of `path`, which is relative to the folder of the root document and never climbs out of it.
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>>;
}

/// Files below a folder of the disk.
// FIXME: stands in until the checked one is merged.
pub struct DiskFiles(PathBuf);

impl DiskFiles {
    pub fn new(root: &Path) -> std::io::Result<Self> {
        Ok(Self(root.to_owned()))
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }
}
