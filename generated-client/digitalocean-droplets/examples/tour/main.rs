//! A Droplet's whole life: created, waited for, listed, acted upon, kept as a snapshot, and destroyed with only a part of
//! what belongs to it.
//!
//! `cargo run --example tour --features mock` plays it against a mock server, in a second and for nothing.
//! `cargo run --example tour -- --live` plays it on the account of `DIGITALOCEAN_TOKEN`; that takes minutes and costs cents.

mod stage;

use std::error::Error;

use digitalocean_droplets::Client;
use digitalocean_droplets::models::DropletCreate;
use futures::TryStreamExt;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    if std::env::args().any(|it| it == "--live") {
        return tour(&Client::from_env()?).await;
    }
    let server = stage::set().await?;
    tour(&server.client()).await?;
    // Every rule of the stage was needed, and nothing else was asked for.
    server.verify();
    Ok(())
}

async fn tour(client: &Client) -> Result<(), Box<dyn Error>> {
    let (droplets, actions) = (client.droplets(), client.droplet_actions());

    // What the API requires is an argument, what it allows a method. The wait follows the create action, then the Droplet.
    let web = DropletCreate::new("web-01", "s-1vcpu-1gb", "ubuntu-24-04-x64").region("nyc3").tags(["tour"]);
    let web = droplets.create(web).wait().with_public_ipv4().await?;
    let address = web.public_ipv4().map_or("nowhere".to_owned(), |it| it.to_string());
    println!("created     {} ({}) is {} at {address}", web.name, web.id, web.status);

    let mut tagged = droplets.list().tag_name("tour").items();
    while let Some(droplet) = tagged.try_next().await? {
        println!("listed      {} with the tag `tour`", droplet.name);
    }

    let off = actions.power_off(web.id).wait().await?;
    println!("powered off by action {}, which is {}", off.id, off.status);

    actions.snapshot(web.id, "web-01-before-the-end").wait().await?;
    let snapshots: Vec<_> = droplets.list_snapshots(web.id).items().try_collect().await?;
    for snapshot in &snapshots {
        println!("kept        {}, {:?} GB", snapshot.name, snapshot.size_gigabytes.unwrap_or_default());
    }

    // What costs money on its own, and would outlive the Droplet.
    let belongings = droplets.list_associated_resources(web.id).await?;
    let goes: Vec<_> = belongings.snapshots.iter().map(|it| it.id.clone()).collect();
    let status = droplets.destroy_with_associated_resources_selective(web.id).snapshots(goes).wait().await?;
    println!("destroyed   {} with {} snapshots", web.name, belongings.snapshots.len());
    for failed in status.failed() {
        println!("failed      {}: {}", failed.id, failed.error_message.as_deref().unwrap_or("for no reason"));
    }
    for volume in &belongings.volumes {
        println!("left        the volume {}", volume.name.as_deref().unwrap_or(&volume.id));
    }

    match droplets.get(web.id).await {
        Err(error) if error.is_not_found() => println!("gone        {} is not found any more", web.name),
        Err(error) => return Err(error.into()),
        Ok(droplet) => println!("still there {} is {}", droplet.name, droplet.status),
    }
    Ok(())
}
