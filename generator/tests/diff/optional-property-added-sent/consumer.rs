//! Calls what the base has.

use pets::models::Pet;

pub fn call() -> Pet {
    Pet::new().name("Rex")
}
