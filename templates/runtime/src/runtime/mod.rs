//! The runtime of this client: what is the same for every operation, written once.
//!
//! The modules stand in the order of a call.
#![allow(dead_code, unused_imports, unused_macros, reason = "a client uses the parts that its API asks for")]

// What is known before any call.
mod api;
mod secret;

// The client.
mod builder;
mod client;
mod credentials;
mod hooks;
mod resolve;
mod server;

// A request, from its parameters to what can be sent.
mod base64;
mod body;
mod encode;
mod form;
mod kept;
mod multipart;
mod param;
mod parameters;
mod parts;
mod prepare;
mod request;
mod typed_request;
mod upload;

// A call: attempts, redirects, the wire.
mod call;
mod clock;
mod exchange;
mod http_client;
mod redirect;
mod retry;
mod throttle;
mod trace;
mod transport;

// What comes of it.
mod error;
mod error_body;
mod error_kind;
mod error_text;
mod error_views;
pub(crate) mod json;
mod response;
mod tuple;

// A reply that is read as it comes.
mod events;
mod framing;
mod stream;
mod values;

// What is made of several calls.
mod link;
mod page;
mod paging;
mod poll;
mod several;
mod watch;

// What stands in for the API in tests.
#[cfg(feature = "mock")]
#[allow(unreachable_pub, reason = "a client shows what is in here as its own `mock`")]
pub mod mock;

pub use http::{HeaderMap, Method, StatusCode};
pub use jiff::Timestamp;
pub use serde_json::Value;

pub use base64::{Base64, Base64Url};
pub use body::Body;
pub use builder::ClientBuilder;
pub use client::Client;
pub use clock::Clock;
pub use encode::Style;
pub use error::{Error, Result};
pub use events::{Event, Events};
pub use hooks::Attempt;
pub use json::Text;
pub use multipart::{Form, Part};
pub use page::{Next, Page};
pub use paging::{Items, Pages};
pub use param::{Param, ToParam};
pub use poll::Wait;
pub use request::RawRequest;
pub use response::{RateLimit, Response, ResponseFuture};
pub use retry::RetryPolicy;
pub use secret::{Secret, TokenProvider};
pub use server::Server;
pub use stream::{Download, Opening};
pub use transport::{BoxFuture, Chunks, Transport, TransportError, Upload};
pub use tuple::Tuple;
pub use values::Values;

pub(crate) use api::{
    Api, Auth, Effect, ErrorCase, ErrorFields, Operation, RateLimitHeaders, Scheme, ServerUrl, ServerVariable,
    StatusMatch,
};
pub(crate) use error_views::ErrorViews;
pub(crate) use form::FieldStyle;
pub(crate) use json::{
    Decode, integer_enum, json_object, json_union, keyed_union, object_param, status_union, string_enum, tagged_union,
};
pub(crate) use multipart::form_object;
pub(crate) use poll::Progress;
pub(crate) use response::Reply;
pub(crate) use stream::streamed;
pub(crate) use typed_request::request;
