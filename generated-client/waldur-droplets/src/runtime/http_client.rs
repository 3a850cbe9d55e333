//! The transport over reqwest.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{Request, Response};
use reqwest::redirect;

use super::transport::{BoxFuture, Chunks, Sent, Transport, TransportError, Upload};

/// The caller's changes to reqwest's builder.
pub(crate) type Configure = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// Sends with reqwest.
pub(crate) struct HttpClient {
    client: reqwest::Client,
    read_timeout: Duration,
    max_reply: usize,
}

impl HttpClient {
    /// `max_reply` is the greatest number of body bytes, after decompression.
    pub(crate) fn new(
        connect: Duration,
        read: Duration,
        max_reply: usize,
        configure: Option<Configure>,
    ) -> Result<Self, reqwest::Error> {
        choose_crypto();
        // Not reqwest's own `read_timeout`, which would end an upload that takes longer.
        let mut builder = reqwest::Client::builder().connect_timeout(connect);
        if let Some(configure) = configure {
            builder = configure(builder);
        }
        // Last, so that it cannot be undone: a followed redirect would carry the token along.
        let client = builder.redirect(redirect::Policy::none()).build()?;
        Ok(HttpClient { client, read_timeout: read, max_reply })
    }
}

impl Transport for HttpClient {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = translate(request).map_err(TransportError::refused)?;
            let nothing = AtomicU64::new(0);
            let mut reply = unless_idle(self.read_timeout, &nothing, self.client.execute(request)).await?;
            let head = head(&mut reply);
            let mut body = BytesMut::new();
            let outcome = self.read(&mut reply, &mut body).await;
            let reply = head.map(|()| body.freeze());
            match outcome {
                Ok(()) => Ok(reply),
                Err(error) => Err(error.with_partial(reply)),
            }
        })
    }

    fn stream(&self, request: Request<Upload>) -> BoxFuture<'_, Result<Response<Chunks>, TransportError>> {
        Box::pin(async move {
            let sent = Arc::new(AtomicU64::new(0));
            let (parts, upload) = request.into_parts();
            let request = match upload.0 {
                Sent::Bytes(bytes) => translate(Request::from_parts(parts, bytes)),
                Sent::Chunks { chunks, length, wrap } => {
                    reqwest::Request::try_from(Request::from_parts(parts, wrap(chunks, length, sent.clone())))
                }
            };
            let request = request.map_err(TransportError::refused)?;
            let mut reply = unless_idle(self.read_timeout, &sent, self.client.execute(request)).await?;
            let head = head(&mut reply);
            let chunks = Incoming { next: Some(next(reply, self.read_timeout)), limit: self.read_timeout };
            Ok(head.map(|()| -> Chunks { Box::pin(chunks) }))
        })
    }
}

impl HttpClient {
    /// What has arrived stays in `body` if the rest does not come.
    async fn read(&self, reply: &mut reqwest::Response, body: &mut BytesMut) -> Result<(), TransportError> {
        let nothing = AtomicU64::new(0);
        while let Some(chunk) = unless_idle(self.read_timeout, &nothing, reply.chunk()).await? {
            if body.len() + chunk.len() > self.max_reply {
                return Err(TransportError::refused(format!("the reply has more than {} bytes", self.max_reply)));
            }
            if body.is_empty() {
                // The first chunk is mostly the whole body, and is taken as it is.
                *body = BytesMut::from(chunk);
            } else {
                body.extend_from_slice(&chunk);
            }
        }
        Ok(())
    }
}

fn translate(request: Request<Bytes>) -> Result<reqwest::Request, reqwest::Error> {
    if request.body().is_empty() {
        let (parts, _) = request.into_parts();
        // Neither a length nor a type is sent where there is no body (hyper adds `content-length: 0` to a POST).
        let mut request = reqwest::Request::try_from(Request::from_parts(parts, ""))?;
        *request.body_mut() = None;
        return Ok(request);
    }
    reqwest::Request::try_from(request)
}

fn head(reply: &mut reqwest::Response) -> Response<()> {
    let mut head = Response::new(());
    *head.status_mut() = reply.status();
    *head.version_mut() = reply.version();
    *head.headers_mut() = std::mem::take(reply.headers_mut());
    head
}

/// `work`, unless nothing moves for so long: `sent` counts what goes out meanwhile.
async fn unless_idle<T>(
    limit: Duration,
    sent: &AtomicU64,
    work: impl Future<Output = Result<T, reqwest::Error>>,
) -> Result<T, TransportError> {
    let mut work = pin!(work);
    loop {
        let before = sent.load(Ordering::Relaxed);
        match tokio::time::timeout(limit, work.as_mut()).await {
            Ok(done) => return done.map_err(classify),
            Err(_) if sent.load(Ordering::Relaxed) != before => {}
            Err(_) => return Err(TransportError::broken(format!("nothing came for {limit:?}")).timed_out()),
        }
    }
}

/// The reply's body as it comes in; its next chunk is `None` at the end.
struct Incoming {
    next: Option<Next>,
    limit: Duration,
}

/// A chunk on its way, and what the one after it will come from.
type Next = BoxFuture<'static, Result<Option<(Bytes, reqwest::Response)>, TransportError>>;

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(next) = &mut self.next else {
            return Poll::Ready(None);
        };
        let chunk = ready!(next.as_mut().poll(context));
        self.next = None;
        Poll::Ready(match chunk {
            Ok(Some((chunk, reply))) => {
                self.next = Some(self::next(reply, self.limit));
                Some(Ok(chunk))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        })
    }
}

fn next(mut reply: reqwest::Response, limit: Duration) -> Next {
    Box::pin(async move {
        let chunk = unless_idle(limit, &AtomicU64::new(0), reply.chunk()).await?;
        Ok(chunk.map(|chunk| (chunk, reply)))
    })
}

/// The URL is left out: where the API takes the token as a query parameter, it would be in there.
fn classify(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let (connect, timeout, builder) = (error.is_connect(), error.is_timeout(), error.is_builder());
    let error = match (connect, builder || has_unreadable_body(&error)) {
        (true, _) => TransportError::connect(error),
        (false, true) => TransportError::refused(error),
        (false, false) => TransportError::broken(error),
    };
    if timeout { error.timed_out() } else { error }
}

/// Whether it was the request's own body that gave an error.
fn has_unreadable_body(error: &reqwest::Error) -> bool {
    std::iter::successors(error.source(), |error| (*error).source()).any(|error| error.is::<TransportError>())
}

/// rustls needs a crypto provider and comes with none here: ring builds in half the time of aws-lc and needs
/// no CMake. As rustls itself does, the first that is needed becomes the process's, unless the
/// application has chosen one already.
#[cfg(feature = "rustls-tls")]
fn choose_crypto() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // An error means that another thread was faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}

#[cfg(not(feature = "rustls-tls"))]
fn choose_crypto() {}
