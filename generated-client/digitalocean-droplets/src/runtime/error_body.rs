//! What an error reply says, as far as that can be found out. Nothing here can fail.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::api::{ErrorCase, ErrorFields};
use super::error::Error;
use super::error_kind::Kind;
use super::json::body;
use super::response::Reply;

/// The texts found in an error body.
#[derive(Default)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

/// The longest body that is searched: a tree of JSON takes many times its memory, and no error has so much to say.
const MAX_SEARCHED: usize = 1 << 20;

impl ErrorBody {
    pub(crate) fn find(fields: &ErrorFields, body: &Bytes) -> Self {
        match tree(body) {
            Some(value) => ErrorBody {
                code: text_at(&value, fields.code),
                message: text_at(&value, fields.message),
                request_id: text_at(&value, fields.request_id),
            },
            None => ErrorBody::default(),
        }
    }
}

/// The body of an error as any JSON, if it is some.
pub(crate) fn tree(body: &Bytes) -> Option<Value> {
    let json = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    if json.len() > MAX_SEARCHED { None } else { serde_json::from_slice(json).ok() }
}

/// The first of `keys` that has something to say.
fn text_at(body: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let value = if key.starts_with('/') { body.pointer(key) } else { body.get(key) };
        match value? {
            Value::Null => None,
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    })
}

impl Error {
    /// The body of an error reply as a `T`, if it fits.
    pub(crate) fn body_as<T: DeserializeOwned>(&self) -> Option<T> {
        body::from_json_plain(&self.refusal()?.body).ok()
    }

    /// The reply by which the API refused the request, if it did.
    pub(crate) fn refusal(&self) -> Option<&Reply> {
        self.0.reply.as_ref().filter(|_| self.0.kind == Kind::Api)
    }

    /// The number of the body type that the description gives for this operation and status: an exact
    /// status before a range before `default`, an operation's own before those of all.
    pub(crate) fn case(&self, cases: &[ErrorCase]) -> Option<usize> {
        let (status, operation) = (self.status()?.as_u16(), self.0.operation.as_ref());
        let fitting = cases
            .iter()
            .filter(|case| case.status.covers(status) && (case.operation.is_empty() || case.operation == operation));
        fitting.min_by_key(|case| (case.status, case.operation.is_empty()))?.body
    }
}
