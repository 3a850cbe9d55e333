//! Building a client: what can be chosen, and the defaults.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::Url;

use super::api::Api;
use super::client::{Client, Settings};
use super::clock::{Clock, SystemClock};
use super::credentials::Credential;
use super::error::{Error, Result};
use super::hooks::{Attempt, Hook};
use super::http_client::{Configure, HttpClient};
use super::resolve;
use super::response::RateLimit;
use super::retry::RetryPolicy;
use super::secret::{Secret, TokenProvider};
use super::server::Server;
use super::throttle::Throttle;
use super::transport::Transport;

/// Builds a [`Client`]. Whatever is wrong is reported by [`build`](Self::build).
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    api: &'static Api,
    base_url: Option<String>,
    server: Option<Server>,
    allow_http: bool,
    credentials: Vec<(&'static str, Credential)>,
    ask_env: bool,
    user_agent_prefix: Option<String>,
    headers: Vec<(String, String)>,
    secret_headers: Vec<(String, Secret)>,
    connect_timeout: Duration,
    read_timeout: Duration,
    timeout: Option<Duration>,
    max_reply_bytes: usize,
    retry: RetryPolicy,
    throttle: Option<Throttle>,
    before: Vec<Hook>,
    after: Vec<Hook>,
    configure_http: Option<Configure>,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
}

impl ClientBuilder {
    pub(crate) fn new(api: &'static Api) -> Self {
        ClientBuilder {
            api,
            base_url: None,
            server: None,
            allow_http: false,
            credentials: Vec::new(),
            ask_env: false,
            user_agent_prefix: None,
            headers: Vec::new(),
            secret_headers: Vec::new(),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(60),
            timeout: Some(Duration::from_secs(300)),
            max_reply_bytes: 64 << 20,
            retry: RetryPolicy::default(),
            throttle: None,
            before: Vec::new(),
            after: Vec::new(),
            configure_http: None,
            transport: None,
            clock: Arc::new(SystemClock),
        }
    }

    /// Takes credentials from the environment variables that the API's tools use, as far as they are not given
    /// otherwise.
    pub fn credentials_from_env(mut self) -> Self {
        self.ask_env = true;
        self
    }

    // The generator adds a method a scheme, and a choice of servers.

    /// What to show for this scheme. White space around it is not part of it.
    pub(crate) fn secret(self, scheme: &'static str, secret: impl Into<Secret>) -> Self {
        self.credential(scheme, Credential::Fixed(secret.into()))
    }

    /// Who calls, by this scheme.
    pub(crate) fn basic(self, scheme: &'static str, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.credential(scheme, Credential::Basic { user: user.into(), password: password.into() })
    }

    /// Whom to ask, before every attempt, what to show for this scheme.
    pub(crate) fn provider(self, scheme: &'static str, provider: impl TokenProvider) -> Self {
        self.credential(scheme, Credential::Provider(Arc::new(provider)))
    }

    fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.credentials.retain(|(given, _)| *given != scheme);
        self.credentials.push((scheme, credential));
        self
    }

    pub(crate) fn at(mut self, server: Server) -> Self {
        self.server = Some(server);
        self
    }

    /// Where the API is: a proxy, a mock, another installation. A path in it comes before every path, and every call
    /// goes there, whatever server the description names.
    ///
    /// It must be `https`, except on this machine (`localhost`, `127.0.0.1`, `[::1]`): the token would
    /// travel in the clear. See [`allow_http`](Self::allow_http).
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Allows plain `http` to any host. The token can then be read by everyone on the way.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Begins the user agent with the caller's name, as in `my-tool/1.0`.
    pub fn user_agent_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.user_agent_prefix = Some(prefix.into());
        self
    }

    /// Sends a header with every call, except to another host after a redirect.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// A secret that goes with every call as a header, such as a key that the API's description does not mention.
    ///
    /// Like all credentials it is never sent to another host, and never appears in `Debug` output, logs or errors.
    pub fn secret_header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.secret_headers.push((name.into(), value.into()));
        self
    }

    /// How long connecting may take, TLS included. The default is 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long nothing may move while a reply is awaited or read, be it as a stream. The default is 60 s.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// How long a whole call may take, retries and the waits between them included; `None` for no limit. For
    /// a reply that is read as a stream, it is the time until the stream begins.
    /// A retry that could not begin in time is not waited for. The default is 300 s.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// The most bytes that a reply's body may have or, where it is a stream of events or lines, each of them;
    /// more is an error. A body that is read in chunks has no limit. The default is 64 MiB.
    pub fn max_reply_bytes(mut self, bytes: usize) -> Self {
        self.max_reply_bytes = bytes;
        self
    }

    /// When failed attempts are repeated.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Starts at most so many requests a second, evenly spaced, for all clones together. No limit by default.
    pub fn requests_per_second(mut self, requests: NonZeroU32) -> Self {
        self.throttle = Some(Throttle::every(Duration::from_secs(1) / requests.get()));
        self
    }

    /// Calls `hook` before each attempt. Hooks add up.
    pub fn before_attempt(mut self, hook: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.before.push(Arc::new(hook));
        self
    }

    /// Calls `hook` after each attempt, whatever came of it. Hooks add up.
    pub fn after_attempt(mut self, hook: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        self.after.push(Arc::new(hook));
        self
    }

    /// Changes reqwest's builder: proxies, certificates, addresses. Redirects stay with this client, which
    /// keeps the token from other hosts. Without effect where another transport is set.
    pub fn configure_http(
        mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) -> Self {
        self.configure_http = Some(Box::new(configure));
        self
    }

    /// Sends through something other than reqwest. Connect and read timeouts and the limit of a reply's size
    /// are then the transport's business.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Takes the time from another clock, so that tests need not wait.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Builds the client. A call for which it has no credentials is sent without any, as a mock needs none.
    ///
    /// # Errors
    ///
    /// If credentials were asked for and there are none, or some that no request can carry; if there is no base URL, or
    /// one that is not acceptable, a header that cannot be sent, or no TLS.
    pub fn build(self) -> Result<Client> {
        let (base_url, base_is_given) =
            resolve::base_url(self.api, self.base_url.as_deref(), self.server.as_ref(), self.allow_http)?;
        let user_agent = resolve::user_agent(self.api, self.user_agent_prefix.as_deref())?;
        let mut headers = resolve::headers(&self.headers)?;
        resolve::secret_headers(&self.secret_headers, &mut headers)?;
        let credentials = resolve::credentials(self.api, self.credentials, self.ask_env)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(connect(
                &base_url,
                self.connect_timeout,
                self.read_timeout,
                self.max_reply_bytes,
                self.configure_http,
            )?),
        };
        Ok(Client(Arc::new(Settings {
            api: self.api,
            base_url,
            base_is_given,
            server: self.server,
            credentials,
            user_agent,
            headers,
            timeout: self.timeout,
            max_reply_bytes: self.max_reply_bytes,
            retry: self.retry,
            throttle: self.throttle,
            before: self.before,
            after: self.after,
            allow_http: self.allow_http,
            transport,
            clock: self.clock,
            rate_limit: Mutex::new(RateLimit::default()),
        })))
    }
}

fn connect(
    base_url: &Url,
    connect: Duration,
    read: Duration,
    max_reply: usize,
    configure: Option<Configure>,
) -> Result<HttpClient> {
    if base_url.scheme() == "https" && cfg!(not(any(feature = "rustls-tls", feature = "native-tls"))) {
        return Err(Error::config("no TLS: turn on the feature `rustls-tls` or `native-tls`"));
    }
    HttpClient::new(connect, read, max_reply, configure)
        .map_err(|error| Error::config("the HTTP client cannot be built").because(error))
}

/// `https://user:password@host/` is refused when the client is built, and not shown before.
fn without_credentials(url: &str) -> &str {
    url.rsplit_once('@').map_or(url, |(_, rest)| rest)
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("base_url", &self.base_url.as_deref().map(without_credentials))
            .finish_non_exhaustive()
    }
}
