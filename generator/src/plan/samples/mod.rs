//! Sample values: the description's own examples where they fit, else the plainest value that its schemas allow.
//!
//! Of what is optional a request shows little: what an example of the body shows first, or one parameter.

mod fit;
mod format;
mod other;
mod reply;
mod request;
mod text;
mod value;

use super::types::Types;
use super::{Request, Sample};
use crate::ir::{Constraints, Ty};
use serde_json::Value;

/// Which way a value goes: what is read-only is not sent, what is write-only is not received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Sent,
    Received,
}

/// What is known of a place that a value is for.
#[derive(Clone, Copy)]
struct Spot<'a> {
    ty: &'a Ty,
    constraints: &'a Constraints,
    /// What it is called, for texts of which nothing else is known.
    name: &'a str,
}

/// The sample of the operation that stands at `at`.
pub(crate) fn of(types: &Types<'_>, at: usize, request: &Request) -> Sample {
    let operation = &types.api.operations[at];
    Sample {
        args: request::args(types, operation, &request.args),
        setters: request::setters(types, operation, request),
        reply: reply::success(types, at),
        errors: reply::errors(types, operation),
    }
}

/// The first of the examples that fits, else a value made from the type.
fn first_or_made<'a, 'v>(
    types: &Types<'a>,
    side: Side,
    spot: Spot<'a>,
    examples: impl IntoIterator<Item = &'v Value>,
) -> Value {
    let fitting = examples.into_iter().find_map(|it| fit::fitted(types, side, spot, it));
    fitting.unwrap_or_else(|| value::made(types, side, spot))
}
