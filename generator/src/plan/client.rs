//! What the client knows of its API: where it is, how it lets one in, which headers and keys matter.

use super::{AuthPlan, ClientPlan, ErrorViews, Package, names};
use crate::config::{ClientConfig, Config, Spanned};
use crate::ir::{Api, Operation, ParamLocation, SecurityKind, SecurityScheme, Server};

pub(crate) fn plan(api: &Api, config: &Config, package: &Package) -> ClientPlan {
    let client = &config.client;
    ClientPlan {
        base_url: base_url(&api.servers),
        base_url_env: client.base_url_env.as_ref().map(|it| it.value.clone()),
        token_env: listed(&client.token_env, &[&format!("{}_TOKEN", names::constant_name(&package.lib))]),
        auth: auth(api, config),
        rate_limit: client.rate_limit.as_ref().map(|it| {
            (
                it.limit.value.to_ascii_lowercase(),
                it.remaining.value.to_ascii_lowercase(),
                it.reset.value.to_ascii_lowercase(),
            )
        }),
        request_id_header: client.request_id_header.as_ref().map(|it| it.value.to_ascii_lowercase()),
        error_code: chosen(client.error_code.as_ref(), &["code", "id", "type", "error"]),
        error_message: chosen(client.error_message.as_ref(), &["message", "detail", "title", "error_description"]),
        error_request_id: chosen(client.error_request_id.as_ref(), &["request_id", "requestId"]),
        error_views: error_views(client),
    }
}

fn listed(chosen: &[Spanned<String>], usual: &[&str]) -> Vec<String> {
    if chosen.is_empty() { usual.iter().map(|it| (*it).to_owned()).collect() } else { values(chosen) }
}

/// As chosen, be it none at all.
fn chosen(chosen: Option<&Vec<Spanned<String>>>, usual: &[&str]) -> Vec<String> {
    chosen.map_or_else(|| listed(&[], usual), |it| values(it))
}

fn values(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|it| it.value.clone()).collect()
}

fn error_views(client: &ClientConfig) -> Option<ErrorViews> {
    let fields = client.error_fields.as_ref().map(|it| it.value.clone());
    (!client.error_detail.is_empty()).then(|| ErrorViews { detail: values(&client.error_detail), fields })
}

/// The first server that is a whole URL, its variables filled in; without a slash at its end.
pub(crate) fn base_url(servers: &[Server]) -> Option<String> {
    servers.iter().map(filled).find(|it| it.starts_with("https://") || it.starts_with("http://"))
}

fn filled(server: &Server) -> String {
    let mut url = server.url.clone();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    url.trim_end_matches('/').to_owned()
}

/// The first way in that a client can take alone, looked for where operations look for it.
fn auth(api: &Api, config: &Config) -> AuthPlan {
    let used = api.operations.iter().flat_map(wanted);
    let used = used.filter_map(|name| api.security_schemes.iter().find(|it| it.name == name));
    let found = used.chain(&api.security_schemes).find_map(|it| way_in(it, config));
    match (found, &config.client.token_prefix) {
        (Some(found), _) => found,
        (None, Some(prefix)) => AuthPlan::Bearer { prefix: prefix.value.clone() },
        (None, None) => AuthPlan::None,
    }
}

/// Schemes that let one in alone, in the order of the operation.
fn wanted(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.security.iter().filter(|it| it.schemes.len() == 1).flat_map(|it| &it.schemes).map(|it| it.scheme.as_str())
}

fn way_in(scheme: &SecurityScheme, config: &Config) -> Option<AuthPlan> {
    let chosen = config.client.token_prefix.as_ref().map(|it| it.value.clone());
    let bearer = |usual: &str| AuthPlan::Bearer { prefix: chosen.clone().unwrap_or_else(|| usual.to_owned()) };
    match &scheme.kind {
        SecurityKind::Bearer | SecurityKind::OAuth2 => Some(bearer("Bearer")),
        SecurityKind::Http(name) => Some(bearer(name)),
        SecurityKind::Basic => Some(AuthPlan::Basic),
        SecurityKind::ApiKey { location: ParamLocation::Header, name }
            if chosen.is_some() && name.eq_ignore_ascii_case("authorization") =>
        {
            Some(bearer(""))
        }
        SecurityKind::ApiKey { location: ParamLocation::Header, name } => Some(AuthPlan::ApiKeyHeader(name.clone())),
        SecurityKind::ApiKey { location: ParamLocation::Query, name } => Some(AuthPlan::ApiKeyQuery(name.clone())),
        SecurityKind::ApiKey { .. } => None,
    }
}
