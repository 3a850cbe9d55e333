//! Where text comes from: files, and places in them.
//!
//! Knows paths, lines and columns; knows nothing of YAML or OpenAPI.

mod disk;
mod lines;
mod map;
mod path;
mod text;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use disk::DiskFiles;
pub use lines::{Lines, Place};
pub use map::MapFiles;
pub use path::normalise;
pub use text::{NotText, decode};
pub(crate) use text::{escape_json, escape_line, is_harmful};

/// The largest file that is read. The largest description known to us has 12 MB.
pub const MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// A file of one run, as an index into the texts that `Diagnostics` keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The beginning of a file.
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// Reads files: from disk, from a map in tests, from a git revision.
///
/// `Sync`, since a description is compiled on a thread of its own.
pub trait Files: Sync {
    /// The bytes of `path`, which is relative to the folder of the root document and never climbs out of it.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The files of a folder, for «did you mean»; may be empty where a listing costs too much.
    fn names(&self, _folder: &Path) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// Why a path was refused: it leads out of the root folder. Inside an `io::Error` of kind `PermissionDenied`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutsideRoot;

impl OutsideRoot {
    /// Whether `err` says this, and not that a file of ours cannot be read.
    pub fn caused(err: &io::Error) -> bool {
        err.get_ref().is_some_and(|inner| inner.is::<Self>())
    }
}

impl fmt::Display for OutsideRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("leads out of the folder of the description")
    }
}

impl std::error::Error for OutsideRoot {}

impl From<OutsideRoot> for io::Error {
    fn from(err: OutsideRoot) -> Self {
        Self::new(io::ErrorKind::PermissionDenied, err)
    }
}
