//! Servers, networks and inputs that do harm: nothing is done twice, sent to the wrong place, shown, or lost.

mod support;

use std::time::Duration;

use digitalocean_droplets::models::DropletCreate;
use digitalocean_droplets::{Client, Error, RetryPolicy, Secret};
use futures::TryStreamExt;
use serde_json::{Value, json};
use support::{Impatient, Reply, Server, TOKEN, droplet, new_droplet};

fn web() -> DropletCreate {
    DropletCreate::new("cache-02", "s-2vcpu-4gb-amd", "debian-13-x64")
}

fn found() -> Reply {
    Reply::json(200, json!({"droplet": droplet(1)}))
}

fn failing(status: u16) -> Reply {
    Reply::error(status, "server_error", "Unexpected server-side error.")
}

/// A client on a clock of which waits can be read.
fn impatient(server: &Server) -> (Client, Impatient) {
    let clock = Impatient::new();
    let client = server.builder().clock(clock.clone()).build();
    (client.expect("the settings are good"), clock)
}

#[tokio::test]
async fn a_create_is_never_repeated_where_it_may_have_been_done() {
    for status in [408, 500, 502, 503, 504] {
        let server = Server::answering(move |_| failing(status));
        let error = server.client().droplets().create(web()).await.expect_err("it fails");
        assert_eq!((error.attempts(), server.lines().len()), (1, 1), "{status}");
        assert!(error.is_retryable(), "the caller may try: {error}");
    }
    // Nothing was done where the API says that there were too many calls.
    let created = Reply::json(202, json!({"droplet": new_droplet(1)}));
    let server = Server::in_turn([failing(429), created]);
    assert_eq!(server.client().droplets().create(web()).await.expect("the second is accepted").id, 1);
}

#[tokio::test]
async fn what_changes_nothing_more_is_repeated() {
    let server = Server::in_turn([failing(503), failing(500), found()]);
    let reply = server.client().droplets().get(1).with_response().await.expect("the third is good");
    assert_eq!((reply.attempts(), server.lines().len()), (3, 3));

    let server = Server::in_turn([failing(503), Reply::new(204)]);
    server.client().droplets().destroy(1).await.expect("the second is good");

    let server = Server::answering(|_| failing(500));
    let error = server.client().droplets().get(1).await.expect_err("it never is");
    assert_eq!((error.attempts(), server.lines().len()), (4, 4));
    assert!(error.to_string().contains("4 attempts"), "{error}");
    for status in [400, 404, 409, 422, 501] {
        let server = Server::answering(move |_| failing(status));
        let error = server.client().droplets().get(1).await.expect_err("it is refused");
        assert_eq!((error.attempts(), server.lines().len()), (1, 1), "{status}");
    }
}

#[tokio::test]
async fn retry_after_is_honoured_within_reason() {
    let limited = |after: &str| failing(429).header("retry-after", after);
    let server = Server::in_turn([limited("3600")]);
    let (client, clock) = impatient(&server);
    let error = client.droplets().get(1).await.expect_err("an hour is too long");
    assert!(error.is_rate_limited());
    assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(3600)), 1));
    assert_eq!(clock.waits(), []);

    let date = "Thu, 01 Jan 2026 00:00:07 GMT";
    let server = Server::in_turn([limited("0"), limited("1"), limited(date), found()]);
    let (client, clock) = impatient(&server);
    client.droplets().get(1).await.expect("the fourth is good");
    assert_eq!(clock.waits(), [0, 1, 7].map(Duration::from_secs));

    // The end of the window says nothing about the next call.
    let server = Server::in_turn([failing(429).header("ratelimit-reset", "1767229200"), found()]);
    let (client, clock) = impatient(&server);
    client.droplets().get(1).await.expect("the second is good");
    assert!(clock.waits().iter().all(|delay| *delay < Duration::from_secs(1)));
}

