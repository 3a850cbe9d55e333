//! Servers of a description, their variables, and those that belong to one operation.

use http::Method;

use super::credentials::api;
use crate::runtime::{
    Api, Auth, ClientBuilder, Effect, Operation, RawRequest, Scheme, Server, ServerUrl, ServerVariable,
};
use crate::support::{Network, reply, run};

const fn variable(name: &'static str, default: &'static str, values: &'static [&'static str]) -> ServerVariable {
    ServerVariable { name, default, values }
}

static API: Api = Api {
    servers: &[
        ServerUrl {
            url: "https://{region}.example.com:{port}/{base}/",
            variables: &[
                variable("region", "nyc", &["nyc", "ams"]),
                variable("port", "443", &[]),
                variable("base", "v2", &[]),
            ],
        },
        ServerUrl { url: "https://staging.example.com/v2", variables: &[] },
    ],
    ..api(&[Scheme { name: "bearer", auth: Auth::Bearer { prefix: "Bearer" }, env: &[] }])
};

static RELATIVE: Api = Api { servers: &[], base_path: "/api/v3", base_url_env: Some("X_NO_SUCH_URL"), ..api(&[]) };

const fn operation(server: Option<&'static ServerUrl>) -> Operation {
    Operation {
        id: "it",
        method: Method::GET,
        path: "/a/",
        effect: Effect::Safe,
        accept: "",
        security: &[&["bearer"]],
        server,
    }
}

static HERE: Operation = operation(None);
static FILES: Operation = operation(Some(&ServerUrl {
    url: "https://{region}.files.example.com/x",
    variables: &[variable("region", "all", &["all", "nyc", "ams"])],
}));
static BESIDE: Operation = operation(Some(&ServerUrl { url: "/beside", variables: &[] }));
static PLAIN: Operation = operation(Some(&ServerUrl { url: "http://files.example.com", variables: &[] }));

/// Where these operations go.
fn urls(builder: ClientBuilder, operations: &[&'static Operation]) -> Vec<String> {
    let network = Network::new(operations.iter().map(|_| reply(200, "")));
    let client = builder.secret("bearer", "t").transport(network.clone()).build().expect("complete");
    for operation in operations {
        run(RawRequest::new(&client, operation).send_bytes()).expect("a success");
    }
    network.sent().iter().map(|request| request.uri().to_string()).collect()
}

fn nyc() -> Server {
    Server::of(&API.servers[0])
}

#[test]
fn the_first_server_is_the_default_and_another_can_be_chosen() {
    let builder = || ClientBuilder::new(&API);
    assert_eq!(urls(builder(), &[&HERE]), ["https://nyc.example.com/v2/a/"]);
    assert_eq!(urls(builder().at(Server::of(&API.servers[1])), &[&HERE]), ["https://staging.example.com/v2/a/"]);
    let ams =
        nyc().variable("region", "nyc").variable("region", "ams").variable("port", "8443").variable("base", "v3/x");
    assert_eq!(format!("{:?}", ams.clone().variable("base", "b")).matches("ams").count(), 1);
    assert_eq!(urls(builder().at(ams), &[&HERE]), ["https://ams.example.com:8443/v3/x/a/"]);
    let builder = builder().at(nyc()).base_url("https://proxy.example/b");
    assert_eq!(urls(builder, &[&HERE]), ["https://proxy.example/b/a/"], "the base URL is above the choice");
}

#[test]
fn a_variable_is_no_way_to_another_host() {
    let build = |name, value: &str| ClientBuilder::new(&API).at(nyc().variable(name, value)).build();
    let error = build("region", "sfo").expect_err("not in the enum");
    assert!(error.is_usage() && error.to_string().contains("one of `nyc`, `ams`"), "{error}");
    for port in ["443/", "1@evil.example", "443#", "443?", "4 43", "443\\x", "x", "-1"] {
        build("port", port).expect_err(port);
    }
    for base in ["v2?x", "v2#x"] {
        build("base", base).expect_err(base);
    }
}

#[test]
fn an_operation_goes_to_its_own_server_with_its_credentials() {
    let network = Network::new([reply(200, ""), reply(200, "")]);
    let client = ClientBuilder::new(&API).secret("bearer", "t").transport(network.clone()).build().expect("complete");
    for operation in [&FILES, &BESIDE] {
        run(RawRequest::new(&client, operation).send_bytes()).expect("a success");
    }
    assert_eq!(network.lines(), ["GET https://all.files.example.com/x/a/", "GET https://nyc.example.com/beside/a/"]);
    assert!(network.sent().iter().all(|request| request.headers()["authorization"] == "Bearer t"));
    let ams = ClientBuilder::new(&API).at(nyc().variable("region", "ams"));
    assert_eq!(urls(ams, &[&FILES]), ["https://ams.files.example.com/x/a/"], "one choice for both");
}

#[test]
fn the_callers_base_url_is_above_every_server() {
    let builder = ClientBuilder::new(&API).base_url("http://127.0.0.1:9/mock");
    assert_eq!(urls(builder, &[&HERE, &FILES, &BESIDE]), vec!["http://127.0.0.1:9/mock/a/"; 3]);
}

#[test]
fn an_own_server_must_be_as_safe_as_any() {
    let network = Network::default();
    let client = ClientBuilder::new(&API).secret("bearer", "t").transport(network.clone()).build().expect("complete");
    let error = run(RawRequest::new(&client, &PLAIN).send_bytes()).expect_err("plain http");
    assert!(error.is_usage() && error.to_string().contains("own server is plain `http`"), "{error}");
    assert!(network.sent().is_empty());
    assert_eq!(urls(ClientBuilder::new(&API).allow_http(true), &[&PLAIN]), ["http://files.example.com/a/"]);
}

#[test]
fn pages_stay_on_the_own_server() {
    let network = Network::default();
    let client = ClientBuilder::new(&API).transport(network).build().expect("complete");
    let next = RawRequest::new(&client, &FILES).at("https://evil.example/x/b?page=2").expect("followed");
    assert_eq!(next.address(), "/b?page=2");
    assert_eq!(next.prepare().expect("complete").url.as_str(), "https://all.files.example.com/x/b?page=2");
}

#[test]
fn a_relative_server_needs_a_host_and_gives_it_a_path() {
    let build = |url: &str| urls(ClientBuilder::new(&RELATIVE).base_url(url), &[&HERE]).remove(0);
    assert_eq!(build("https://x.example"), "https://x.example/api/v3/a/");
    assert_eq!(build("https://x.example/"), "https://x.example/api/v3/a/");
    assert_eq!(build("https://x.example/other"), "https://x.example/other/a/");
    let error = ClientBuilder::new(&RELATIVE).build().expect_err("no host");
    assert!(error.to_string().contains("set the environment variable `X_NO_SUCH_URL`"), "{error}");
}
