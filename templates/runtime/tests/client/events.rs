//! Streams of events, however they are cut into chunks.

use futures::{StreamExt, TryStreamExt};
use std::time::Duration;

use crate::models::Kernel;
use crate::runtime::{Client, Event, Events, Method, Opening, RawRequest, Result, streamed};
use crate::support::{Network, Trickle, reply, run};

const KIND: &str = "text/event-stream; charset=utf-8";

#[derive(Clone, Debug)]
pub struct Watch(RawRequest);

streamed!(Watch, events: Events<Kernel>, "text/event-stream", Events::json);
streamed!(Watch, whole: Events<Whole>, "text/event-stream", Events::whole);
streamed!(Watch, texts: Events<String>, "text/event-stream", Events::text);

#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    pub event: Option<String>,
    pub data: Kernel,
}

crate::runtime::json_object!(Whole { "event" => event: optional, "data" => data: required });

fn watch(client: &Client) -> Watch {
    Watch(client.request(Method::GET, "/watch"))
}

/// All that comes, in chunks of one byte and in one chunk, which must be the same.
fn all<T: Clone>(text: &str, open: fn(Watch) -> Opening<Events<T>>) -> Vec<Result<Event<T>>> {
    let read = |trickle: Trickle| {
        run(async {
            let events = open(watch(&trickle.client())).await.expect("the stream begins");
            events.collect::<Vec<_>>().await
        })
    };
    let whole = read(Trickle::new(KIND, [text.as_bytes()]));
    let bytewise = read(Trickle::bytewise(KIND, text));
    let raw = |all: &[Result<Event<T>>]| -> Vec<String> {
        all.iter().map(|it| it.as_ref().map_or_else(ToString::to_string, |it| it.raw.clone())).collect()
    };
    assert_eq!(raw(&whole), raw(&bytewise));
    bytewise
}

fn texts(text: &str) -> Vec<Event<String>> {
    all(text, Watch::texts).into_iter().map(|it| it.expect("nothing breaks")).collect()
}

fn raw(text: &str) -> Vec<String> {
    texts(text).into_iter().map(|it| it.raw).collect()
}

#[test]
fn lines_end_in_any_way() {
    for end in ["\n", "\r", "\r\n"] {
        let text = "data: a\ndata: b\n\ndata:c\n\n".replace('\n', end);
        assert_eq!(raw(&text), ["a\nb", "c"], "{end:?}");
    }
}

#[test]
fn only_one_space_is_stripped_and_only_known_fields_count() {
    assert_eq!(raw("\u{feff}data:  a\n: a comment\nodd: x\ndata\ndata:\n\n"), [" a\n\n"]);
    assert_eq!(raw("\u{feff}\u{feff}data: a\n\ndata: b\n\n"), ["b"], "a second mark belongs to the field's name");
}

#[test]
fn an_event_without_data_or_without_end_is_none() {
    assert_eq!(raw("event: ping\n\nid: 7\n\ndata: a\n\ndata: cut off"), ["a"]);
    assert_eq!(raw("data: a\n\ndata: cut off\n"), ["a"]);
    assert_eq!(raw(""), [""; 0]);
    assert_eq!(raw("data\n\n"), [""], "empty data is data");
}

#[test]
fn kind_id_and_retry_are_kept() {
    let events = texts("event: added\nid: 7\nretry: 1500\ndata: a\n\nid: 8\0\nretry: soon\nevent:\ndata: é\n\n");
    let first = &events[0];
    assert_eq!((first.event.as_deref(), first.id.as_deref()), (Some("added"), Some("7")));
    assert_eq!(first.retry, Some(Duration::from_millis(1500)));
    let second = &events[1];
    assert_eq!((second.event.as_deref(), second.id.as_deref(), second.retry), (None, None, None));
    assert_eq!(second.raw, "é", "characters may be cut by chunks");
}

#[test]
fn the_last_id_is_remembered() {
    let trickle = Trickle::bytewise(KIND, "id: 7\ndata: a\n\ndata: b\n\n");
    run(async {
        let mut events = watch(&trickle.client()).texts().await.expect("it begins");
        assert_eq!((events.status().as_u16(), events.request_id(), events.last_event_id()), (200, Some("r-1"), None));
        while events.try_next().await.expect("nothing breaks").is_some() {}
        assert_eq!(events.last_event_id(), Some("7"));
    });
}

