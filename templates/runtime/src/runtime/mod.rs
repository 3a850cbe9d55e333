//! The runtime of this client: what is the same for every operation, written once.
//!
//! The order is the way of a call: what is known beforehand, the client, a request, its attempts, the
//! reply or the error, and what is made of several calls.
#![allow(dead_code, unused_imports, unused_macros, reason = "a client uses the parts that its API asks for")]

mod api;
mod secret;
mod builder;
mod client;
mod hooks;
mod param;
mod encode;
mod request;
mod kept;
mod prepare;
mod call;
mod redirect;
mod retry;
mod throttle;
mod clock;
mod transport;
mod http_client;
mod trace;
mod response;
mod error;
mod error_body;
pub(crate) mod json;
mod paging;
mod link;
mod poll;

pub use http::{HeaderMap, Method, StatusCode};
pub use jiff::Timestamp;
pub use serde_json::Value;

pub use builder::ClientBuilder;
pub use client::Client;
pub use clock::Clock;
pub use encode::Style;
pub use error::{Error, Result};
pub use hooks::Attempt;
pub use paging::{Items, Next, Page, Pages};
pub use param::{Param, ToParam};
pub use poll::{Progress, Wait, WaitSteps};
pub use request::{Body, RawRequest};
pub use response::{RateLimit, Response, ResponseFuture};
pub use retry::RetryPolicy;
pub use secret::{Secret, TokenProvider};
pub use transport::{BoxFuture, Transport, TransportError};

pub(crate) use api::{Api, Auth, Effect, ErrorCase, ErrorFields, Operation, RateLimitHeaders, StatusMatch};
pub(crate) use json::{Decode, Text, integer_enum, json_object, json_plain, json_union, keyed_union, object_param, string_enum, tagged_union};
pub(crate) use request::request;
