//! Bodies of `multipart/form-data` (RFC 7578): what a caller puts into them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::body::Body;
use super::form::{self, FieldStyle};
use super::parts::Writer;
use super::request::RawRequest;

/// A file, or anything else that is sent as a part of its own: `Part::file("cat.png").content_type("image/png")`.
///
/// Bytes become one by `into()`.
#[derive(Clone)]
pub struct Part {
    pub(crate) content: Body,
    pub(crate) file_name: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) problem: Option<String>,
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

    /// Sets a header of this part; its name and file name have methods of their own.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(CONTENT_TYPE), Ok(_)) => return self.content_type(value.to_owned()),
            (Ok(name), Ok(value)) if name != CONTENT_DISPOSITION => {
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
#[derive(Clone, Default)]
pub struct Form {
    entries: Vec<(String, Entry)>,
    boundary: Option<String>,
    problem: Option<String>,
}

#[derive(Clone)]
enum Entry {
    Part(Part),
    Value(Value),
}

/// Shows the names of its parts, and none of the values.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&String> = self.entries.iter().map(|(name, _)| name).collect();
        f.debug_struct("Form").field("parts", &names).finish_non_exhaustive()
    }
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
        let mut writer = Writer::new(self.boundary)?;
        for (name, entry) in self.entries {
            let style = form::style_of(&name, styles);
            match entry {
                Entry::Part(part) => writer.file(&name, part, style)?,
                Entry::Value(value) => writer.value(&name, &value, style),
            }
        }
        Ok(writer.end())
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
