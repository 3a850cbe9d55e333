//! The mock server of this API: the description's examples, waits that end, what it refuses.

use digitalocean_droplets::droplets::{Create, Get};
use digitalocean_droplets::mock::MockServer;
use digitalocean_droplets::models::{DropletActionRequest, DropletCreate, DropletStatus};
use futures::TryStreamExt;
use serde_json::json;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn web() -> DropletCreate {
    DropletCreate::new("web-01", "s-1vcpu-1gb", "ubuntu-24-04-x64").region("nyc3")
}

#[tokio::test]
async fn a_droplet_is_created_and_waited_for_without_any_rule() -> Outcome {
    let server = MockServer::start().await;
    let droplet = server.client().droplets().create(web()).wait().await?;
    assert_eq!(droplet.status, DropletStatus::Active);
    Ok(())
}

#[tokio::test]
async fn both_bodies_of_one_operation_have_their_own_replies() -> Outcome {
    let server = MockServer::start().await;
    let many = server.client().request("POST".parse()?, "/v2/droplets").json(&json!({
        "names": ["a.example.com", "b.example.com"], "size": "s-1vcpu-1gb", "image": 63663980,
    }));
    assert!(many.send_json::<serde_json::Value>().await?.into_inner()["droplets"].is_array());
    assert_eq!(server.client().droplets().create(web()).await?.status, DropletStatus::New);
    Ok(())
}

#[tokio::test]
async fn rules_take_what_awaiting_gives() -> Outcome {
    let server = MockServer::start().await;
    let droplets = server.client().droplets();
    let mut droplet = droplets.get(1).await?;
    server.any::<Create>().with_body(json!({ "region": "nyc3" })).returns(droplet.clone()).expect(1);
    let created = droplets.create(web()).await?;
    droplet.name = "renamed".to_owned();
    server.droplets().get(created.id).fails(404).times(2).returns(droplet);
    assert!(droplets.get(created.id).await.is_err_and(|error| error.is_not_found()));
    assert_eq!(droplets.wait_until_active(created.id).await?.name, "renamed");
    Ok(())
}

#[tokio::test]
async fn lists_end() -> Outcome {
    let server = MockServer::start().await;
    let droplet = server.client().droplets().get(1).await?;
    let all: Vec<_> = server.client().droplets().list().items().try_collect().await?;
    assert!(!all.is_empty());
    server.droplets().list().returns(vec![droplet; 41]);
    let page = server.client().droplets().list().await?;
    assert_eq!((page.items.len(), page.total), (20, Some(41)));
    let all: Vec<_> = server.client().droplets().list().per_page(7).items().try_collect().await?;
    assert_eq!(all.len(), 41);
    Ok(())
}

#[tokio::test]
async fn what_the_description_does_not_allow_is_told() -> Outcome {
    let server = MockServer::start().await;
    let error = server.client().droplets().create(web().name("not a host name!")).await.err().ok_or("refused")?;
    assert_eq!(error.status().map(|it| it.as_u16()), Some(400));
    let [problem] = &server.take_problems()[..] else { return Err("one problem".into()) };
    assert!(problem.contains("`/name`") && problem.contains("does not match"), "{problem}");

    let odd = DropletActionRequest::Unknown(json!({ "type": "explode" }));
    assert!(server.client().droplet_actions().perform(1, odd).await.is_err());
    let [problem] = &server.take_problems()[..] else { return Err("one problem".into()) };
    assert!(problem.contains("`/type`: \"explode\" is not one of"), "{problem}");
    Ok(())
}

#[tokio::test]
async fn every_call_is_counted() -> Outcome {
    let server = MockServer::start().await;
    let rule = server.any::<Get>().returns_example().expect(3);
    let droplets = server.client().droplets();
    futures::future::try_join_all((1..=3).map(|id| droplets.get(id).send())).await?;
    assert_eq!(rule.calls(), 3);
    server.verify();
    Ok(())
}
