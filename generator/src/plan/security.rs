//! How callers say who they are: one way of the builder for each scheme, the usual one under the shortest name.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::{Claim, Joint, NAMED, PLACED, TITLED};
use super::{AuthPlan, Ident, Package, SchemePlan, names, reserved};
use crate::config::Config;
use crate::diag::{Diagnostics, codes};
use crate::ir::{Api, Operation, ParamLocation, SecurityKind, SecurityScheme};
use crate::markdown::{code, lines, paragraph};
use crate::source::{FileId, Span};

/// What opens operations: alternatives, each of them schemes by name.
pub(crate) type Security = Vec<Vec<String>>;

/// The alternatives of an operation. That it may be called without credentials needs no entry: so may any, and the API answers.
pub(crate) fn of_operation(operation: &Operation) -> Security {
    let mut res = Security::new();
    for alternative in operation.security.iter().filter(|it| !it.schemes.is_empty()) {
        let schemes: Vec<String> = alternative.schemes.iter().map(|it| it.scheme.clone()).collect();
        if !res.contains(&schemes) {
            res.push(schemes);
        }
    }
    res
}

/// All alternatives of the API, those first that open most operations.
pub(crate) fn of_api(api: &Api) -> Security {
    let mut counted: Vec<(Vec<String>, usize)> = Vec::new();
    for alternative in api.operations.iter().flat_map(of_operation) {
        match counted.iter_mut().find(|(known, _)| *known == alternative) {
            Some((_, count)) => *count += 1,
            None => counted.push((alternative, 1)),
        }
    }
    // Where two open as many operations, a token comes before a user and a password.
    let has_basic = |alternative: &[String]| {
        let is_basic = |scheme: &SecurityScheme| scheme.kind == SecurityKind::Basic;
        api.security_schemes.iter().any(|scheme| is_basic(scheme) && alternative.contains(&scheme.name))
    };
    counted.sort_by_key(|(alternative, count)| (std::cmp::Reverse(*count), has_basic(alternative)));
    counted.into_iter().map(|(alternative, _)| alternative).collect()
}

/// The schemes that operations ask for, in the order of the description; all there are where none asks for any. A description without
/// schemes says nothing about credentials, which does not mean that its API needs none: it gets a token, and a user with a password.
pub(crate) fn schemes(
    diags: &mut Diagnostics,
    api: &Api,
    config: &Config,
    package: &Package,
    security: &Security,
) -> Vec<SchemePlan> {
    let undescribed = undescribed();
    let all = if api.security_schemes.is_empty() { &undescribed } else { &api.security_schemes };
    let is_used =
        |scheme: &&SecurityScheme| security.is_empty() || security.iter().flatten().any(|it| *it == scheme.name);
    let used: Vec<&SecurityScheme> = all.iter().filter(is_used).collect();
    let usual = usual(&used, security);
    check(diags, config, &used, security, usual);
    let setters = setters(diags, config, &used, usual);
    let providers = providers(&used, &setters, usual);
    let prefix = format!("{}_", names::constant_name(&package.lib));
    let planned = used.into_iter().zip(setters).zip(providers);
    planned
        .map(|((scheme, setter), provider)| {
            let auth = auth(scheme, config);
            let is_usual = usual == Some(scheme.name.as_str());
            let of_client = config.client.token_env.iter().filter(|_| is_usual);
            let of_scheme = config.security.get(&scheme.name).into_iter().flat_map(|it| &it.value.env);
            let mut env: Vec<String> = of_client.chain(of_scheme).map(|it| it.value.clone()).collect();
            if env.is_empty() {
                env.push(prefix.clone() + &names::constant_name(setter.as_str()));
            }
            let docs = docs(scheme, &auth, !api.security_schemes.is_empty());
            SchemePlan { name: scheme.name.clone(), docs, auth, setter, provider, env }
        })
        .collect()
}

/// What an API may ask for whose description does not say.
fn undescribed() -> Vec<SecurityScheme> {
    let scheme = |name: &str, kind: SecurityKind| SecurityScheme {
        name: name.to_owned(),
        kind,
        description: None,
        origin: Span { file: FileId(0), start: 0, end: 0 },
    };
    vec![scheme(TOKEN, SecurityKind::Bearer), scheme(BASIC_AUTH, SecurityKind::Basic)]
}

const TOKEN: &str = "token";
const BASIC_AUTH: &str = "basic_auth";

/// The scheme that opens most operations alone, if what opens most is one scheme.
fn usual<'a>(used: &[&'a SecurityScheme], security: &Security) -> Option<&'a str> {
    let [name] = &security.first()?[..] else {
        return None;
    };
    used.iter().find(|it| it.name == *name).map(|it| it.name.as_str())
}

/// `token` for the usual scheme, the scheme's own name for others.
fn setters(diags: &mut Diagnostics, config: &Config, used: &[&SecurityScheme], usual: Option<&str>) -> Vec<Ident> {
    let basics = used.iter().filter(|it| it.kind == SecurityKind::Basic).count();
    let wanted = |scheme: &SecurityScheme| match &scheme.kind {
        SecurityKind::Basic if basics == 1 => ("basic_auth".to_owned(), NAMED),
        SecurityKind::Basic => (names::value_name(&scheme.name), TITLED),
        _ if usual == Some(scheme.name.as_str()) => ("token".to_owned(), NAMED),
        _ => (names::value_name(&scheme.name), TITLED),
    };
    let candidates: Vec<Candidate> = used
        .iter()
        .map(|scheme| {
            let (wanted, rank) = wanted(scheme);
            let wish = config.security.get(&scheme.name).and_then(|it| it.value.name.clone());
            Candidate { wanted, rank, wish }
        })
        .collect();
    name_all(diags, Naming { case: Case::Snake, avoid: reserved::builder_method, what: "method" }, &candidates)
}

