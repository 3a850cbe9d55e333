//! Calls what the base has.

use pets::{Client, Error};

pub async fn call(client: &Client) -> Result<impl Sized, Error> {
    Ok(client.pets().list().await?.name)
}
