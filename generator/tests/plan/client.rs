//! Clients: where the API is, and how callers say who they are.

use crate::build::*;
use generator::config::{Config, SchemeConfig, ServerConfig};
use generator::ir::*;
use generator::plan::ClientPlan;

fn scheme(name: &str, kind: SecurityKind) -> SecurityScheme {
    SecurityScheme { name: name.to_owned(), kind, description: None, origin: AT }
}

fn key(location: ParamLocation, name: &str) -> SecurityKind {
    SecurityKind::ApiKey { location, name: name.to_owned() }
}

/// An API with one operation for each of these lists of alternatives.
fn secured(schemes: Vec<SecurityScheme>, operations: &[&[&[&str]]]) -> Api {
    let required = |name: &&str| RequiredScheme { scheme: (*name).to_owned(), scopes: Vec::new() };
    let needs = |schemes: &&[&str]| SecurityRequirement { schemes: schemes.iter().map(required).collect() };
    let operations = operations.iter().zip(["a", "b", "c", "d", "e"]).map(|(alternatives, id)| Operation {
        security: alternatives.iter().map(needs).collect(),
        ..operation(id, Method::Get, &format!("/{id}"))
    });
    Api { security_schemes: schemes, ..api(Vec::new(), operations.collect()) }
}

fn client(api: &Api, config: &Config) -> String {
    let (krate, diags) = plan(api, config);
    let mut lines = print(&krate.client);
    for request in krate.resources.iter().flat_map(|it| &it.requests) {
        let own = request.operation.server.as_ref().map(|it| format!(" at {}", it.url)).unwrap_or_default();
        lines.push(format!("{} {:?}{own}", request.operation.id, request.operation.security));
        lines.extend(request.docs.iter().filter(|it| it.contains("ClientBuilder") || it.starts_with("Needs")).cloned());
    }
    lines.push(krate.docs.setup.join("\n"));
    lines.extend(diags);
    lines.join("\n")
}

fn print(client: &ClientPlan) -> Vec<String> {
    let mut lines =
        vec![format!("base {:?} {:?} {:?}", client.servers.base_url, client.servers.base_path, client.base_url_env)];
    for it in &client.servers.all {
        lines.push(format!("server {}: {} {:?}", it.ident, it.server.url, it.docs));
    }
    for (ident, variable, docs) in &client.servers.setters {
        lines.push(format!("variable {ident}: {variable} {docs:?}"));
    }
    for it in &client.schemes {
        let provider = it.provider.as_ref().map(|it| format!(", {it}")).unwrap_or_default();
        lines.push(format!("{}: {:?} by {}{provider} or {:?} {:?}", it.name, it.auth, it.setter, it.env, it.docs));
    }
    lines.push(format!("security {:?}", client.security));
    lines
}

#[test]
fn what_opens_most_operations_is_usual() {
    let schemes = vec![
        scheme("apiKey", key(ParamLocation::Header, "X-Key")),
        scheme("store-auth", SecurityKind::OAuth2),
        scheme("unused", SecurityKind::Bearer),
    ];
    let api = secured(
        schemes,
        &[&[&["apiKey"]], &[&["store-auth"]], &[&["apiKey"], &["store-auth"]], &[&["store-auth"]], &[]],
    );
    insta::assert_snapshot!(client(&api, &Config::default()));
}

#[test]
fn schemes_of_every_kind_have_a_way_each() {
    let schemes = vec![
        scheme("timeout", SecurityKind::Bearer),
        scheme("TOKEN", key(ParamLocation::Query, "tenant")),
        scheme("token", key(ParamLocation::Cookie, "SESSION")),
        scheme("basic", SecurityKind::Basic),
        scheme("digest", SecurityKind::Http("Digest".to_owned())),
        scheme("oidc", SecurityKind::OAuth2),
    ];
    let alternatives: &[&[&str]] =
        &[&[], &["TOKEN", "token"], &["timeout"], &["basic"], &["digest"], &["oidc"], &["basic"]];
    insta::assert_snapshot!(client(&secured(schemes, &[alternatives]), &Config::default()));
}

