//! Closures that watch every attempt.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};

use super::error::Error;

/// What a hook is called with.
pub(crate) type Hook = Arc<dyn Fn(&Attempt<'_>) + Send + Sync>;

/// One attempt of a call, before it or after it.
///
/// It has nothing secret: the URL is without the token, and the request's headers are not here.
#[non_exhaustive]
pub struct Attempt<'a> {
    pub(crate) operation: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) url: &'a str,
    pub(crate) number: u32,
    pub(crate) elapsed: Duration,
    pub(crate) reply: Option<(StatusCode, &'a HeaderMap)>,
    pub(crate) error: Option<&'a Error>,
}

impl Attempt<'_> {
    /// The operation's id in the description; method and path where the call is not in it.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.method
    }

    /// The URL, with its query.
    pub fn url(&self) -> &str {
        self.url
    }

    /// 1 for the first attempt of a call, 2 for the first retry.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How long the attempt took; zero before it.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// The status, if there is a reply, be it an error.
    pub fn status(&self) -> Option<StatusCode> {
        self.reply.map(|(status, _)| status)
    }

    /// The reply's headers, if there is a reply.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.reply.map(|(_, headers)| headers)
    }

    /// Why the attempt failed, if it did.
    pub fn error(&self) -> Option<&Error> {
        self.error
    }
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("url", &self.url)
            .field("number", &self.number)
            .field("elapsed", &self.elapsed)
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}
