//! The one error of this crate: what is in it, how it comes about, what it says.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::Url;

use super::error_body::ErrorBody;
use super::error_kind::Kind;
use super::json::body::Misfit;
use super::response::{RateLimit, Reply};
use super::transport::TransportError;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call did not give what it was made for.
///
/// Ask it what happened (`is_…`), what the API said ([`status`](Self::status), [`code`](Self::code),
/// [`message`](Self::message), [`raw_body`](Self::raw_body)), and what to tell the API's operators
/// ([`request_id`](Self::request_id)). The token is not in it, unless the API itself sends it back.
pub struct Error(pub(crate) Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: Kind,
    /// What went wrong, where the kind does not say it all.
    pub(crate) text: String,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
    pub(crate) operation: Cow<'static, str>,
    pub(crate) attempts: u32,
    pub(crate) reply: Option<Reply>,
    pub(crate) said: ErrorBody,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) path: Option<String>,
    pub(crate) state: Option<Bytes>,
    pub(crate) begun: Option<Bytes>,
    /// It would have been sent again, but for its body.
    pub(crate) sent_once: bool,
}

/// Constructors, one a cause.
impl Error {
    fn new(kind: Kind, text: impl Into<String>) -> Self {
        Error(Box::new(Inner {
            kind,
            text: text.into(),
            source: None,
            operation: Cow::Borrowed(""),
            attempts: 0,
            reply: None,
            said: ErrorBody::default(),
            retry_after: None,
            path: None,
            state: None,
            begun: None,
            sent_once: false,
        }))
    }

    /// The client cannot be built.
    pub(crate) fn config(text: impl Into<String>) -> Self {
        Self::new(Kind::Config, text)
    }

    /// The request cannot be sent.
    pub(crate) fn build(text: impl Into<String>) -> Self {
        Self::new(Kind::Build, text)
    }

    /// There is no token to send.
    pub(crate) fn token(source: Box<dyn StdError + Send + Sync>) -> Self {
        Self::new(Kind::Token, "the token provider gave no token").because(source)
    }

    /// There is no reply, or not all of one.
    pub(crate) fn transport(source: TransportError, url: &Url) -> Self {
        let kind = match (source.is_connect(), source.is_timeout()) {
            (true, true) => Kind::ConnectTimeout,
            (true, false) => Kind::Connect,
            (false, true) => Kind::Timeout,
            (false, false) if source.is_retryable() => Kind::Transport,
            (false, false) => Kind::Refused,
        };
        // Host and port only: a query may hold the token.
        let host = url.host_str().unwrap_or_default();
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        Self::new(kind, format!("{source} ({host}{port})")).because(source)
    }

    /// The whole call took too long.
    pub(crate) fn timed_out(limit: Duration) -> Self {
        Self::new(Kind::Timeout, format!("the call was not done after {limit:?}"))
    }

    /// The reply is no success.
    pub(crate) fn unsuccessful(reply: Reply, now: Timestamp) -> Self {
        let mut error = Self::new(Kind::Api, "");
        error.0.said = ErrorBody::find(&reply.api.error_fields, &reply.body);
        error.0.retry_after = retry_after(&reply.headers, now);
        error.with_reply(reply)
    }

    /// The reply is a success, but not what was promised.
    pub(crate) fn decode(reply: Reply, misfit: Misfit) -> Self {
        let mut error = Self::new(Kind::Decode, "the reply does not fit its description").because(misfit.cause);
        error.0.path = Some(misfit.path).filter(|path| !path.is_empty());
        error.with_reply(reply)
    }

    /// The pages lead nowhere.
    pub(crate) fn paging(text: impl Into<String>) -> Self {
        Self::new(Kind::Paging, text)
    }

    /// What was waited for did not come about in time.
    pub(crate) fn wait_timed_out(text: impl Into<String>, state: Option<Bytes>) -> Self {
        let mut error = Self::new(Kind::WaitTimeout, text);
        error.0.state = state;
        error
    }

    /// What was waited for cannot come about any more.
    pub(crate) fn wait_failed(text: impl Into<String>, state: Option<Bytes>) -> Self {
        let mut error = Self::new(Kind::WaitFailed, text);
        error.0.state = state;
        error
    }

    pub(crate) fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn of(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation = operation;
        self
    }

    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// What began the wait that failed.
    pub(crate) fn begun_by(mut self, reply: Bytes) -> Self {
        self.0.begun = Some(reply);
        self
    }

    /// Says that the request would have been sent again if its body could be.
    pub(crate) fn sent_once(mut self) -> Self {
        self.0.sent_once = true;
        self
    }

    /// Keeps a reply, be it only its head.
    pub(crate) fn with_reply(mut self, reply: Reply) -> Self {
        self.0.operation = reply.operation.clone();
        self.0.attempts = reply.attempts;
        self.0.reply = Some(reply);
        self
    }
}

/// What the API said.
impl Error {
    /// The status, if a reply came; 2xx for one that does not fit its description or broke off.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    /// The API's code for what is wrong, if the reply has one. A body of more than 1 MiB is not searched for it.
    pub fn code(&self) -> Option<&str> {
        self.0.said.code.as_deref()
    }

    /// The API's words for what is wrong, if the reply has any. A body of more than 1 MiB is not searched for them.
    pub fn message(&self) -> Option<&str> {
        self.0.said.message.as_deref()
    }

    /// The id under which the API's operators find the call: from the body, else from a header.
    pub fn request_id(&self) -> Option<&str> {
        let said = self.0.said.request_id.as_deref();
        said.or_else(|| self.0.reply.as_ref()?.request_id())
    }

    /// How long the API asks to wait before the next call (`Retry-After`, as seconds or as a date).
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What the reply says of the rate limit; all `None` where it says nothing.
    pub fn rate_limit(&self) -> RateLimit {
        self.0.reply.as_ref().map(Reply::rate_limit).unwrap_or_default()
    }

    /// The reply's headers, if a reply came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// The reply's body as it came; for a wait, the last state that was seen.
    pub fn raw_body(&self) -> Option<&[u8]> {
        let reply = self.0.reply.as_ref().map(|reply| &reply.body);
        reply.or(self.0.state.as_ref()).map(|body| &body[..])
    }

    /// Where a successful reply does not fit: `machines[3].networks.v4[0].netmask`. `None` at the top.
    pub fn json_path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The number of attempts that were made; 0 if none was.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The operation's id in the description; method and path where the call is not in it.
    pub fn operation(&self) -> Option<&str> {
        Some(&*self.0.operation).filter(|operation| !operation.is_empty())
    }

    /// The reply to the request that began a wait, if a wait failed: the id of what was just created is in there.
    pub fn begun(&self) -> Option<&[u8]> {
        self.0.begun.as_deref()
    }
}

fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = rfc2822::parse(text).ok()?.timestamp();
    // A date that has passed is no wait.
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
