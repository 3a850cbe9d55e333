//! What an operation is shown with: values that its schemas allow, as JSON.

use super::StatusPattern;
use serde_json::Value;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// A value for each of [`Request::args`](super::Request::args); text and bytes are a string.
    pub args: Vec<Value>,
    /// (index into [`Request::setters`](super::Request::setters), value), in their order; never null.
    pub setters: Vec<(usize, Value)>,
    pub reply: ReplySample,
    /// In the order of the description's statuses: exact ones, ranges, the default.
    pub errors: Vec<ErrorSample>,
}

/// A success. That of an operation that pages is its last page, that of one that is polled is the one waited for, if possible.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplySample {
    pub status: u16,
    /// The whole body; None where there is none.
    pub body: Option<Value>,
}

impl Default for ReplySample {
    fn default() -> Self {
        ReplySample { status: 200, body: None }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ErrorSample {
    pub status: StatusPattern,
    /// None where the description promises no JSON.
    pub body: Option<Value>,
}
