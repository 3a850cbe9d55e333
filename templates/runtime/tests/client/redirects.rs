//! Redirects are followed here, and no secret follows them elsewhere.

use http::header::{ACCEPT, AUTHORIZATION, COOKIE};

use crate::models::MachineCreate;
use crate::runtime::Method;
use crate::support::{Network, TOKEN, enveloped, reply, run};

fn create() -> MachineCreate {
    MachineCreate { name: "web".to_owned(), image: None }
}

#[test]
fn a_get_follows_every_redirect_with_its_token() {
    for status in [301, 302, 303, 307, 308] {
        let network = Network::new([
            reply(status, "").header("location", "/v3/machines/1?x=y"),
            reply(200, enveloped(1, "active")),
        ]);
        run(network.client().machines().get(1)).expect("the redirect is followed");
        assert_eq!(network.lines()[1], "GET https://api.example.com/v3/machines/1?x=y", "{status}");
        assert_eq!(network.sent()[1].headers()[AUTHORIZATION], format!("Bearer {TOKEN}"));
    }
}

#[test]
fn a_head_stays_a_head() {
    let network =
        Network::new([reply(302, "").header("location", "/count"), reply(200, "").header("x-result-count", "7")]);
    assert_eq!(run(network.client().machines().count()).expect("counted"), 7);
    assert_eq!(network.lines()[1], "HEAD https://api.example.com/count");
}

#[test]
fn a_post_is_redirected_only_as_a_post() {
    for status in [307, 308] {
        let network =
            Network::new([reply(status, "").header("location", "/v3/machines"), reply(202, enveloped(1, "new"))]);
        run(network.client().machines().create(create())).expect("the redirect is followed");
        assert_eq!(network.lines()[1], "POST https://api.example.com/v3/machines");
        assert_eq!(network.body(), r#"{"name":"web"}"#);
    }
    for status in [301, 302, 303] {
        let network = Network::new([reply(status, "").header("location", "/v3/machines")]);
        let error = run(network.client().machines().create(create())).expect_err("it would become a GET");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(network.sent().len(), 1);
    }
}

#[test]
fn no_secret_goes_to_another_origin() {
    for elsewhere in [
        "https://evil.example/x",
        "https://api.example.com:8443/x",
        "//evil.example/x",
        "https://api.example.com.evil.example/",
    ] {
        let network = Network::new([reply(302, "").header("location", elsewhere), reply(200, enveloped(1, "active"))]);
        let client = network
            .builder()
            .default_header("X-Api-Key", "also-secret")
            .default_header("Cookie", "session=1")
            .build()
            .expect("complete");
        run(client.machines().get(1).header("X-Mine", "mine")).expect("the redirect is followed");
        let (first, second) = (&network.sent()[0], &network.sent()[1]);
        assert!(first.headers().contains_key(AUTHORIZATION) && first.headers().contains_key("x-api-key"));
        for name in [AUTHORIZATION.as_str(), "x-api-key", "x-mine", COOKIE.as_str()] {
            assert!(!second.headers().contains_key(name), "{name} went to {elsewhere}");
        }
        assert_eq!(second.headers()[ACCEPT], "application/json");
    }
}

#[test]
fn once_away_the_token_stays_away() {
    let back = "https://api.example.com/v2/machines/1";
    let network = Network::new([
        reply(302, "").header("location", "https://evil.example/"),
        reply(302, "").header("location", back),
        reply(200, enveloped(1, "active")),
    ]);
    run(network.client().machines().get(1)).expect("the redirects are followed");
    assert!(!network.sent()[2].headers().contains_key(AUTHORIZATION));
}

#[test]
fn https_is_not_left_for_http() {
    let network = Network::new([reply(302, "").header("location", "http://api.example.com/v2/machines/1")]);
    let error = run(network.client().machines().get(1)).expect_err("not followed");
    assert_eq!((error.status().map(|status| status.as_u16()), network.sent().len()), (Some(302), 1));
}

#[test]
fn redirects_come_to_an_end() {
    let network = Network::new((0..40).map(|_| reply(302, "").header("location", "/again")));
    let error = run(network.client().machines().get(1)).expect_err("a circle");
    assert_eq!((network.sent().len(), error.attempts()), (11, 1), "ten redirects are followed, once");
    assert!(!error.is_retryable());
}

#[test]
fn a_redirect_to_nowhere_is_an_error() {
    for location in [None, Some("javascript:alert(1)"), Some("http://[")] {
        let canned = reply(301, "moved");
        let canned = if let Some(location) = location { canned.header("location", location) } else { canned };
        let network = Network::new([canned]);
        let error = run(network.client().request(Method::GET, "/x").send_bytes()).expect_err("not followed");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(301));
        assert_eq!(error.raw_body(), Some(&b"moved"[..]));
    }
}
