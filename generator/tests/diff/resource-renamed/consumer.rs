//! Calls what the base has.

use pets::Client;

pub fn call(client: &Client) {
    let _ = client.pets().list();
}
