//! The mock server over real connections: what it answers, what it refuses, what fails a test.

use std::error::Error as StdError;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::TryStreamExt;
use serde_json::{Value, json};

use crate::api::API;
use crate::machines::{Count, Create, Destroy, Get, GetAction, List, ListLinked};
use crate::models::{Action, ApiError, Machine, MachineCreate};
use crate::runtime::mock::{MockServer, mocked};
use crate::runtime::{Client, Method};

mocked!(List, "servers.list", json Vec<Machine>);
mocked!(ListLinked, "servers.list_linked", json Vec<Machine>);
mocked!(Count, "servers.count", json i64);
mocked!(Get, "servers.get", json Machine);
mocked!(Create, "servers.create", json Machine);
mocked!(Destroy, "servers.destroy", nothing());
mocked!(GetAction, "actions.get", json Action);

const DESCRIPTION: &str = include_str!("mock.json");

pub(crate) type Outcome = Result<(), Box<dyn StdError>>;

pub(crate) fn server() -> MockServer {
    MockServer::somewhere(&API, DESCRIPTION)
}

/// Runs a test whose server must have nothing to complain of.
pub(crate) fn run(test: impl AsyncFnOnce(Client, &MockServer) -> Outcome) -> Outcome {
    let server = server();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(test(server.client(), &server))
}

/// What the server says of one request.
pub(crate) fn refusal(test: impl AsyncFnOnce(Client) -> crate::Result<Value>) -> Result<String, Box<dyn StdError>> {
    let server = server();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let error = runtime.block_on(test(server.client())).err().ok_or("the request was not refused")?;
    assert!(error.status().is_some_and(|status| status.is_client_error() || status == 501), "{error:?}");
    let problems = server.take_problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(error.message(), Some(problems[0].as_str()), "the reply says the same");
    Ok(problems[0].clone())
}

fn machine(id: i64, status: &str) -> Machine {
    serde_json::from_str(&crate::support::machine(id, status)).expect("a Machine")
}

#[test]
fn an_operation_answers_with_its_example() -> Outcome {
    run(async |client, server| {
        let found = client.machines().get(7).await?;
        assert_eq!((found.id, found.name.as_str()), (3164444, "example.com"));
        assert_eq!(server.requests(), ["GET /v2/machines/7"]);
        client.machines().destroy(7).await?;
        Ok(())
    })
}

#[test]
fn a_rule_is_for_the_arguments_it_was_made_with_and_the_latest_wins() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        server.any::<Get>().returns(machine(1, "new"));
        let second = server.on(requests.get(2)).returns(machine(2, "active")).expect(1);
        assert_eq!(requests.get(9).await?.id, 1);
        assert_eq!(requests.get(2).await?.id, 2);
        assert_eq!(second.calls(), 1);
        Ok(())
    })
}

#[test]
fn answers_follow_each_other() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        server.on(requests.get(1)).fails(404).returns(machine(1, "new")).times(2).returns(machine(1, "active"));
        let begun = Instant::now();
        let active = requests.wait_until_active(1).await?;
        assert_eq!((active.status.as_str(), server.requests().len()), ("active", 4));
        assert_eq!(requests.get(1).await?.status.as_str(), "active", "the last answer is given for ever");
        assert!(begun.elapsed() < Duration::from_secs(10), "three pauses of 5 s took no time");
        Ok(())
    })
}

#[test]
fn a_spent_rule_leaves_requests_to_those_before_it() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        server.on(requests.get(1)).fails(503).times(2);
        assert_eq!(requests.get(1).await?.id, 3164444, "the third attempt gets the example");
        assert_eq!(server.requests().len(), 3);
        Ok(())
    })
}

#[test]
fn failures_are_documented_or_given() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        server.on(requests.get(1)).fails(404).times(1).fails_with(422, json!({ "id": "odd", "message": "no" }));
        let missing = requests.get(1).await.err().ok_or("an error")?;
        assert_eq!(missing.api().map(|it: ApiError| it.id).as_deref(), Some("not_found"));
        let odd = requests.get(1).await.err().ok_or("an error")?;
        assert_eq!((odd.status().map(|it| it.as_u16()), odd.message()), (Some(422), Some("no")));
        server.on(requests.get(1)).breaks_off();
        let broken = requests.get(1).await.err().ok_or("an error")?;
        assert_eq!((broken.status(), broken.attempts()), (None, 4));
        Ok(())
    })
}

#[test]
fn headers_statuses_and_delays() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        let rule = server.on(requests.get(1)).returns(machine(1, "new"));
        let rule = rule.status(203).header("x-request-id", "r-1").delay(Duration::from_millis(30));
        let begun = Instant::now();
        let reply = requests.get(1).with_response().await?;
        assert!(begun.elapsed() >= Duration::from_millis(30));
        assert_eq!((reply.status().as_u16(), reply.request_id()), (203, Some("r-1")));
        rule.delay(Duration::from_secs(30));
        let late = requests.get(1).timeout(Duration::from_millis(50)).await.err().ok_or("an error")?;
        assert!(late.is_timeout(), "{late:?}");
        Ok(())
    })
}

