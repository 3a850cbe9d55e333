//! The first example of the project's README, as a program: `cargo run --example readme`.
//!
//! It creates a Droplet on the account of `DIGITALOCEAN_TOKEN` and destroys it, unless `DIGITALOCEAN_API_URL` leads elsewhere,
//! such as to the server of `cargo run --example digitalocean-droplets-mock`.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    use digitalocean_droplets::{Client, models::DropletCreate};

    let client = Client::from_env()?; // DIGITALOCEAN_TOKEN
    let web = DropletCreate::new("web-01", "s-1vcpu-1gb", "ubuntu-24-04-x64").region("nyc3").tags(["web"]);
    let droplet = client.droplets().create(web).wait().await?;
    println!("{} is {}", droplet.name, droplet.status);

    // 202 only means «begun»: the wait polls until the destruction is over, and says what could not be destroyed.
    let destroyed = client
        .droplets()
        .destroy_with_associated_resources_selective(droplet.id)
        .volumes(["ba49449a-7435-11ea-b89e-0a58ac14480f"])
        .wait()
        .await?;
    println!("{} parts could not be destroyed", destroyed.failed().count());
    Ok(())
}
