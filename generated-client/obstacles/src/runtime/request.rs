//! A request while it is being built, the same for every operation.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::api::{Effect, Operation, Security, ServerUrl};
use super::body::Body;
use super::client::Client;
use super::encode::PathValue;
use super::response::{Reply, Response, ResponseFuture};
use super::retry::RetryPolicy;

/// A request in the making, of any operation; [`Client::request`] makes one for what has no method.
///
/// What cannot be sent (a value with a line break in a header, an empty path parameter) is reported when the
/// request is sent.
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest {
    pub(crate) client: Client,
    pub(crate) operation: Cow<'static, str>,
    pub(crate) method: Method,
    pub(crate) template: Cow<'static, str>,
    pub(crate) effect: Effect,
    pub(crate) accept: &'static str,
    pub(crate) security: Security,
    pub(crate) server: Option<&'static ServerUrl>,
    pub(crate) path: Vec<PathValue>,
    /// Names with what goes into the URL for them.
    pub(crate) query: Vec<(String, String)>,
    /// Names with what goes into the header `Cookie` for them.
    pub(crate) cookies: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    /// What a body in JSON is called.
    pub(crate) json_type: &'static str,
    pub(crate) body: Option<Body>,
    pub(crate) fields: Vec<(String, Value)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    /// The first thing that was wrong.
    pub(crate) problem: Option<String>,
}

impl RawRequest {
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        let template = Cow::Borrowed(operation.path);
        let mut request = Self::to(client, operation.method.clone(), template, Cow::Borrowed(operation.id));
        request.effect = operation.effect;
        request.accept = operation.accept;
        request.security = operation.security;
        request.server = operation.server;
        request
    }

    pub(crate) fn to(
        client: &Client,
        method: Method,
        template: Cow<'static, str>,
        operation: Cow<'static, str>,
    ) -> Self {
        RawRequest {
            client: client.clone(),
            operation,
            effect: Effect::of(&method),
            method,
            template,
            accept: "application/json",
            security: client.0.api.security,
            server: None,
            path: Vec::new(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            json_type: "application/json",
            body: None,
            fields: Vec::new(),
            timeout: None,
            retry: None,
            problem: None,
        }
    }

    /// The client that will send it.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sets a header, in place of what this client or the description would send.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.fail(|| format!("`{name}` cannot be the name of a header")),
            (Ok(name), Err(_)) => {
                self.fail(|| format!("the value of header `{name}` has characters that no header can carry"))
            }
        }
        self
    }

    /// Sets the whole body, as JSON, in place of what was set before.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(json) => {
                let body = Body::new(self.json_type, json);
                self.body(body)
            }
            Err(error) => {
                self.fail(|| format!("the body cannot be written as JSON: {error}"));
                self
            }
        }
    }

    /// A body in JSON is called so, and not `application/json`.
    pub(crate) fn json_type(mut self, media_type: &'static str) -> Self {
        self.json_type = media_type;
        self
    }

    /// The body is an object, be it one without keys.
    pub(crate) fn empty_object(self) -> Self {
        let body = Body::new(self.json_type, "{}");
        self.body(body)
    }

    /// Sets the whole body, in place of what was set before.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self.fields.clear();
        self
    }

    /// Sets the whole body, of this media type unless it has one of its own.
    pub(crate) fn upload(self, content_type: &'static str, body: impl Into<Body>) -> Self {
        let mut body = body.into();
        body.content_type.get_or_insert(Cow::Borrowed(content_type));
        self.body(body)
    }

    /// Asks for this media type instead of the one that awaiting the request gives.
    pub(crate) fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }

    /// Sets one key of a JSON body, in addition to or in place of what the body has.
    pub fn body_field<T: Serialize + ?Sized>(mut self, key: &str, value: &T) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => self.fields.push((key.to_owned(), value)),
            Err(error) => self.fail(|| format!("body field `{key}` cannot be written as JSON: {error}")),
        }
        self
    }

    /// Limits the whole call, its retries and the waits between them, instead of the client's timeout.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Retries by this policy instead of the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sends it and reads the reply's JSON; a 2xx reply that does not fit is an error.
    pub fn send_json<T: DeserializeOwned>(self) -> ResponseFuture<Response<T>> {
        ResponseFuture::new(self, Reply::into_plain_response)
    }

    /// Sends it and gives the reply's body as it came.
    pub fn send_bytes(self) -> ResponseFuture<Response<Bytes>> {
        ResponseFuture::new(self, Reply::into_response)
    }

    pub(crate) fn fail(&mut self, problem: impl FnOnce() -> String) {
        self.problem.get_or_insert_with(problem);
    }
}

/// Shows what is asked for, and none of the values.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.template)
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
