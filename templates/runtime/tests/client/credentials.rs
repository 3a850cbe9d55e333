//! Credentials of several schemes: which of them a call shows, and that they show nowhere else.

use bytes::Bytes;
use http::{Method, Request};

use crate::runtime::{
    Api, Auth, ClientBuilder, Effect, ErrorFields, Operation, Page, RawRequest, Scheme, Secret, ServerUrl,
};
use crate::support::{Canned, Network, reply, run};

pub(crate) const fn api(schemes: &'static [Scheme]) -> Api {
    Api {
        name: "x",
        version: "0",
        servers: &[ServerUrl { url: "https://api.example.com", variables: &[] }],
        base_path: "",
        base_url_env: None,
        schemes,
        security: &[&["bearer"], &["key", "tenant"]],
        rate_limit: None,
        error_fields: ErrorFields { code: &[], message: &[], request_id: &[] },
        request_id_header: None,
    }
}

const fn scheme(name: &'static str, auth: Auth) -> Scheme {
    Scheme { name, auth, env: &["X_NO_SUCH_CREDENTIALS"] }
}

static API: Api = api(&[
    scheme("bearer", Auth::Bearer { prefix: "Bearer" }),
    scheme("token", Auth::Bearer { prefix: "Token" }),
    scheme("basic", Auth::Basic),
    scheme("key", Auth::Header { name: "X-Key" }),
    scheme("tenant", Auth::Query { name: "tenant" }),
    scheme("sess", Auth::Cookie { name: "SESSION" }),
]);

macro_rules! operation {
    ($($alternative:expr),*) => {{
        static OPERATION: Operation = Operation {
            id: "it",
            method: Method::GET,
            path: "/x",
            effect: Effect::Safe,
            accept: "",
            security: &[$(&$alternative),*],
            server: None,
        };
        &OPERATION
    }};
}

fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
}

fn send(builder: ClientBuilder, operation: &'static Operation) -> Request<Bytes> {
    sent(builder, |client| RawRequest::new(client, operation))
}

fn sent(builder: ClientBuilder, request: impl FnOnce(&crate::Client) -> RawRequest) -> Request<Bytes> {
    let network = Network::new([reply(200, "")]);
    let client = builder.transport(network.clone()).build().expect("complete");
    run(request(&client).send_bytes()).expect("a success");
    network.sent().remove(0)
}

/// The secrets of a request, each with its place.
fn shown(request: &Request<Bytes>) -> String {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("-");
    let query = request.uri().query().unwrap_or("-");
    format!("{} {} {} {query}", header("authorization"), header("x-key"), header("cookie"))
}

#[test]
fn the_first_alternative_that_is_complete_is_shown() {
    let operation = operation!(["bearer"], ["key", "tenant"], ["basic", "sess"]);
    let call = |builder| shown(&send(builder, operation));
    assert_eq!(call(builder()), "- - - -", "a mock needs none");
    assert_eq!(call(builder().secret("key", "k")), "- - - -", "half of an alternative is none");
    assert_eq!(call(builder().secret("tenant", "t&u").secret("key", "k")), "- k - tenant=t%26u");
    assert_eq!(
        call(builder().secret("tenant", "t").secret("key", "k").secret("bearer", "b")),
        "Bearer b - - -",
        "no more is shown than is asked for"
    );
    assert_eq!(
        call(builder().secret("sess", "s").basic("basic", "Aladdin", "open sesame")),
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ== - SESSION=s -"
    );
    assert_eq!(call(builder().secret("token", "t")), "- - - -", "another scheme's secret is not for this operation");
}

#[test]
fn an_operation_without_security_is_shown_nothing() {
    let all = || builder().secret("bearer", "b").secret("key", "k").secret("tenant", "t");
    assert_eq!(shown(&send(all(), operation!())), "- - - -");
    assert_eq!(shown(&sent(all(), |client| client.request(Method::GET, "/y"))), "Bearer b - - -");
}

