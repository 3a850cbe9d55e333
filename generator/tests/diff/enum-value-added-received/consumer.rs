//! Calls what the base has.

use pets::models::PetKind;

pub fn call(kind: PetKind) -> bool {
    match kind {
        PetKind::Cat => true,
        PetKind::Dog => false,
        _ => false,
    }
}
