//! Streams of JSON values: a line each (NDJSON, JSON Lines) or a record each (RFC 7464).

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::error::Result;
use super::framing::{End, Pieces};
use super::json::body::{self, Misfit};
use super::json::decode::Decode;
use super::response::RateLimit;
use super::stream::{Download, reply_head};
use super::transport::next;

/// The values of a reply, as they come.
///
/// A value that does not fit its description is an error with that line as its
/// [`raw_body`](crate::runtime::Error::raw_body), and the next one follows; after any other error it ends.
#[must_use = "streams do nothing unless polled"]
pub struct Values<T> {
    pieces: Pieces,
    decode: fn(&[u8]) -> Result<T, Misfit>,
}

impl<T> Values<T> {
    /// A value a line.
    pub(crate) fn lines(download: Download) -> Result<Self>
    where
        T: Decode,
    {
        Ok(Values { pieces: Pieces::new(download, End::LineFeed), decode: body::from_json })
    }

    /// A value a record.
    pub(crate) fn records(download: Download) -> Result<Self>
    where
        T: Decode,
    {
        Ok(Values { pieces: Pieces::new(download, End::Separator), decode: body::from_json })
    }
}

impl<T> Values<T> {
    /// The next value; `None` at the end. The same as the stream's, without a trait to import.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        next(self).await.transpose()
    }
}

impl<T> Stream for Values<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let piece = match ready!(self.pieces.poll(context)) {
                Some(Ok((piece, _))) => piece,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let text = piece.trim_ascii();
            if !text.is_empty() {
                return Poll::Ready(Some(
                    (self.decode)(text)
                        .map_err(|misfit| self.pieces.download.misfit(Bytes::copy_from_slice(text), misfit)),
                ));
            }
        }
    }
}

reply_head!([T] Values<T>, pieces.download.reply);

impl<T> fmt::Debug for Values<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Values").field("status", &self.status()).finish_non_exhaustive()
    }
}
