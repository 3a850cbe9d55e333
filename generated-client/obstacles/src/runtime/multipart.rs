//! Bodies of `multipart/form-data` (RFC 7578): files and values, sent without being put together in memory.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::error::Error as StdError;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::body::{Body, Source};
use super::form::{self, FieldStyle};
use super::request::RawRequest;
use super::transport::{BoxFuture, Chunks, TransportError, Upload};
use super::upload::outgoing;

/// A file, or anything else that is sent as a part of its own: `Part::file("cat.png").content_type("image/png")`.
///
/// Bytes become one by `into()`.
#[derive(Clone)]
pub struct Part {
    content: Body,
    file_name: Option<String>,
    headers: HeaderMap,
    problem: Option<String>,
}

impl Part {
    /// A part with this content: bytes, or any [`Body`].
    pub fn new(content: impl Into<Body>) -> Self {
        Part { content: content.into(), file_name: None, headers: HeaderMap::new(), problem: None }
    }

    /// The content of a file under its own name. It is opened when the request is sent, and again if it is
    /// sent again.
    pub fn file(path: impl AsRef<Path>) -> Self {
        let name = path.as_ref().file_name().map(|name| name.to_string_lossy().into_owned());
        Part { file_name: name, ..Part::new(Body::file(path)) }
    }

    /// The file's name for the API. Without one it is the name of the part: many servers take only what has a
    /// file name for a file.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The media type, in place of the one that the description says.
    pub fn content_type(mut self, content_type: impl Into<Cow<'static, str>>) -> Self {
        self.content.content_type = Some(content_type.into());
        self
    }

    /// Sets a header of this part.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => self.problem = Some(format!("`{name}` cannot be a header of a part, or not with this value")),
        }
        self
    }
}

impl<T: Into<Body>> From<T> for Part {
    fn from(content: T) -> Self {
        Part::new(content)
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").field("file_name", &self.file_name).field("content", &self.content).finish()
    }
}

/// A body in parts, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Form {
    entries: Vec<(String, Entry)>,
    boundary: Option<String>,
    problem: Option<String>,
}

#[derive(Clone, Debug)]
enum Entry {
    Part(Part),
    Value(Value),
}

impl Form {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn part(mut self, name: impl Into<String>, part: impl Into<Part>) -> Self {
        self.entries.push((name.into(), Entry::Part(part.into())));
        self
    }

    /// Adds a text.
    pub fn text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.entries.push((name.into(), Entry::Value(Value::String(text.into()))));
        self
    }

    /// What separates the parts, in place of something random: at most 70 letters and digits that no part contains.
    pub fn boundary(mut self, boundary: impl Into<String>) -> Self {
        self.boundary = Some(boundary.into());
        self
    }

    pub(crate) fn files(&mut self, name: &str, files: &dyn Files) {
        files.each(&mut |part| self.entries.push((name.to_owned(), Entry::Part(part.clone()))));
    }

    /// Adds a value; null is none.
    pub(crate) fn value<T: Serialize>(&mut self, name: &str, value: &T) {
        match serde_json::to_value(value) {
            Ok(Value::Null) => {}
            Ok(value) => self.entries.push((name.to_owned(), Entry::Value(value))),
            Err(error) => self.problem = Some(format!("part `{name}` cannot be written as JSON: {error}")),
        }
    }

    pub(crate) fn more_files(&mut self, files: &BTreeMap<String, Part>) {
        files.iter().for_each(|(name, part)| self.files(name, part));
    }

    pub(crate) fn more_values<T: Serialize>(&mut self, values: &BTreeMap<String, T>) {
        values.iter().for_each(|(name, value)| self.value(name, value));
    }

    fn into_body(self, styles: &[(&str, FieldStyle)]) -> Result<Body, String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = self.boundary.unwrap_or_else(random);
        if boundary.is_empty() || boundary.len() > 70 || !boundary.bytes().all(|it| it.is_ascii_alphanumeric()) {
            return Err(format!("`{boundary}` cannot be a boundary"));
        }
        let mut pieces = Vec::new();
        for (name, entry) in self.entries {
            let style = form::style_of(&name, styles);
            match entry {
                Entry::Part(part) => file(&boundary, &name, part, style, &mut pieces)?,
                Entry::Value(value) => values(&boundary, &name, &value, style, &mut pieces),
            }
        }
        pieces.push(Body::from(format!("--{boundary}--\r\n")));
        Ok(Body::new(format!("multipart/form-data; boundary={boundary}"), joined(pieces)))
    }
}

