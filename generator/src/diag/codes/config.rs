//! E03xx: client.toml.

use super::Code;

pub(crate) const ALL: &[&Code] = &[];
