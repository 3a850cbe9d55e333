//! The first example of the project's README, as a program: `cargo run --example readme`.
//!
//! Creates a Droplet in the account of `DIGITALOCEAN_TOKEN` and destroys it. Set `DIGITALOCEAN_API_URL` to use another server,
//! such as that of `cargo run --example digitalocean-droplets-mock`.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    use digitalocean_droplets::{Client, models::DropletCreate};

    let client = Client::from_env()?; // DIGITALOCEAN_TOKEN
    let web = DropletCreate::new("web-01", "s-1vcpu-1gb", "ubuntu-24-04-x64").region("nyc3").tags(["web"]);
    let droplet = client.droplets().create(web).wait().await?;
    println!("{} is {}", droplet.name, droplet.status);

    // 202 means "accepted": `wait()` polls until deletion finishes and reports what could not be deleted.
    let destroyed = client
        .droplets()
        .destroy_with_associated_resources_selective(droplet.id)
        .volumes(["ba49449a-7435-11ea-b89e-0a58ac14480f"])
        .wait()
        .await?;
    println!("{} resources could not be deleted", destroyed.failed().count());
    Ok(())
}
