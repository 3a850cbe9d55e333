//! How an error reads: one line, with what the API said cut short, and nothing secret.

use std::fmt;

use super::error::Error;
use super::error_kind::Kind;
use super::json::body;
use super::response::Reply;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0.kind, &self.0.reply) {
            (Kind::Api, Some(reply)) => self.write_api(f, reply)?,
            (Kind::Decode, Some(reply)) => self.write_decode(f, reply)?,
            (_, Some(reply)) => write!(f, "{} (status {})", self.0.text, reply.status)?,
            (_, None) => f.write_str(&self.0.text)?,
        }
        if let Some(state) = &self.0.state {
            write!(f, "; last state: {}", body::snippet(state, 200))?;
        }
        self.write_context(f)
    }
}

impl Error {
    fn write_api(&self, f: &mut fmt::Formatter<'_>, reply: &Reply) -> fmt::Result {
        write!(f, "{}", reply.status)?;
        if let Some(code) = self.code() {
            write!(f, ": {}", body::snippet(code.as_bytes(), 80))?;
        }
        let words = self.message().map_or(&reply.body[..], str::as_bytes);
        write!(f, ": {}", body::snippet(words, 200))
    }

    fn write_decode(&self, f: &mut fmt::Formatter<'_>, reply: &Reply) -> fmt::Result {
        write!(f, "{}: {}", reply.status, self.0.text)?;
        if let Some(path) = self.json_path() {
            write!(f, " at `{path}`")?;
        }
        if let Some(source) = &self.0.source {
            write!(f, ": {source}")?;
        }
        write!(f, ": {}", body::snippet(&reply.body, 80))
    }

    fn write_context(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(operation) = self.operation() else {
            return Ok(());
        };
        write!(f, " (operation {operation}")?;
        if let Some(id) = self.request_id() {
            write!(f, ", request id {}", body::snippet(id.as_bytes(), 80))?;
        }
        if self.0.attempts > 1 {
            write!(f, ", {} attempts", self.0.attempts)?;
        }
        if self.0.sent_once {
            f.write_str(", not sent again as its body is a stream")?;
        }
        f.write_str(")")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.to_string())
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}
