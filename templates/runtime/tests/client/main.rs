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
mod downloads;
mod encoding;
mod enums;
mod error_views;
mod errors;
pub mod events;
mod forms;
mod headers;
mod loopback;
#[cfg(feature = "mock")]
mod mock;
#[cfg(feature = "mock")]
mod mock_forms;
#[cfg(feature = "mock")]
mod mock_refusals;
mod multipart;
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
mod uploads;
pub mod values;

#[cfg(feature = "mock")]
pub use crate::runtime::mock::{Content, MockServer, Mocked, Rule};
pub use crate::runtime::{
    Attempt, Base64, Base64Url, Body, BoxFuture, Chunks, Client, ClientBuilder, Clock, Download, Error, Event, Events,
    Form, HeaderMap, Items, Method, Next, Opening, Page, Pages, Param, Part, RateLimit, RawRequest, Response,
    ResponseFuture, Result, RetryPolicy, Secret, Server, StatusCode, Style, Text, Timestamp, ToParam, TokenProvider,
    Transport, TransportError, Tuple, Upload, Value, Values, Wait,
};
