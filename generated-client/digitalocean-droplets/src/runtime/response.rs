//! A reply, and the future of one.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::api::{Api, RateLimitHeaders};
use super::call;
use super::client::Client;
use super::error::{Error, Result};
use super::json::body::{self, Misfit};
use super::json::decode::Decode;
use super::request::RawRequest;
use super::transport::BoxFuture;

/// A reply before its body is read.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) api: &'static Api,
    pub(crate) operation: Cow<'static, str>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) attempts: u32,
}

impl Reply {
    /// This call's reply, now that it is there.
    pub(crate) fn filled(self, response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let body = body::transcoded(&parts.headers, body);
        Reply { status: parts.status, headers: parts.headers, body, ..self }
    }

    /// The body as a `T`.
    pub(crate) fn decode<T: Decode>(self) -> Result<T> {
        match T::from_reply(self.status.as_u16(), &self.body) {
            Ok(value) => Ok(value),
            Err(misfit) => Err(Error::decode(self, misfit)),
        }
    }

    /// The body as a `T`, with everything else.
    pub(crate) fn into_response<T: Decode>(self) -> Result<Response<T>> {
        match T::from_reply(self.status.as_u16(), &self.body) {
            Ok(value) => Ok(Response { value, reply: self }),
            Err(misfit) => Err(Error::decode(self, misfit)),
        }
    }

    /// As [`into_response`](Self::into_response), for a type of the caller's.
    pub(crate) fn into_plain_response<T: DeserializeOwned>(self) -> Result<Response<T>> {
        match body::from_json_plain(&self.body) {
            Ok(value) => Ok(Response { value, reply: self }),
            Err(misfit) => Err(Error::decode(self, misfit)),
        }
    }

    pub(crate) fn rate_limit(&self) -> RateLimit {
        RateLimit::from_headers(self.api.rate_limit.as_ref(), &self.headers)
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.headers.get(self.api.request_id_header?)?.to_str().ok()
    }
}

/// A successful reply: its value, to which it dereferences, and everything else about it.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    reply: Reply,
}

impl<T> Response<T> {
    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The same reply with another value.
    pub fn map<U>(self, function: impl FnOnce(T) -> U) -> Response<U> {
        Response { value: function(self.value), reply: self.reply }
    }

    /// The status, always 2xx.
    pub fn status(&self) -> StatusCode {
        self.reply.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.reply.headers
    }

    /// What the reply says of the rate limit; all `None` where it says nothing.
    pub fn rate_limit(&self) -> RateLimit {
        self.reply.rate_limit()
    }

    /// The id under which the API's operators find this call, if the reply has one.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// The number of attempts it took, at least 1.
    pub fn attempts(&self) -> u32 {
        self.reply.attempts
    }

    /// The body as it came.
    pub fn raw_body(&self) -> &[u8] {
        &self.reply.body
    }

    /// A header's value, if it is there and can be read as a `V`.
    pub fn header_value<V: FromStr>(&self, name: &str) -> Option<V> {
        header_value(&self.reply.headers, name)
    }

    /// A header's values with commas between them; `None` if it is not there, or one cannot be read as a `V`.
    pub fn header_values<V: FromStr>(&self, name: &str) -> Option<Vec<V>> {
        let lines = self.reply.headers.get_all(name).into_iter();
        let lines: Vec<&str> = lines.map(|line| line.to_str().ok()).collect::<Option<_>>()?;
        let values = lines.iter().flat_map(|line| line.split(',')).map(str::trim).filter(|value| !value.is_empty());
        (!lines.is_empty()).then(|| values.map(|value| value.parse().ok()).collect::<Option<_>>())?
    }

    /// A header's lines, each as it is; `None` if it is not there. Dates in `Set-Cookie` contain commas, which end no value.
    pub fn header_lines(&self, name: &str) -> Option<Vec<String>> {
        let lines = self.reply.headers.get_all(name).into_iter();
        let lines: Vec<String> = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned()).collect();
        (!lines.is_empty()).then_some(lines)
    }

    /// A header's value.
    ///
    /// # Errors
    ///
    /// If it is not there or cannot be read as a `V`.
    pub fn required_header<V: FromStr>(&self, name: &str) -> Result<V> {
        self.header_value(name).ok_or_else(|| {
            let cause = serde::de::Error::custom(format_args!("the reply has no usable `{name}` header"));
            Error::decode(self.reply.clone(), Misfit { path: String::new(), cause })
        })
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.reply.status)
            .field("attempts", &self.reply.attempts)
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

/// How many calls the API still allows. A header that is missing or cannot be read is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Calls in a window.
    pub limit: Option<i64>,
    /// Calls left in this window.
    pub remaining: Option<i64>,
    /// When the oldest call leaves the window or a new window begins, as the API defines it. It is not the
    /// time at which the next call is allowed: that is an error's `retry_after()`.
    pub reset: Option<Timestamp>,
}

impl RateLimit {
    pub(crate) fn from_headers(names: Option<&RateLimitHeaders>, headers: &HeaderMap) -> Self {
        let Some(names) = names else {
            return RateLimit::default();
        };
        RateLimit {
            limit: header_value(headers, names.limit),
            remaining: header_value(headers, names.remaining),
            reset: header_value(headers, names.reset).and_then(|seconds| Timestamp::from_second(seconds).ok()),
        }
    }

    pub(crate) fn is_known(&self) -> bool {
        *self != RateLimit::default()
    }
}

fn header_value<V: FromStr>(headers: &HeaderMap, name: &str) -> Option<V> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// The future of a reply; nothing is sent before it is first polled, and dropping it cancels the call.
#[must_use = "futures do nothing unless awaited"]
pub struct ResponseFuture<T> {
    call: Call,
    decode: fn(Reply) -> Result<T>,
}

/// The part of the future that is the same for every type.
struct Call {
    client: Client,
    operation: Cow<'static, str>,
    reply: BoxFuture<'static, Result<Reply>>,
}

impl Call {
    fn new(request: RawRequest) -> Self {
        Call { client: request.client.clone(), operation: request.operation.clone(), reply: call::send(request) }
    }
}

impl<T> ResponseFuture<T> {
    pub(crate) fn new(request: RawRequest, decode: fn(Reply) -> Result<T>) -> Self {
        ResponseFuture { call: Call::new(request), decode }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.call.client
    }

    pub(crate) fn operation(&self) -> &Cow<'static, str> {
        &self.call.operation
    }

    /// The value together with the body it was read from.
    pub(crate) async fn with_body(self) -> Result<(T, Bytes)> {
        let reply = self.call.reply.await?;
        let body = reply.body.clone();
        Ok(((self.decode)(reply)?, body))
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        match self.call.reply.as_mut().poll(context) {
            Poll::Ready(Ok(reply)) => Poll::Ready((self.decode)(reply)),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").field("operation", &self.call.operation).finish_non_exhaustive()
    }
}
