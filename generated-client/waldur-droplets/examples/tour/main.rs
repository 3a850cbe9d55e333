//! A Droplet's whole life in Waldur: ordered, waited for, listed, counted, renamed, stopped, resized, started and deleted.
//!
//! `cargo run --example tour --features mock` plays it against a mock server, in a second and for nothing.
//! `cargo run --example tour -- --live` plays it on the server of `WALDUR_API_URL` with `WALDUR_API_TOKEN`; the URLs of what is
//! ordered there come from `TOUR_SETTINGS`, `TOUR_PROJECT`, `TOUR_REGION`, `TOUR_IMAGE`, `TOUR_SIZE` and `TOUR_BIGGER`.

mod stage;

use std::env;
use std::error::Error;

use waldur_droplets::Client;
use waldur_droplets::models::{Droplet, DropletRequest, DropletRequestRequired, DropletResize};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    if env::args().any(|it| it == "--live") {
        return tour(&Client::from_env()?).await;
    }
    let server = stage::set().await?;
    tour(&server.client()).await?;
    // Every rule of the stage was needed, and nothing else was asked for.
    server.verify();
    Ok(())
}

async fn tour(client: &Client) -> Result<(), Box<dyn Error>> {
    let droplets = client.droplets();

    // So many texts could be swapped unnoticed, so they are named. The wait follows the state until it is `OK`.
    let order = DropletRequest::new(DropletRequestRequired {
        name: "web-01".to_owned(),
        service_settings: url("TOUR_SETTINGS", "service-settings")?,
        project: url("TOUR_PROJECT", "projects")?,
        region: url("TOUR_REGION", "digitalocean-regions")?,
        image: url("TOUR_IMAGE", "digitalocean-images")?,
        size: url("TOUR_SIZE", "digitalocean-sizes")?,
    });
    let web = droplets.create(order).wait().await?;
    let uuid = web.uuid.clone().ok_or("a Droplet without a uuid")?;
    told("created", &web);

    let mut alike = droplets.list().name("web").items();
    while let Some(droplet) = alike.try_next().await? {
        told("listed", &droplet);
    }
    told("renamed", &droplets.partial_update(&uuid).name("web-02").wait().await?);
    told("stopped", &droplets.stop(&uuid).wait().await?);
    let bigger = DropletResize::new(url("TOUR_BIGGER", "digitalocean-sizes")?, false);
    told("resized", &droplets.resize(&uuid, bigger).wait().await?);
    told("started", &droplets.start(&uuid).wait().await?);

    droplets.delete(&uuid).await?;
    match droplets.get(&uuid).await {
        Err(error) if error.is_not_found() => println!("gone      {uuid} is not found any more"),
        Err(error) => return Err(error.into()),
        Ok(droplet) => told("deleting", &droplet),
    }
    Ok(())
}

fn told(what: &str, droplet: &Droplet) {
    let (name, state) = (droplet.name.as_deref().unwrap_or("?"), droplet.state.as_ref().map(ToString::to_string));
    let power = droplet.runtime_state.as_deref().unwrap_or("unknown");
    println!(
        "{what:9} {name}: {}, power {power}, {} MiB",
        state.as_deref().unwrap_or("?"),
        droplet.ram.unwrap_or_default()
    );
}

/// A variable, or what a mock server takes for it.
fn url(variable: &str, kind: &str) -> Result<String, Box<dyn Error>> {
    match env::var(variable) {
        Ok(url) => Ok(url),
        Err(_) if !env::args().any(|it| it == "--live") => {
            Ok(format!("https://waldur.example.com/api/{kind}/1f3a5c7e9b0d42648ace13579bdf0246/"))
        }
        Err(_) => Err(format!("set {variable} to the URL below /api/{kind}/").into()),
    }
}
