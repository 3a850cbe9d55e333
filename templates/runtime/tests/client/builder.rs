//! What a builder accepts, and the hooks.

use std::sync::{Arc, Mutex};

use crate::runtime::{Attempt, Client};
use crate::support::{Network, enveloped, reply, run};

#[test]
fn plain_http_only_where_nobody_listens() {
    let build = |url: &str| Network::default().builder().base_url(url).build();
    for url in [
        "https://x.example",
        "http://localhost:1",
        "http://127.0.0.1",
        "http://127.9.9.9:80/x",
        "http://[::1]:8080",
        "http://api.localhost",
    ] {
        build(url).expect(url);
    }
    for url in [
        "http://x.example",
        "http://127.0.0.1.evil.example",
        "http://10.0.0.1",
        "ftp://x.example",
        "x.example",
        "",
        "https://u:p@x.example",
        "https://x.example?q",
        "https://x.example#f",
    ] {
        let error = build(url).expect_err(url);
        assert!(error.is_usage() && error.to_string().contains("base URL"), "{error}");
    }
    Network::default().builder().base_url("http://x.example").allow_http(true).build().expect("asked for");
}

#[test]
fn a_missing_token_names_the_variables() {
    let error = Client::from_env().expect_err("neither is set");
    assert!(error.to_string().contains("`MINI_TOKEN_FOR_TESTS` or `MINI_ACCESS_TOKEN_FOR_TESTS`"), "{error}");
}

#[test]
fn bad_headers_are_said_by_build() {
    Network::default().builder().default_header("a b", "c").build().expect_err("a space in a name");
    Network::default().builder().default_header("a", "b\nc").build().expect_err("a line break in a value");
    Network::default().builder().user_agent_prefix("a\nb").build().expect_err("a line break in a value");
}

#[test]
fn user_agent_and_default_headers() {
    let network = Network::new([reply(200, enveloped(1, "new"))]);
    let client =
        network.builder().user_agent_prefix("my-tool/1.0").default_header("X-Team", "a").build().expect("complete");
    run(client.machines().get(1)).expect("a success");
    let headers = network.sent()[0].headers().clone();
    assert_eq!(
        (headers["user-agent"].to_str().ok(), headers["x-team"].to_str().ok()),
        (Some("my-tool/1.0 mini-client/1.2.3"), Some("a"))
    );
}

#[test]
fn hooks_see_every_attempt() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let note = |when: &'static str| {
        let log = log.clone();
        move |attempt: &Attempt<'_>| {
            let status = attempt.status().map(|status| status.as_u16());
            let line = format!(
                "{when} {} {} {} {} {status:?} {}",
                attempt.operation(),
                attempt.method(),
                attempt.url(),
                attempt.number(),
                attempt.error().is_some()
            );
            log.lock().expect("no test panics with the lock").push(line);
        }
    };
    let network = Network::new([reply(503, ""), reply(200, enveloped(1, "new"))]);
    let client =
        network.builder().before_attempt(note("before")).after_attempt(note("after")).build().expect("complete");
    run(client.machines().get(1)).expect("the second attempt succeeds");
    let call = "machines_get GET https://api.example.com/v2/machines/1";
    let expected = [
        format!("before {call} 1 None false"),
        format!("after {call} 1 Some(503) true"),
        format!("before {call} 2 None false"),
        format!("after {call} 2 Some(200) false"),
    ];
    assert_eq!(*log.lock().expect("no test panics with the lock"), expected);
}
