//! The seam between this client and the network.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use http::{Request, Response};

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Puts one HTTP request on the wire and gives back the reply, whatever its status.
///
/// It must not follow redirects, retry, or add credentials: the client does that itself. Implement it to
/// test against canned replies or to send through something other than reqwest.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`; the URL is absolute, an empty body means that there is none.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;
}

/// Why there is no reply.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    timed_out: bool,
    partial: Option<Box<Response<Bytes>>>,
    source: Box<dyn StdError + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// No connection came about, so that nothing was sent.
    Connect,
    /// The exchange broke off; the request may have been acted upon.
    Broken,
    /// Trying again cannot help.
    Refused,
}

impl TransportError {
    /// No connection came about, so that nothing was sent.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Connect, source)
    }

    /// The exchange broke off; the request may have been acted upon.
    pub fn broken(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Broken, source)
    }

    /// The request or the reply is not acceptable; trying again cannot help.
    pub fn refused(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Kind::Refused, source)
    }

    fn new(kind: Kind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        TransportError { kind, timed_out: false, partial: None, source: source.into() }
    }

    /// Says that a time limit was the reason.
    pub fn timed_out(mut self) -> Self {
        self.timed_out = true;
        self
    }

    /// Keeps a reply of which not all arrived: its status, its headers, and the body as far as it came.
    pub fn with_partial(mut self, reply: Response<Bytes>) -> Self {
        self.partial = Some(Box::new(reply));
        self
    }

    /// Whether no connection came about.
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }

    /// Whether a time limit was the reason.
    pub fn is_timeout(&self) -> bool {
        self.timed_out
    }

    pub(crate) fn is_retryable(&self) -> bool {
        self.kind != Kind::Refused
    }

    pub(crate) fn take_partial(&mut self) -> Option<Response<Bytes>> {
        self.partial.take().map(|reply| *reply)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.kind, self.timed_out) {
            (Kind::Connect, false) => "cannot connect",
            (Kind::Connect, true) => "cannot connect in time",
            (_, true) => "no reply in time",
            (Kind::Broken, false) => "the connection broke off",
            (Kind::Refused, false) => "the exchange is not acceptable",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
