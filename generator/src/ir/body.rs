//! What requests carry and what replies hold, by kind of content.

use super::{Docs, ParamStyle, Ty};
use crate::source::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    pub content: Content,
    pub media_type: String,
    /// Every media type that the description lists, `media_type` among them.
    pub media_types: Vec<String>,
    pub required: bool,
    /// Of a form's properties, those that the description says more about.
    pub encoding: Vec<Encoding>,
    pub docs: Docs,
    /// Named examples: (name, value).
    pub examples: Vec<(String, serde_json::Value)>,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Json(Ty),
    /// `application/x-www-form-urlencoded`
    Form(Ty),
    /// `multipart/form-data`: a struct that is marked so, or anything else for parts that the description does not name.
    Multipart(Ty),
    Text,
    Bytes,
}

/// How a property of a form is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoding {
    pub name: String,
    pub content_type: Option<String>,
    /// As a query parameter of this style, exploded or not; where it is there, `content_type` is not.
    pub style: Option<(ParamStyle, bool)>,
    pub allow_reserved: bool,
    /// Names of headers that its part has.
    pub headers: Vec<String>,
    pub origin: Span,
}

/// A reply that goes on and on.
#[derive(Clone, Debug, PartialEq)]
pub struct Streamed {
    pub framing: Framing,
    pub item: Ty,
    pub media_type: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events; the item is what `data` holds.
    Events,
    /// Server-sent events; the item is an object of `event`, `data` and `id`.
    WholeEvents,
    /// A JSON value a line.
    Lines,
    /// RFC 7464: a JSON value a record.
    Records,
}
