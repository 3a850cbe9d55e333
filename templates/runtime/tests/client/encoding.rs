//! Paths, queries, headers and bodies.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use crate::models::{Filter, Hour, ImageRef, MachineCreate, MachineStatus, MachineUpdate};
use crate::runtime::{Body, Method, Param, RawRequest, Style, Timestamp, ToParam, Value};
use crate::support::{Network, enveloped, reply, run};

/// The examples of the standard: each style, exploded or not, with its text of `""`, `blue`, a list and an object.
const STYLES: &[(Style, [&str; 4])] = &[
    (
        Style::Matrix { explode: false },
        [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
    ),
    (
        Style::Matrix { explode: true },
        [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
    ),
    (Style::Label { explode: false }, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
    (Style::Label { explode: true }, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
    (Style::Simple { explode: false }, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
    (Style::Simple { explode: true }, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    (Style::Form { explode: false }, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
    (
        Style::Form { explode: true },
        ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    ),
    (
        Style::SpaceDelimited { explode: false },
        ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
    ),
    (
        Style::SpaceDelimited { explode: true },
        ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    ),
    (
        Style::PipeDelimited { explode: false },
        ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
    ),
    (
        Style::PipeDelimited { explode: true },
        ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
    ),
    (
        Style::DeepObject,
        [
            "color=",
            "color=blue",
            "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ],
    ),
];

fn object(entries: &[(&str, Param)]) -> Param {
    Param::Object(entries.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

/// The values of the standard's examples.
fn colors() -> [Param; 4] {
    let rgb = object(&[("R", 100_i64.to_param()), ("G", 200_i64.to_param()), ("B", 150_i64.to_param())]);
    ["".to_param(), "blue".to_param(), ["blue", "black", "brown"].to_param(), rgb]
}

fn encoded(style: Style, value: &dyn ToParam) -> String {
    style.encode("color", &value.to_param()).unwrap_or_else(|| "nothing".to_owned())
}

#[test]
fn every_style_in_a_url() {
    for (style, texts) in STYLES {
        for (value, text) in colors().iter().zip(texts) {
            assert_eq!(encoded(*style, value), *text, "{style:?} of {value:?}");
        }
        let nothing: [&dyn ToParam; 5] =
            [&Vec::<String>::new(), &BTreeMap::<String, i64>::new(), &None::<i64>, &Value::Null, &[None::<i64>]];
        for value in nothing {
            assert_eq!(encoded(*style, value), "nothing", "{style:?}");
        }
    }
}

#[test]
fn every_style_where_it_can_stand() {
    let paths =
        STYLES.iter().filter(|it| matches!(it.0, Style::Matrix { .. } | Style::Label { .. } | Style::Simple { .. }));
    for (style, texts) in paths {
        for (value, text) in colors().iter().zip(texts) {
            let network = Network::new([reply(200, "{}")]);
            let request = network.client().request(Method::GET, "/x{color}").path_styled("color", *style, value);
            match run(request.send_bytes()) {
                Ok(_) => assert_eq!(network.target(), format!("/x{text}")),
                Err(_) => assert_eq!(*text, "", "only what is empty is refused"),
            }
        }
    }
    let queries =
        STYLES.iter().filter(|it| !matches!(it.0, Style::Matrix { .. } | Style::Label { .. } | Style::Simple { .. }));
    for (style, texts) in queries {
        for (value, text) in colors().iter().zip(texts) {
            assert_eq!(sent(|raw| raw.query_styled("color", *style, value)).0, format!("/x?given=1&{text}"));
        }
    }
    for (explode, texts) in [
        (false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ] {
        for (value, text) in colors().iter().zip(texts) {
            let (_, network) = sent(|raw| raw.header_styled("Color", Style::Simple { explode }, value));
            assert_eq!(network.sent()[0].headers()["color"], text);
        }
    }
    for (explode, texts) in [
        (false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (true, ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
    ] {
        for (value, text) in colors().iter().zip(texts) {
            let (_, network) = sent(|raw| raw.cookie_styled("color", Style::Form { explode }, value));
            assert_eq!(network.sent()[0].headers()["cookie"], text);
        }
    }
}

/// What OpenAPI leaves open.
#[test]
fn nested_values() {
    let value =
        json!({"ids": [1, 2], "of": {"kind": "a b", "none": null, "tags": ["x", "y"]}, "rows": [{"n": 1}, [2]]});
    let table = [
        (
            Style::Form { explode: true },
            r#"ids=1 ids=2 of={"kind":"a b","none":null,"tags":["x","y"]} rows={"n":1} rows=[2]"#,
        ),
        (
            Style::Simple { explode: false },
            r#"ids,[1,2],of,{"kind":"a b","none":null,"tags":["x","y"]},rows,[{"n":1},[2]]"#,
        ),
        (
            Style::DeepObject,
            "color[ids][]=1 color[ids][]=2 color[of][kind]=a b color[of][tags][]=x color[of][tags][]=y color[rows][0][n]=1 color[rows][1][]=2",
        ),
    ];
    for (style, text) in table {
        let encoded = encoded(style, &value).replace('&', " ");
        assert_eq!(percent_encoding::percent_decode_str(&encoded).decode_utf8_lossy(), text);
    }
    assert_eq!(encoded(Style::Form { explode: false }, &json!([[1, 2], "a", null])), "color=%5B1%2C2%5D,a");
}

#[test]
fn a_separator_in_a_value_is_escaped() {
    assert_eq!(encoded(Style::Form { explode: false }, &["a,b", "c&d=e"]), "color=a%2Cb,c%26d%3De");
    assert_eq!(encoded(Style::PipeDelimited { explode: false }, &["a|b"]), "color=a%7Cb");
    assert_eq!(
        encoded(Style::DeepObject, &BTreeMap::from([("a]=&", "b")].map(|(k, v)| (k.to_owned(), v)))),
        "color%5Ba%5D%3D%26%5D=b"
    );
    let (_, network) = sent(|raw| raw.cookie_styled("c", Style::Form { explode: true }, &["a;b", "c&d, \"é"]));
    assert_eq!(network.sent()[0].headers()["cookie"], "c=a%3Bb; c=c&d%2C%20%22%C3%A9");
}

/// Sessions come from servers, which expect them back as they were: `s%3Aid.c2lnbg==`.
#[test]
fn a_cookie_keeps_what_it_may_hold() {
    let legal = "s%3Aab.c2lnbg==/+:!#$&'()*-.<=>?@[]^_`{|}~";
    let (_, network) = sent(|raw| raw.cookie_param("c", &legal));
    assert_eq!(network.sent()[0].headers()["cookie"], format!("c={legal}"));
}

/// Both ends of a list with the delimiter in an item would read more items than there are.
#[test]
fn a_delimiter_in_an_item_is_refused() {
    let send = |reserved: bool, style: Style, items: &'static [&'static str]| {
        let network = Network::new([reply(200, "{}")]);
        let raw = network.client().request(Method::GET, "/x");
        let raw = if reserved { raw.query_reserved("q", style, &items) } else { raw.query_styled("q", style, &items) };
        run(raw.send_bytes()).map(drop).map_err(|error| error.to_string())
    };
    let refused = send(false, Style::SpaceDelimited { explode: false }, &["a", "b c"]).unwrap_err();
    assert!(refused.contains("query parameter `q`: the item `b c` contains the delimiter of its list"), "{refused}");
    assert!(send(false, Style::PipeDelimited { explode: false }, &["a|b"]).is_err());
    assert!(send(true, Style::Form { explode: false }, &["a,b"]).is_err());
    for style in [
        Style::SpaceDelimited { explode: true },
        Style::PipeDelimited { explode: true },
        Style::Form { explode: false },
    ] {
        assert!(send(false, style, &["a b|c,d"]).is_ok(), "{style:?}");
    }
}

#[test]
fn reserved_characters_stay_where_the_description_allows_it() {
    let reserved = |value: &str| {
        sent(|raw| raw.query_reserved("q", Style::Form { explode: true }, &value)).0.replace("/x?given=1&q=", "")
    };
    assert_eq!(reserved("/a/b:c?d@e!$()*,;="), "/a/b:c?d@e!$()*,;=");
    assert_eq!(reserved("a&b+c#d[0]"), "a%26b%2Bc%23d%5B0%5D", "these would end the value");
    assert_eq!(reserved("%2Fa%zz 100%"), "%2Fa%25zz%20100%25", "an escape is one already");
    assert_eq!(reserved("é"), "%C3%A9");
}

#[test]
fn parameters_in_json() {
    let filter = Filter { region: Some("é/1".to_owned()), size: 5 };
    let (target, network) =
        sent(|raw| raw.query_json("f", &filter).header_json("F", &filter).cookie_json("f", &[1, 2]));
    assert_eq!(target, "/x?given=1&f=%7B%22region%22%3A%22%C3%A9%2F1%22%2C%22size%22%3A5%7D");
    let headers = network.sent()[0].headers().clone();
    assert_eq!(headers["f"], r#"{"region":"\u00e9/1","size":5}"#);
    assert_eq!(headers["cookie"], "f=[1%2C2]");
    let (_, network) = sent(|raw| raw.header_json("F", "a\u{1f600}"));
    assert_eq!(network.sent()[0].headers()["f"], r#""a\ud83d\ude00""#);
    let network = Network::new([reply(200, "{}")]);
    run(network.client().request(Method::GET, "/x/{f}").path_json("f", &filter).send_bytes()).expect("it is sent");
    assert_eq!(network.target(), "/x/%7B%22region%22%3A%22%C3%A9%2F1%22%2C%22size%22%3A5%7D");
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
    assert_eq!(texts.map(|param| param.text().map(Cow::into_owned)), expected.map(|text| Some(text.to_owned())));
    let filter = Filter { region: None, size: 5 };
    assert_eq!(encoded(Style::DeepObject, &filter), "color%5Bsize%5D=5");
    assert_eq!(
        encoded(Style::Simple { explode: false }, &[moment, moment]).matches("2020-07-21T18%3A37%3A44Z").count(),
        2
    );
    assert_eq!(encoded(Style::Form { explode: false }, &["new", "a,b"].map(MachineStatus::from)), "color=new,a%2Cb");
    assert_eq!(
        encoded(Style::Form { explode: true }, &[ImageRef::Integer(7), ImageRef::String("u".to_owned())]),
        "color=7&color=u"
    );
    assert_eq!(
        json!([1, 1.5, "a", true, null, {"b": u64::MAX}]).to_param(),
        Param::List(vec![
            1_i64.to_param(),
            1.5_f64.to_param(),
            "a".to_param(),
            true.to_param(),
            Param::Absent,
            object(&[("b", u64::MAX.to_param())])
        ])
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
            .cookie_param("a", &"?")
            .cookie_param("d", &1)
            .cookie_param("a", &"b c")
    });
    let headers = network.sent()[0].headers().clone();
    assert_eq!(headers["x-ids"], "1,2");
    assert_eq!(headers["cookie"], "d=1; a=b%20c");
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
    let network = Network::new((0..5).map(|_| reply(202, enveloped(1, "new"))));
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
    run(machines.patch(1)).expect("updated");
    assert_eq!(network.body(), "{}", "of nothing, but an object");
    assert_eq!(network.sent().last().expect("sent").headers()["content-type"], "application/json");
    run(machines.patch(1).name("web")).expect("updated");
    assert_eq!(network.body(), r#"{"name":"web"}"#);

    assert_eq!(sent(|raw| raw.body_field("a", &1)).1.body(), r#"{"a":1}"#);
    assert_eq!(
        sent(|raw| raw.body_field("a", &1).json(&[1])).1.body(),
        "[1]",
        "the whole body replaces what was set before"
    );
    for (request, body) in [
        (sent(|raw| raw.json_type("application/merge-patch+json").json(&[1])).1, "[1]"),
        (sent(|raw| raw.json_type("application/merge-patch+json").empty_object()).1, "{}"),
        (sent(|raw| raw.json_type("application/merge-patch+json").body_field("a", &1)).1, r#"{"a":1}"#),
        (sent(|raw| raw.body(Body::new("application/merge-patch+json", "{}")).body_field("a", &1)).1, r#"{"a":1}"#),
    ] {
        assert_eq!(request.body(), body);
        assert_eq!(request.sent()[0].headers()["content-type"], "application/merge-patch+json");
    }
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
    assert_eq!(raw.path("n", &8).path_value::<i64>("n"), 8, "the last counts, as in the URL");
}

#[test]
fn a_path_value_can_be_read_back_whatever_its_style() {
    for explode in [false, true] {
        for style in [Style::Simple { explode }, Style::Label { explode }, Style::Matrix { explode }] {
            for value in ["7", ".7", ";a=7", "=", "a,b"] {
                let raw = Network::default().client().request(Method::GET, "/{a=b}").path_styled("a=b", style, &value);
                assert_eq!(raw.path_value::<String>("a=b"), value, "{style:?}");
            }
            let raw = Network::default().client().request(Method::GET, "/{n}").path_styled("n", style, &-7);
            assert_eq!(raw.path_value::<i64>("n"), -7, "{style:?}");
        }
    }
    let raw = Network::default().client().request(Method::GET, "/{s}/{n}").path_json("s", "a/\"b").path_json("n", &7);
    assert_eq!((raw.path_value::<String>("s"), raw.path_value::<i64>("n")), ("a/\"b".to_owned(), 7));
    assert_eq!(raw.path("s", &"\"q\"").path_value::<String>("s"), "\"q\"", "a text with quotes is no JSON");
}
