//! What a caller writes: the code of the design and of the README, run against a small API.

mod support;

use std::error::Error;
use std::process::Command;
use std::time::Duration;

use digitalocean_droplets::models::{
    AutoscalePoolDynamicConfig, AutoscalePoolRequest, DropletCreate, DropletMultiCreate, DropletTemplate, ResizeAction,
    TagActionRequest,
};
use digitalocean_droplets::{Client, Method, RetryPolicy};
use futures::future::try_join_all;
use futures::{StreamExt, TryStreamExt};
use serde_json::{Value, json};
use support::{Reply, Seen, Server, TOKEN, action, droplet, new_droplet};

/// An account with one Droplet, 7, and one that appears as soon as it is created, 8.
fn account() -> Server {
    Server::answering(|request| {
        let path = request.target.split('?').next().unwrap_or_default();
        match (request.method.as_str(), path) {
            ("GET", "/v2/droplets") => {
                Reply::json(200, json!({"droplets": [droplet(7)], "links": {}, "meta": {"total": 1}}))
            }
            ("POST", "/v2/droplets") => create(request),
            ("GET", "/v2/droplets/7" | "/v2/droplets/8") => {
                let id = path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
                Reply::json(200, json!({"droplet": droplet(id)})).header("ratelimit-remaining", "4711")
            }
            ("DELETE", "/v2/droplets/8/destroy_with_associated_resources/selective") => Reply::new(202),
            ("GET", "/v2/droplets/8/destroy_with_associated_resources/status") => {
                Reply::json(200, json!({"completed_at": "2026-02-11T19:05:02Z", "failures": 0}))
            }
            ("POST", "/v2/droplets/actions") => Reply::json(201, json!({"actions": [action(1, "in-progress")]})),
            ("POST", _) if path.ends_with("/actions") => Reply::json(201, json!({"action": action(1, "in-progress")})),
            ("GET", "/v2/actions/1") => Reply::json(200, json!({"action": action(1, "completed")})),
            ("PUT", "/v2/droplets/autoscale/p1") => Reply::json(200, json!({"autoscale_pool": pool()})),
            ("GET", "/v2/droplets/autoscale/p1") => Reply::json(200, json!({"autoscale_pool": pool()})),
            ("GET", "/v2/account") => Reply::json(200, json!({"account": {"email": "jane@example.net"}})),
            _ => Reply::error(404, "not_found", "The resource you were accessing could not be found."),
        }
    })
}

fn create(request: &Seen) -> Reply {
    if request.json().get("names").is_some() {
        return Reply::json(202, json!({"droplets": [new_droplet(8), new_droplet(9)], "links": {"actions": []}}));
    }
    let link = json!({"id": 1, "rel": "create", "href": "https://api.digitalocean.com/v2/actions/1"});
    Reply::json(202, json!({"droplet": new_droplet(8), "links": {"actions": [link]}}))
}

fn pool() -> Value {
    json!({
        "id": "p1", "name": "workers", "config": {"target_number_instances": 4},
        "droplet_template": {"region": "fra1", "size": "c-4", "image": "debian-13-x64", "ssh_keys": ["40211"]},
        "created_at": "2026-01-05T09:30:00Z", "updated_at": "2026-02-10T22:10:11Z", "status": "active",
        "active_resources_count": 4
    })
}

#[tokio::test]
async fn what_a_caller_writes() -> Result<(), Box<dyn Error>> {
    let server = account();
    let client = server.client();
    let droplets = client.droplets();

    // What the API requires is an argument; what it allows is a method. A request is awaited.
    let web = DropletCreate::new("web-01", "s-1vcpu-1gb", "ubuntu-24-04-x64").region("nyc3").tags(["web"]);
    let droplet = droplets.create(web).await?;
    let droplet = droplets.wait_until_active(droplet.id).await?;

    // Every page, one item at a time.
    let mut all = droplets.list().tag_name("web").items();
    let mut seen = Vec::new();
    while let Some(droplet) = all.try_next().await? {
        seen.push(format!("{} {}", droplet.id, droplet.name));
    }
    assert_eq!(seen, ["7 cache-02"]);

    // One error type: ask it what happened, or read what the API said.
    match droplets.get(1).await {
        Ok(found) => return Err(found.name.into()),
        Err(err) if err.is_not_found() => assert_eq!(err.code(), Some("not_found")),
        Err(err) => return Err(err.into()),
    }

    // 202 only means «begun»: poll the status operation until it is over.
    let destroyed = droplets
        .destroy_with_associated_resources_selective(droplet.id)
        .volumes(["ba49449a-7435-11ea-b89e-0a58ac14480f"])
        .wait()
        .timeout(Duration::from_secs(300))
        .await?;
    assert_eq!((destroyed.failures, destroyed.failed().count()), (Some(0), 0));

    // Everything about the reply, when it is wanted.
    let reply = droplets.get(droplet.id).with_response().await?;
    assert_eq!(reply.rate_limit().remaining, Some(4711));
    assert_eq!(client.rate_limit(), reply.rate_limit());
    Ok(())
}

