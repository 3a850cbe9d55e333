//! Paths, queries, headers and bodies.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::models::{Filter, Hour, MachineCreate, MachineStatus, MachineUpdate};
use crate::runtime::{Body, Method, Param, RawRequest, Style, Timestamp, ToParam};
use crate::support::{Network, enveloped, reply, run};

fn object() -> BTreeMap<String, i64> {
    BTreeMap::from([("G".to_owned(), 200), ("R".to_owned(), 100)])
}

fn encoded(style: Style, value: &dyn ToParam) -> String {
    style.encode("color", &value.to_param()).unwrap_or_else(|| "nothing".to_owned())
}

#[test]
fn every_style() {
    let list = ["blue", "black"];
    let object = object();
    let table: [(Style, [&str; 3]); 13] = [
        (Style::Simple { explode: false }, ["blue", "blue,black", "G,200,R,100"]),
        (Style::Simple { explode: true }, ["blue", "blue,black", "G=200,R=100"]),
        (Style::Label { explode: false }, [".blue", ".blue,black", ".G,200,R,100"]),
        (Style::Label { explode: true }, [".blue", ".blue.black", ".G=200.R=100"]),
        (Style::Matrix { explode: false }, [";color=blue", ";color=blue,black", ";color=G,200,R,100"]),
        (Style::Matrix { explode: true }, [";color=blue", ";color=blue;color=black", ";G=200;R=100"]),
        (Style::Form { explode: false }, ["color=blue", "color=blue,black", "color=G,200,R,100"]),
        (Style::Form { explode: true }, ["color=blue", "color=blue&color=black", "G=200&R=100"]),
        (Style::SpaceDelimited { explode: false }, ["color=blue", "color=blue%20black", "color=G%20200%20R%20100"]),
        (Style::SpaceDelimited { explode: true }, ["color=blue", "color=blue&color=black", "G=200&R=100"]),
        (Style::PipeDelimited { explode: false }, ["color=blue", "color=blue%7Cblack", "color=G%7C200%7CR%7C100"]),
        (Style::PipeDelimited { explode: true }, ["color=blue", "color=blue&color=black", "G=200&R=100"]),
        (Style::DeepObject, ["color=blue", "color=blue&color=black", "color%5BG%5D=200&color%5BR%5D=100"]),
    ];
    for (style, [scalar, several, named]) in table {
        assert_eq!(encoded(style, &"blue"), scalar, "{style:?}");
        assert_eq!(encoded(style, &list), several, "{style:?}");
        assert_eq!(encoded(style, &object), named, "{style:?}");
    }
    assert_eq!(encoded(Style::Matrix { explode: false }, &""), ";color");
    assert_eq!(encoded(Style::Form { explode: true }, &""), "color=");
    assert_eq!(encoded(Style::Form { explode: true }, &Vec::<String>::new()), "nothing");
    assert_eq!(encoded(Style::Form { explode: true }, &None::<String>), "nothing");
}

#[test]
fn a_separator_in_a_value_is_escaped() {
    assert_eq!(encoded(Style::Form { explode: false }, &["a,b", "c&d=e"]), "color=a%2Cb,c%26d%3De");
    assert_eq!(encoded(Style::PipeDelimited { explode: false }, &["a|b"]), "color=a%7Cb");
}

