//! E01xx: references and the structure of a description.

use super::Code;

pub(crate) const ALL: &[&Code] = &[];
