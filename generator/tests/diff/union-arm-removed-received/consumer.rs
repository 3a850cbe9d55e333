//! Calls what the base has.

use pets::models::Pet;

pub fn call(pet: Pet) -> bool {
    matches!(pet, Pet::Dog(_))
}
