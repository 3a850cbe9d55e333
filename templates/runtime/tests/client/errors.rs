//! What an error says, whatever the API sent.

use std::error::Error as _;

use http::StatusCode;

use crate::models::MachineCreate;
use crate::runtime::{Error, ErrorCase, StatusMatch, Timestamp};
use crate::support::{Canned, Network, enveloped, machine, reply, run};

fn failing(canned: Canned) -> Error {
    let network = Network::new([canned]);
    let client = network.builder().retry(crate::runtime::RetryPolicy::none()).build().expect("complete");
    run(client.machines().get(1)).expect_err("the API fails")
}

#[test]
fn everything_the_api_said() {
    let body =
        r#"{"id":"not_found","message":"The resource you were accessing could not be found.","request_id":"4d9d8375"}"#;
    let error = failing(reply(404, body).header("x-request-id", "from-the-header").header("ratelimit-remaining", "7"));
    assert!(error.is_not_found() && !error.is_retryable() && !error.is_decode());
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.code(), Some("not_found"));
    assert_eq!(error.message(), Some("The resource you were accessing could not be found."));
    assert_eq!(error.request_id(), Some("4d9d8375"));
    assert_eq!(error.rate_limit().remaining, Some(7));
    assert_eq!(error.raw_body(), Some(body.as_bytes()));
    assert_eq!(error.api().expect("the documented body").id, "not_found");
    assert_eq!(
        error.to_string(),
        "404 Not Found: not_found: The resource you were accessing could not be found. (operation machines_get, request id 4d9d8375)"
    );
}

#[test]
fn predicates() {
    let error = |status| failing(reply(status, "{}"));
    assert!(
        error(401).is_unauthorized()
            && error(403).is_forbidden()
            && error(409).is_conflict()
            && error(429).is_rate_limited()
    );
    assert!(
        error(400).is_validation()
            && error(422).is_validation()
            && error(503).is_server_error()
            && error(503).is_retryable()
    );
    assert!(!error(501).is_retryable() && error(501).is_server_error());
    assert!(failing(Canned::Refused).is_connect() && failing(Canned::Broken).is_retryable());
    assert!(!failing(Canned::Broken).is_connect() && !failing(Canned::Broken).is_timeout());
}

