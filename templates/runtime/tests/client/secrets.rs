//! Tokens: where they go, and where they never show.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::runtime::{Body, BoxFuture, Client, Form, Secret, Transport, TransportError};
use crate::support::{Canned, Network, TOKEN, enveloped, reply, run};

#[test]
fn debug_shows_no_token() {
    let network = Network::new([reply(401, r#"{"id":"unauthorized"}"#), Canned::Broken]);
    let builder = network.builder().default_header("X-Api-Key", TOKEN).retry(crate::runtime::RetryPolicy::none());
    let mut shown = format!("{builder:?} {:?}", Secret::from(TOKEN));
    let client = builder.build().expect("complete");
    let request = client.machines().get(1).header("X-Secret", TOKEN).query("key", TOKEN).body_field("password", TOKEN);
    shown += &format!("{client:?} {request:?} {:?} {:?}", client.machines(), request.clone().send());
    for request in [request.clone(), request] {
        let error = run(request).expect_err("both fail");
        shown += &format!("{error:?} {error} {error:#?}");
    }
    shown += &format!("{:?} {:?}", Form::new().text("password", TOKEN), Body::text(TOKEN));
    assert!(!shown.contains(TOKEN), "{shown}");
    assert!(shown.contains("machines_get"), "{shown}");
}

#[test]
fn the_header_is_marked_as_sensitive() {
    let network = Network::new([reply(200, enveloped(1, "new"))]);
    run(network.client().machines().get(1)).expect("a success");
    assert!(network.sent()[0].headers()["authorization"].is_sensitive());
    assert!(!format!("{:?}", network.sent()).contains(TOKEN));
}

#[test]
fn white_space_is_no_part_of_a_token() {
    let network = Network::new([reply(200, enveloped(1, "new"))]);
    let client = network.builder().token(format!("  {TOKEN}\r\n")).build().expect("complete");
    run(client.machines().get(1)).expect("a success");
    assert_eq!(network.sent()[0].headers()["authorization"], format!("Bearer {TOKEN}"));
}

#[test]
fn a_token_that_cannot_be_sent_is_not_shown() {
    for token in ["", "  ", "top\nsecret"] {
        let error = Network::default().builder().token(token).build().expect_err("not a token");
        assert!(error.is_usage() && !format!("{error:?}").contains("top"), "{error:?}");
    }
}

#[test]
fn a_provider_is_asked_before_every_attempt() {
    let asked = Arc::new(AtomicU32::new(0));
    let provider = {
        let asked = asked.clone();
        move || {
            let number = asked.fetch_add(1, Ordering::Relaxed);
            async move { Ok::<_, std::io::Error>(Secret::from(format!("token-{number}"))) }
        }
    };
    let network = Network::new([reply(500, ""), reply(200, enveloped(1, "new"))]);
    run(network.builder().token_provider(provider).build().expect("complete").machines().get(1)).expect("a success");
    let tokens: Vec<_> = network.sent().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(tokens, ["Bearer token-0", "Bearer token-1"]);
}

#[test]
fn a_provider_that_fails_ends_the_call() {
    let network = Network::default();
    let client = network
        .builder()
        .token_provider(|| async { Err::<Secret, _>(std::io::Error::other("no keychain")) })
        .build()
        .expect("complete");
    let error = run(client.machines().get(1)).expect_err("no token");
    assert!(network.sent().is_empty() && !error.is_retryable());
    assert_eq!(std::error::Error::source(&error).map(ToString::to_string).as_deref(), Some("no keychain"));
}

#[test]
fn the_callers_own_authorization_is_left_alone() {
    let network = Network::new([reply(200, enveloped(1, "new"))]);
    run(network.client().machines().get(1).header("Authorization", "Bearer other")).expect("a success");
    assert_eq!(network.sent()[0].headers()["authorization"], "Bearer other");
}

#[test]
fn a_client_moves_between_threads() {
    fn assert_moves<T: Clone + Send + Sync + 'static>(_: &T) {}
    assert_moves(&Network::default().client());
    fn assert_object_safe(_: Option<BoxFuture<'_, Result<Box<dyn Transport>, TransportError>>>) {}
    assert_object_safe(None);
    assert_eq!(size_of::<Client>(), size_of::<usize>());
}
