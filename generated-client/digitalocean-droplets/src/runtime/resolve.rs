//! From what a builder was told to what a client needs, or to what is wrong with it.

use std::env;

use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;

use super::api::{Api, Auth, Scheme};
use super::credentials::{Credential, Credentials};
use super::error::{Error, Result};
use super::secret::Secret;
use super::server::Server;

/// Where the API is: the caller's word, else the environment's, else the description's; and whether it is one of the
/// former two.
pub(crate) fn base_url(
    api: &Api,
    given: Option<&str>,
    server: Option<&Server>,
    allow_http: bool,
) -> Result<(Url, bool)> {
    let from_env = || api.base_url_env.and_then(|name| env::var(name).ok()).filter(|value| !value.trim().is_empty());
    let given = given.map(str::to_owned).or_else(|| from_env().filter(|_| server.is_none()));
    let is_given = given.is_some();
    let described = || match (server, api.servers.first()) {
        (Some(server), _) => server.url().map_err(|fault| Error::config(format!("the server {fault}"))),
        (None, Some(first)) => Server::of(first).url().map_err(Error::config),
        (None, None) => Err(Error::config(match api.base_url_env {
            Some(name) => format!("no base URL: set the environment variable `{name}` or call `base_url`"),
            None => "no base URL: call `base_url`".to_owned(),
        })),
    };
    let text = given.map_or_else(described, Ok)?;
    let mut url = Url::parse(text.trim())
        .map_err(|error| Error::config(format!("the base URL must begin with `https://` and name a host: {error}")))?;
    if let Some(fault) = base_url_fault(&url, allow_http) {
        return Err(Error::config(format!("the base URL {fault}")));
    }
    if url.path() == "/" {
        url.set_path(api.base_path);
    }
    Ok((url, is_given))
}

/// `[prefix ]name/version`.
pub(crate) fn user_agent(api: &Api, prefix: Option<&str>) -> Result<HeaderValue> {
    let own = format!("{}/{}", api.name, api.version);
    let text = prefix.map_or(own.clone(), |prefix| format!("{} {own}", prefix.trim()));
    HeaderValue::from_str(&text)
        .map_err(|_| Error::config("the user agent prefix has characters that no header can carry"))
}

pub(crate) fn base_url_fault(url: &Url, allow_http: bool) -> Option<String> {
    match url.scheme() {
        "https" => {}
        "http" if allow_http || is_loopback(url) => {}
        "http" => return Some(
            "is plain `http`, so the token would travel in the clear: use `https`, or `allow_http(true)` if you must"
                .to_owned(),
        ),
        other => return Some(format!("has the scheme `{other}`: it must be `https`")),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Some("must not have a user name or password".to_owned());
    }
    (url.query().is_some() || url.fragment().is_some()).then(|| "must not have a query or a fragment".to_owned())
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || host.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// The headers that go with every call.
pub(crate) fn headers(headers: &[(String, String)]) -> Result<HeaderMap> {
    let parse = |(name, value): &(String, String)| match (
        HeaderName::from_bytes(name.as_bytes()),
        HeaderValue::from_str(value),
    ) {
        (Ok(name), Ok(value)) => Ok((name, value)),
        _ => Err(Error::config(format!("the default header `{name}` cannot be sent"))),
    };
    headers.iter().map(parse).collect()
}

/// Headers of the caller's that are secrets; an error never shows their values.
pub(crate) fn secret_headers(secrets: &[(String, Secret)], headers: &mut HeaderMap) -> Result<()> {
    for (name, secret) in secrets {
        let parsed = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(secret.expose()));
        let (Ok(name), Ok(mut value)) = parsed else {
            return Err(Error::config(format!("the secret header `{name}` cannot be sent")));
        };
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(())
}

/// What the caller gave, and what the environment has for the rest if it was asked.
pub(crate) fn credentials(api: &Api, mut given: Vec<(&'static str, Credential)>, ask_env: bool) -> Result<Credentials> {
    let mut found = Vec::new();
    for scheme in api.schemes {
        let own = given.iter().position(|(name, _)| *name == scheme.name).map(|at| given.swap_remove(at).1);
        if let Some(credential) = own.or_else(|| from_env(scheme).filter(|_| ask_env)) {
            check(scheme, &credential)?;
            found.push((scheme, credential));
        }
    }
    let found = Credentials { given: found, are_unrequired: api.security.is_empty() };
    if ask_env && !api.security.is_empty() && !api.security.iter().any(|schemes| found.has_all(schemes)) {
        let needed = api.security.first().into_iter().copied().flatten();
        let missing = needed.filter(|name| !found.has_all(&[name]));
        let variables: Vec<_> = missing
            .filter_map(|name| api.schemes.iter().find(|scheme| scheme.name == *name))
            .map(|scheme| format!("`{}`", scheme.env.join("` or `")))
            .collect();
        return Err(Error::config(format!("no credentials: set the environment variable {}", variables.join(" and "))));
    }
    Ok(found)
}

fn from_env(scheme: &Scheme) -> Option<Credential> {
    let values = scheme.env.iter().filter_map(|name| env::var(name).ok());
    values.map(Secret::from).find(|secret| !secret.is_empty()).map(Credential::Fixed)
}

/// Says what is wrong with a credential, without showing it.
fn check(scheme: &Scheme, credential: &Credential) -> Result<()> {
    let fault = match credential {
        Credential::Provider(_) => return Ok(()),
        Credential::Basic { user, .. } if user.contains(':') => "a user name cannot have a colon",
        Credential::Basic { .. } => return Ok(()),
        Credential::Fixed(secret) if matches!(scheme.auth, Auth::Basic) && !secret.expose().contains(':') => {
            "it must be `user:password`"
        }
        Credential::Fixed(secret) if secret.is_empty() => "it is empty",
        Credential::Fixed(secret) if !scheme.auth.can_carry(secret) => {
            "it has characters that no request can carry there"
        }
        Credential::Fixed(_) => return Ok(()),
    };
    Err(Error::config(format!("the credentials for `{}` cannot be used: {fault}", scheme.name)))
}
