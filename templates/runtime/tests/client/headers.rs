//! Headers of replies as values.

use crate::runtime::{Response, Timestamp};
use crate::support::{Network, reply, run};

fn with_headers(headers: &[(&'static str, &str)]) -> Response<()> {
    let canned = headers.iter().fold(reply(200, ""), |reply, (name, value)| reply.header(name, *value));
    run(Network::new([canned]).client().machines().count().with_response()).expect("a success")
}

#[test]
fn one_value() {
    let reply = with_headers(&[("x-total", " 42 "), ("x-at", "2026-11-22T03:00:00Z"), ("x-odd", "many")]);
    assert_eq!(reply.header_value::<i64>("X-Total"), Some(42));
    assert!(reply.header_value::<Timestamp>("x-at").is_some());
    assert_eq!((reply.header_value::<i64>("x-odd"), reply.header_value::<i64>("x-none")), (None, None));
}

#[test]
fn several_values() {
    let reply = with_headers(&[("x-ids", "1, 2"), ("x-ids", "3,"), ("x-odd", "1, two"), ("x-empty", "")]);
    assert_eq!(reply.header_values::<i64>("x-ids"), Some(vec![1, 2, 3]));
    assert_eq!((reply.header_values::<i64>("x-odd"), reply.header_values::<i64>("x-none")), (None, None));
    assert_eq!(reply.header_values::<String>("x-empty"), Some(Vec::new()));
}

#[test]
fn lines_keep_their_commas() {
    let cookies = ["a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT", "b=2"];
    let reply = with_headers(&[("set-cookie", cookies[0]), ("set-cookie", cookies[1])]);
    assert_eq!(reply.header_lines("Set-Cookie"), Some(cookies.map(str::to_owned).to_vec()));
    assert_eq!(reply.header_lines("x-none"), None);
}