#[test]
fn data_is_decoded_and_what_does_not_fit_does_not_end_the_stream() {
    let text = "data: {\"id\":1,\ndata: \"name\":\"a\"}\n\ndata: {\"id\":\"x\"}\n\ndata: {\"id\":2,\"name\":\"b\"}\n\ndata: [DONE]\n\n";
    let events = all(text, Watch::events);
    let ids: Vec<_> = events.iter().flatten().map(|it| it.data.as_ref().map(|it| it.id)).collect();
    assert_eq!(ids, [Some(1), Some(2), None]);
    assert_eq!(events[3].as_ref().expect("it is an event").raw, "[DONE]");
    let error = events[1].as_ref().expect_err("an id is a number");
    assert!(error.is_decode() && error.json_path() == Some("id"), "{error}");
    assert_eq!((error.raw_body(), error.request_id()), (Some(&br#"{"id":"x"}"#[..]), Some("r-1")));
}

#[test]
fn a_whole_event_is_an_object() {
    let events = all("event: added\ndata: {\"id\":1,\"name\":\"a\"}\n\ndata: [DONE]\n\n", Watch::whole);
    let first = events[0].as_ref().expect("it fits").data.clone().expect("JSON");
    assert_eq!((first.event.as_deref(), first.data.id), (Some("added"), 1));
    assert_eq!(events[1].as_ref().expect("it is an event").data, None);
}

#[test]
fn what_is_no_stream_of_events_is_an_error() {
    let network = Network::new([reply(200, r#"{"id":1}"#).header("content-type", "application/json")]);
    let error = run(watch(&network.client()).events()).expect_err("JSON is no stream");
    assert!(error.is_decode() && error.to_string().contains("no stream of events"), "{error}");
    assert_eq!(network.sent()[0].headers()["accept"], "text/event-stream");
}

#[test]
fn a_failure_is_an_error_with_its_body_and_is_retried_before_the_stream_begins() {
    let network = Network::new([reply(503, "busy"), reply(404, r#"{"id":"not_found","message":"gone"}"#)]);
    let error = run(watch(&network.client()).events()).expect_err("not found");
    assert!(error.is_not_found() && error.attempts() == 2, "{error}");
    assert_eq!(error.message(), Some("gone"));
}

#[test]
fn a_broken_connection_ends_the_stream_with_an_error() {
    let trickle = Trickle::new(KIND, [&b"data: {\"id\":1,\"name\":\"a\"}\n\ndata:"[..]]).then_breaks();
    let all = run(async { watch(&trickle.client()).events().await.expect("it begins").collect::<Vec<_>>().await });
    assert_eq!(all.len(), 2);
    let error = all[1].as_ref().expect_err("it broke");
    assert!(error.is_retryable() && !error.is_decode() && error.request_id() == Some("r-1"), "{error}");
}

#[test]
fn an_event_may_not_be_too_long() {
    for text in [format!("data: {}", "x".repeat(200)), "data: x\n".repeat(40)] {
        let client = Client::builder().transport(Trickle::bytewise(KIND, &text)).max_reply_bytes(100);
        let client = client.build().expect("complete");
        let all = run(async { watch(&client).events().await.expect("it begins").collect::<Vec<_>>().await });
        assert_eq!(all.len(), 1);
        let error = all[0].as_ref().expect_err("too long");
        assert!(!error.is_retryable() && std::error::Error::source(error).is_some(), "{error}");
    }
}

#[test]
fn comments_may_go_on_for_ever() {
    let text = format!("{}data: x\n\n", ": still here\n".repeat(40));
    let client = Client::builder().transport(Trickle::bytewise(KIND, &text)).max_reply_bytes(100);
    let client = client.build().expect("complete");
    let all = run(async { watch(&client).texts().await.expect("it begins").try_collect::<Vec<_>>().await });
    assert_eq!(all.expect("nothing is too long")[0].raw, "x");
}
