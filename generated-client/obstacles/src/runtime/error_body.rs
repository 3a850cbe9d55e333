//! What an error reply says, as far as that can be found out. Nothing here can fail.

use bytes::Bytes;
use serde_json::Value;

use super::api::ErrorFields;

/// The texts found in an error body.
#[derive(Default)]
pub(crate) struct ErrorBody {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl ErrorBody {
    pub(crate) fn find(fields: &ErrorFields, body: &Bytes) -> Self {
        let json = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        match serde_json::from_slice::<Value>(json) {
            Ok(value) => ErrorBody {
                code: text_at(&value, fields.code),
                message: text_at(&value, fields.message),
                request_id: text_at(&value, fields.request_id),
            },
            Err(_) => ErrorBody::default(),
        }
    }
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
