//! From what a builder was told to what a client needs, or to what is wrong with it.

use std::env;

use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::Url;

use super::api::Api;
use super::builder::TokenChoice;
use super::client::Token;
use super::error::{Error, Result};
use super::secret::Secret;

/// Where the API is: the caller's word, else the environment's, else the description's.
pub(crate) fn base_url(api: &Api, given: Option<&str>, allow_http: bool) -> Result<Url> {
    let from_env = || api.base_url_env.and_then(|name| env::var(name).ok()).filter(|value| !value.trim().is_empty());
    let text = given.map(str::to_owned).or_else(from_env).or_else(|| api.base_url.map(str::to_owned));
    let text = text.ok_or_else(|| match api.base_url_env {
        Some(name) => Error::config(format!("no base URL: set the environment variable `{name}` or call `base_url`")),
        None => Error::config("no base URL: call `base_url`"),
    })?;
    let url = Url::parse(text.trim())
        .map_err(|error| Error::config(format!("the base URL must begin with `https://` and name a host: {error}")))?;
    match base_url_fault(&url, allow_http) {
        Some(fault) => Err(Error::config(format!("the base URL {fault}"))),
        None => Ok(url),
    }
}

/// `[prefix ]name/version`.
pub(crate) fn user_agent(api: &Api, prefix: Option<&str>) -> Result<HeaderValue> {
    let own = format!("{}/{}", api.name, api.version);
    let text = prefix.map_or(own.clone(), |prefix| format!("{} {own}", prefix.trim()));
    HeaderValue::from_str(&text)
        .map_err(|_| Error::config("the user agent prefix has characters that no header can carry"))
}

fn base_url_fault(url: &Url, allow_http: bool) -> Option<String> {
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

/// The token, if there is to be one.
pub(crate) fn token(api: &Api, choice: TokenChoice) -> Result<Token> {
    let secret = match choice {
        TokenChoice::Provider(provider) => return Ok(Token::Provider(provider)),
        TokenChoice::None => return Ok(Token::None),
        TokenChoice::Fixed(secret) => secret,
        TokenChoice::Env => {
            let found = api
                .token_env
                .iter()
                .find_map(|name| env::var(name).ok().map(Secret::from).filter(|secret| !secret.is_empty()));
            found.ok_or_else(|| {
                Error::config(format!("no token: set the environment variable `{}`", api.token_env.join("` or `")))
            })?
        }
    };
    if secret.is_empty() {
        return Err(Error::config("the token is empty"));
    }
    match HeaderValue::from_str(secret.expose()) {
        Ok(_) => Ok(Token::Fixed(secret)),
        Err(_) => Err(Error::config("the token has characters that no header can carry")),
    }
}
