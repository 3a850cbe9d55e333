//! Request bodies of any media type.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use super::encode::Style;
use super::param::ToParam;

/// A request body and its media type.
#[derive(Clone)]
pub struct Body {
    pub(crate) content_type: Cow<'static, str>,
    pub(crate) bytes: Bytes,
}

impl Body {
    /// A body of any media type.
    pub fn new(content_type: impl Into<Cow<'static, str>>, bytes: impl Into<Bytes>) -> Self {
        Body { content_type: content_type.into(), bytes: bytes.into() }
    }

    /// Plain text in UTF-8.
    pub fn text(text: impl Into<String>) -> Self {
        Body::new("text/plain; charset=utf-8", text.into())
    }

    /// `application/x-www-form-urlencoded`: a list is sent under its name once a value.
    pub fn form(fields: &[(&str, &dyn ToParam)]) -> Self {
        let style = Style::Form { explode: true };
        let pairs: Vec<String> =
            fields.iter().filter_map(|(name, value)| style.encode(name, &value.to_param())).collect();
        Body::new("application/x-www-form-urlencoded", pairs.join("&"))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({}, {} bytes)", self.content_type, self.bytes.len())
    }
}
