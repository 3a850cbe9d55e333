//! What a request is answered, from what a rule or the description says.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use super::check::Call;
use super::description::Operation;
use super::incoming::Incoming;
use super::pages;

/// The body of a reply as a rule gives it.
#[derive(Clone, Debug)]
pub struct Content(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Nothing,
    Json(Value),
    Raw { media_type: Option<&'static str>, bytes: Bytes },
}

impl Content {
    /// No body.
    pub fn nothing() -> Self {
        Content(Kind::Nothing)
    }

    /// JSON. A value that cannot be written as JSON is `null`.
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Self {
        Content(Kind::Json(serde_json::to_value(value).unwrap_or_default()))
    }

    /// Text, of the media type that the description promises.
    pub fn text(text: impl Into<String>) -> Self {
        Content(Kind::Raw { media_type: None, bytes: text.into().into() })
    }

    /// Bytes, of the media type that the description promises.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Content(Kind::Raw { media_type: None, bytes: bytes.into() })
    }
}

/// One answer of a rule.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) what: What,
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) delay: Duration,
    /// How often it is still given; `None`: once if another follows it, else for ever.
    pub(super) left: Option<u64>,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    /// The description's own example.
    Example,
    /// What awaiting the request gives, in the description's example.
    Output(Content),
    /// The whole body.
    Whole(Content),
    /// The documented error of the answer's status.
    Failure,
    /// No reply: the connection is closed.
    Silence,
}

/// A reply that is ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    /// `None`: the connection is closed.
    pub(super) reply: Option<(StatusCode, HeaderMap, Bytes)>,
    pub(super) delay: Duration,
}

impl Answer {
    pub(super) fn new(what: What) -> Answer {
        Answer { what, status: None, headers: HeaderMap::new(), delay: Duration::ZERO, left: None }
    }

    /// The answer to one request.
    pub(super) fn ready(&self, operation: &Operation, call: &Call, incoming: &Incoming) -> Ready {
        let documented = u16::try_from(operation.reply.status).ok().and_then(|it| StatusCode::from_u16(it).ok());
        let status = self.status.or(documented).unwrap_or(StatusCode::OK);
        let mut headers = HeaderMap::new();
        let content = match &self.what {
            What::Silence => return Ready { reply: None, delay: self.delay },
            What::Example => example(operation, call, incoming, &mut headers),
            What::Output(Content(Kind::Json(output))) => placed(operation, output, call, incoming, &mut headers),
            What::Output(content) | What::Whole(content) => content.clone(),
            What::Failure => {
                failure(operation, status).map_or(Content::nothing(), |it| Content(Kind::Json(it.clone())))
            }
        };
        let media_type = operation.reply.media_type.as_deref();
        let (media_type, bytes) = match content.0 {
            Kind::Nothing => (None, Bytes::new()),
            Kind::Json(value) => {
                (media_type.filter(|it| it.contains("json")).or(Some("application/json")), value.to_string().into())
            }
            Kind::Raw { media_type: own, bytes } => (own.or(media_type), bytes),
        };
        if let Some(value) = media_type.and_then(|it| HeaderValue::from_str(it).ok()) {
            headers.insert(CONTENT_TYPE, value);
        }
        headers.extend(self.headers.clone());
        Ready { reply: Some((status, headers, bytes)), delay: self.delay }
    }
}

fn example(operation: &Operation, call: &Call, incoming: &Incoming, headers: &mut HeaderMap) -> Content {
    for (name, value) in &operation.reply.headers {
        insert(headers, name, value);
    }
    let Some(body) = &operation.reply.body else {
        return Content::nothing();
    };
    let is_json = operation.reply.media_type.as_deref().is_none_or(|it| it.contains("json"));
    match (body, &operation.paging) {
        (Value::String(text), _) if !is_json => Content::text(text.as_str()),
        (_, None) => Content(Kind::Json(body.clone())),
        (_, Some(paging)) => {
            let mut body = body.clone();
            for (name, value) in pages::turn(paging, &mut body, call, incoming) {
                insert(headers, &name, &value);
            }
            Content(Kind::Json(body))
        }
    }
}

/// The example with `output` where what awaiting gives has its place.
fn placed(operation: &Operation, output: &Value, call: &Call, incoming: &Incoming, headers: &mut HeaderMap) -> Content {
    if let Some(name) = &operation.output_header {
        let text = output.as_str().map_or_else(|| output.to_string(), str::to_owned);
        insert(headers, name, &text);
        return Content::nothing();
    }
    let keys = operation.paging.as_ref().map_or(&operation.output, |paging| &paging.items);
    let mut body = operation.reply.body.clone().unwrap_or_default();
    put(&mut body, keys, output.clone());
    if let Some(paging) = &operation.paging {
        for (name, value) in pages::turn(paging, &mut body, call, incoming) {
            insert(headers, &name, &value);
        }
    }
    Content(Kind::Json(body))
}

/// Sets the value to which the keys lead; objects on the way are made.
pub(super) fn put(body: &mut Value, keys: &[String], value: Value) {
    let mut place = body;
    for key in keys {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = &mut place[key.as_str()];
    }
    *place = value;
}

/// The documented error of a status: exact before range before default.
fn failure(operation: &Operation, status: StatusCode) -> Option<&Value> {
    let range = format!("{}XX", status.as_u16() / 100);
    let names = [status.as_str(), range.as_str(), "default"];
    names.iter().find_map(|name| operation.errors.get(*name))
}

pub(super) fn insert(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
        headers.insert(name, value);
    }
}
