//! A reply's body cut into lines or records, however it comes in chunks.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;

use super::error::{Error, Result};
use super::stream::Download;
use super::transport::TransportError;

/// What ends a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// A line feed.
    LineFeed,
    /// Any of CR LF, LF and CR.
    Line,
    /// The separator of RFC 7464, which stands before each record and so after the one before.
    Separator,
}

impl End {
    fn is(self, byte: u8) -> bool {
        match self {
            End::LineFeed => byte == b'\n',
            End::Line => matches!(byte, b'\n' | b'\r'),
            End::Separator => byte == 0x1e,
        }
    }
}

/// A body in pieces. What comes after the last end is a piece too, unless it is empty.
pub(crate) struct Pieces {
    pub(crate) download: Download,
    end: End,
    buffer: BytesMut,
    /// Bytes of the buffer that are known to hold no end.
    searched: usize,
    /// The last piece ended in CR, so that an LF now belongs to its end.
    after_return: bool,
}

/// A piece, and whether its end was there.
pub(crate) type Piece = (Bytes, bool);

impl Pieces {
    pub(crate) fn new(download: Download, end: End) -> Self {
        Pieces { download, end, buffer: BytesMut::new(), searched: 0, after_return: false }
    }

    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Piece>>> {
        loop {
            if let Some(piece) = self.cut() {
                return Poll::Ready(Some(Ok((piece, true))));
            }
            if self.buffer.len() > self.download.max() {
                return Poll::Ready(Some(Err(self.too_long())));
            }
            match ready!(Pin::new(&mut self.download).poll_next(context)) {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.rest();
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    let rest = self.rest();
                    return Poll::Ready((!rest.is_empty()).then_some(Ok((rest, false))));
                }
            }
        }
    }

    /// The next piece of what is there, without its end.
    fn cut(&mut self) -> Option<Bytes> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let Some(found) = self.buffer[self.searched..].iter().position(|&byte| self.end.is(byte)) else {
            self.searched = self.buffer.len();
            return None;
        };
        let piece = self.buffer.split_to(self.searched + found).freeze();
        self.after_return = self.end == End::Line && self.buffer[0] == b'\r';
        self.buffer.advance(1);
        self.searched = 0;
        Some(piece)
    }

    /// What is there without an end.
    fn rest(&mut self) -> Bytes {
        self.searched = 0;
        std::mem::take(&mut self.buffer).freeze()
    }

    /// What is too long to be kept; nothing is read after it.
    pub(crate) fn too_long(&mut self) -> Error {
        self.rest();
        self.download.end();
        let text = format!("a piece of the stream has more than {} bytes", self.download.max());
        self.download.broken(TransportError::refused(text))
    }
}