#[test]
fn bodies_are_matched_whole_by_keys_or_by_a_test() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        let web = || MachineCreate { name: "web".to_owned(), image: None };
        server.any::<Create>().returns(machine(1, "new"));
        server.any::<Create>().with_body(json!({ "name": "db" })).returns(machine(2, "new"));
        server.any::<Create>().with_body_where(|body| body["name"] == "cache").returns(machine(3, "new"));
        server.on(requests.create(web())).returns(machine(4, "new"));
        assert_eq!(requests.create(web()).await?.id, 4);
        assert_eq!(requests.create(web()).body_field("image", "debian").await?.id, 1);
        assert_eq!(requests.create(web()).body_field("name", "db").await?.id, 2);
        assert_eq!(requests.create(web()).body_field("name", "cache").await?.id, 3);
        Ok(())
    })
}

#[test]
fn queries_and_headers_are_matched() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        server.any::<List>().returns([]);
        server.on(requests.list().tag_name("a b")).returns([machine(1, "new")]);
        server.any::<List>().with_query("per_page", 7).with_header("x-team", "ops").returns([machine(2, "new")]);
        let id = async |request: List| request.await.map(|page| page.items.first().map(|it| it.id));
        assert_eq!(id(requests.list()).await?, None);
        assert_eq!(id(requests.list().tag_name("a b").per_page(3)).await?, Some(1));
        assert_eq!(id(requests.list().per_page(7)).await?, None);
        assert_eq!(id(requests.list().per_page(7).header("x-team", "ops")).await?, Some(2));
        Ok(())
    })
}

#[test]
fn lists_are_cut_into_pages() -> Outcome {
    run(async |client, server| {
        let requests = client.machines();
        server.any::<List>().returns((1..=45).map(|id| machine(id, "new")).collect::<Vec<_>>());
        let page = requests.list().await?;
        assert_eq!((page.items.len(), page.total), (20, Some(45)));
        let all: Vec<Machine> = requests.list().per_page(10).items().try_collect().await?;
        assert_eq!(all.iter().map(|it| it.id).collect::<Vec<_>>(), (1..=45).collect::<Vec<_>>());
        assert_eq!(server.requests().len(), 1 + 5);

        server.any::<ListLinked>().returns((1..=3).map(|id| machine(id, "new")).collect::<Vec<_>>());
        let linked = client.request(Method::GET, "/v2/linked?size=2").send_json::<Value>().await?;
        let link: String = linked.header_value("link").ok_or("a link")?;
        assert_eq!(linked.header_value("x-result-count"), Some(3));
        assert_eq!(linked.into_inner().as_array().map(Vec::len), Some(2));
        assert!(link.ends_with("/v2/linked?size=2&page=2>; rel=\"next\""), "{link}");
        Ok(())
    })
}

#[test]
fn what_stands_in_a_header_is_returned_there() -> Outcome {
    run(async |client, server| {
        assert_eq!(client.machines().count().await?, 3);
        server.any::<Count>().returns(41);
        assert_eq!(client.machines().count().await?, 41);
        Ok(())
    })
}

#[test]
fn literal_paths_win_over_templates() -> Outcome {
    run(async |client, _| {
        let reply = client.request(Method::GET, "/v2/machines/policies").send_json::<Value>().await?;
        assert_eq!(reply.into_inner(), json!({ "policies": [] }));
        Ok(())
    })
}

#[test]
fn what_is_fixed_of_a_query_is_part_of_the_path() -> Outcome {
    run(async |client, _| {
        assert_eq!(get(&client, "/v2/reports%2324.csv").await?, json!("any"));
        assert_eq!(get(&client, "/v2/reports%2324.csv?of=last").await?, json!("last"));
        Ok(())
    })?;
    let other = refusal(async |client| get(&client, "/v2/reports%2324.csv?of=first").await)?;
    assert!(other.ends_with("query parameter `of` is not described"), "{other}");
    let unlike = refusal(async |client| get(&client, "/v2/reports%2324csv").await)?;
    assert!(unlike.contains("no operation has this path"), "{unlike}");
    Ok(())
}

