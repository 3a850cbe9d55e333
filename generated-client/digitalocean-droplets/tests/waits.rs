//! Waiting: what is polled, in which order, what is put up with, and how it ends.

mod support;

use std::time::Duration;

use digitalocean_droplets::models::{
    DropletActionRequest, DropletCreate, DropletMultiCreate, DropletStatus, TagActionRequest,
};
use digitalocean_droplets::{Client, RetryPolicy};
use serde_json::{Value, json};
use support::{Impatient, Reply, Server, action, droplet, new_droplet};

const SOON: Duration = Duration::from_millis(1);

/// A client without retries, so that every reply reaches the wait.
fn client(server: &Server) -> Client {
    server.builder().retry(RetryPolicy::none()).build().expect("the settings are good")
}

fn web() -> DropletCreate {
    DropletCreate::new("cache-02", "s-2vcpu-4gb-amd", "debian-13-x64")
}

fn created(id: u64) -> Reply {
    let link =
        json!({"id": 3_094_127_700_u64, "rel": "create", "href": "https://api.digitalocean.com/v2/actions/3094127700"});
    Reply::json(202, json!({"droplet": new_droplet(id), "links": {"actions": [link]}}))
}

fn acting(status: &str) -> Reply {
    Reply::json(200, json!({"action": action(3_094_127_700, status)}))
}

fn showing(droplet: Value) -> Reply {
    Reply::json(200, json!({"droplet": droplet}))
}

fn not_found() -> Reply {
    Reply::error(404, "not_found", "Not there.")
}

#[tokio::test]
async fn a_create_follows_its_action_and_then_the_droplet() {
    let server = Server::in_turn([
        created(1),
        not_found(),
        acting("in-progress"),
        acting("completed"),
        not_found(),
        showing(new_droplet(1)),
        showing(droplet(1)),
    ]);
    let droplet = client(&server).droplets().create(web()).wait().interval(SOON).await.expect("it comes about");
    assert_eq!((droplet.id, droplet.status), (1, DropletStatus::Active));
    let lines = server.lines();
    assert_eq!(lines[0], "POST /v2/droplets");
    assert_eq!(lines[1..4], ["GET /v2/actions/3094127700"; 3]);
    assert_eq!(lines[4..], ["GET /v2/droplets/1"; 3]);
}

#[tokio::test]
async fn a_create_without_a_link_follows_the_droplet_alone() {
    let server = Server::in_turn([Reply::json(202, json!({"droplet": new_droplet(1)})), showing(droplet(1))]);
    let droplet = client(&server).droplets().create(web()).wait().interval(SOON).await.expect("it comes about");
    assert_eq!(droplet.id, 1);
    assert_eq!(server.lines(), ["POST /v2/droplets", "GET /v2/droplets/1"]);
}

#[tokio::test]
async fn creates_of_several_follow_each_action_and_then_each_droplet() {
    let links: Vec<Value> = [7, 8].map(|id| json!({"id": id, "rel": "create", "href": ""})).into();
    let droplets = [new_droplet(1), new_droplet(2)];
    let acting = |id, status| Reply::json(200, json!({"action": action(id, status)}));
    let server = Server::in_turn([
        Reply::json(202, json!({"droplets": droplets, "links": {"actions": links}})),
        acting(7, "in-progress"),
        acting(7, "completed"),
        not_found(),
        acting(8, "completed"),
        showing(droplet(1)),
        showing(new_droplet(2)),
        showing(droplet(2)),
    ]);
    let body = DropletMultiCreate::new(["a", "b"], "s-2vcpu-4gb-amd", "debian-13-x64");
    let droplets = client(&server).droplets().create_many(body).wait().interval(SOON).await.expect("both come about");
    assert_eq!(
        droplets.iter().map(|it| (it.id, it.status.as_str())).collect::<Vec<_>>(),
        [(1, "active"), (2, "active")]
    );
    let asked = ["actions/7", "actions/7", "actions/8", "actions/8", "droplets/1", "droplets/2", "droplets/2"];
    assert_eq!(server.lines()[1..], asked.map(|it| format!("GET /v2/{it}")));
}

