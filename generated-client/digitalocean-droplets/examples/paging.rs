//! Lists: one page, all items, pages one by one. Run with `cargo run --example paging --features mock`.

use std::error::Error;

use digitalocean_droplets::mock::MockServer;
use futures::{StreamExt, TryStreamExt};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = MockServer::start().await;
    let droplets = server.client().droplets();
    let example = droplets.get(1).await?;
    let fleet = (1..=45).map(|id| {
        let mut droplet = example.clone();
        (droplet.id, droplet.name) = (id, format!("web-{id:02}"));
        droplet
    });
    // The server cuts a list into the pages that are asked for, as the API would.
    server.droplets().list().returns(fleet.collect::<Vec<_>>());

    // Awaiting the request gives one page, and how many items there are in all.
    let page = droplets.list().await?;
    println!("{} of {:?} on the first page", page.items.len(), page.total);

    // Every item of every page; the next page is asked for when it is needed.
    let mut items = droplets.list().per_page(10).items();
    let mut count = 0;
    while let Some(droplet) = items.try_next().await? {
        count += 1;
        if droplet.name.ends_with('0') {
            println!("{} is number {count}", droplet.name);
        }
    }

    // A stream has all that streams have: this asks for two pages and no more.
    let before = server.requests().len();
    let some: Vec<_> = droplets.list().per_page(10).items().take(15).try_collect().await?;
    println!("{} items took {} requests", some.len(), server.requests().len() - before);

    let mut pages = droplets.list().per_page(20).pages();
    while let Some(page) = pages.try_next().await? {
        println!("a page from {} to {}", page.items[0].name, page.items[page.items.len() - 1].name);
    }
    Ok(())
}
