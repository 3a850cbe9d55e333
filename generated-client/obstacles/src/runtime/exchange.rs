//! One request and its reply, in memory or as streams, as each is wanted.

use bytes::{Bytes, BytesMut};
use http::{Request, Response};

use super::transport::{self, Chunks, Sent, Transport, TransportError, Upload};

/// The body of a reply.
pub(crate) enum Received {
    Whole(Bytes),
    Chunks(Chunks),
}

/// Sends a request; `streams` says that its reply is wanted in chunks.
pub(crate) async fn exchange(
    transport: &dyn Transport,
    request: Request<Upload>,
    streams: bool,
) -> Result<Response<Received>, TransportError> {
    let (parts, upload) = request.into_parts();
    match upload.0 {
        Sent::Bytes(bytes) if !streams => {
            let reply = transport.send(Request::from_parts(parts, bytes)).await?;
            Ok(reply.map(Received::Whole))
        }
        sent => {
            let reply = transport.stream(Request::from_parts(parts, Upload(sent))).await?;
            Ok(reply.map(Received::Chunks))
        }
    }
}

/// The reply with all of its body, of at most `max` bytes if that is still to come.
pub(crate) async fn whole(reply: Response<Received>, max: usize) -> Result<Response<Bytes>, TransportError> {
    let (parts, received) = reply.into_parts();
    match received {
        Received::Whole(bytes) => Ok(Response::from_parts(parts, bytes)),
        Received::Chunks(mut chunks) => {
            let mut body = BytesMut::new();
            let outcome = transport::read(&mut chunks, max, &mut body).await;
            let reply = Response::from_parts(parts, body.freeze());
            match outcome {
                Ok(()) => Ok(reply),
                Err(error) => Err(error.with_partial(reply)),
            }
        }
    }
}
