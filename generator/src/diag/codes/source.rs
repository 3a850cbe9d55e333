//! E00xx: reading files and YAML/JSON.

use super::Code;

pub(crate) const ALL: &[&Code] = &[];
