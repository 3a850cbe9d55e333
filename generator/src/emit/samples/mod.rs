//! Samples of calls: in Rust, for curl, for HTTPie. All three say the same, from one [`Sample`](crate::plan::Sample).

mod curl;
mod expr;
mod http;
mod httpie;
mod json;
mod rust;
mod shell;
mod url;

pub(super) use curl::curl;
pub(super) use httpie::httpie;
pub(super) use json::{json, json_line};
pub(super) use rust::{RustSample, rust};
