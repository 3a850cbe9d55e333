//! Calls what the base has.

use pets::models::Pet;

pub fn call(pet: Pet) -> bool {
    match pet {
        Pet::Cat(_) => true,
        _ => false,
    }
}