#[test]
fn every_type() {
    let moment: Timestamp = "2020-07-21T18:37:44Z".parse().expect("a moment");
    let texts = [
        true.to_param(),
        (-5_i64).to_param(),
        7_i32.to_param(),
        2.5_f64.to_param(),
        "text".to_param(),
        String::from("text").to_param(),
        moment.to_param(),
        MachineStatus::from("odd").to_param(),
        Hour::Four.to_param(),
        Some(&&"text").to_param(),
    ];
    let expected = ["true", "-5", "7", "2.5", "text", "text", "2020-07-21T18:37:44Z", "odd", "4", "text"];
    assert_eq!(texts, expected.map(|text| Param::Scalar(text.to_owned())));
    let filter = Filter { region: None, size: 5 };
    assert_eq!(encoded(Style::DeepObject, &filter), "color%5Bsize%5D=5");
    assert_eq!(
        serde_json::json!([1, "a", {"b": null}]).to_param(),
        Param::List(vec!["1".to_owned(), "a".to_owned(), r#"{"b":null}"#.to_owned()])
    );
}

fn get_path(value: &str) -> Result<String, String> {
    let network = Network::new([reply(204, "")]);
    match run(network.client().machines().destroy_by_tag(value)) {
        Ok(()) => Ok(network.target()),
        Err(error) => {
            assert!(error.is_usage() && network.sent().is_empty());
            Err(error.to_string())
        }
    }
}

#[test]
fn a_path_value_cannot_change_the_path() {
    let cases = [
        ("a/b", "a%2Fb"),
        ("../machines", "..%2Fmachines"),
        ("a?b#c", "a%3Fb%23c"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("a b+c", "a%20b%2Bc"),
        ("env:prod", "env%3Aprod"),
        ("grün", "gr%C3%BCn"),
        ("...", "..."),
        ("a\\b", "a%5Cb"),
        ("{tag_name}", "%7Btag_name%7D"),
        ("-._~", "-._~"),
    ];
    for (value, path) in cases {
        assert_eq!(get_path(value), Ok(format!("/v2/machines/tags/{path}")));
    }
    for value in ["", ".", ".."] {
        let problem = get_path(value).expect_err("it cannot be sent");
        assert!(problem.contains("tag_name"), "{problem}");
    }
}

#[test]
fn a_missing_path_value_is_named() {
    let error = run(Network::default().client().request(Method::GET, "/a/{b}").send_bytes()).expect_err("no value");
    assert!(error.to_string().contains("`b`"), "{error}");
}

fn sent(request: impl FnOnce(RawRequest) -> RawRequest) -> (String, Network) {
    let network = Network::new([reply(200, "{}")]);
    let raw = network.client().request(Method::POST, "/x?given=1");
    run(request(raw).send_bytes()).expect("it is sent");
    (network.target(), network)
}

#[test]
fn queries() {
    assert_eq!(sent(|raw| raw.query("q", &"a b&c=d/é")).0, "/x?given=1&q=a%20b%26c%3Dd%2F%C3%A9");
    assert_eq!(sent(|raw| raw.query("q", &["a", "b"]).query("q", &"c")).0, "/x?given=1&q=c", "the last setting counts");
    assert_eq!(sent(|raw| raw.query("q", &"").query_default("q", &"x").query_default("r", &1)).0, "/x?given=1&q=&r=1");
    assert_eq!(sent(|raw| raw.query("q", &1).query("q", &None::<i64>)).0, "/x?given=1");
    assert_eq!(sent(|raw| raw.query_json("q", &[1, 2])).0, "/x?given=1&q=%5B1%2C2%5D");
    assert_eq!(
        sent(|raw| raw.query_styled("ids", Style::PipeDelimited { explode: false }, &[1, 2])).0,
        "/x?given=1&ids=1%7C2"
    );
}

#[test]
fn headers_and_cookies() {
    let (_, network) = sent(|raw| {
        raw.header_param("X-Ids", &[1, 2])
            .header_param("X-None", &None::<bool>)
            .cookie_param("a", &"b c")
            .cookie_param("d", &1)
    });
    let headers = network.sent()[0].headers().clone();
    assert_eq!(headers["x-ids"], "1,2");
    assert_eq!(headers["cookie"], "a=b%20c; d=1");
    assert_eq!(headers["accept"], "application/json");
    assert_eq!(headers["user-agent"], "mini-client/1.2.3");
    assert!(!headers.contains_key("x-none") && !headers.contains_key("content-type"));

    let network = Network::new([reply(204, "")]);
    run(network.client().machines().destroy(1).header("Accept", "text/plain")).expect("it is sent");
    let headers = network.sent()[0].headers().clone();
    assert_eq!(
        (&headers["x-dangerous"], &headers["accept"]),
        (&"true".parse().expect("a value"), &"text/plain".parse().expect("a value"))
    );
}

#[test]
fn what_cannot_be_sent_is_said_when_it_is_sent() {
    let network = Network::default();
    let list = || network.client().machines().list();
    for request in
        [list().header("x", "a\nb"), list().header("a b", "c"), list().body_field("x", BTreeMap::from([((1, 2), 3)]))]
    {
        let error = run(request).expect_err("it cannot be sent");
        assert!(error.is_usage() && error.operation() == Some("machines_list"), "{error}");
    }
    run(network.client().request(Method::GET, "https://evil.example/").send_bytes()).expect_err("no path");
    assert!(network.sent().is_empty());
}

#[test]
fn bodies() {
    let create = || MachineCreate { name: "wéb".to_owned(), image: None };
    let network = Network::new((0..3).map(|_| reply(202, enveloped(1, "new"))));
    let machines = network.client().machines();
    run(machines.create(create())).expect("created");
    assert_eq!(
        (network.body().as_str(), &network.sent()[0].headers()["content-type"]),
        (r#"{"name":"wéb"}"#, &"application/json".parse().expect("a value"))
    );
    run(machines.create(create()).body_field("gpu", "on").body_field("name", "other")).expect("created");
    assert_eq!(network.body(), r#"{"gpu":"on","name":"other"}"#);
    run(machines.update(1, MachineUpdate { name: None, tags: Some(None) })).expect("updated");
    assert_eq!(network.body(), r#"{"tags":null}"#);

    assert_eq!(sent(|raw| raw.body_field("a", &1)).1.body(), r#"{"a":1}"#);
    assert_eq!(
        sent(|raw| raw.body_field("a", &1).json(&[1])).1.body(),
        "[1]",
        "the whole body replaces what was set before"
    );
    let (_, network) = sent(|raw| raw.body(Body::form(&[("a", &"b c&d"), ("e", &[1, 2]), ("f", &None::<i64>)])));
    assert_eq!(
        (network.body().as_str(), &network.sent()[0].headers()["content-type"]),
        ("a=b%20c%26d&e=1&e=2", &"application/x-www-form-urlencoded".parse().expect("a value"))
    );

    let network = Network::default();
    run(network.client().request(Method::POST, "/x").json(&[1]).body_field("a", &1).send_bytes())
        .expect_err("an array has no keys");
}

#[test]
fn what_the_description_lacks() {
    let network = Network::new([reply(200, r#"{"a":[1]}"#), reply(200, "raw"), reply(200, "no json")]);
    let client = network.client();
    let answer = run(client
        .request(Method::GET, "/v2/new/{id}")
        .path("id", &"a/b")
        .timeout(Duration::from_secs(1))
        .send_json::<BTreeMap<String, Vec<i64>>>());
    assert_eq!(answer.expect("it is JSON")["a"], [1]);
    assert_eq!(network.lines()[0], "GET https://api.example.com/v2/new/a%2Fb");
    assert_eq!(&run(client.request(Method::PUT, "/v2/new").send_bytes()).expect("any bytes")[..], b"raw");
    let error = run(client.request(Method::GET, "/v2/new?x=1").send_json::<Vec<i64>>()).expect_err("no JSON");
    assert_eq!((error.is_decode(), error.operation()), (true, Some("GET /v2/new")));
}

#[test]
fn a_path_value_can_be_read_back() {
    let raw = Network::default().client().request(Method::GET, "/a/{b}").path("b", &"c/d é").path("n", &7);
    assert_eq!(raw.path_value::<String>("b"), "c/d é");
    assert_eq!((raw.path_value::<i64>("n"), raw.path_value::<i64>("b"), raw.path_value::<i64>("absent")), (7, 0, 0));
}
