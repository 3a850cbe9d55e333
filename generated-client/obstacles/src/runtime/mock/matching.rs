//! Which requests a rule is for.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use http::header::{CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::check::{self, Call};
use super::incoming::{Incoming, pairs};
use super::state::Known;
use crate::runtime::RawRequest;

/// Everything that a rule asks of a request; what it does not name may be anything.
#[derive(Clone)]
pub(super) struct Pattern {
    pub(super) operation: usize,
    pub(super) parameters: BTreeMap<(String, String), Value>,
    pub(super) further: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) bodies: Vec<Wanted>,
    pub(super) tests: Vec<Test>,
}

type Test = Arc<dyn Fn(&Value) -> bool + Send + Sync>;

/// What a body must be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    Equal(Value),
    /// Every key of it, with that value; further keys are welcome.
    Containing(Value),
}

impl Pattern {
    /// Every request of an operation.
    pub(super) fn any(operation: usize) -> Pattern {
        Pattern {
            operation,
            parameters: BTreeMap::new(),
            further: Vec::new(),
            headers: HeaderMap::new(),
            bodies: Vec::new(),
            tests: Vec::new(),
        }
    }

    /// Requests that say all that this one says.
    pub(super) fn of(known: &Known, operation: usize, request: RawRequest) -> Pattern {
        let path: Vec<(String, &str)> = request.path.iter().map(|it| (it.name.clone(), it.text.as_str())).collect();
        let query: Vec<&str> = request.query.iter().map(|(_, text)| text.as_str()).collect();
        let mut incoming = Incoming {
            method: request.method.clone(),
            path: String::new(),
            query: pairs(&query.join("&")),
            headers: request.headers.clone(),
            body: request.body.as_ref().and_then(|body| body.bytes()).cloned().unwrap_or_default(),
        };
        let cookies: Vec<&str> = request.cookies.iter().map(|(_, text)| text.as_str()).collect();
        if let Ok(cookies) = HeaderValue::from_str(&cookies.join("; ")) {
            incoming.headers.insert(COOKIE, cookies);
        }
        let described = &known.description.operations[operation];
        let media_type = request.body.as_ref().and_then(|body| body.content_type.as_deref());
        let media_type = media_type.or(described.body.as_ref().map(|it| it.media_type.as_str()));
        if let Some(kind) = media_type.and_then(|it| HeaderValue::from_str(it).ok()) {
            incoming.headers.insert(CONTENT_TYPE, kind);
        }
        let call = check::read(&known.schemas, described, &path, &incoming);
        Pattern {
            operation,
            parameters: call.parameters,
            further: call.further,
            headers: request.headers,
            bodies: wanted(call.body, request.fields).into_iter().collect(),
            tests: Vec::new(),
        }
    }

    pub(super) fn fits(&self, call: &Call, incoming: &Incoming) -> bool {
        let has = |(name, value): &(&(String, String), &Value)| call.parameters.get(*name) == Some(*value);
        let sends = |name: &HeaderName| incoming.headers.get_all(name).iter().eq(&self.headers.get_all(name));
        let body = call.body.as_ref();
        self.parameters.iter().all(|it| has(&it))
            && self.further.iter().all(|pair| call.further.contains(pair))
            && self.headers.keys().all(sends)
            && self.bodies.iter().all(|wanted| body.is_some_and(|body| wanted.fits(body)))
            && self.tests.iter().all(|test| test(body.unwrap_or(&Value::Null)))
    }
}

/// A body alone is meant exactly; single keys of it leave the others open.
fn wanted(body: Option<Value>, fields: Vec<(String, Value)>) -> Option<Wanted> {
    match (body, fields.is_empty()) {
        (body, true) => body.map(Wanted::Equal),
        (None, false) => Some(Wanted::Containing(Value::Object(fields.into_iter().collect()))),
        (Some(mut body), false) => {
            for (key, value) in fields {
                super::answer::put(&mut body, &[key], value);
            }
            Some(Wanted::Equal(body))
        }
    }
}

impl Wanted {
    fn fits(&self, body: &Value) -> bool {
        match self {
            Wanted::Equal(wanted) => wanted == body,
            Wanted::Containing(wanted) => contains(body, wanted),
        }
    }
}

fn contains(value: &Value, wanted: &Value) -> bool {
    match (value, wanted) {
        (Value::Object(value), Value::Object(wanted)) => {
            wanted.iter().all(|(key, wanted)| value.get(key).is_some_and(|value| contains(value, wanted)))
        }
        _ => value == wanted,
    }
}

/// "path `pet_id` = 1, body = {…}"
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> =
            self.parameters.iter().map(|((place, name), value)| format!("{place} `{name}` = {value}")).collect();
        parts.extend(self.further.iter().map(|(name, value)| format!("query `{name}` = {value}")));
        let is_parameter =
            |name: &HeaderName| self.parameters.keys().any(|(place, own)| place == "header" && name == own.as_str());
        let headers = self.headers.iter().filter(|(name, _)| !is_parameter(name));
        parts.extend(headers.map(|(name, value)| format!("header `{name}` = {value:?}")));
        parts.extend(self.bodies.iter().map(|it| match it {
            Wanted::Equal(body) => format!("body = {body}"),
            Wanted::Containing(body) => format!("body with {body}"),
        }));
        parts.extend(self.tests.iter().map(|_| "a body that passes the rule's own test".to_owned()));
        f.write_str(&if parts.is_empty() { "anything".to_owned() } else { parts.join(", ") })
    }
}
