//! Streams of JSON values, by line and by record.

use futures::StreamExt;

use crate::models::Kernel;
use crate::runtime::{Client, Method, Opening, RawRequest, Result, Values, request, streamed};
use crate::support::{Trickle, run};

#[derive(Clone, Debug)]
pub struct Log(RawRequest);

request!(Log: stream Values<Kernel>, Values::lines);
streamed!(Log, records: Values<Kernel>, "application/json-seq", Values::records);

fn log(client: &Client) -> Log {
    Log(client.request(Method::GET, "/log"))
}

fn all(text: &str, open: fn(Log) -> Opening<Values<Kernel>>) -> Vec<Result<Kernel>> {
    let read = |trickle: Trickle| {
        run(async { open(log(&trickle.client())).await.expect("it begins").collect::<Vec<_>>().await })
    };
    let whole = read(Trickle::new("text/plain", [text.as_bytes()]));
    let bytewise = read(Trickle::bytewise("text/plain", text));
    assert_eq!(ids(&whole), ids(&bytewise));
    bytewise
}

fn ids(values: &[Result<Kernel>]) -> Vec<Option<i64>> {
    values.iter().map(|it| it.as_ref().ok().map(|it| it.id)).collect()
}

#[test]
fn a_value_a_line() {
    let text = "{\"id\":1,\"name\":\"a\"}\n\n{\"id\":2,\"name\":\"b\\n\"}\r\n  \n{\"id\":3,\"name\":\"ü\"}";
    assert_eq!(ids(&all(text, Log::send)), [Some(1), Some(2), Some(3)]);
    assert_eq!(ids(&all("", Log::send)), []);
}

#[test]
fn a_line_that_does_not_fit_is_an_error_and_the_next_follows() {
    let values =
        all("{\"id\":1,\"name\":\"a\"}\nnonsense\n{\"id\":null}\n{\"id\":2,\"name\":\"b\"}\n{\"id\":3", Log::send);
    assert_eq!(ids(&values), [Some(1), None, None, Some(2), None]);
    let error = values[1].as_ref().expect_err("nonsense");
    assert!(error.is_decode());
    assert_eq!(error.raw_body(), Some(&b"nonsense"[..]));
    assert_eq!(values[4].as_ref().expect_err("cut off").raw_body(), Some(&b"{\"id\":3"[..]));
}

#[test]
fn a_value_a_record() {
    let text = "\u{1e}{\"id\":1,\n\"name\":\"a\"}\n\u{1e}{\"id\":2\u{1e}\u{1e}{\"id\":3,\"name\":\"c\"}\n";
    assert_eq!(ids(&all(text, Log::records)), [Some(1), None, Some(3)]);
}

#[test]
fn a_line_may_not_be_too_long() {
    let trickle = Trickle::bytewise("text/plain", &"x".repeat(200));
    let client = Client::builder().transport(trickle).max_reply_bytes(100).build().expect("complete");
    let values = run(async { log(&client).await.expect("it begins").collect::<Vec<_>>().await });
    assert_eq!(ids(&values), [None]);
    assert!(!values[0].as_ref().expect_err("too long").is_decode());
}

#[test]
fn a_broken_connection_ends_the_stream() {
    let trickle = Trickle::new("text/plain", [&b"{\"id\":1,\"name\":\"a\"}\n{\"id\":2"[..]]).then_breaks();
    let values = run(async { log(&trickle.client()).await.expect("it begins").collect::<Vec<_>>().await });
    assert_eq!(ids(&values), [Some(1), None]);
    assert!(values[1].as_ref().expect_err("it broke").is_retryable());
}
