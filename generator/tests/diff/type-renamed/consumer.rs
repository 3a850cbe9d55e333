//! Calls what the base has.

use pets::models::Owner;

pub fn call(owner: Owner) -> Option<String> {
    owner.name
}
