//! What the client knows of its API: where it is, how it lets one in, which headers and keys matter.

use super::{ClientPlan, ErrorViews, Package, names, security, servers};
use crate::config::{ClientConfig, Config, Spanned};
use crate::diag::Diagnostics;
use crate::ir::Api;

pub(crate) fn plan(diags: &mut Diagnostics, api: &Api, config: &Config, package: &Package) -> ClientPlan {
    let client = &config.client;
    let servers = servers::plan(diags, &api.servers, config);
    let security = security::of_api(api);
    // Where the description does not say where the API is, the environment can.
    let usual_env = servers.base_url.is_none().then(|| format!("{}_BASE_URL", names::constant_name(&package.lib)));
    ClientPlan {
        base_url_env: client.base_url_env.as_ref().map(|it| it.value.clone()).or(usual_env),
        schemes: security::schemes(diags, api, config, package, &security),
        servers,
        security,
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