#[test]
fn every_place() {
    assert_eq!(shown(&send(builder().secret("token", "t"), operation!(["token"]))), "Token t - - -");
    for (user, password, basic) in [("a", "b", "YTpi"), ("", "", "Og=="), ("ä", "b", "w6Q6Yg==")] {
        let request = send(builder().basic("basic", user, password), operation!(["basic"]));
        assert_eq!(request.headers()["authorization"], format!("Basic {basic}"));
    }
    let request = send(builder().secret("key", "k").secret("sess", "s"), operation!(["key", "sess"]));
    for name in ["x-key", "cookie"] {
        assert!(request.headers()[name].is_sensitive());
    }
}

#[test]
fn what_the_caller_set_is_left_alone() {
    let all = || builder().secret("key", "k").secret("tenant", "t").secret("sess", "s");
    let operation = operation!(["key", "tenant", "sess"]);
    let request = sent(all(), |client| {
        RawRequest::new(client, operation)
            .header("X-Key", "own")
            .query("tenant", &"own")
            .header("Cookie", "SESSION=own")
    });
    assert_eq!(shown(&request), "- own SESSION=own tenant=own");
    let request = sent(all(), |client| RawRequest::new(client, operation).query("a", &1).header("Cookie", "a=b"));
    assert_eq!(shown(&request), "- k a=b; SESSION=s a=1&tenant=t");
}

#[test]
fn each_scheme_has_a_provider_of_its_own() {
    let provider = || async { Ok::<_, std::io::Error>(Secret::from("fresh")) };
    let asked_in_vain = || async { Err::<Secret, _>(std::io::Error::other("not asked for")) };
    let builder = builder().provider("key", provider).secret("tenant", "t").provider("token", asked_in_vain);
    assert_eq!(shown(&send(builder, operation!(["key", "tenant"], ["token"]))), "- fresh - tenant=t");
}

#[test]
fn what_no_request_can_carry_is_said_and_not_shown() {
    for builder in [
        builder().secret("bearer", "top\nsecret"),
        builder().secret("key", ""),
        builder().secret("sess", "top; SESSION=secret"),
        builder().secret("sess", "top secret"),
        builder().basic("basic", "top:secret", ""),
        builder().secret("basic", "topsecret"),
    ] {
        let error = builder.build().expect_err("no request can carry it");
        assert!(error.is_usage() && !format!("{error:?}").contains("top"), "{error:?}");
    }
    let provider = || async { Ok::<_, std::io::Error>(Secret::from("top; SESSION=secret")) };
    let network = Network::default();
    let client = builder().provider("sess", provider).transport(network.clone()).build().expect("complete");
    let error = run(RawRequest::new(&client, operation!(["sess"])).send_bytes()).expect_err("two cookies");
    assert!(network.sent().is_empty() && !format!("{error:?}").contains("top"), "{error:?}");
}

#[test]
fn the_environment_is_asked_for_what_is_not_given() {
    let error = builder().credentials_from_env().build().expect_err("nothing is set");
    assert!(error.to_string().contains("set the environment variable `X_NO_SUCH_CREDENTIALS`"), "{error}");
    builder().secret("key", "k").credentials_from_env().build().expect_err("half of an alternative");
    builder().secret("key", "k").secret("tenant", "t").credentials_from_env().build().expect("a whole alternative");
    static FROM_PATH: Api =
        api(&[Scheme { name: "bearer", auth: Auth::Query { name: "q" }, env: &["NO_SUCH", "PATH"] }]);
    let request =
        sent(ClientBuilder::new(&FROM_PATH).credentials_from_env(), |client| client.request(Method::GET, "/"));
    assert!(request.uri().query().is_some_and(|query| query.starts_with("q=")));
}

#[test]
fn a_next_url_with_a_copied_secret_shows_it_to_nobody() {
    let network = Network::new([]);
    let client = builder().secret("key", "k").secret("tenant", "s3cret").transport(network).build().expect("complete");
    let copied = "https://api.example.com/x?page=2&tenant=s3cret";
    let page = Page::<i64>::new(Vec::new()).with_next(Some(copied.to_owned()));
    let request = RawRequest::new(&client, operation!(["key", "tenant"]));
    let next = request.clone().at(copied).expect("followed");
    let error = request.at("https://[/?tenant=s3cret").expect_err("no URL");
    let text = format!("{page:?} {next:?} {} {error:?}", next.address());
    assert!(text.contains("page=2") && !text.contains("s3cret"), "{text}");
}

