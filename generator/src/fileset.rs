//! What a run produces: files as text, by their path in the folder of the crate.
//!
//! Knows nothing of the disk; paths are relative, with `/`, and never climb.

use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet(pub BTreeMap<PathBuf, String>);
