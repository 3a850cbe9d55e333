//! Which credentials does the API know, and which does an operation ask for?

use super::ctx::Ctx;
use crate::diag::codes::lower as codes;
use crate::ir::{self, ParamLocation, RequiredScheme, SecurityKind, SecurityRequirement};
use crate::spec::At;
use openapiv3::{APIKeyLocation, SecurityScheme};

pub(super) fn schemes(cx: &mut Ctx<'_, '_>) {
    for (name, at) in declared(cx) {
        if is_of_the_connection(at) {
            continue;
        }
        let Some(scheme) = at.decode::<SecurityScheme>(cx.diags) else {
            continue;
        };
        let (kind, description) = kind(scheme);
        if let SecurityKind::Http(scheme) = &kind
            && CHALLENGES.contains(&scheme.to_ascii_lowercase().as_str())
        {
            let message = format!("the scheme `{name}` is not supported: HTTP authentication by `{scheme}`");
            cx.diags
                .warning(codes::UNSHOWABLE, at.key_span(), message)
                .label("operations that require it are called without it")
                .help("set the `Authorization` header on each request");
            continue;
        }
        if let Some(fault) = unnameable(&kind) {
            cx.diags
                .warning(codes::UNSHOWABLE, at.key_span(), format!("the scheme `{name}` cannot be used: {fault}"))
                .label("not asked for");
            continue;
        }
        cx.api.security_schemes.push(ir::SecurityScheme {
            name: name.to_owned(),
            kind,
            description,
            origin: at.key_span(),
        });
    }
}

/// HTTP authentication schemes whose credentials are computed from a challenge of the server. Sent as if they were tokens, they would
/// give a secret away and be refused.
const CHALLENGES: [&str; 8] =
    ["digest", "hoba", "kerberos", "mutual", "negotiate", "ntlm", "scram-sha-1", "scram-sha-256"];

fn declared<'s>(cx: &Ctx<'_, 's>) -> Vec<(&'s str, At<'s>)> {
    let schemes = cx.spec.root().get("components").and_then(|it| it.get("securitySchemes"));
    schemes.into_iter().flat_map(At::entries).collect()
}

/// A certificate is shown by the connection, not by a request.
fn is_of_the_connection(scheme: At<'_>) -> bool {
    scheme.get("type").and_then(At::as_str) == Some("mutualTLS")
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

/// Names of headers, cookies and HTTP's schemes are tokens (RFC 9110, RFC 6265).
fn unnameable(kind: &SecurityKind) -> Option<String> {
    let (name, what) = match kind {
        SecurityKind::ApiKey { location: ParamLocation::Header, name } => (name, "the name of a header"),
        SecurityKind::ApiKey { location: ParamLocation::Cookie, name } => (name, "the name of a cookie"),
        SecurityKind::Http(name) => (name, "an HTTP authentication scheme"),
        _ => return None,
    };
    let is_token =
        !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it));
    (!is_token).then(|| format!("`{name}` cannot be {what}"))
}

/// The alternatives of an operation, and whether some are left out because no request can show them.
pub(super) fn requirements(cx: &mut Ctx<'_, '_>, operation: At<'_>) -> (Vec<SecurityRequirement>, bool) {
    let root = cx.spec.root();
    let Some(at) = operation.get("security").or_else(|| root.get("security")) else {
        return (Vec::new(), false);
    };
    let connection: Vec<&str> =
        declared(cx).into_iter().filter(|(_, it)| is_of_the_connection(*it)).map(|(name, _)| name).collect();
    let scopes = |at: At<'_>| at.items().filter_map(|it| it.as_str().map(str::to_owned)).collect();
    let mut res = Vec::new();
    for it in at.items() {
        let schemes = it.entries().filter(|(name, _)| !connection.contains(name));
        let schemes: Vec<_> =
            schemes.map(|(name, it)| RequiredScheme { scheme: name.to_owned(), scopes: scopes(it) }).collect();
        let schemes = one_token(cx, schemes);
        match together(cx, &schemes) {
            Ok(()) => res.push(SecurityRequirement { schemes }),
            Err(Some((one, other))) if cx.ignored.insert(it.target().id()) => {
                let message = format!("`{one}` and `{other}` cannot be shown together: they go to the same place");
                cx.diags
                    .warning(codes::UNSHOWABLE, it.span(), message)
                    .help("if either is enough, list them as two entries of `security`");
            }
            Err(_) => {}
        }
    }
    let barred = res.len() < at.items().count();
    (res, barred)
}

/// Several OAuth 2 schemes in one requirement are flows that obtain one and the same bearer token: Google's documents require `Oauth2`
/// and `Oauth2c` together.
fn one_token(cx: &Ctx<'_, '_>, schemes: Vec<RequiredScheme>) -> Vec<RequiredScheme> {
    let is_token = |required: &RequiredScheme| {
        let known = cx.api.security_schemes.iter().find(|scheme| scheme.name == required.scheme);
        known.is_some_and(|scheme| scheme.kind == SecurityKind::OAuth2)
    };
    let mut res: Vec<RequiredScheme> = Vec::new();
    for required in schemes {
        let first = res.iter_mut().find(|first| is_token(first)).filter(|_| is_token(&required));
        match first {
            Some(first) => {
                let more: Vec<String> =
                    required.scopes.into_iter().filter(|scope| !first.scopes.contains(scope)).collect();
                first.scopes.extend(more);
            }
            None => res.push(required),
        }
    }
    res
}

/// Whether one request can show all of these; else the two that stand in each other's way, if it is that.
fn together(cx: &Ctx<'_, '_>, schemes: &[RequiredScheme]) -> Result<(), Option<(String, String)>> {
    let mut places: Vec<((ParamLocation, String), &str)> = Vec::new();
    for required in schemes {
        let known = cx.api.security_schemes.iter().find(|it| it.name == required.scheme).ok_or(None)?;
        let place = place(&known.kind);
        if let Some((_, other)) = places.iter().find(|(taken, _)| *taken == place) {
            return Err(Some(((*other).to_owned(), required.scheme.clone())));
        }
        places.push((place, &required.scheme));
    }
    Ok(())
}

fn place(kind: &SecurityKind) -> (ParamLocation, String) {
    match kind {
        SecurityKind::ApiKey { location: ParamLocation::Header, name } => {
            (ParamLocation::Header, name.to_ascii_lowercase())
        }
        SecurityKind::ApiKey { location, name } => (*location, name.clone()),
        _ => (ParamLocation::Header, "authorization".to_owned()),
    }
}

/// Schemes are declared, and `security` is said nowhere.
pub(super) fn unused(cx: &mut Ctx<'_, '_>) {
    let declared = cx.spec.root().get("components").and_then(|it| it.get("securitySchemes"));
    let Some(at) = declared.filter(|_| !cx.api.security_schemes.is_empty()) else {
        return;
    };
    cx.diags
        .warning(codes::SECURITY_UNUSED, at.key_span(), "these security schemes are required nowhere")
        .label("each is sent with every request if the caller sets it")
        .help("add `security` at the top of the document, or to the operations that need it");
}