#[test]
fn everything_that_a_rule_asks_for_holds_together() -> Outcome {
    run(async |client, server| {
        let rule = server.any::<Create>().with_body(json!({ "name": "web" })).with_body(json!({ "count": 2 }));
        let rule = rule.with_body_where(|body| body["tags"][0] == "a").with_body_where(|body| body["tags"][1] == "b");
        let rule = rule.with_header("x-team", "ops").returns(machine(1, "new"));
        let send = async |body: Value, team: &str| {
            let request = client.request(Method::POST, "/v2/machines").header("x-team", team).json(&body);
            request.send_json::<Value>().await.is_ok()
        };
        let body = |name: &str, count: i64, tags: [&str; 2]| json!({ "name": name, "count": count, "tags": tags });
        assert!(send(body("web", 2, ["a", "b"]), "ops").await);
        assert!(!send(body("db", 2, ["a", "b"]), "ops").await, "the first body");
        assert!(!send(body("web", 3, ["a", "b"]), "ops").await, "the second body");
        assert!(!send(body("web", 2, ["c", "b"]), "ops").await, "the first test");
        assert!(!send(body("web", 2, ["a", "c"]), "ops").await, "the second test");
        assert!(!send(body("web", 2, ["a", "b"]), "dev").await, "the header");
        let problems = server.take_problems();
        assert!(problems[4].contains("expected: header `x-team` = \"ops\", body with"), "{}", problems[4]);
        assert_eq!((rule.calls(), problems.len()), (1, 5));
        Ok(())
    })
}

#[test]
fn a_test_of_a_rule_may_ask_the_server_and_may_panic() -> Outcome {
    run(async |client, server| {
        let counter = Arc::new(server.any::<Get>());
        let seen = counter.clone();
        server.any::<Create>().with_body_where(move |_| seen.calls() == 0).returns(machine(1, "new"));
        let web = || client.machines().create(MachineCreate { name: "web".to_owned(), image: None });
        assert_eq!(web().await?.id, 1);
        server.any::<Create>().with_body_where(|body| {
            assert_eq!(body["name"], "db");
            true
        });
        let refused = web().await.err().ok_or("an error")?;
        assert_eq!((refused.status().map(|it| it.as_u16()), refused.attempts()), (Some(501), 1));
        let problems = server.take_problems();
        assert!(problems[0].starts_with("POST /v2/machines\n  the test of a rule panicked: assertion"), "{problems:?}");
        Ok(())
    })
}

#[test]
fn what_fits_no_rule_of_an_operation_fails_the_test() -> Outcome {
    let refused = {
        let server = server();
        server.on(server.client().machines().get(1)).returns(machine(1, "new"));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let error = runtime.block_on(server.client().machines().get(2).send()).err().ok_or("an error")?;
        assert_eq!(error.status().map(|it| it.as_u16()), Some(501));
        let panic = catch_unwind(AssertUnwindSafe(|| drop(server))).err().ok_or("a panic")?;
        panic.downcast_ref::<String>().cloned().unwrap_or_default()
    };
    let expected = "1. GET /v2/machines/2\n  fits no rule of `servers.get`\n  expected: path `machine_id` = 1\n";
    assert!(refused.ends_with(expected), "{refused}");
    Ok(())
}

#[test]
fn what_was_expected_and_did_not_come_fails_the_test_once() {
    let server = server();
    server.on(server.client().machines().get(1)).expect(2);
    let panic = catch_unwind(AssertUnwindSafe(|| server.verify())).expect_err("it fails");
    let text = panic.downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(text.contains("`servers.get` with path `machine_id` = 1\n  expected 2 times, came 0 times"), "{text}");
    // Said once; dropping the server says nothing more.
    server.verify();
}

#[test]
fn a_test_that_fails_already_does_not_fail_twice() {
    let panic = catch_unwind(|| {
        let server = server();
        server.on(server.client().machines().get(1)).expect(1);
        panic!("the test's own reason");
    });
    assert_eq!(panic.expect_err("it fails").downcast_ref::<&str>(), Some(&"the test's own reason"));
}

#[test]
fn a_rule_that_says_what_cannot_be_is_told_at_once() {
    let wrong: [fn(&MockServer); 5] = [
        |server| _ = server.any::<Get>().fails(42),
        |server| _ = server.any::<Get>().fails_with(1000, "no"),
        |server| _ = server.any::<Get>().status(101),
        |server| _ = server.any::<Get>().header("x team", "ops"),
        |server| _ = server.any::<Get>().with_header("x-team", "ops\n"),
    ];
    for (at, wrong) in wrong.iter().enumerate() {
        let panic = catch_unwind(|| wrong(&server())).expect_err("it panics");
        let text = panic.downcast_ref::<String>().cloned().unwrap_or_default();
        assert!(text.starts_with("no reply can have") || text.ends_with("cannot be a header"), "{at}: {text}");
    }
}

pub(crate) async fn get(client: &Client, path: &str) -> crate::Result<Value> {
    Ok(client.request(Method::GET, path).send_json::<Value>().await?.into_inner())
}

pub(crate) async fn post(client: &Client, body: &Value) -> crate::Result<Value> {
    Ok(client.request(Method::POST, "/v2/machines").json(body).send_json::<Value>().await?.into_inner())
}
