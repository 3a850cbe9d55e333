//! What can go wrong, and what the error knows of it. Run with `cargo run --example errors --features mock`.

use std::error::Error as StdError;
use std::time::Duration;

use digitalocean_droplets::mock::MockServer;
use digitalocean_droplets::{Client, Error, RetryPolicy, droplets};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let server = MockServer::start().await;
    let client = server.client_builder().retry(RetryPolicy::new().max_attempts(2).min_delay(Duration::ZERO)).build()?;

    server.droplets().get(1).fails(404);
    server.droplets().get(2).fails_with(401, json!({ "id": "Unauthorized", "message": "Unable to authenticate you" }));
    server.droplets().get(3).fails(429).header("retry-after", "0");
    server.droplets().get(4).fails(503);
    server.droplets().get(5).breaks_off();
    server.droplets().get(6).returns_json(json!({ "droplet": { "id": "six" } }));
    server.droplets().get(7).returns_example();
    for id in 1..=7 {
        match client.droplets().get(id).await {
            Ok(droplet) => println!("{id}: found {}", droplet.name),
            Err(error) => println!("{id}: {}", told(&error)),
        }
    }

    // A caller's own limit, and what the client itself refuses to send.
    server.any::<droplets::Get>().delay(Duration::from_secs(60));
    let late = client.droplets().get(8).timeout(Duration::from_millis(50)).await;
    println!("8: {}", late.as_ref().err().map_or("in time".to_owned(), told));
    let usage = Client::builder().base_url("http://example.com").build();
    println!("9: {}", usage.as_ref().err().map_or("built".to_owned(), told));
    Ok(())
}

/// One error type: it is asked what happened, and has what the API said.
fn told(error: &Error) -> String {
    let attempts = error.attempts();
    if error.is_not_found() {
        return format!("not found; the API says {:?}", error.api().map(|it| it.message));
    }
    if error.is_unauthorized() {
        return format!("the token is not good ({})", error.code().unwrap_or("no code"));
    }
    if error.is_rate_limited() {
        return format!("too many requests; asked {attempts} times, wait {:?}", error.retry_after());
    }
    if error.is_server_error() || error.is_connect() {
        return format!("the API has a bad day: {error}");
    }
    if error.is_timeout() {
        return "took too long".to_owned();
    }
    if error.is_decode() {
        // The status and the whole body are still there: nothing that the API said is lost.
        return format!(
            "does not fit at {:?}, {} bytes came",
            error.json_path(),
            error.raw_body().map_or(0, <[u8]>::len)
        );
    }
    format!("{error}")
}
