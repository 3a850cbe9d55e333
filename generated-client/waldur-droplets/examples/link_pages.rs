//! Lists: one page, all items, pages one by one. Run with `cargo run --example link_pages --features mock`.

use std::error::Error;

use futures::{StreamExt, TryStreamExt};
use waldur_droplets::mock::MockServer;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = MockServer::start().await;
    let droplets = server.client().droplets();
    let example = droplets.get("1f3a5c7e9b0d42648ace13579bdf0246").await?;
    let fleet = (1..=45).map(|id| {
        let mut droplet = example.clone();
        droplet.name = Some(format!("web-{id:02}"));
        droplet
    });
    // The server cuts a list into the pages that are asked for, as the API would.
    server.droplets().list().returns(fleet.collect::<Vec<_>>());

    // Awaiting the request gives one page; where the next one is stands in the reply's `Link` header.
    let page = droplets.list().await?;
    println!("{} on the first page", page.items.len());

    // Every item of every page; the next page is asked for when it is needed.
    let mut items = droplets.list().page_size(10).items();
    let mut count = 0;
    while let Some(droplet) = items.try_next().await? {
        count += 1;
        if count % 10 == 0 {
            println!("{:?} is number {count}", droplet.name);
        }
    }

    // A stream has all that streams have: this asks for two pages and no more.
    let before = server.requests().len();
    let some: Vec<_> = droplets.list().page_size(10).items().take(15).try_collect().await?;
    println!("{} items took {} requests", some.len(), server.requests().len() - before);

    let mut pages = droplets.list().page_size(20).pages();
    while let Some(page) = pages.try_next().await? {
        println!("a page from {:?} to {:?}", page.items[0].name, page.items[page.items.len() - 1].name);
    }
    Ok(())
}
