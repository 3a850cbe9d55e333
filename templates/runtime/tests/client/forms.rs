//! Forms: each property written as its style says.

use serde_json::{Value, json};

use crate::runtime::{FieldStyle, Method, RawRequest};
use crate::support::{Network, reply, run};

fn request(network: &Network) -> RawRequest {
    network.client().request(Method::POST, "/form")
}

fn sent(body: &Value, styles: &[(&str, FieldStyle)]) -> String {
    let network = Network::new([reply(200, "")]);
    run(request(&network).form(body, styles).send_bytes()).expect("sent");
    assert_eq!(network.sent()[0].headers()["content-type"], "application/x-www-form-urlencoded");
    network.body()
}

#[test]
fn by_default_lists_repeat_and_objects_are_json() {
    let body =
        json!({"a": 1, "b": [true, "x y"], "c": {"d": [1]}, "e": [{"f": 1}], "g": null, "h": 1.0, "i": 1.5, "j": []});
    assert_eq!(sent(&body, &[]), "a=1&b=true&b=x%20y&c=%7B%22d%22%3A%5B1%5D%7D&e=%7B%22f%22%3A1%7D&g=&h=1&i=1.5");
    assert_eq!(sent(&json!({}), &[]), "");
    assert_eq!(sent(&json!({"a&b": "c=d+e%é"}), &[]), "a%26b=c%3Dd%2Be%25%C3%A9");
}

#[test]
fn every_style_in_its_own_way() {
    for (style, value, expected) in [
        (FieldStyle::Joined(","), json!(["a", "b,c"]), "x=a,b%2Cc"),
        (FieldStyle::Joined(" "), json!([1, 2]), "x=1%202"),
        (FieldStyle::Joined("|"), json!([1, 2]), "x=1%7C2"),
        (FieldStyle::Joined(","), json!({"a": 1, "b": 2}), "x=a,1,b,2"),
        (FieldStyle::Joined(","), json!([]), ""),
        (FieldStyle::Exploded, json!({"a": 1, "b": "c d"}), "a=1&b=c%20d"),
        (FieldStyle::Exploded, json!([1, 2]), "x=1&x=2"),
        (
            FieldStyle::Deep,
            json!({"a": {"b": 1}, "c": [2, {"d": 3}]}),
            "x%5Ba%5D%5Bb%5D=1&x%5Bc%5D%5B0%5D=2&x%5Bc%5D%5B1%5D%5Bd%5D=3",
        ),
        (FieldStyle::Deep, json!("plain"), "x=plain"),
        (FieldStyle::Json, json!("text"), "x=%22text%22"),
        (FieldStyle::Json, json!([1, 2]), "x=%5B1%2C2%5D"),
        (FieldStyle::Reserved, json!("https://a/b?c=d&e#f"), "x=https://a/b?c%3Dd%26e%23f"),
    ] {
        assert_eq!(sent(&json!({"x": value}), &[("x", style)]), expected, "{style:?} of {value}");
    }
}

#[test]
fn only_an_object_is_a_form() {
    let error = run(request(&Network::new([])).form(&json!([1]), &[]).send_bytes()).expect_err("a list");
    assert!(error.is_usage(), "{error}");
}
