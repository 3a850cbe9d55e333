//! E04xx: names and files of the crate.

use super::Code;

pub(crate) const ALL: &[&Code] = &[];
