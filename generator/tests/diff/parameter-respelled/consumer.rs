//! Calls what the base has.

use pets::Client;

pub fn call(client: &Client) {
    let _ = client.pets().list_pets().owner_id("me");
}
