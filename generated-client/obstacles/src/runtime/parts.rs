//! A body in parts as it goes over the wire, without being put together in memory.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use super::body::{Body, Source};
use super::form::{self, FieldStyle};
use super::multipart::Part;
use super::transport::{BoxFuture, Chunks, TransportError, Upload};
use super::upload::outgoing;

/// Writes part after part.
pub(crate) struct Writer {
    boundary: String,
    pieces: Vec<Body>,
}

impl Writer {
    pub(crate) fn new(boundary: Option<String>) -> Result<Self, String> {
        let boundary = boundary.unwrap_or_else(random);
        if boundary.is_empty() || boundary.len() > 70 || !boundary.bytes().all(|it| it.is_ascii_alphanumeric()) {
            return Err(format!("`{boundary}` cannot be a boundary"));
        }
        Ok(Writer { boundary, pieces: Vec::new() })
    }

    pub(crate) fn file(&mut self, name: &str, part: Part, style: Option<FieldStyle>) -> Result<(), String> {
        if let Some(problem) = part.problem {
            return Err(problem);
        }
        let usual = if let Some(FieldStyle::Typed(kind)) = style { kind } else { "application/octet-stream" };
        let kind = part.content.content_type.as_deref().unwrap_or(usual);
        let kind = HeaderValue::from_str(kind).map_err(|_| format!("`{kind}` cannot be a content type"))?;
        let file_name = part.file_name.as_deref().unwrap_or(name);
        let mut head = self.head(name);
        head.extend_from_slice(format!("; filename=\"{}\"\r\n", quoted(file_name)).as_bytes());
        let kind = (&CONTENT_TYPE, &kind);
        for (name, value) in part.headers.iter().chain([kind]) {
            head.extend_from_slice(name.as_str().as_bytes());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        self.pieces.extend([head.into(), part.content, "\r\n".into()]);
        Ok(())
    }

    pub(crate) fn value(&mut self, name: &str, value: &Value, style: Option<FieldStyle>) {
        for pair in form::pairs(name, value, style) {
            let mut part = self.head(&pair.key);
            let kind = match style {
                Some(FieldStyle::Typed(kind)) => Some(kind),
                _ => pair.is_json.then_some("application/json"),
            };
            if let Some(kind) = kind {
                part.extend_from_slice(format!("\r\ncontent-type: {kind}").as_bytes());
            }
            part.extend_from_slice(format!("\r\n\r\n{}\r\n", pair.texts.join(pair.between)).as_bytes());
            self.pieces.push(part.into());
        }
    }

    fn head(&self, name: &str) -> Vec<u8> {
        format!("--{}\r\ncontent-disposition: form-data; name=\"{}\"", self.boundary, quoted(name)).into_bytes()
    }

    pub(crate) fn end(self) -> Body {
        let Writer { boundary, mut pieces } = self;
        pieces.push(Body::from(format!("--{boundary}--\r\n")));
        Body::new(format!("multipart/form-data; boundary={boundary}"), joined(pieces))
    }
}

/// 128 bits from the source that the standard library keys its maps with.
fn random() -> String {
    format!("{:016x}{:016x}", RandomState::new().hash_one(0), RandomState::new().hash_one(1))
}

/// As browsers do it.
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// Pieces one after the other: in memory if all of them are.
fn joined(pieces: Vec<Body>) -> Body {
    let in_memory: Option<Vec<&[u8]>> = pieces.iter().map(|it| it.bytes().map(|it| &it[..])).collect();
    match in_memory {
        Some(all) => Body::from(all.concat()),
        None => Body::from_source(Pieces(pieces)),
    }
}

struct Pieces(Vec<Body>);

impl Source for Pieces {
    fn is_repeatable(&self) -> bool {
        self.0.iter().all(Body::is_repeatable)
    }

    fn open(&self) -> BoxFuture<'_, Result<Upload, Box<dyn StdError + Send + Sync>>> {
        Box::pin(async move {
            let mut length = Some(0);
            let mut chunks = VecDeque::new();
            for piece in &self.0 {
                let upload = piece.open().await?;
                length = length.zip(upload.length()).map(|(sum, length)| sum + length);
                chunks.push_back(upload.into_chunks());
            }
            Ok(outgoing(Box::pin(Chain(chunks)), length))
        })
    }
}

/// Streams one after the other.
struct Chain(VecDeque<Chunks>);

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(first) = self.0.front_mut() {
            if let Some(chunk) = ready!(first.as_mut().poll_next(context)) {
                return Poll::Ready(Some(chunk));
            }
            self.0.pop_front();
        }
        Poll::Ready(None)
    }
}
