//! What an error says in words, and of which fields, in whatever form the API says it.

use crate::runtime::{Error, RetryPolicy};
use crate::support::{Canned, Network, reply, run};

fn failing(canned: Canned) -> Error {
    let network = Network::new([canned]);
    let client = network.builder().retry(RetryPolicy::none()).build().expect("complete");
    run(client.machines().get(1)).expect_err("it fails")
}

fn detail(body: &'static str) -> Option<String> {
    failing(reply(400, body)).detail()
}

fn fields(body: &'static str) -> Vec<(String, String)> {
    let found = failing(reply(400, body)).field_errors();
    found.into_iter().map(|(name, said)| (name, said.join(" "))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, said)| ((*name).to_owned(), (*said).to_owned())).collect()
}

#[test]
fn what_is_wrong_as_a_whole() {
    let cases = [
        (r#"{"detail": "Not found."}"#, Some("Not found.")),
        (r#"{"non_field_errors": ["One.", "Two."]}"#, Some("One.\nTwo.")),
        (r#"["It has no address.", "Try later."]"#, Some("It has no address.\nTry later.")),
        (r#""No.""#, Some("No.")),
        ("plain words", Some("plain words")),
        (r#"{"name": ["Too long."]}"#, None),
        (r#"{"detail": 7}"#, None),
        ("<h1>Server Error (500)</h1>", None),
        ("[]", None),
        ("  ", None),
    ];
    for (body, expected) in cases {
        assert_eq!(detail(body).as_deref(), expected, "{body}");
    }
}

#[test]
fn text_that_says_what_it_is() {
    let html = failing(reply(502, "Bad gateway").header("content-type", "text/html; charset=utf-8"));
    assert_eq!(html.detail(), None);
    let text = failing(reply(502, "Bad gateway").header("content-type", "Text/Plain"));
    assert_eq!(text.detail().as_deref(), Some("Bad gateway"));
}

#[test]
fn what_is_wrong_with_fields() {
    assert_eq!(
        fields(r#"{"name": ["Too long.", "No."], "size": "Odd.", "detail": "No."}"#),
        pairs(&[("name", "Too long. No."), ("size", "Odd.")])
    );
    assert_eq!(
        fields(r#"{"a": {"b": ["Deep."]}, "l": [{}, {"k": ["In a list."]}], "n": 7, "none": null, "e": []}"#),
        pairs(&[("a.b", "Deep."), ("l[1].k", "In a list."), ("n", "7")])
    );
    assert_eq!(
        fields(r#"{"l": ["As a whole.", {"k": "Of one."}]}"#),
        pairs(&[("l[0]", "As a whole."), ("l[1].k", "Of one.")])
    );
    for body in [r#"["x"]"#, "text", "<html>", r#"{"non_field_errors": ["x"]}"#, ""] {
        assert_eq!(fields(body), [], "{body}");
    }
}

#[test]
fn fields_under_a_key_of_their_own() {
    let of = |body: &'static str| failing(reply(422, body)).fields_apart().into_keys().collect::<Vec<_>>();
    assert_eq!(of(r#"{"message": "No.", "code": 3, "errors": {"name": ["No."], "a": {"b": "No."}}}"#), ["a.b", "name"]);
    assert!(of(r#"{"name": ["No."]}"#).is_empty() && of(r#"{"errors": ["No."]}"#).is_empty());
}

#[test]
fn no_refusal_says_nothing() {
    let error = failing(Canned::Broken);
    assert!(error.detail().is_none() && error.field_errors().is_empty());
    let error = failing(reply(200, r#"{"detail": "odd"}"#));
    assert!(error.is_decode() && error.detail().is_none() && error.field_errors().is_empty());
}