#[test]
fn no_secret_shows_or_leaves() {
    let operation = operation!(["key", "tenant", "sess"]);
    let redirect = |to: &str| reply(302, "").header("location", to);
    // An API that keeps the query when it moves on copies the secret, be its name written another way.
    let network = Network::new([
        redirect("/moved?a=1&tenant=s3cret&b=2"),
        redirect("https://elsewhere.example/x?a=1&tenant=s3cret&%74enant=s3cret&b=2"),
        reply(404, "gone"),
        Canned::Broken,
    ]);
    let seen = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let note = {
        let seen = seen.clone();
        move |attempt: &crate::Attempt<'_>| *seen.lock().expect("no test panics with it") += &format!("{attempt:?}")
    };
    let builder = builder().secret("key", "s3cret").secret("tenant", "s3cret").secret("sess", "s3cret");
    let builder = builder.before_attempt(note).retry(crate::RetryPolicy::none()).transport(network.clone());
    let mut text = format!("{builder:?}");
    let client = builder.build().expect("complete");
    let request = RawRequest::new(&client, operation);
    text += &format!("{client:?} {request:?}");
    for request in [request.clone(), request] {
        let error = run(request.send_bytes()).expect_err("both fail");
        text += &format!("{error:?} {error}");
    }
    text += &seen.lock().expect("no test panics with it");
    assert!(!text.contains("s3cret"), "{text}");
    let sent = network.sent();
    assert_eq!(shown(&sent[1]), "- s3cret SESSION=s3cret a=1&tenant=s3cret&b=2", "at home, once");
    assert_eq!(sent[2].uri(), "https://elsewhere.example/x?a=1&b=2");
    assert_eq!(shown(&sent[2]), "- - - a=1&b=2");
}

/// The API of a description that requires credentials nowhere.
static UNREQUIRED: Api = Api {
    security: &[],
    ..api(&[
        scheme("token", Auth::Bearer { prefix: "Bearer" }),
        scheme("basic", Auth::Basic),
        scheme("key", Auth::Header { name: "X-Key" }),
    ])
};

#[test]
fn where_nothing_is_required_everything_given_is_sent() {
    let sent = |builder: ClientBuilder| shown(&send(builder, operation!()));
    let builder = || ClientBuilder::new(&UNREQUIRED);
    assert_eq!(sent(builder()), "- - - -");
    assert_eq!(sent(builder().secret("token", "s3cret")), "Bearer s3cret - - -");
    assert_eq!(sent(builder().basic("basic", "ada", "pw")), "Basic YWRhOnB3 - - -");
    assert_eq!(sent(builder().secret("token", "s3cret").secret("key", "k3y")), "Bearer s3cret k3y - -");
}

#[test]
fn an_operation_that_requires_nothing_gets_nothing_where_others_do() {
    assert_eq!(shown(&send(builder().secret("bearer", "s3cret"), operation!())), "- - - -");
}

#[test]
fn a_secret_header_stays_at_home_and_out_of_sight() {
    let network = Network::new([reply(302, "").header("location", "https://elsewhere.example/x"), reply(200, "")]);
    let builder = ClientBuilder::new(&UNREQUIRED).secret_header("X-Key", "s3cret").transport(network.clone());
    let mut text = format!("{builder:?}");
    let client = builder.build().expect("complete");
    text += &format!("{client:?}");
    run(RawRequest::new(&client, operation!()).send_bytes()).expect("a success");
    let sent = network.sent();
    assert_eq!(shown(&sent[0]), "- s3cret - -");
    assert_eq!(shown(&sent[1]), "- - - -");
    text += &format!("{:?}", sent[0].headers());
    assert!(!text.contains("s3cret"), "{text}");
    let error = ClientBuilder::new(&UNREQUIRED).secret_header("X-Key", "s3\ncret").build().expect_err("a line end");
    assert!(error.to_string().contains("`X-Key`") && !format!("{error:?}").contains("cret`"), "{error:?}");
}