/// `token_provider` for tokens, which expire, and for whatever is usual; a key or password is set once.
fn providers(used: &[&SecurityScheme], setters: &[Ident], usual: Option<&str>) -> Vec<Option<Ident>> {
    let expires = |scheme: &SecurityScheme| {
        let is_usual = usual == Some(scheme.name.as_str());
        match scheme.kind {
            SecurityKind::Basic => false,
            SecurityKind::ApiKey { .. } => is_usual,
            SecurityKind::Bearer | SecurityKind::OAuth2 | SecurityKind::Http(_) => true,
        }
    };
    let claims: Vec<Claim> = setters
        .iter()
        .map(|it| {
            Claim::new(reserved::builder_method(format!("{}_provider", it.as_str().trim_end_matches('_'))), PLACED)
        })
        .collect();
    let taken: Vec<&str> = setters.iter().map(Ident::as_str).collect();
    let idents = super::scope::settle(&claims, Joint::Snake, &taken).into_iter();
    used.iter().zip(idents).map(|(scheme, ident)| expires(scheme).then(|| Ident::new(ident))).collect()
}

pub(crate) fn auth(scheme: &SecurityScheme, config: &Config) -> AuthPlan {
    let bearer = |prefix: &str| AuthPlan::Bearer { prefix: prefix.to_owned() };
    match (&scheme.kind, &config.client.token_prefix) {
        (SecurityKind::Bearer | SecurityKind::OAuth2, _) => bearer("Bearer"),
        (SecurityKind::Http(name), _) => bearer(name),
        (SecurityKind::Basic, _) => AuthPlan::Basic,
        (SecurityKind::ApiKey { .. }, Some(prefix)) if is_authorization(scheme) => bearer(&prefix.value),
        (SecurityKind::ApiKey { location: ParamLocation::Query, name }, _) => AuthPlan::ApiKeyQuery(name.clone()),
        (SecurityKind::ApiKey { location: ParamLocation::Cookie, name }, _) => AuthPlan::ApiKeyCookie(name.clone()),
        (SecurityKind::ApiKey { name, .. }, _) => AuthPlan::ApiKeyHeader(name.clone()),
    }
}

/// A key in `Authorization`, before which there may stand a word that a description cannot say.
fn is_authorization(scheme: &SecurityScheme) -> bool {
    matches!(&scheme.kind, SecurityKind::ApiKey { location: ParamLocation::Header, name } if name.eq_ignore_ascii_case("authorization"))
}

/// Keys of `client.toml` that match nothing.
fn check(diags: &mut Diagnostics, config: &Config, used: &[&SecurityScheme], security: &Security, usual: Option<&str>) {
    for (name, it) in &config.security {
        if !used.iter().any(|scheme| scheme.name == *name) {
            let message = format!("no operation asks for credentials called `{name}`");
            diags.error(codes::plan::NOTHING_TO_SET, it.span, message);
        }
    }
    let prefix = config.client.token_prefix.as_ref().filter(|_| !used.iter().any(|it| is_authorization(it)));
    if let Some(it) = prefix {
        let message = "no operation asks for an `apiKey` in the header `Authorization`";
        diags.error(codes::plan::NOTHING_TO_SET, it.span, message).help("every other scheme says itself what is sent");
    }
    if let Some(it) = config.client.token_env.first().filter(|_| usual.is_none()) {
        let (message, help) = match security.as_slice() {
            [] => ("no operation requires credentials", "add `security` to the description"),
            _ => {
                ("most operations ask for several credentials together", "say `env` for each, below `[security.NAME]`")
            }
        };
        diags.error(codes::plan::NOTHING_TO_SET, it.span, message).help(help);
    }
}

fn docs(scheme: &SecurityScheme, auth: &AuthPlan, is_described: bool) -> Vec<String> {
    let what = match auth {
        AuthPlan::Bearer { prefix } => {
            format!("{}, sent as {}", token(scheme), code(&format!("Authorization: {prefix} …")))
        }
        AuthPlan::Basic => "A user and a password, sent as `Authorization: Basic …`".to_owned(),
        AuthPlan::ApiKeyHeader(name) => format!("A key, sent in the header {}", code(name)),
        AuthPlan::ApiKeyQuery(name) => format!("A key, sent as the query parameter {}", code(name)),
        AuthPlan::ApiKeyCookie(name) => format!("A key, sent as the cookie {}", code(name)),
    };
    if !is_described {
        return paragraph(&format!(
            "{what}. The description mentions no credentials; set this if the API requires it."
        ));
    }
    let mut res = paragraph(&format!("{what} ({} in the description).", code(&scheme.name)));
    let own = scheme.description.as_deref().map(lines).unwrap_or_default();
    if !own.is_empty() {
        res.push(String::new());
        res.extend(own);
    }
    res
}

fn token(scheme: &SecurityScheme) -> &'static str {
    if scheme.kind == SecurityKind::OAuth2 { "An access token of OAuth 2 or OpenID Connect" } else { "A token" }
}