#[test]
fn client_toml_says_what_stands_before_a_key_and_where_it_is() {
    let schemes = vec![
        scheme("key", key(ParamLocation::Header, "Authorization")),
        scheme("jwt", SecurityKind::Bearer),
        scheme("user", SecurityKind::Basic),
    ];
    let api = secured(schemes, &[&[&["key"], &["jwt"], &["user"]]]);
    let mut config = Config::default();
    config.client.token_prefix = Some(spanned("Token".to_owned()));
    config.client.token_env = vec![spanned("FIRST".to_owned())];
    let env = |name: &str| SchemeConfig { env: vec![spanned(name.to_owned())], ..SchemeConfig::default() };
    config.security.insert("key".to_owned(), spanned(env("SECOND")));
    let renamed = SchemeConfig { name: Some(spanned("web_token".to_owned())), ..env("JWT") };
    config.security.insert("jwt".to_owned(), spanned(renamed));
    insta::assert_snapshot!(client(&api, &config));
}

#[test]
fn keys_about_nothing_are_reported() {
    let api = secured(vec![scheme("user", SecurityKind::Bearer), scheme("key", SecurityKind::Basic)], &[&[&["user"]]]);
    let mut config = Config::default();
    config.client.token_prefix = Some(spanned("Token".to_owned()));
    config.security.insert("key".to_owned(), spanned(SchemeConfig::default()));
    config.servers.insert("https://a.test".to_owned(), spanned(ServerConfig::default()));
    let mut lines = plan(&api, &config).1;
    config = Config::default();
    config.client.token_env = vec![spanned("TOKEN".to_owned())];
    lines.extend(plan(&secured(Vec::new(), &[]), &config).1);
    insta::assert_snapshot!(lines.join("\n"));
}

fn server(url: &str, description: Option<&str>, variables: &[&str]) -> Server {
    let variable = |name: &&str| ServerVariable {
        name: (*name).to_owned(),
        default: "eu".to_owned(),
        values: vec!["eu".to_owned(), "us".to_owned()],
        description: Some("Where.".to_owned()),
    };
    Server {
        url: url.to_owned(),
        description: description.map(str::to_owned),
        variables: variables.iter().map(variable).collect(),
    }
}

#[test]
fn servers_are_named_by_what_tells_them_apart() {
    let mut api = secured(Vec::new(), &[&[], &[]]);
    api.servers = vec![
        server("/v1", None, &[]),
        server("https://{region}.a.test/{default}/", Some("The production server"), &["region", "default"]),
        server("https://sandbox.a.test", Some("Where you may break what you like, with data that nobody needs."), &[]),
        server("https://sandbox.b.test", None, &[]),
        server("https://c.test", None, &[]),
    ];
    api.operations[1].servers = vec![server("https://{region}.files.test/", None, &["region"])];
    let mut config = Config::default();
    let named = ServerConfig { name: Some(spanned("see".to_owned())) };
    config.servers.insert("https://c.test".to_owned(), spanned(named));
    insta::assert_snapshot!(client(&api, &config));
}

#[test]
fn a_relative_server_is_a_path() {
    let mut api = secured(vec![scheme("basic", SecurityKind::Basic)], &[&[&["basic"]]]);
    api.servers = vec![server("../x", None, &[]), server("//cdn.test/x", None, &[]), server("/{v}/x/", None, &["v"])];
    insta::assert_snapshot!(client(&api, &Config::default()));
}

#[test]
fn schemes_that_nothing_requires_are_all_offered() {
    let schemes =
        vec![scheme("BearerToken", key(ParamLocation::Header, "authorization")), scheme("user", SecurityKind::Basic)];
    insta::assert_snapshot!(client(&secured(schemes, &[&[]]), &Config::default()));
}

#[test]
fn a_description_without_schemes_offers_a_token_and_a_password() {
    insta::assert_snapshot!(client(&secured(Vec::new(), &[&[]]), &Config::default()));
}

#[test]
fn a_token_is_usual_before_a_password() {
    let schemes = vec![scheme("user", SecurityKind::Basic), scheme("jwt", SecurityKind::Bearer)];
    insta::assert_snapshot!(client(&secured(schemes, &[&[&["user"], &["jwt"]]]), &Config::default()));
}