#[tokio::test]
async fn a_create_in_one_line() -> Result<(), Box<dyn Error>> {
    let server = account();
    let droplets = server.client().droplets();
    let web = DropletCreate::new("web-01", "s-1vcpu-1gb", 190_211_748).ssh_keys(["9f:02:6c:11"]).monitoring(true);
    let droplet = droplets.create(web.clone()).wait().with_public_ipv4().await?;
    assert_eq!(droplet.public_ipv4().map(|it| it.to_string()).as_deref(), Some("203.0.113.61"));
    assert_eq!(droplet.urn(), "do:droplet:8");
    assert_eq!(
        server.seen()[0].json(),
        json!({
            "name": "web-01", "size": "s-1vcpu-1gb", "image": 190_211_748, "ssh_keys": ["9f:02:6c:11"], "monitoring": true
        })
    );
    // The link to the action is in the reply as the API sent it.
    let reply = droplets.create(web).with_response().await?;
    let links = reply.into_inner().links.map(|links| links.actions).unwrap_or_default();
    assert_eq!(links[0].rel.as_deref(), Some("create"));
    // Several at once.
    let several = DropletMultiCreate::new(["web-02", "web-03"], "s-1vcpu-1gb", "ubuntu-24-04-x64");
    assert_eq!(droplets.create_many(several).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn requests_are_values_and_futures() -> Result<(), Box<dyn Error>> {
    let server = account();
    let client = server.client();
    let request = client.droplets().get(7).timeout(Duration::from_secs(5)).retry(RetryPolicy::none());
    assert_eq!(server.lines().len(), 0);
    assert_eq!(request.clone().await?, request.await?);

    let many = try_join_all([7, 8, 7].map(|id| client.droplets().get(id).send())).await?;
    assert_eq!(many.iter().map(|it| it.id).collect::<Vec<_>>(), [7, 8, 7]);
    let task = tokio::spawn(client.droplets().get(8).send());
    assert_eq!(task.await??.id, 8);
    let ids: Vec<_> = futures::stream::iter([7, 8])
        .then(|id| client.droplets().get(id).send())
        .map_ok(|it| it.id)
        .try_collect()
        .await?;
    assert_eq!(ids, [7, 8]);
    Ok(())
}

#[tokio::test]
async fn actions_pools_and_what_has_no_method() -> Result<(), Box<dyn Error>> {
    let server = account();
    let client = server.client();
    let actions = client.droplet_actions();
    assert_eq!(actions.resize(7, "s-2vcpu-2gb").wait().await?.status, "completed");
    actions.perform(7, ResizeAction::new("s-2vcpu-2gb").disk(true)).await?;
    assert_eq!(actions.perform_by_tag("web", TagActionRequest::PowerOff).await?.len(), 1);

    // All settings of a pool are sent back.
    let pool = client.autoscale_pools().get("p1").await?;
    let id = pool.id.clone();
    let mut settings = AutoscalePoolRequest::from(pool);
    settings = settings.config(AutoscalePoolDynamicConfig::new(2, 9).target_cpu_utilization(0.7));
    client.autoscale_pools().update(id, settings).await?;
    let template = DropletTemplate::new("fra1", "c-4", "debian-13-x64").ssh_keys(["40211"]);
    let expected = json!({
        "name": "workers",
        "config": {"min_instances": 2, "max_instances": 9, "target_cpu_utilization": 0.7},
        "droplet_template": serde_json::to_value(template)?
    });
    assert_eq!(server.seen().last().map(Seen::json), Some(expected));

    let account = client.request(Method::GET, "/v2/account").send_json::<Value>().await?;
    assert_eq!(account["account"]["email"], "jane@example.net");
    // A field that this version has no setter for, and one of the body's own.
    client.droplets().create(DropletCreate::new("a", "b", "c")).body_field("blueprint", "x").await?;
    assert_eq!(
        server.seen().last().map(Seen::json),
        Some(json!({"name": "a", "size": "b", "image": "c", "blueprint": "x"}))
    );
    Ok(())
}

/// The environment of a process cannot be changed safely, so the test runs itself in another.
#[test]
fn the_token_comes_from_the_environment() {
    const VARIABLES: [&str; 2] = ["DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"];
    if let Ok(expected) = std::env::var("EXPECTED") {
        let outcome = Client::from_env().map_or_else(|error| error.to_string(), |client| format!("{client:?}"));
        assert!(outcome.contains(&expected) && !outcome.contains(TOKEN), "{outcome}");
        return;
    }
    let run = |set: &[(&str, &str)], expected: &str| {
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command.args(["--exact", "the_token_comes_from_the_environment"]).env("EXPECTED", expected);
        for variable in VARIABLES {
            command.env_remove(variable);
        }
        let output = command.envs(set.iter().copied()).output().expect("this test runs");
        assert!(output.status.success(), "{set:?}: {}", String::from_utf8_lossy(&output.stdout));
    };
    run(&[(VARIABLES[0], TOKEN)], "https://api.digitalocean.com/");
    run(&[(VARIABLES[1], TOKEN)], "https://api.digitalocean.com/");
    run(&[(VARIABLES[0], ""), (VARIABLES[1], TOKEN)], "https://api.digitalocean.com/");
    run(&[], "no credentials: set the environment variable `DIGITALOCEAN_TOKEN` or `DIGITALOCEAN_ACCESS_TOKEN`");
}
