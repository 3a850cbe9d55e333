//! Credentials: what the caller gave, which of it a call shows, and where on a request it goes.

use std::sync::Arc;

use ::base64::engine::Engine;
use ::base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::api::{Auth, Scheme, Security};
use super::encode::percent_encode;
use super::error::Error;
use super::secret::{Secret, TokenProvider};

/// What a caller gives for one scheme.
pub(crate) enum Credential {
    Fixed(Secret),
    Basic { user: String, password: Secret },
    Provider(Arc<dyn TokenProvider>),
}

/// Checked credentials, by scheme.
pub(crate) struct Credentials {
    pub(crate) given: Vec<(&'static Scheme, Credential)>,
    /// The description requires credentials nowhere, so that every call sends those that the caller gave.
    pub(crate) are_unrequired: bool,
}

/// What one call shows: secrets, and where they go.
pub(crate) type Shown = Vec<(Auth, Secret)>;

impl Credentials {
    /// The secrets of the first alternative for which there are all; of none, nothing.
    pub(crate) async fn shown(&self, security: Security) -> Result<Shown, Error> {
        let all_of = |schemes: &&[&str]| schemes.iter().map(|name| self.of(name)).collect::<Option<Vec<_>>>();
        let chosen = match self.are_unrequired {
            true => self.given.iter().map(|(scheme, credential)| (*scheme, credential)).collect(),
            false => security.iter().find_map(all_of).unwrap_or_default(),
        };
        let mut shown = Shown::new();
        for (scheme, credential) in chosen {
            let secret = match credential {
                Credential::Fixed(secret) => secret.clone(),
                Credential::Basic { user, password } => Secret::pair(user, password),
                Credential::Provider(provider) => provider.token().await.map_err(Error::token)?,
            };
            shown.push((scheme.auth, secret));
        }
        Ok(shown)
    }

    pub(crate) fn has_all(&self, schemes: &[&str]) -> bool {
        schemes.iter().all(|name| self.of(name).is_some())
    }

    fn of(&self, name: &str) -> Option<(&'static Scheme, &Credential)> {
        self.given.iter().find(|(scheme, _)| scheme.name == name).map(|(scheme, credential)| (*scheme, credential))
    }
}

impl Auth {
    /// Whether a request can carry `secret` here.
    pub(crate) fn can_carry(self, secret: &Secret) -> bool {
        match self {
            Auth::Basic | Auth::Query { .. } => true,
            Auth::Bearer { .. } | Auth::Header { .. } => HeaderValue::from_str(secret.expose()).is_ok(),
            Auth::Cookie { .. } => secret.expose().bytes().all(is_cookie_octet),
        }
    }

    /// Puts `secret` in its place, unless the caller put something there. `None`: it cannot be sent.
    pub(crate) fn apply(self, secret: &Secret, url: &mut Url, headers: &mut HeaderMap) -> Option<()> {
        let text = Some(secret).filter(|secret| self.can_carry(secret))?.expose();
        match self {
            Auth::Bearer { prefix } => set(headers, AUTHORIZATION, &format!("{prefix} {text}")),
            Auth::Basic => set(headers, AUTHORIZATION, &format!("Basic {}", STANDARD.encode(text))),
            Auth::Header { name } => set(headers, HeaderName::from_bytes(name.as_bytes()).ok()?, text),
            Auth::Cookie { name } => {
                let cookies = headers.get(COOKIE).map(|cookies| cookies.to_str()).transpose().ok()?.unwrap_or_default();
                if cookies.split(';').any(|cookie| cookie.trim_start().split('=').next() == Some(name)) {
                    return Some(());
                }
                let before = if cookies.is_empty() { String::new() } else { format!("{cookies}; ") };
                let all = format!("{before}{name}={text}");
                headers.remove(COOKIE);
                set(headers, COOKIE, &all)
            }
            Auth::Query { name } => {
                if !url.query_pairs().any(|(given, _)| given == name) {
                    let before = url.query().filter(|query| !query.is_empty()).map(|query| format!("{query}&"));
                    let pair = format!("{}={}", percent_encode(name), percent_encode(text));
                    url.set_query(Some(&(before.unwrap_or_default() + &pair)));
                }
                Some(())
            }
        }
    }
}

/// Whether a query parameter of this name is a secret.
pub(crate) fn is_secret_parameter(schemes: &[Scheme], name: &str) -> bool {
    schemes.iter().any(|scheme| matches!(scheme.auth, Auth::Query { name: secret } if secret == name))
}

/// Takes out of a URL what an API that was shown secrets there may have copied into it.
pub(crate) fn strip_secrets(schemes: &[Scheme], url: &mut Url) {
    let name =
        |pair: &str| percent_decode_str(pair.split('=').next().unwrap_or_default()).decode_utf8_lossy().into_owned();
    let kept = |pair: &&str| !is_secret_parameter(schemes, &name(pair));
    if let Some(query) = url.query() {
        let rest = query.split('&').filter(kept).collect::<Vec<_>>().join("&");
        url.set_query(Some(rest.as_str()).filter(|rest| !rest.is_empty()));
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Option<()> {
    if !headers.contains_key(&name) {
        let mut value = HeaderValue::from_str(value).ok()?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Some(())
}

/// RFC 6265: anything else would end the cookie, or begin another.
fn is_cookie_octet(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x2B | 0x2D..=0x3A | 0x3C..=0x5B | 0x5D..=0x7E)
}
