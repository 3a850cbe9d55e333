//! What the mock server plays: each rule is a sequence of answers, and together they are a Droplet's life.

use std::error::Error;

use digitalocean_droplets::mock::MockServer;
use digitalocean_droplets::models::{ActionStatus, DropletStatus};
use digitalocean_droplets::{actions, droplet_actions, droplets};
use serde_json::json;

pub async fn set() -> Result<MockServer, Box<dyn Error>> {
    let server = MockServer::start().await;
    let client = server.client();

    // The description's own examples are where the play begins.
    let mut active = client.droplets().get(1).await?;
    active.name = "web-01".to_owned();
    active.status = DropletStatus::Active;
    let mut new = active.clone();
    new.status = DropletStatus::New;
    let web = active.id;

    server.any::<droplets::Create>().with_body(json!({ "name": "web-01" })).returns(new.clone()).expect(1);
    // Unknown at first, then new, then active, and gone in the end.
    server.droplets().get(web).fails(404).returns(new).returns(active.clone()).fails(404).expect(4);
    server.any::<droplets::List>().with_query("tag_name", "tour").returns([active]).expect(1);

    let mut done = client.actions().get(1).await?;
    done.status = ActionStatus::Completed;
    let mut running = done.clone();
    running.status = ActionStatus::InProgress;
    server.any::<droplet_actions::Perform>().returns(running.clone()).expect(2);
    server.any::<actions::Get>().returns(running).times(2).returns(done).expect(5);

    let mut snapshot = client.droplets().list_snapshots(web).await?.items.remove(0);
    snapshot.name = "web-01-before-the-end".to_owned();
    server.droplets().list_snapshots(web).returns([snapshot]).expect(1);

    let mut belongings = client.droplets().list_associated_resources(web).await?;
    belongings.snapshots = belongings.volume_snapshots.split_off(0);
    server.droplets().list_associated_resources(web).returns(belongings).expect(1);
    server
        .any::<droplets::DestroyWithAssociatedResourcesSelective>()
        .with_body_where(|it| it["volumes"].is_null())
        .expect(1);
    let mut over = client.droplets().get_destroy_associated_resources_status(web).await?;
    over.failures = Some(0);
    over.resources = None;
    let mut begun = over.clone();
    begun.completed_at = None;
    server.droplets().get_destroy_associated_resources_status(web).returns(begun).times(2).returns(over).expect(3);
    Ok(server)
}