#[tokio::test]
async fn an_action_by_tag_follows_the_action_of_each_droplet() {
    let begun = |ids: &[u64]| {
        let actions: Vec<Value> = ids.iter().map(|id| action(*id, "in-progress")).collect();
        Reply::json(201, json!({ "actions": actions }))
    };
    let server = Server::in_turn([
        begun(&[7, 8]),
        Reply::json(200, json!({"action": action(7, "completed")})),
        Reply::json(200, json!({"action": action(8, "errored")})),
        begun(&[]),
    ]);
    let perform = || client(&server).droplet_actions().perform_by_tag("web", TagActionRequest::PowerOn).wait();
    let error = perform().await.expect_err("the second ends badly");
    assert!(error.is_wait_failed() && error.operation() == Some("actions_get"), "{error}");
    assert!(error.begun().is_some_and(|it| it.windows(6).any(|it| it == b"\"id\":7")), "what was begun is kept");
    assert_eq!(perform().await.expect("there is nothing to wait for"), []);
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn a_failed_create_says_so() {
    let server = Server::in_turn([created(1), acting("in-progress"), acting("errored")]);
    let error = client(&server).droplets().create(web()).wait().interval(SOON).await.expect_err("it fails");
    assert!(error.is_wait_failed() && !error.is_timeout() && !error.is_retryable(), "{error:?}");
    assert!(error.to_string().contains("errored") && error.to_string().contains("actions_get"), "{error}");
    // The action as it was last seen is there, with the Droplet that is no more.
    let state: Value = serde_json::from_slice(error.raw_body().expect("the last state")).expect("JSON");
    assert_eq!(state["action"]["resource_id"], 1);
}

#[tokio::test]
async fn a_refused_create_is_not_waited_for() {
    let server = Server::in_turn([Reply::error(422, "unprocessable_entity", "No such size.")]);
    let error = client(&server).droplets().create(web()).wait().interval(SOON).await.expect_err("it is refused");
    assert!(error.is_validation());
    assert_eq!((error.message(), server.lines().len()), (Some("No such size."), 1));
}

#[tokio::test]
async fn an_action_is_followed_among_all_actions() {
    let started = Reply::json(201, json!({"action": action(3_094_127_700, "in-progress")}));
    let server = Server::in_turn([started, acting("paused"), acting("completed")]);
    let actions = client(&server).droplet_actions();
    let wait = actions.perform(1, DropletActionRequest::PowerOff).wait().interval(SOON);
    let action = wait.await.expect("it comes about");
    assert!(action.completed_at.is_some() && action.status == "completed");
    let get = "GET /v2/actions/3094127700";
    assert_eq!(server.lines(), ["POST /v2/droplets/1/actions", get, get]);
    assert_eq!(server.seen()[0].json(), json!({"type": "power_off"}));
}

#[tokio::test]
async fn shorthands_send_what_perform_sends() {
    let server = Server::answering(|_| Reply::json(201, json!({"action": action(7, "in-progress")})));
    let actions = client(&server).droplet_actions();
    actions.reboot(1).await.expect("accepted");
    actions.snapshot(1, "nightly").await.expect("accepted");
    actions.resize(1, "s-4vcpu-8gb").await.expect("accepted");
    actions.rebuild(1, 190_211_748).await.expect("accepted");
    actions.rebuild(1, "debian-13-x64").await.expect("accepted");
    actions.enable_backups(1).await.expect("accepted");
    let bodies: Vec<Value> = server.seen().iter().map(|request| request.json()).collect();
    let expected = [
        json!({"type": "reboot"}),
        json!({"type": "snapshot", "name": "nightly"}),
        json!({"type": "resize", "size": "s-4vcpu-8gb"}),
        json!({"type": "rebuild", "image": 190_211_748}),
        json!({"type": "rebuild", "image": "debian-13-x64"}),
        json!({"type": "enable_backups"}),
    ];
    assert_eq!(bodies, expected);
}

#[tokio::test]
async fn a_destruction_gives_its_failures_as_values() {
    let running = json!({"droplet": {"id": "1", "destroyed_at": null}, "resources": {"volumes": null}, "failures": 0});
    let over = json!({
        "droplet": {"id": "1", "name": "cache-02", "destroyed_at": "2026-02-11T19:05:00Z", "error_message": ""},
        "resources": {
            "volumes": [{"id": "9d6c", "name": "data", "destroyed_at": null, "error_message": "still attached"}],
            "snapshots": [{"id": "61486916", "destroyed_at": "2026-02-11T19:05:01Z", "error_message": null}]
        },
        "completed_at": "2026-02-11T19:05:02Z",
        "failures": 1
    });
    let server = Server::in_turn([Reply::new(202), Reply::json(200, running), Reply::json(200, over)]);
    let droplets = client(&server).droplets();
    let request = droplets.destroy_with_associated_resources_selective(1).volumes(["9d6c"]).snapshots(["61486916"]);
    let status = request.wait().interval(SOON).timeout(Duration::from_secs(10)).await.expect("it comes to an end");
    assert_eq!(status.failures, Some(1));
    let failed: Vec<_> = status.failed().map(|it| (it.id.as_str(), it.error_message.as_deref())).collect();
    assert_eq!(failed, [("9d6c", Some("still attached"))]);
    let path = "/v2/droplets/1/destroy_with_associated_resources";
    let get = format!("GET {path}/status");
    assert_eq!(server.lines(), [format!("DELETE {path}/selective"), get.clone(), get]);
    assert_eq!(server.seen()[0].json(), json!({"volumes": ["9d6c"], "snapshots": ["61486916"]}));
}

#[tokio::test]
async fn active_is_not_enough_where_an_address_is_wanted() {
    let mut addressless = droplet(1);
    addressless["networks"] = json!({});
    let active = || showing(addressless.clone());
    let server = Server::in_turn([showing(new_droplet(1)), active(), active(), showing(droplet(1))]);
    let wait = client(&server).droplets().wait_until_active(1).with_public_ipv4().interval(SOON);
    assert_eq!(wait.await.expect("it comes about").public_ipv4(), Some([203, 0, 113, 61].into()));
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn a_few_failures_in_a_row_are_put_up_with() {
    let broken = || Reply::error(503, "service_unavailable", "Busy.");
    let three = [broken(), broken(), broken()];
    let replies = [three.to_vec(), vec![showing(new_droplet(1))], three.to_vec(), vec![showing(droplet(1))]].concat();
    let server = Server::in_turn(replies);
    client(&server).droplets().wait_until_active(1).interval(SOON).await.expect("never more than three in a row");

    let server = Server::answering(move |_| broken());
    let error =
        client(&server).droplets().wait_until_active(1).interval(SOON).await.expect_err("the fourth is too many");
    assert!(error.is_server_error());
    assert_eq!(server.lines().len(), 4);
    client(&server).droplets().wait_until_active(1).interval(SOON).max_failures(0).await.expect_err("one is too many");
    assert_eq!(server.lines().len(), 5);
}

#[tokio::test]
async fn a_failure_that_stays_ends_the_wait() {
    let server = Server::in_turn([Reply::error(401, "unauthorized", "Unable to authenticate you.")]);
    let error = client(&server).droplets().wait_until_active(1).interval(SOON).await.expect_err("it is refused");
    assert!(error.is_unauthorized());
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn a_wait_ends_in_time_and_shows_the_last_state() {
    let server = Server::answering(|_| showing(new_droplet(1)));
    let clock = Impatient::new();
    let client = server.builder().clock(clock.clone()).build().expect("the settings are good");
    let wait = client.droplets().wait_until_active(1).timeout(Duration::from_secs(30));
    let error = wait.await.expect_err("it never comes about");
    assert!(error.is_timeout() && !error.is_wait_failed(), "{error:?}");
    let state: Value = serde_json::from_slice(error.raw_body().expect("the last state")).expect("JSON");
    assert_eq!(state["droplet"]["status"], "new");
    assert!(error.to_string().contains("droplets_get") && error.to_string().contains("last state"), "{error}");
    assert!(clock.waits().iter().all(|wait| *wait <= Duration::from_secs(5)), "the default is 5 s");
    assert!((5..=6).contains(&server.lines().len()), "{:?}", server.lines());

    // Without a word there is a limit too.
    let error = client.droplets().wait_until_active(1).await.expect_err("it never comes about");
    assert!(error.is_timeout());
    assert!((120..=130).contains(&server.lines().len()), "every 5 s for 10 min: {}", server.lines().len());
}

#[tokio::test]
async fn one_limit_holds_for_all_steps() {
    let server = Server::answering(|request| match request.method.as_str() {
        "POST" => created(1),
        _ if request.target.contains("actions") => acting("completed"),
        _ => not_found(),
    });
    let client = server.builder().clock(Impatient::new()).build().expect("the settings are good");
    let wait = client.droplets().create(web()).wait().timeout(Duration::from_secs(30));
    let error = wait.await.expect_err("the Droplet is never there");
    assert!(error.is_timeout(), "{error:?}");
    let lines = server.lines();
    assert_eq!(lines[..3], ["POST /v2/droplets", "GET /v2/actions/3094127700", "GET /v2/droplets/1"]);
    assert!(lines.len() <= 8, "{lines:?}");
}

#[tokio::test]
async fn a_wait_that_fails_says_what_is_left_to_know() {
    // More than is left of the wait's time: it ends at once instead of asking again.
    let server =
        Server::answering(|_| Reply::error(429, "too_many_requests", "Slow down.").header("retry-after", "3600"));
    let error = client(&server).droplets().wait_until_active(1).interval(SOON).await.expect_err("it is refused");
    assert_eq!((error.retry_after(), server.lines().len()), (Some(Duration::from_secs(3600)), 1));

    // The Droplet exists and is billed: the reply that began the wait says which one it is.
    let server = Server::answering(|request| if request.method == "POST" { created(77) } else { not_found() });
    let client = server.builder().clock(Impatient::new()).build().expect("the settings are good");
    let wait = client.droplets().create(web()).wait().timeout(Duration::from_secs(30));
    let error = wait.await.expect_err("it never comes about");
    assert!(error.is_timeout() && String::from_utf8_lossy(error.begun().unwrap_or_default()).contains("77"));
}

#[tokio::test]
async fn a_wait_is_for_tasks_and_can_be_dropped() {
    let server = Server::answering(|_| showing(new_droplet(1)));
    let wait = client(&server).droplets().wait_until_active(1).interval(SOON);
    let task = tokio::spawn(wait.into_future());
    while server.lines().is_empty() {
        tokio::time::sleep(SOON).await;
    }
    task.abort();
    assert!(task.await.expect_err("it was aborted").is_cancelled());
}
