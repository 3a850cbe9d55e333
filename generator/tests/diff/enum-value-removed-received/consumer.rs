//! Calls what the base has.

use pets::models::PetKind;

pub fn call(kind: PetKind) -> bool {
    kind == PetKind::Dog
}
