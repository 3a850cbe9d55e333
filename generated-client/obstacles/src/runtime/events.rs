//! Server-sent events, read as the WHATWG's HTML standard says.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::{Error as _, IgnoredAny};
use serde_json::{Map, Value};

use super::error::Result;
use super::framing::{End, Pieces};
use super::json::body::{self, Misfit};
use super::json::decode::Decode;
use super::response::RateLimit;
use super::stream::{Download, reply_head};
use super::transport::next;

/// One event of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What the event holds. `None` where that is no JSON, like the `[DONE]` that some streams end with;
    /// [`raw`](Self::raw) has it.
    pub data: Option<T>,
    /// The data as it came.
    pub raw: String,
    /// The kind of event, where the API names it.
    pub event: Option<String>,
    /// The event's id, if it has one of its own.
    pub id: Option<String>,
    /// How long to wait before connecting again, if the API says it here.
    pub retry: Option<Duration>,
}

/// The events of a reply, as they come.
///
/// An event whose JSON does not fit its description is an error with that JSON as its
/// [`raw_body`](crate::runtime::Error::raw_body), and the next one follows; after any other error it ends.
/// It never connects again by itself.
#[must_use = "streams do nothing unless polled"]
pub struct Events<T> {
    pieces: Pieces,
    decode: fn(&Event<T>) -> Result<Option<T>, Misfit>,
    coming: Coming<T>,
    last_id: Option<String>,
    is_begun: bool,
}

/// The event whose lines are being read.
struct Coming<T> {
    event: Event<T>,
    has_data: bool,
    size: usize,
}

impl<T> Default for Coming<T> {
    fn default() -> Self {
        let event = Event { data: None, raw: String::new(), event: None, id: None, retry: None };
        Coming { event, has_data: false, size: 0 }
    }
}

impl<T> Events<T> {
    /// The data of each event is JSON.
    pub(crate) fn json(download: Download) -> Result<Self>
    where
        T: Decode,
    {
        Self::new(download, |event| from_json(&event.raw, event.raw.as_bytes()))
    }

    /// What the description describes is the whole event, as an object with its fields; its data is JSON.
    pub(crate) fn whole(download: Download) -> Result<Self>
    where
        T: Decode,
    {
        Self::new(download, |event| {
            let data = serde_json::from_str(&event.raw).unwrap_or_else(|_| Value::String(event.raw.clone()));
            let mut fields = Map::new();
            fields.insert("data".to_owned(), data);
            for (name, value) in [("event", &event.event), ("id", &event.id)] {
                fields.extend(value.clone().map(|value| (name.to_owned(), Value::String(value))));
            }
            from_json(&event.raw, Value::Object(fields).to_string().as_bytes())
        })
    }
}

impl Events<String> {
    /// The data of each event is text.
    pub(crate) fn text(download: Download) -> Result<Self> {
        Self::new(download, |event| Ok(Some(event.raw.clone())))
    }
}

/// `document` as a `T`; nothing where the data is no JSON.
fn from_json<T: Decode>(data: &str, document: &[u8]) -> Result<Option<T>, Misfit> {
    match body::from_json(document) {
        Ok(value) => Ok(Some(value)),
        Err(_) if serde_json::from_str::<IgnoredAny>(data).is_err() => Ok(None),
        Err(misfit) => Err(misfit),
    }
}

impl<T> Events<T> {
    fn new(download: Download, decode: fn(&Event<T>) -> Result<Option<T>, Misfit>) -> Result<Self> {
        if let Some(kind) = download.headers().get(CONTENT_TYPE).filter(|kind| !is_events(kind.as_bytes())) {
            let cause = serde_json::Error::custom(format_args!("the reply is no stream of events, but {kind:?}"));
            return Err(download.misfit(Bytes::new(), Misfit { path: String::new(), cause }));
        }
        let pieces = Pieces::new(download, End::Line);
        Ok(Events { pieces, decode, coming: Coming::default(), last_id: None, is_begun: false })
    }

    /// The next event; `None` at the end. The same as the stream's, without a trait to import.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>> {
        next(self).await.transpose()
    }

    /// The last id that an event gave: what `Last-Event-ID` is to be when the stream is asked for again.
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// Takes a line in; an empty one ends an event.
    fn take(&mut self, line: &[u8]) -> Option<Result<Event<T>>> {
        if line.is_empty() {
            let Coming { mut event, has_data, .. } = std::mem::take(&mut self.coming);
            // An event without data is none, whatever else it has.
            return has_data.then(|| match (self.decode)(&event) {
                Ok(data) => {
                    event.data = data;
                    Ok(event)
                }
                Err(misfit) => Err(self.pieces.download.misfit(event.raw.into(), misfit)),
            });
        }
        if line.starts_with(b":") {
            // A comment, by which many servers show that they are still there; nothing of it is kept.
            return None;
        }
        self.coming.size += line.len();
        if self.coming.size > self.pieces.download.max() {
            return Some(Err(self.pieces.too_long()));
        }
        let line = String::from_utf8_lossy(line);
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        self.field(name, value.strip_prefix(' ').unwrap_or(value));
        None
    }

    fn field(&mut self, name: &str, value: &str) {
        let Coming { event, has_data, .. } = &mut self.coming;
        match name {
            "data" => {
                if std::mem::replace(has_data, true) {
                    event.raw.push('\n');
                }
                event.raw.push_str(value);
            }
            "event" => event.event = Some(value.to_owned()).filter(|it| !it.is_empty()),
            "id" if !value.contains('\0') => {
                event.id = Some(value.to_owned());
                self.last_id = Some(value.to_owned()).filter(|it| !it.is_empty());
            }
            "retry" if value.bytes().all(|it| it.is_ascii_digit()) => {
                event.retry = value.parse().ok().map(Duration::from_millis);
            }
            // Other names mean nothing.
            _ => {}
        }
    }
}

fn is_events(kind: &[u8]) -> bool {
    let essence = kind.split(|it| *it == b';').next().unwrap_or_default();
    essence.trim_ascii().eq_ignore_ascii_case(b"text/event-stream")
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let line = match ready!(this.pieces.poll(context)) {
                Some(Ok((line, true))) => line,
                // An event that is cut off is not complete.
                Some(Ok((_, false))) | None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            };
            let mark = if std::mem::replace(&mut this.is_begun, true) { "" } else { "\u{feff}" };
            let line = line.strip_prefix(mark.as_bytes()).unwrap_or(&line);
            if let Some(event) = this.take(line) {
                return Poll::Ready(Some(event));
            }
        }
    }
}

// Nothing is pinned in place: the events are handed out by value.
impl<T> Unpin for Events<T> {}

reply_head!([T] Events<T>, pieces.download.reply);

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("status", &self.status()).finish_non_exhaustive()
    }
}