/// 128 bits from the source that the standard library keys its maps with.
fn random() -> String {
    format!("{:016x}{:016x}", RandomState::new().hash_one(0), RandomState::new().hash_one(1))
}

fn file(
    boundary: &str,
    name: &str,
    part: Part,
    style: Option<FieldStyle>,
    pieces: &mut Vec<Body>,
) -> Result<(), String> {
    if let Some(problem) = part.problem {
        return Err(problem);
    }
    let usual = if let Some(FieldStyle::Typed(kind)) = style { kind } else { "application/octet-stream" };
    let kind = part.content.content_type.as_deref().unwrap_or(usual);
    let kind = HeaderValue::from_str(kind).map_err(|_| format!("`{kind}` cannot be a content type"))?;
    let file_name = part.file_name.as_deref().unwrap_or(name);
    let mut head = head(boundary, name);
    head.extend_from_slice(format!("; filename=\"{}\"\r\n", quoted(file_name)).as_bytes());
    let kind = (&CONTENT_TYPE, &kind);
    for (name, value) in part.headers.iter().filter(|(name, _)| *name != CONTENT_TYPE).chain([kind]) {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    pieces.extend([head.into(), part.content, "\r\n".into()]);
    Ok(())
}

fn values(boundary: &str, name: &str, value: &Value, style: Option<FieldStyle>, pieces: &mut Vec<Body>) {
    for pair in form::pairs(name, value, style) {
        let mut part = head(boundary, &pair.key);
        let kind = match style {
            Some(FieldStyle::Typed(kind)) => Some(kind),
            _ => pair.is_json.then_some("application/json"),
        };
        if let Some(kind) = kind {
            part.extend_from_slice(format!("\r\ncontent-type: {kind}").as_bytes());
        }
        part.extend_from_slice(format!("\r\n\r\n{}\r\n", pair.texts.join(pair.between)).as_bytes());
        pieces.push(part.into());
    }
}

fn head(boundary: &str, name: &str) -> Vec<u8> {
    format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"", quoted(name)).into_bytes()
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

/// One file, several or none.
pub(crate) trait Files {
    fn each(&self, visit: &mut dyn FnMut(&Part));
}

impl Files for Part {
    fn each(&self, visit: &mut dyn FnMut(&Part)) {
        visit(self);
    }
}

impl<T: Files> Files for Option<T> {
    fn each(&self, visit: &mut dyn FnMut(&Part)) {
        self.iter().for_each(|files| files.each(visit));
    }
}

impl<T: Files> Files for Vec<T> {
    fn each(&self, visit: &mut dyn FnMut(&Part)) {
        self.iter().for_each(|files| files.each(visit));
    }
}

impl RawRequest {
    /// Sets the whole body, in parts, in place of what was set before.
    pub fn multipart(self, form: impl Into<Form>) -> Self {
        self.parts(form, &[])
    }

    /// As [`multipart`](Self::multipart), each part written as the description says.
    pub(crate) fn parts(mut self, form: impl Into<Form>, styles: &[(&str, FieldStyle)]) -> Self {
        match form.into().into_body(styles) {
            Ok(body) => self.body(body),
            Err(problem) => {
                self.fail(|| problem);
                self
            }
        }
    }
}

/// How a struct is a body in parts: `form_object!(Upload { "file" => file: files, "name" => name: value })`.
macro_rules! form_object {
    ($name:ident { $($key:literal => $field:ident: $kind:ident,)* $(.. => $rest:ident: $more:ident,)? }) => {
        impl From<$name> for $crate::runtime::Form {
            fn from(body: $name) -> Self {
                let mut form = $crate::runtime::Form::new();
                $(form.$kind($key, &body.$field);)*
                $(form.$more(&body.$rest);)?
                form
            }
        }
    };
}
pub(crate) use form_object;
