//! What can go wrong, and what the error knows of it. Run with `cargo run --example field_errors --features mock`.

use std::error::Error as StdError;
use std::time::Duration;

use serde_json::json;
use waldur_droplets::mock::MockServer;
use waldur_droplets::{Client, Error, RetryPolicy, droplets};

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let server = MockServer::start().await;
    let client = server.client_builder().retry(RetryPolicy::new().max_attempts(2).min_delay(Duration::ZERO)).build()?;

    let uuid = |id: u32| format!("{id:032x}");
    server.droplets().get(uuid(1)).fails(404);
    server.droplets().get(uuid(2)).fails_with(401, json!({ "detail": "Invalid token." }));
    server.droplets().get(uuid(3)).fails(429).header("retry-after", "0");
    server.droplets().get(uuid(4)).fails_with(503, "<h1>Bad gateway</h1>");
    server.droplets().get(uuid(5)).breaks_off();
    server.droplets().get(uuid(6)).returns_json(json!({ "uuid": 6, "name": ["web"] }));
    server.droplets().get(uuid(7)).returns_example();
    for id in 1..=7 {
        match client.droplets().get(uuid(id)).await {
            Ok(droplet) => println!("{id}: found {}", droplet.name.unwrap_or_default()),
            Err(error) => println!("{id}: {}", told(&error)),
        }
    }
    // Some work that was begun may not begin again: that is a conflict, and no failure of the API.
    server.any::<droplets::Stop>().fails(409);
    let conflict = client.droplets().stop(uuid(7)).await;
    println!("conflict: {:?}", conflict.err().map(|error| (error.is_conflict(), error.message().map(str::to_owned))));

    // A caller's own limit, and what the client itself refuses to send.
    server.any::<droplets::Get>().delay(Duration::from_secs(60));
    let late = client.droplets().get(uuid(8)).timeout(Duration::from_millis(50)).await;
    println!("8: {}", late.as_ref().err().map_or("in time".to_owned(), told));
    let usage = Client::builder().base_url("http://waldur.example.com").build();
    println!("9: {}", usage.as_ref().err().map_or("built".to_owned(), told));
    Ok(())
}

/// One error type: it is asked what happened, and has what the API said.
fn told(error: &Error) -> String {
    let attempts = error.attempts();
    if error.is_not_found() {
        return format!("not found; the API says {:?}", error.message());
    }
    if error.is_unauthorized() {
        return format!("the token is not good ({})", error.message().unwrap_or("no word"));
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
