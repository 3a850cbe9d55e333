//! Request bodies that are read while they are sent: files and streams.

use std::error::Error as StdError;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use super::body::{Body, Source};
use super::transport::{BoxFuture, Chunks, Sent, TransportError, Upload};

type BoxError = Box<dyn StdError + Send + Sync>;

impl Body {
    /// The content of a file, which is opened when the request is sent, and again if it is sent again.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Body::from_source(FileSource(path.as_ref().to_owned()))
    }

    /// Chunks that are sent as they come. They can be sent only once: a request with them is not repeated,
    /// whatever happens, and follows no redirect.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Body::from_source(StreamSource { chunks: Mutex::new(Some(Box::pin(Readable(Box::pin(stream))))), length: None })
    }

    /// As [`stream`](Self::stream), where it is known how many bytes will come.
    pub fn stream_of_length<S, E>(stream: S, length: u64) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        let chunks: Chunks = Box::pin(Readable(Box::pin(stream)));
        Body::from_source(StreamSource { chunks: Mutex::new(Some(chunks)), length: Some(length) })
    }
}

/// Chunks as they go out.
pub(crate) fn outgoing(chunks: Chunks, length: Option<u64>) -> Upload {
    Upload(Sent::Chunks {
        chunks,
        length,
        wrap: |chunks, length, sent| reqwest::Body::wrap(Outgoing { chunks: Mutex::new(chunks), length, sent }),
    })
}

struct FileSource(PathBuf);

impl Source for FileSource {
    fn is_repeatable(&self) -> bool {
        true
    }

    fn open(&self) -> BoxFuture<'_, Result<Upload, BoxError>> {
        Box::pin(async move {
            let named = |error: io::Error| io::Error::new(error.kind(), format!("`{}`: {error}", self.0.display()));
            let file = File::open(&self.0).await.map_err(named)?;
            let length = file.metadata().await.map_err(named)?.len();
            Ok(outgoing(Box::pin(Reading { file, buffer: BytesMut::new() }), Some(length)))
        })
    }
}

/// A file, in pieces.
struct Reading {
    file: File,
    buffer: BytesMut,
}

const PIECE: usize = 64 << 10;

impl Stream for Reading {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.buffer.resize(PIECE, 0);
        let mut buffer = ReadBuf::new(&mut this.buffer);
        if let Err(error) = ready!(Pin::new(&mut this.file).poll_read(context, &mut buffer)) {
            return Poll::Ready(Some(Err(TransportError::refused(error))));
        }
        let length = buffer.filled().len();
        Poll::Ready((length > 0).then(|| Ok(this.buffer.split_to(length).freeze())))
    }
}

struct StreamSource {
    chunks: Mutex<Option<Chunks>>,
    length: Option<u64>,
}

impl Source for StreamSource {
    fn is_repeatable(&self) -> bool {
        false
    }

    fn open(&self) -> BoxFuture<'_, Result<Upload, BoxError>> {
        let chunks = self.chunks.lock().unwrap_or_else(PoisonError::into_inner).take();
        let upload = chunks.map(|chunks| outgoing(chunks, self.length)).ok_or_else(|| SENT.into());
        Box::pin(async move { upload })
    }
}

const SENT: &str = "the stream was sent before, by a request that this one is a clone of";

/// The caller's stream, with errors of ours.
struct Readable<S>(Pin<Box<S>>);

impl<S, E> Stream for Readable<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map_err(TransportError::refused)))
    }
}

/// Chunks as hyper takes them.
struct Outgoing {
    /// Never locked: it only makes them `Sync`, which hyper asks for.
    chunks: Mutex<Chunks>,
    /// What is still to come, if that is known.
    length: Option<u64>,
    /// Chunks that were taken.
    sent: Arc<AtomicU64>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = &mut *self;
        let chunks = this.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_next(context));
        this.sent.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(match (chunk, this.length) {
            (Some(Ok(chunk)), Some(left)) if chunk.len() as u64 > left => Some(Err(odd("more"))),
            (Some(Ok(chunk)), left) => {
                this.length = left.map(|left| left - chunk.len() as u64);
                Some(Ok(Frame::data(chunk)))
            }
            (Some(Err(error)), _) => Some(Err(error)),
            (None, Some(left)) if left > 0 => Some(Err(odd("fewer"))),
            (None, _) => None,
        })
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map(SizeHint::with_exact).unwrap_or_default()
    }
}

fn odd(how: &str) -> TransportError {
    TransportError::refused(format!("the body has {how} bytes than it was said to have"))
}
