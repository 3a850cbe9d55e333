//! Replies that are read as they come.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};
use reqwest::Url;

use super::call::{self, Answer};
use super::error::{Error, Result};
use super::json::body::Misfit;
use super::request::RawRequest;
use super::response::{RateLimit, Reply};
use super::transport::{BoxFuture, Chunks, TransportError, next};

impl RawRequest {
    /// Sends it and gives the reply's body chunk by chunk, as soon as its head is there.
    pub fn stream(self) -> Opening<Download> {
        Opening::new(self, Ok)
    }
}

/// The future of a reply that is read as it comes: it is there as soon as the reply's head is. Nothing is
/// sent before it is first polled.
#[must_use = "futures do nothing unless awaited"]
pub struct Opening<S> {
    call: BoxFuture<'static, Result<Download>>,
    open: fn(Download) -> Result<S>,
}

impl<S> Opening<S> {
    pub(crate) fn new(request: RawRequest, open: fn(Download) -> Result<S>) -> Self {
        let settings = request.client.0.clone();
        let call = call::begin(request, true);
        let call = Box::pin(async move {
            let Answer { reply, chunks } = call.await?;
            Ok(Download { reply, chunks, url: settings.base_url.clone(), max: settings.max_reply_bytes })
        });
        Opening { call, open }
    }
}

impl<S> Future for Opening<S> {
    type Output = Result<S>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<S>> {
        let download = ready!(self.call.as_mut().poll(context));
        Poll::Ready(download.and_then(self.open))
    }
}

impl<S> fmt::Debug for Opening<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening").finish_non_exhaustive()
    }
}

/// The body of a successful reply, chunk by chunk; how it is cut into chunks means nothing.
///
/// The client's read timeout holds for each chunk. After an error it ends.
#[must_use = "streams do nothing unless polled"]
pub struct Download {
    /// Its body is empty.
    pub(crate) reply: Reply,
    /// `None` at the end.
    chunks: Option<Chunks>,
    url: Url,
    max: usize,
}

impl Download {
    /// The number of bytes that were promised, if any was; where the reply is compressed there is none.
    pub fn length(&self) -> Option<u64> {
        self.reply.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// The next chunk; `None` at the end. The same as the stream's, without a trait to import.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>> {
        next(self).await.transpose()
    }

    /// The most bytes that may be kept of it at once.
    pub(crate) fn max(&self) -> usize {
        self.max
    }

    /// A piece of it that is not what was promised.
    pub(crate) fn misfit(&self, piece: Bytes, misfit: Misfit) -> Error {
        Error::decode(Reply { body: piece, ..self.reply.clone() }, misfit)
    }

    /// What went wrong after the head.
    pub(crate) fn broken(&self, cause: TransportError) -> Error {
        Error::transport(cause, &self.url).with_reply(self.reply.clone())
    }

    /// Reads no further.
    pub(crate) fn end(&mut self) {
        self.chunks = None;
    }
}

impl Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(chunks) = &mut self.chunks else {
            return Poll::Ready(None);
        };
        let chunk = ready!(chunks.as_mut().poll_next(context));
        if !matches!(chunk, Some(Ok(_))) {
            self.end();
        }
        Poll::Ready(chunk.map(|chunk| chunk.map_err(|cause| self.broken(cause))))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("status", &self.reply.status).finish_non_exhaustive()
    }
}

/// What the head of a reply says, for a type that has the reply at this path.
macro_rules! reply_head {
    ([$($generic:ident)?] $ty:ty, $($path:ident).+) => {
        impl $(<$generic>)? $ty {
            /// The status, always 2xx.
            pub fn status(&self) -> StatusCode {
                self.$($path).+.status
            }

            /// The headers.
            pub fn headers(&self) -> &HeaderMap {
                &self.$($path).+.headers
            }

            /// What the reply says of the rate limit; all `None` where it says nothing.
            pub fn rate_limit(&self) -> RateLimit {
                self.$($path).+.rate_limit()
            }

            /// The id under which the API's operators find this call, if the reply has one.
            pub fn request_id(&self) -> Option<&str> {
                self.$($path).+.request_id()
            }

            /// The number of attempts it took to get its beginning, at least 1.
            pub fn attempts(&self) -> u32 {
                self.$($path).+.attempts
            }
        }
    };
}
pub(crate) use reply_head;

reply_head!([] Download, reply);

/// The methods of a request whose reply can be read as it comes, beside awaiting it.
///
/// - `streamed!(Get, stream: Download, "image/png", Ok)`: `get(…).stream()`
/// - `streamed!(Chat, events: Events<Chunk>, "text/event-stream", Events::json)`: `chat(…).events()`
/// - `streamed!(Chat, events: Events<Chunk>, "text/event-stream", Events::json, "stream")`: the same, with `"stream": true` in the body
macro_rules! streamed {
    ($name:ident, $method:ident: $stream:ty, $accept:literal, $open:expr $(, $switch:literal)?) => {
        impl $name {
            /// Sends the request and returns the response as a stream as soon as its head has arrived.
            $(#[doc = concat!("\n\nSets `", $switch, "` in the body.")])?
            #[inline]
            pub fn $method(self) -> $crate::runtime::Opening<$stream> {
                let request = self.0.accept($accept)$(.body_field($switch, &true))?;
                $crate::runtime::Opening::new(request, $open)
            }
        }
    };
}
pub(crate) use streamed;
