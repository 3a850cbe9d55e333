//! Many requests at once, under a rate limit of one's own. Run with `cargo run --example at_once --features mock`.

use std::error::Error;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use futures::{StreamExt, TryStreamExt, stream};
use waldur_droplets::mock::MockServer;
use waldur_droplets::{Client, droplets};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = MockServer::start().await;
    // The first five are told to come back later; nobody but the client notices.
    server.any::<droplets::Get>().fails(429).header("retry-after", "0").times(5).returns_example();

    let attempts = Arc::new(AtomicU32::new(0));
    let counted = attempts.clone();
    // All clones of a client share one limit, its retries included.
    let client = Client::builder()
        .base_url(server.url())
        .token("any")
        .requests_per_second(NonZeroU32::new(100).ok_or("a limit")?)
        .before_attempt(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        })
        .build()?;

    let begun = Instant::now();
    let requests = (1..=60_u32).map(|id| client.droplets().get(format!("{id:032x}")).send());
    // At most ten are under way at a time; the first error ends it.
    let found: Vec<_> = stream::iter(requests).buffer_unordered(10).try_collect().await?;
    let (attempts, taken) = (attempts.load(Ordering::Relaxed), begun.elapsed());
    println!("{} Droplets in {taken:.1?}, {attempts} attempts at 100 a second", found.len());
    Ok(())
}
