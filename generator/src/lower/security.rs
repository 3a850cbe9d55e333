//! Which credentials does the API know, and which does an operation ask for?

use super::ctx::Ctx;
use crate::ir::{ParamLocation, RequiredScheme, SecurityKind, SecurityRequirement};
use crate::spec::At;
use openapiv3::{APIKeyLocation, SecurityScheme};

pub(super) fn schemes(cx: &mut Ctx<'_, '_>) {
    let Some(all) = cx.spec.root().get("components").and_then(|it| it.get("securitySchemes")) else {
        return;
    };
    for (name, at) in all.entries() {
        if at.get("type").and_then(At::as_str) == Some("mutualTLS") {
            continue;
        }
        let Some(scheme) = at.decode::<SecurityScheme>(cx.diags) else {
            continue;
        };
        let (kind, description) = kind(scheme);
        let scheme = crate::ir::SecurityScheme { name: name.to_owned(), kind, description, origin: at.key_span() };
        cx.api.security_schemes.push(scheme);
    }
}

fn kind(scheme: SecurityScheme) -> (SecurityKind, Option<String>) {
    match scheme {
        SecurityScheme::APIKey { location, name, description, .. } => {
            let location = match location {
                APIKeyLocation::Query => ParamLocation::Query,
                APIKeyLocation::Header => ParamLocation::Header,
                APIKeyLocation::Cookie => ParamLocation::Cookie,
            };
            (SecurityKind::ApiKey { location, name }, description)
        }
        SecurityScheme::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SecurityKind::Bearer,
                "basic" => SecurityKind::Basic,
                _ => SecurityKind::Http(scheme),
            };
            (kind, description)
        }
        SecurityScheme::OAuth2 { description, .. } | SecurityScheme::OpenIDConnect { description, .. } => {
            (SecurityKind::OAuth2, description)
        }
    }
}

pub(super) fn requirements(at: Option<At<'_>>) -> Vec<SecurityRequirement> {
    let scopes = |at: At<'_>| at.items().filter_map(|it| it.as_str().map(str::to_owned)).collect();
    let one = |at: At<'_>| SecurityRequirement {
        schemes: at
            .entries()
            .map(|(name, it)| RequiredScheme { scheme: name.to_owned(), scopes: scopes(it) })
            .collect(),
    };
    at.into_iter().flat_map(At::items).map(one).collect()
}
