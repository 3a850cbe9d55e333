//! Request bodies that are read while they are sent: what may be sent again, and what is sent once.

use bytes::Bytes;
use futures::stream;
use http::header::CONTENT_TYPE;

use crate::runtime::{Body, Method, RawRequest};
use crate::support::{Canned, Network, reply, run};

fn put(network: &Network, body: impl Into<Body>) -> RawRequest {
    network.client().request(Method::PUT, "/file").body(body)
}

fn chunks() -> Body {
    Body::stream(stream::iter(["ab", "c"].map(|it| Ok::<_, std::io::Error>(Bytes::from(it)))))
}

/// A file of this test's own, removed in the end.
struct Scratch(std::path::PathBuf);

impl Scratch {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("runtime-{}-{name}", std::process::id()));
        std::fs::write(&path, content).expect("the folder is writable");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_stream_is_sent_once() {
    for first in [reply(503, "busy"), Canned::Broken, Canned::Refused, reply(429, "")] {
        let network = Network::new([first, reply(200, "")]);
        let error = run(put(&network, chunks()).send_bytes()).expect_err("not sent again");
        assert_eq!((network.sent().len(), network.body().as_str()), (1, "abc"));
        assert!(
            error.is_retryable() && error.to_string().contains("not sent again as its body is a stream"),
            "{error}"
        );
    }
}

#[test]
fn an_error_that_is_not_retried_anyway_says_nothing_of_streams() {
    let network = Network::new([reply(404, "")]);
    let error = run(put(&network, chunks()).send_bytes()).expect_err("not found");
    assert!(!error.to_string().contains("stream"), "{error}");
}

#[test]
fn a_stream_follows_no_redirect() {
    let network = Network::new([reply(307, "").header("location", "/elsewhere"), reply(200, "")]);
    let error = run(put(&network, chunks()).send_bytes()).expect_err("not followed");
    assert_eq!((error.status().map(|it| it.as_u16()), network.sent().len()), (Some(307), 1));
    assert!(error.to_string().contains("its body is a stream"), "{error}");
}

#[test]
fn a_clone_of_a_request_has_no_stream_left() {
    let network = Network::new([reply(200, ""), reply(200, "")]);
    let request = put(&network, chunks());
    run(request.clone().send_bytes()).expect("sent");
    let error = run(request.send_bytes()).expect_err("there is nothing to send");
    assert!(error.is_usage(), "{error}");
    assert_eq!(network.sent().len(), 1);
}

#[test]
fn bytes_are_sent_again() {
    let network = Network::new([reply(503, ""), reply(307, "").header("location", "/elsewhere"), reply(200, "")]);
    run(put(&network, b"abc".to_vec()).send_bytes()).expect("sent in the end");
    assert_eq!((network.sent().len(), network.body().as_str()), (3, "abc"));
}

#[tokio::test]
async fn a_file_is_opened_again() {
    let file = Scratch::new("again", b"abc");
    let network = Network::new([reply(307, "").header("location", "/elsewhere"), reply(200, "")]);
    put(&network, Body::file(&file.0)).send_bytes().await.expect("sent in the end");
    assert_eq!((network.sent().len(), network.body().as_str()), (2, "abc"));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let network = Network::new([reply(200, "")]);
    let error = put(&network, Body::file("/no/such/cat.png")).send_bytes().await.expect_err("no file");
    let cause = std::error::Error::source(&error).expect("a cause").to_string();
    assert!(error.is_usage() && cause.contains("/no/such/cat.png"), "{error}: {cause}");
    assert!(network.sent().is_empty());
}

#[test]
fn a_stream_that_fails_is_no_passing_trouble() {
    let network = Network::new([reply(200, ""), reply(200, "")]);
    let body = Body::stream(stream::iter([Ok(Bytes::from("a")), Err("the tape tore")]));
    let error = run(put(&network, body).send_bytes()).expect_err("it cannot be read");
    assert!(!error.is_retryable() && network.sent().is_empty(), "{error}");
}

#[test]
fn a_body_has_the_type_it_was_given() {
    for (body, kind) in [
        (chunks(), "application/octet-stream"),
        (Body::new("image/png", chunks()), "image/png"),
        (Body::from("x"), "application/octet-stream"),
        (Body::text("x"), "text/plain; charset=utf-8"),
    ] {
        let network = Network::new([reply(200, "")]);
        run(put(&network, body).send_bytes()).expect("sent");
        assert_eq!(network.sent()[0].headers()[CONTENT_TYPE], kind);
    }
}

#[test]
fn body_fields_need_json_in_memory() {
    let network = Network::new([]);
    let error = run(put(&network, chunks()).body_field("a", &1).send_bytes()).expect_err("no JSON");
    assert!(error.is_usage(), "{error}");
}
