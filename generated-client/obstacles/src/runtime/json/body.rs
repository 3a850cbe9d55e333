//! From the bytes of a reply to a value, or to what did not fit and where.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use super::decode::Decode;
use super::path;
use super::slot::{Required, Slot};
use super::source::Serde;

/// Why a body is not what was promised.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// Where in the document; empty at the top and for what is no JSON at all.
    pub(crate) path: String,
    pub(crate) cause: serde_json::Error,
}

impl Misfit {
    fn at_top(cause: serde_json::Error) -> Self {
        Misfit { path: String::new(), cause }
    }
}

/// Reads JSON with the rules of [`Decode`].
pub(crate) fn from_json<T: Decode>(body: &[u8]) -> Result<T, Misfit> {
    let mut slot = Required(None);
    match fill(body, &mut slot) {
        Ok(()) => match slot.0 {
            Some(value) => Ok(value),
            None => Err(unread()),
        },
        Err(misfit) => Err(misfit),
    }
}

fn fill(body: &[u8], slot: &mut dyn Slot) -> Result<(), Misfit> {
    let mut deserializer = serde_json::Deserializer::from_str(utf8(body)?);
    path::record();
    let filled = slot.fill(&mut Serde::new(&mut deserializer));
    let path = path::recorded();
    let ended = match filled {
        Ok(()) => deserializer.end(),
        // It finds the place in the text again.
        Err(problem) => Err(serde::de::Error::custom(problem)),
    };
    ended.map_err(|cause| Misfit { path, cause })
}

#[cold]
fn unread() -> Misfit {
    Misfit::at_top(serde::de::Error::custom("there is no value"))
}

/// Reads JSON as a caller's own type.
pub(crate) fn from_json_plain<T: DeserializeOwned>(body: &[u8]) -> Result<T, Misfit> {
    serde_json::from_str(utf8(body)?).map_err(Misfit::at_top)
}

fn utf8(body: &[u8]) -> Result<&str, Misfit> {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    std::str::from_utf8(body)
        .map_err(|cause| Misfit::at_top(serde::de::Error::custom(format_args!("the body is not UTF-8: {cause}"))))
}

/// The body in UTF-8, where the reply says that it is in Latin-1; otherwise as it came.
pub(crate) fn transcoded(headers: &HeaderMap, body: Bytes) -> Bytes {
    if !says_latin1(headers) || body.is_ascii() {
        return body;
    }
    Bytes::from(body.iter().map(|&byte| char::from(byte)).collect::<String>())
}

fn says_latin1(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let charset = kind.split(';').find_map(|part| part.trim().strip_prefix("charset=")).unwrap_or_default();
    matches!(charset.trim_matches('"'), "iso-8859-1" | "iso8859-1" | "latin1" | "latin-1")
}

/// The beginning of a body for people to read: one line, at most `limit` characters.
pub(crate) fn snippet(body: &[u8], limit: usize) -> String {
    // No character is longer than four bytes; what white space there is may be doubled.
    let head = body.get(..limit * 8).unwrap_or(body);
    let mut line = String::new();
    for word in String::from_utf8_lossy(head).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line.retain(|c| !c.is_control());
    if let Some((end, _)) = line.char_indices().nth(limit) {
        line.truncate(end);
        line.push('…');
    }
    if line.is_empty() { "an empty body".to_owned() } else { line }
}
