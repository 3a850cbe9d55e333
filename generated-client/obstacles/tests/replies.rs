//! What becomes of replies: statuses and their bodies, and errors of every kind.

mod support;

use obstacles::models::{Color, Outage, Problem, Statuses409Error};
use obstacles::{ApiErrorBody, Error};
use serde_json::{Value, json};
use support::{Course, Reply};

/// The error that comes of a reply.
async fn refused(reply: Reply) -> Error {
    let course = Course::start();
    course.replies([reply]);
    course.client().replies().statuses().await.expect_err("it is an error")
}

#[tokio::test]
async fn bodies_of_errors_are_typed_by_status() {
    let until = "2026-11-22T00:00:00Z";
    let outage = json!({"until": until, "code": "down", "request_id": "r-1"});
    let typed_outage: Outage = serde_json::from_value(outage.clone()).expect("it fits");
    let problem: Problem = serde_json::from_value(json!({"title": "gone"})).expect("it fits");
    for (status, body, expected) in [
        (404, json!({"title": "gone"}), Some(ApiErrorBody::Problem(problem))),
        (409, json!({"conflict": "a"}), Some(ApiErrorBody::Statuses409Error(Statuses409Error::new("a")))),
        (422, json!(["a", "b"]), Some(ApiErrorBody::TextList(vec!["a".to_owned(), "b".to_owned()]))),
        (503, outage, Some(ApiErrorBody::Outage(typed_outage))),
        // Neither 2xx nor one of the ranges.
        (302, json!({"a": 1}), Some(ApiErrorBody::Json(json!({"a": 1})))),
        // Not as described: the raw body is still there.
        (409, json!(["a"]), None),
        (404, Value::Null, None),
    ] {
        let err = refused(Reply::json(status, body.clone())).await;
        assert_eq!((err.status().map(|it| it.as_u16()), err.api()), (Some(status), expected), "{status} {body}");
        assert_eq!(err.raw_body(), Some(body.to_string().as_bytes()));
    }
}

#[tokio::test]
async fn code_message_and_id_are_found_by_the_keys_of_client_toml() {
    let err = refused(Reply::json(404, json!({"code": "c", "title": "t", "request_id": "r"}))).await;
    assert_eq!((err.code(), err.message(), err.request_id()), (Some("c"), Some("t"), Some("r")));
    // The first key that is there counts, and the header where the body has no id.
    let err = refused(Reply::json(404, json!({"message": "m", "title": "t"})).header("x-request-id", "h")).await;
    assert_eq!((err.code(), err.message(), err.request_id()), (None, Some("m"), Some("h")));
}

#[tokio::test]
async fn errors_need_no_json() {
    let err = refused(Reply::new(404, "text/html", "<h1>Nothing here</h1>")).await;
    assert!(err.is_not_found() && err.api().is_none(), "{err}");
    assert_eq!(err.raw_body(), Some(&b"<h1>Nothing here</h1>"[..]));
    let err = refused(Reply::empty(500)).await;
    assert!(err.is_server_error() && err.api().is_none(), "{err}");
}

#[tokio::test]
async fn a_success_that_does_not_fit_keeps_its_body_and_says_where() {
    let course = Course::start();
    course.replies([Reply::json(200, json!({"R": "red"}))]);
    let err = course.client().replies().statuses().await.expect_err("it does not fit");
    assert_eq!(err.status().map(|it| it.as_u16()), Some(200));
    assert!(err.to_string().contains('R'), "{err}");
    assert_eq!(err.raw_body(), Some(&br#"{"R":"red"}"#[..]));
}

#[tokio::test]
async fn every_success_of_a_range_is_one() -> Result<(), Error> {
    let course = Course::start();
    for status in [200, 201, 226, 299] {
        course.replies([Reply::json(status, json!({"G": 1}))]);
        assert_eq!(course.client().replies().statuses().await?, Color::new().g(1));
    }
    Ok(())
}
