//! A hand-written client as the generator writes one, and what every client must do.
//!
//! The runtime's files are included just as a generated client includes its copy, so that the macros, the
//! paths and the lints are those of a client.

#[path = "../../src/runtime/mod.rs"]
mod runtime;

mod api;
pub mod machines;
pub mod models;
mod support;

mod base64;
mod builder;
mod credentials;
mod encoding;
mod enums;
mod error_views;
mod errors;
mod headers;
mod loopback;
mod paging;
mod polling;
mod redirects;
mod retries;
mod secrets;
mod servers;
mod slots;
mod throttle;
#[cfg(feature = "tracing")]
mod tracing_spans;
mod tuples;
mod unions;

pub use crate::runtime::{
    Attempt, Base64, Base64Url, Body, BoxFuture, Client, ClientBuilder, Clock, Error, HeaderMap, Items, Method, Next,
    Page, Pages, Param, Progress, RateLimit, RawRequest, Response, ResponseFuture, Result, RetryPolicy, Secret, Server,
    StatusCode, Style, Text, Timestamp, ToParam, TokenProvider, Transport, TransportError, Tuple, Value, Wait,
    WaitSteps,
};
