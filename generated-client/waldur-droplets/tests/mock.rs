//! The mock server of this API: the description's examples, waits that end, pages, what it refuses.

use futures::TryStreamExt;
use waldur_droplets::droplets::Get;
use waldur_droplets::mock::MockServer;

type Outcome = Result<(), Box<dyn std::error::Error>>;

const UUID: &str = "6fad2caf0c1b4b0fbbc3c3a5a0e9a2a4";

#[tokio::test]
async fn actions_are_waited_for_without_any_rule() -> Outcome {
    let server = MockServer::start().await;
    let droplet = server.client().droplets().restart(UUID).wait().await?;
    assert_eq!(droplet.state.map(|it| it.to_string()).as_deref(), Some("OK"));
    Ok(())
}

#[tokio::test]
async fn lists_follow_links_to_their_end() -> Outcome {
    let server = MockServer::start().await;
    let droplet = server.client().droplets().get(UUID).await?;
    server.droplets().list().returns(vec![droplet; 25]);
    assert_eq!(server.client().droplets().list().await?.items.len(), 10);
    let all: Vec<_> = server.client().droplets().list().page_size(9).items().try_collect().await?;
    assert_eq!(all.len(), 25);
    Ok(())
}

#[tokio::test]
async fn a_state_machine_is_a_sequence() -> Outcome {
    let server = MockServer::start().await;
    let mut droplet = server.client().droplets().get(UUID).await?;
    droplet.state = Some("UPDATING".into());
    let updating = droplet.clone();
    droplet.state = Some("ERRED".into());
    server.any::<Get>().returns(updating).times(3).returns(droplet);
    let error = server.client().droplets().wait_until_ok(UUID).await.err().ok_or("it fails")?;
    assert!(error.to_string().contains("ERRED"), "{error}");
    assert_eq!(server.requests().len(), 1 + 4);
    Ok(())
}

#[tokio::test]
async fn an_id_that_breaks_its_pattern_is_refused() -> Outcome {
    let server = MockServer::start().await;
    assert!(server.client().droplets().get("nothing").await.is_err());
    let [problem] = &server.take_problems()[..] else { return Err("one problem".into()) };
    assert!(problem.contains("path parameter `uuid`: \"nothing\" does not match"), "{problem}");
    Ok(())
}

#[tokio::test]
async fn a_count_is_a_header() -> Outcome {
    let server = MockServer::start().await;
    assert_eq!(server.client().droplets().count().await?, 1);
    server.droplets().count().returns(41);
    assert_eq!(server.client().droplets().count().await?, 41);
    Ok(())
}
