//! The transport over reqwest.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use reqwest::redirect;

use super::transport::{BoxFuture, Transport, TransportError};

/// The caller's changes to reqwest's builder.
pub(crate) type Configure = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// Sends with reqwest.
pub(crate) struct HttpClient {
    client: reqwest::Client,
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
        let mut builder = reqwest::Client::builder().connect_timeout(connect).read_timeout(read);
        if let Some(configure) = configure {
            builder = configure(builder);
        }
        // Last, so that it cannot be undone: a followed redirect would carry the token along.
        let client = builder.redirect(redirect::Policy::none()).build()?;
        Ok(HttpClient { client, max_reply })
    }
}

impl Transport for HttpClient {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = translate(request).map_err(TransportError::refused)?;
            let mut reply = self.client.execute(request).await.map_err(classify)?;
            let mut head = Response::new(Bytes::new());
            *head.status_mut() = reply.status();
            *head.version_mut() = reply.version();
            *head.headers_mut() = std::mem::take(reply.headers_mut());
            let mut body = BytesMut::new();
            let outcome = read(&mut reply, self.max_reply, &mut body).await;
            *head.body_mut() = body.freeze();
            match outcome {
                Ok(()) => Ok(head),
                Err(error) => Err(error.with_partial(head)),
            }
        })
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

/// What has arrived stays in `body` if the rest does not come.
async fn read(reply: &mut reqwest::Response, max: usize, body: &mut BytesMut) -> Result<(), TransportError> {
    while let Some(chunk) = reply.chunk().await.map_err(classify)? {
        if body.len() + chunk.len() > max {
            return Err(too_large(max));
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

fn too_large(max: usize) -> TransportError {
    TransportError::refused(format!("the reply has more than {max} bytes"))
}

/// The URL is left out: where the API takes the token as a query parameter, it would be in there.
fn classify(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let (connect, timeout, builder) = (error.is_connect(), error.is_timeout(), error.is_builder());
    let error = match (connect, builder) {
        (true, _) => TransportError::connect(error),
        (false, true) => TransportError::refused(error),
        (false, false) => TransportError::broken(error),
    };
    if timeout { error.timed_out() } else { error }
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
