//! What the mock server plays: each rule is a sequence of answers, and together they are a Droplet's life.

use std::error::Error;

use serde_json::json;
use waldur_droplets::droplets;
use waldur_droplets::mock::MockServer;
use waldur_droplets::models::Droplet;

pub async fn set() -> Result<MockServer, Box<dyn Error>> {
    let server = MockServer::start().await;
    // The description's own example is where the play begins.
    let example = server.client().droplets().get("1f3a5c7e9b0d42648ace13579bdf0246").await?;
    let uuid = example.uuid.clone().ok_or("the example has a uuid")?;
    let play = |name: &str, state: &str, power: &str, ram: i64| {
        let mut droplet = example.clone();
        (droplet.name, droplet.ram) = (Some(name.to_owned()), Some(ram));
        (droplet.state, droplet.runtime_state) = (Some(state.into()), Some(power.to_owned()));
        droplet
    };
    let web = |state: &str, power: &str| play("web-01", state, power, 1024);
    let renamed = |state: &str, power: &str, ram: i64| play("web-02", state, power, ram);

    server
        .any::<droplets::Create>()
        .with_body(json!({ "name": "web-01" }))
        .returns(web("CREATION_SCHEDULED", ""))
        .expect(1);
    let states: Vec<Droplet> = vec![
        web("CREATING", ""),
        web("OK", "online"),
        renamed("UPDATING", "online", 1024),
        renamed("OK", "online", 1024),
        renamed("UPDATING", "online", 1024),
        renamed("OK", "offline", 1024),
        renamed("UPDATING", "offline", 1024),
        renamed("OK", "offline", 2048),
        renamed("UPDATING", "offline", 2048),
        renamed("OK", "online", 2048),
    ];
    let life = server.droplets().get(&uuid);
    let life = states.into_iter().fold(life, |life, state| life.returns(state));
    life.fails(404).expect(11);
    server.any::<droplets::List>().with_query("name", "web").returns([web("OK", "online")]).expect(1);
    server.any::<droplets::Stop>().expect(1);
    server.any::<droplets::Resize>().with_body(json!({ "disk": false })).expect(1);
    server.any::<droplets::Start>().expect(1);
    server.any::<droplets::Delete>().expect(1);
    Ok(server)
}