#[tokio::test]
async fn a_redirect_to_elsewhere_carries_nothing_of_ours() {
    let elsewhere = Server::answering(|_| found());
    let target = format!("{}/v2/droplets/1", elsewhere.url);
    for status in [301, 302, 303, 307, 308] {
        let server = Server::in_turn([Reply::new(status).header("location", &target)]);
        let client = server.builder().default_header("x-account", TOKEN).build().expect("the settings are good");
        client.droplets().get(1).header("x-own", TOKEN).await.expect("the redirect is followed");
        assert_eq!(server.seen()[0].header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    }
    assert_eq!(elsewhere.lines(), ["GET /v2/droplets/1"; 5]);
    for request in elsewhere.seen() {
        assert!(request.headers.iter().all(|(_, value)| !value.contains(TOKEN)), "{request:?}");
    }
    // At home it is shown again.
    let server = Server::in_turn([Reply::new(307).header("location", "/v2/droplets/2"), found()]);
    server.client().droplets().get(1).await.expect("the redirect is followed");
    assert_eq!(server.seen()[1].header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    // A write is not turned into a read, and a circle ends.
    let server = Server::in_turn([Reply::new(302).header("location", "/v2/droplets/2")]);
    let error = server.client().droplets().create(web()).await.expect_err("it is not followed");
    assert_eq!((error.status().map(|status| status.as_u16()), server.lines().len()), (Some(302), 1));
    let server = Server::answering(|_| Reply::new(302).header("location", "/v2/droplets/1"));
    server.client().droplets().get(1).await.expect_err("it leads nowhere");
    assert!(server.lines().len() < 20);
}

#[tokio::test]
async fn nothing_prints_the_token() {
    let mut printed = vec![format!("{:?}", Secret::from(TOKEN))];
    let server = Server::answering(|_| failing(500));
    let builder = server.builder().default_header("x-account", TOKEN).user_agent_prefix("tool/1.0");
    printed.push(format!("{builder:?}"));
    let client = builder.retry(RetryPolicy::none()).build().expect("the settings are good");
    printed.push(format!("{client:?} {:?} {:?}", client.droplets(), client.droplet_actions()));
    let request = client.droplets().create(web().user_data(TOKEN)).header("x-own", TOKEN);
    printed.push(format!("{request:?} {:?}", request.clone().send()));
    let wait = request.clone().wait();
    printed.push(format!("{wait:?} {:?}", client.droplets().list().items()));
    let errors = [
        request.await.expect_err("it fails"),
        wait.await.expect_err("it fails"),
        client.droplets().list().tag_name(TOKEN).items().try_next().await.expect_err("it fails"),
        Client::builder()
            .base_url("http://127.0.0.1:1")
            .token(TOKEN)
            .build()
            .expect("good")
            .droplets()
            .get(1)
            .retry(RetryPolicy::none())
            .await
            .expect_err("nobody listens"),
        Client::builder().token(format!("{TOKEN}\r\nx-evil: 1")).build().expect_err("no header can carry it"),
        Client::builder()
            .base_url("http://api.example")
            .token(TOKEN)
            .build()
            .expect_err("it would travel in the clear"),
    ];
    printed.extend(errors.iter().map(|error| format!("{error} {error:?} {error:#?}")));
    for text in printed {
        assert!(!text.contains(TOKEN) && !text.contains("5ec2e7"), "{text}");
    }
}

#[tokio::test]
async fn the_id_of_a_new_droplet_is_never_lost() {
    let mut odd = new_droplet(3_169_590_176);
    odd["memory"] = json!("plenty");
    let server = Server::in_turn([Reply::json(202, json!({"droplet": odd, "links": {}}))]);
    let error = server.client().droplets().create(web()).await.expect_err("it does not fit");
    assert!(error.is_decode() && !error.is_retryable());
    assert_eq!((error.json_path(), error.status().map(|status| status.as_u16())), (Some("droplet.memory"), Some(202)));
    let body: Value = serde_json::from_slice(error.raw_body().expect("the body")).expect("JSON");
    assert_eq!(body["droplet"]["id"], 3_169_590_176_u64);
    assert_eq!(server.lines().len(), 1);

    let text = json!({"droplet": new_droplet(3_169_590_176)}).to_string();
    let server = Server::in_turn([Reply::text(202, "application/json", &text[..text.len() - 9])]);
    let error = server.client().droplets().create(web()).await.expect_err("it ends early");
    assert!(error.is_decode());
    assert_eq!(error.raw_body(), Some(&text.as_bytes()[..text.len() - 9]));

    // An error in place of the Droplet is no Droplet.
    let server = Server::in_turn([failing(200)]);
    let error = server.client().droplets().create(web()).await.expect_err("it is none");
    assert!(error.is_decode() && error.to_string().contains("Unexpected server-side error"), "{error}");
}

#[tokio::test]
async fn a_connection_that_breaks_off() {
    let server = Server::in_turn([found().broken_after(40), found().broken_after(0), found()]);
    let reply = server.client().droplets().get(1).with_response().await.expect("the third is whole");
    assert_eq!((reply.attempts(), reply.droplet.id), (3, 1));

    let created = Reply::json(202, json!({"droplet": new_droplet(1)}));
    let server = Server::answering(move |_| created.clone().broken_after(60));
    let error = server.client().droplets().create(web()).await.expect_err("it is not repeated");
    assert_eq!((error.attempts(), server.lines().len()), (1, 1));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(202));
    assert!(!error.is_decode() && !error.is_connect(), "it may have been done: {error:?}");
    let arrived = error.raw_body().expect("what did arrive is kept");
    assert!(arrived.len() == 60 && arrived.starts_with(br#"{"droplet""#), "{:?}", String::from_utf8_lossy(arrived));
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let page = json!({"droplets": [], "meta": {"total": 0}, "padding": "x".repeat(100_000)});
    let server = Server::answering(move |_| Reply::json(200, page.clone()));
    let client = server.builder().max_reply_bytes(10_000).build().expect("the settings are good");
    let error = client.droplets().list().await.expect_err("it is too large");
    assert!(!error.is_retryable() && !error.is_timeout(), "{error:?}");
    assert_eq!(server.lines().len(), 1);
    let client = server.builder().max_reply_bytes(200_000).build().expect("the settings are good");
    assert!(client.droplets().list().await.expect("it is not too large").is_empty());
}

#[tokio::test]
async fn pages_lead_nowhere_else() {
    let elsewhere = Server::answering(|_| failing(500));
    let next = format!("{}/v2/droplets?page=2&per_page=200", elsewhere.url);
    let first = json!({"droplets": [droplet(1)], "links": {"pages": {"next": next}}, "meta": {"total": 2}});
    let last = json!({"droplets": [droplet(2)], "links": {}, "meta": {"total": 2}});
    let server = Server::in_turn([Reply::json(200, first), Reply::json(200, last)]);
    let droplets: Vec<_> = server.client().droplets().list().items().try_collect().await.expect("both pages");
    assert_eq!(droplets.iter().map(|it| it.id).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(server.lines(), ["GET /v2/droplets?per_page=200", "GET /v2/droplets?page=2&per_page=200"]);
    assert_eq!(elsewhere.lines(), [""; 0]);
}

#[tokio::test]
async fn nothing_is_smuggled_into_a_header_or_a_path() {
    let server = Server::answering(|_| found());
    let unusable = |error: Error| assert!(error.is_usage(), "{error:?}");
    unusable(server.builder().token("a\r\nx-evil: 1").build().expect_err("a token with a line break"));
    unusable(server.builder().token(" \n ").build().expect_err("an empty token"));
    unusable(server.builder().user_agent_prefix("a\r\nx-evil: 1").build().expect_err("a prefix with a line break"));
    unusable(server.builder().default_header("x-own", "a\nb").build().expect_err("a header with a line break"));
    unusable(server.client().droplets().get(1).header("x-own", "a\r\nb").await.expect_err("a value with a line break"));
    unusable(server.client().droplets().get(1).header("x own", "a").await.expect_err("a name with a space"));
    for id in ["", ".", ".."] {
        unusable(server.client().autoscale_pools().delete(id).await.expect_err("no id"));
    }
    assert_eq!(server.lines(), [""; 0]);

    server.client().autoscale_pools().delete("../../droplets/1?x#y\r\n").await.expect("it is a strange id");
    server.client().droplets().list().tag_name("a&type=gpus\r\n").await.expect_err("not a list");
    assert_eq!(
        server.lines(),
        [
            "DELETE /v2/droplets/autoscale/..%2F..%2Fdroplets%2F1%3Fx%23y%0D%0A",
            "GET /v2/droplets?tag_name=a%26type%3Dgpus%0D%0A"
        ]
    );

    let provider = || async { Ok::<_, Error>(Secret::from("a\r\nx-evil: 1")) };
    let client = server.builder().token_provider(provider).build().expect("it is asked later");
    let error = client.droplets().get(1).await.expect_err("a token with a line break");
    assert!(error.is_usage() && !error.to_string().contains("x-evil"), "{error:?}");
    // White space around a token is a file's end, not an attack.
    let client = server.builder().token(format!(" {TOKEN}\n")).build().expect("a token");
    client.droplets().get(1).await.expect("found");
    assert_eq!(server.seen().last().and_then(|it| it.header("authorization")), Some(&*format!("Bearer {TOKEN}")));
}
