//! Calls what the base has.

use pets::models::Pet;

pub fn call(pet: Pet) -> impl Sized {
    pet.kind
}
