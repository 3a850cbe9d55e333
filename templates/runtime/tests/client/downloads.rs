//! Replies that are read in chunks.

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};

use crate::runtime::{Method, StatusCode};
use crate::support::{Network, Trickle, reply, run};

#[test]
fn chunks_come_as_they_are() {
    let trickle = Trickle::new("image/png", [&b"ab"[..], b"", b"c"]);
    run(async {
        let mut file = trickle.client().request(Method::GET, "/file").stream().await.expect("it begins");
        assert_eq!((file.status(), file.request_id(), file.attempts()), (StatusCode::OK, Some("r-1"), 1));
        assert_eq!((file.headers()["content-type"].as_bytes(), file.length()), (&b"image/png"[..], None));
        let mut all = Vec::new();
        while let Some(chunk) = file.try_next().await.expect("nothing breaks") {
            all.extend_from_slice(&chunk);
        }
        assert_eq!(all, b"abc");
        assert!(file.next().await.is_none());
    });
}

#[test]
fn a_transport_without_streams_gives_one_chunk() {
    let network = Network::new([reply(206, "abc").header("content-length", "3")]);
    run(async {
        let file = network.client().request(Method::GET, "/file").stream().await.expect("it begins");
        assert_eq!((file.status().as_u16(), file.length()), (206, Some(3)));
        assert_eq!(file.try_collect::<Vec<_>>().await.expect("nothing breaks"), [Bytes::from("abc")]);
    });
}

#[test]
fn what_breaks_off_says_what_came_before() {
    let trickle = Trickle::new("image/png", [&b"ab"[..]]).then_breaks();
    run(async {
        let mut file = trickle.client().request(Method::GET, "/file").stream().await.expect("it begins");
        assert_eq!(file.next().await.expect("a chunk").expect("it is there"), "ab");
        let error = file.next().await.expect("an error").expect_err("it broke");
        assert!(error.is_retryable() && error.status() == Some(StatusCode::OK), "{error}");
        assert!(file.next().await.is_none(), "after an error it ends");
    });
}

#[test]
fn redirects_and_retries_come_before_the_stream() {
    let network = Network::new([
        reply(302, "").header("location", "/elsewhere"),
        reply(500, "oops"),
        reply(302, "").header("location", "/elsewhere"),
        reply(200, "here"),
    ]);
    run(async {
        let file = network.client().request(Method::GET, "/file").stream().await.expect("it begins");
        assert_eq!(file.attempts(), 2);
        assert_eq!(file.try_collect::<Vec<_>>().await.expect("nothing breaks"), [Bytes::from("here")]);
    });
}