#[test]
fn bodies_of_any_shape() {
    let cases: [(&[u8], Option<&str>, Option<&str>); 9] = [
        (b"", None, None),
        (b"<html><body><h1>502 Bad\nGateway</h1></body></html>", None, None),
        (b"Caf\xe9", None, None),
        (b"[]", None, None),
        (b"null", None, None),
        (br#"{"id":7,"message":{"name":["taken"]}}"#, Some("7"), Some(r#"{"name":["taken"]}"#)),
        (br#"{"id":null,"message":""}"#, None, None),
        (br#"{"id":"x""#, None, None),
        ("\u{feff}{\"id\":\"bom\"}".as_bytes(), Some("bom"), None),
    ];
    for (body, code, message) in cases {
        let error = failing(reply(502, body).header("x-request-id", "r-1"));
        assert_eq!((error.code(), error.message(), error.request_id()), (code, message, Some("r-1")));
        assert_eq!(error.raw_body(), Some(body));
        assert!(error.to_string().starts_with("502 Bad Gateway: "), "{error}");
        assert!(!error.to_string().contains('\n'));
    }
}

#[test]
fn a_huge_body_is_kept_and_not_searched() {
    let body = |padding: usize| format!(r#"{{"id":"x","padding":"{}"}}"#, "-".repeat(padding));
    assert_eq!(failing(reply(500, body(1000))).code(), Some("x"));
    let error = failing(reply(500, body(1 << 20)));
    assert_eq!((error.code(), error.raw_body().map(<[u8]>::len)), (None, Some(body(1 << 20).len())));
}

#[test]
fn a_long_body_is_cut() {
    let error = failing(reply(500, "é".repeat(100_000)));
    assert!(error.to_string().chars().count() < 300, "{error}");
    assert_eq!(error.raw_body().map(<[u8]>::len), Some(200_000));
}

#[test]
fn the_id_of_what_was_created_is_not_lost() {
    let body =
        format!(r#"{{"machine":{}}}"#, machine(3164444, "new").replace(r#""name":"web-3164444""#, r#""name":null"#));
    let network = Network::new([reply(202, body.clone()).header("x-request-id", "r-2")]);
    let error = run(network.client().machines().create(MachineCreate { name: "web".to_owned(), image: None }))
        .expect_err("no name");
    assert!(error.is_decode() && !error.is_retryable());
    assert_eq!(network.sent().len(), 1);
    assert_eq!((error.status(), error.json_path()), (Some(StatusCode::ACCEPTED), Some("machine.name")));
    let raw: serde_json::Value = serde_json::from_slice(error.raw_body().expect("kept")).expect("it is JSON");
    assert_eq!(raw["machine"]["id"], 3164444);
    assert_eq!((error.request_id(), error.api()), (Some("r-2"), None));
    assert!(error.source().is_some() && error.to_string().contains("machine.name"), "{error}");
}

#[test]
fn any_2xx_is_a_success_of_the_declared_type() {
    for status in [200, 201, 202, 206, 299] {
        assert_eq!(
            run(Network::new([reply(status, enveloped(1, "new"))]).client().machines().get(1)).expect("a success").id,
            1
        );
        run(Network::new([reply(status, "<html>")]).client().machines().destroy(1)).expect("a body is not promised");
    }
    for body in ["", " ", "null", "[]", "<html>", "{}", r#"{"machine":1}"#] {
        let network = Network::new([reply(200, body)]);
        let error = run(network.client().machines().get(1)).expect_err("a Machine was promised");
        assert!(error.is_decode() && error.status() == Some(StatusCode::OK), "{body}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
    }
    assert!(failing(reply(304, "")).status().is_some_and(|status| status == 304));
}

#[test]
fn byte_order_marks_and_latin_1() {
    let marked = format!("\u{feff}{}", enveloped(1, "new"));
    assert_eq!(run(Network::new([reply(200, marked)]).client().machines().get(1)).expect("a mark is no matter").id, 1);
    let latin: Vec<u8> = enveloped(1, "new")
        .replace("web-1", "caf#")
        .bytes()
        .map(|byte| if byte == b'#' { 0xe9 } else { byte })
        .collect();
    let declared = reply(200, latin.clone()).header("content-type", "application/json; charset=ISO-8859-1");
    assert_eq!(run(Network::new([declared]).client().machines().get(1)).expect("declared").name, "café");
    assert!(run(Network::new([reply(200, latin)]).client().machines().get(1)).expect_err("not UTF-8").is_decode());
}

#[test]
fn everything_about_a_success() {
    let canned = reply(200, enveloped(1, "new"))
        .header("x-request-id", "r-3")
        .header("ratelimit-limit", "5000")
        .header("ratelimit-remaining", "4999");
    let network = Network::new([canned.header("ratelimit-reset", "1444931833")]);
    let client = network.client();
    assert_eq!(client.rate_limit().remaining, None);
    let response = run(client.machines().get(1).with_response()).expect("a success");
    assert_eq!((response.status(), response.request_id(), response.attempts()), (StatusCode::OK, Some("r-3"), 1));
    assert_eq!((response.rate_limit().limit, response.rate_limit().remaining), (Some(5000), Some(4999)));
    assert_eq!(response.rate_limit().reset, Timestamp::from_second(1_444_931_833).ok());
    assert_eq!(client.rate_limit(), response.rate_limit());
    assert_eq!(response.raw_body(), enveloped(1, "new").as_bytes());
    assert_eq!((response.machine.id, response.into_inner().machine.id), (1, 1));
}

#[test]
fn broken_rate_limit_headers_are_none() {
    let canned = reply(200, enveloped(1, "new")).header("ratelimit-limit", "many").header("ratelimit-remaining", "");
    let network = Network::new([canned.header("ratelimit-reset", "1444931833.5")]);
    let response = run(network.client().machines().get(1).with_response()).expect("a success all the same");
    assert_eq!(response.rate_limit(), Default::default());
}

#[test]
fn a_header_that_was_promised() {
    let error = run(Network::new([reply(200, "")]).client().machines().count()).expect_err("no count");
    assert!(error.is_decode() && error.to_string().contains("x-result-count"), "{error}");
}

#[test]
fn the_body_type_of_a_status() {
    let cases = [
        ErrorCase { operation: "", status: StatusMatch::Default, body: Some(0) },
        ErrorCase { operation: "", status: StatusMatch::Range(4), body: Some(1) },
        ErrorCase { operation: "machines_get", status: StatusMatch::Range(4), body: Some(2) },
        ErrorCase { operation: "machines_get", status: StatusMatch::Exact(409), body: Some(3) },
        ErrorCase { operation: "machines_get", status: StatusMatch::Exact(423), body: None },
        ErrorCase { operation: "other", status: StatusMatch::Exact(404), body: Some(4) },
    ];
    let body = |status| failing(reply(status, "{}")).case(&cases);
    assert_eq!([body(409), body(404), body(500)], [Some(3), Some(2), Some(0)]);
    assert_eq!(body(423), None, "what is said to have no body has none of a range's either");
    assert_eq!(failing(Canned::Refused).case(&cases), None);
}

#[test]
fn causes_are_chained() {
    let error = failing(Canned::Refused);
    let cause = error.source().expect("a cause");
    let chain = [cause.to_string(), cause.source().expect("its cause").to_string()];
    assert_eq!(chain, ["cannot connect", "connection refused"]);
}

#[test]
fn an_error_is_small_and_moves() {
    fn assert_moves<T: Send + Sync + 'static>() {}
    assert_moves::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
