//! Request bodies of any media type.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::encode::Style;
use super::param::ToParam;
use super::transport::{BoxFuture, Sent, Upload};

/// A request body and its media type.
///
/// Bytes and texts become one by `into()`.
#[derive(Clone)]
pub struct Body {
    /// `None`: what the description says.
    pub(crate) content_type: Option<Cow<'static, str>>,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Source(Arc<dyn Source>),
}

/// Content that is not in memory before it is sent.
pub(crate) trait Source: Send + Sync {
    /// Whether it can be opened again.
    fn is_repeatable(&self) -> bool;

    /// The content from its beginning.
    fn open(&self) -> BoxFuture<'_, Result<Upload, Box<dyn StdError + Send + Sync>>>;
}

impl Body {
    /// A body of any media type.
    pub fn new(content_type: impl Into<Cow<'static, str>>, content: impl Into<Body>) -> Self {
        Body { content_type: Some(content_type.into()), ..content.into() }
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

    pub(crate) fn from_source(source: impl Source + 'static) -> Self {
        Body { content_type: None, content: Content::Source(Arc::new(source)) }
    }

    /// The content, if it is in memory.
    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Source(_) => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes().is_some_and(Bytes::is_empty)
    }

    /// Whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.content {
            Content::Bytes(_) => true,
            Content::Source(source) => source.is_repeatable(),
        }
    }

    pub(crate) async fn open(&self) -> Result<Upload, Box<dyn StdError + Send + Sync>> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Upload(Sent::Bytes(bytes.clone()))),
            Content::Source(source) => source.open().await,
        }
    }
}

macro_rules! from_bytes {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Body {
            fn from(content: $ty) -> Self {
                Body { content_type: None, content: Content::Bytes(content.into()) }
            }
        }
    )*};
}

from_bytes!(Bytes, Vec<u8>, Box<[u8]>, &'static [u8], String, &'static str);

impl Default for Body {
    fn default() -> Self {
        Bytes::new().into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.content_type.as_deref().unwrap_or("any type");
        match &self.content {
            Content::Bytes(bytes) => write!(f, "Body({kind}, {} bytes)", bytes.len()),
            Content::Source(_) => write!(f, "Body({kind}, a stream)"),
        }
    }
}
