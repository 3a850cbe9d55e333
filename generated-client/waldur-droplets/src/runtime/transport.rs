//! The seam between this client and the network.

use std::error::Error as StdError;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{Request, Response};

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A body that comes piece by piece.
pub type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// Puts one HTTP request on the wire and gives back the reply, whatever its status.
///
/// It must not follow redirects, retry, or add credentials: the client does that itself. Implement it to
/// test against canned replies or to send through something other than reqwest.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`; the URL is absolute, an empty body means that there is none.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;

    /// Sends a request of which the body, or the reply's, is not to be held in memory. The reply is given
    /// back as soon as its head is there.
    ///
    /// A transport that has only [`send`](Self::send) holds both in memory all the same.
    fn stream(&self, request: Request<Upload>) -> BoxFuture<'_, Result<Response<Chunks>, TransportError>> {
        Box::pin(async move {
            let (parts, upload) = request.into_parts();
            let body = upload.into_bytes().await?;
            let reply = self.send(Request::from_parts(parts, body)).await?;
            Ok(reply.map(|body| -> Chunks { Box::pin(Once(Some(body))) }))
        })
    }
}

/// The body of a request on its way out: bytes, or chunks that can be read once.
pub struct Upload(pub(crate) Sent);

pub(crate) enum Sent {
    Bytes(Bytes),
    Chunks {
        chunks: Chunks,
        length: Option<u64>,
        /// How reqwest takes them; it counts the chunks that it was given.
        wrap: fn(Chunks, Option<u64>, Arc<AtomicU64>) -> reqwest::Body,
    },
}

impl Upload {
    /// The number of bytes, if it is known. It becomes the `Content-Length`.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Sent::Bytes(bytes) => Some(bytes.len() as u64),
            Sent::Chunks { length, .. } => *length,
        }
    }

    /// The content, piece by piece.
    pub fn into_chunks(self) -> Chunks {
        match self.0 {
            Sent::Bytes(bytes) => Box::pin(Once(Some(bytes))),
            Sent::Chunks { chunks, .. } => chunks,
        }
    }

    /// The whole content.
    ///
    /// # Errors
    ///
    /// If the content cannot be read to its end.
    pub async fn into_bytes(self) -> Result<Bytes, TransportError> {
        match self.0 {
            Sent::Bytes(bytes) => Ok(bytes),
            Sent::Chunks { mut chunks, .. } => {
                let mut body = BytesMut::new();
                read(&mut chunks, usize::MAX, &mut body).await?;
                Ok(body.freeze())
            }
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").field("length", &self.length()).finish_non_exhaustive()
    }
}

/// One chunk.
struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().filter(|bytes| !bytes.is_empty()).map(Ok))
    }
}

/// What a stream gives next; `None` at the end.
pub(crate) async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

/// Reads a body to its end. What has arrived stays in `body` if the rest does not come.
pub(crate) async fn read(chunks: &mut Chunks, max: usize, body: &mut BytesMut) -> Result<(), TransportError> {
    while let Some(chunk) = next(chunks).await {
        let chunk = chunk?;
        if chunk.len() > max - body.len() {
            return Err(TransportError::refused(format!("the body has more than {max} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(())
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
