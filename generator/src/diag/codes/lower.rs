//! E02xx: what a description means.

use super::Code;

pub(crate) const ALL: &[&Code] = &[];
