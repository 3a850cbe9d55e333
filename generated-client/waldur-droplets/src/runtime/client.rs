//! The client: what all calls share.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method};
use reqwest::Url;

use super::api::Api;
use super::clock::Clock;
use super::credentials::Credentials;
use super::hooks::Hook;
use super::request::RawRequest;
use super::response::RateLimit;
use super::retry::RetryPolicy;
use super::server::Server;
use super::throttle::Throttle;
use super::transport::Transport;

/// A client of the API. Cloning it is cheap; all clones share connections, limits and hooks.
///
/// Calls need a tokio runtime, unless another [`Transport`](crate::runtime::Transport) and
/// [`Clock`](crate::runtime::Clock) were set.
#[derive(Clone)]
// The generator adds a method a resource, so that everything internal is on the settings.
pub struct Client(pub(crate) Arc<Settings>);

/// All that a builder decides, and what the last reply said of the rate limit.
pub(crate) struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) base_url: Url,
    /// Whether the caller, or the environment, said where the API is.
    pub(crate) base_is_given: bool,
    /// The caller's choice among the description's servers.
    pub(crate) server: Option<Server>,
    pub(crate) credentials: Credentials,
    pub(crate) user_agent: HeaderValue,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_reply_bytes: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) throttle: Option<Throttle>,
    pub(crate) before: Vec<Hook>,
    pub(crate) after: Vec<Hook>,
    pub(crate) allow_http: bool,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rate_limit: Mutex<RateLimit>,
}

impl Client {
    /// A request for what the API's description lacks. `path` is under the base URL, begins with `/`, and
    /// may have a query and `{name}` for path parameters.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        let path = path.into();
        let operation = format!("{method} {}", path.split('?').next().unwrap_or_default());
        RawRequest::to(self, method, Cow::Owned(path), Cow::Owned(operation))
    }

    /// What the last reply to any call said of the rate limit; all `None` before there is one.
    pub fn rate_limit(&self) -> RateLimit {
        *self.0.rate_limit.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the API is; some operations may be elsewhere, at servers of their own.
    pub fn base_url(&self) -> &str {
        self.0.base_url.as_str()
    }
}

impl Settings {
    /// Remembers what a reply said of the rate limit, if it said anything.
    pub(crate) fn note_rate_limit(&self, rate_limit: RateLimit) {
        if rate_limit.is_known() {
            *self.rate_limit.lock().unwrap_or_else(PoisonError::into_inner) = rate_limit;
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}
