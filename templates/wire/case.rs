//! What a case says, and how a client's `dispatch` asks for it. Whatever is not asked for is left over, and fails the case.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::compare::{self, Side};
use super::{Stop, Views};

/// One recorded exchange.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) op: String,
    pub(super) path_template: String,
    pub(super) args: Vec<Value>,
    pub(super) kwargs: Map<String, Value>,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query_pairs: Vec<(String, String)>,
    /// `None`: must not be sent.
    pub(super) headers: Vec<(String, Option<String>)>,
    /// Null: not a byte.
    pub(super) body: Value,
    pub(super) reply: Arc<Reply>,
    pub(super) outcome: Outcome,
    /// What the error says in words, where a case looks at that.
    pub(super) views: Option<Views>,
    /// The line as it was read, without the reply.
    pub(super) raw: Value,
}

/// What is served.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Value,
}

/// What the caller must get.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outcome {
    Value,
    Error,
    Any,
}

impl Case {
    pub(super) fn parse(mut raw: Value) -> Result<Case, String> {
        let reply = Reply::parse(&raw["reply"])?;
        raw.as_object_mut().and_then(|case| case.remove("reply"));
        Case::with_reply(raw, Arc::new(reply))
    }

    pub(super) fn with_reply(raw: Value, reply: Arc<Reply>) -> Result<Case, String> {
        let text = |key: &str| raw[key].as_str().map(str::to_owned).ok_or(format!("`{key}` is not a string"));
        let outcome = match text("outcome")?.as_str() {
            "ok" => Outcome::Value,
            "error" => Outcome::Error,
            "any" => Outcome::Any,
            other => return Err(format!("`{other}` is no outcome: `ok`, `error` or `any`")),
        };
        Ok(Case {
            name: text("case")?,
            op: text("op")?,
            path_template: text("path_template")?,
            args: raw["args"].as_array().ok_or("`args` is not a list")?.clone(),
            kwargs: raw["kwargs"].as_object().ok_or("`kwargs` is not an object")?.clone(),
            method: text("method")?,
            path: text("path")?,
            query_pairs: query_pairs(&raw["query_pairs"])?,
            headers: headers(&raw["headers"])?,
            body: raw.get("body").ok_or("`body` is missing")?.clone(),
            reply,
            outcome,
            views: views(raw.get("error"))?,
            raw,
        })
    }
}

/// `"error": {"detail": "…", "fields": {"name": ["…"]}}`, both of them.
fn views(raw: Option<&Value>) -> Result<Option<Views>, String> {
    let Some(raw) = raw else { return Ok(None) };
    let members = raw.as_object().filter(|it| it.len() == 2 && it.contains_key("detail"));
    let members = members.ok_or("`error` is not `detail` and `fields`")?;
    let detail = match &members["detail"] {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        _ => return Err("`error.detail` is neither text nor null".to_owned()),
    };
    let fields = members.get("fields").cloned().unwrap_or_default();
    let fields = serde_json::from_value(fields).map_err(|err| format!("`error.fields`: {err}"))?;
    Ok(Some(Views { detail, fields }))
}

impl Reply {
    fn parse(raw: &Value) -> Result<Reply, String> {
        let status = raw["status"].as_u64().and_then(|status| u16::try_from(status).ok());
        let headers = headers(&raw["headers"])?.into_iter().filter_map(|(name, value)| Some((name, value?)));
        Ok(Reply {
            status: status.filter(|status| (200..600).contains(status)).ok_or("`reply.status` is not a status")?,
            headers: headers.collect(),
            body: raw.get("body").ok_or("`reply.body` is missing")?.clone(),
        })
    }

    /// The body's bytes as text: a string is served as it is.
    pub(super) fn text(&self) -> String {
        match &self.body {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            json => json.to_string(),
        }
    }

    /// The body as JSON, if it is any.
    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_str(self.text().trim_start_matches('\u{feff}')).ok()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Pairs of text; a number or boolean stands for its text.
fn query_pairs(raw: &Value) -> Result<Vec<(String, String)>, String> {
    let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
        Some([name, value]) => Some((scalar(name)?, scalar(value)?)),
        _ => None,
    };
    let pairs = raw.as_array().ok_or("`query_pairs` is not a list")?;
    pairs.iter().map(pair).collect::<Option<_>>().ok_or("`query_pairs` has what is no pair".to_owned())
}

fn headers(raw: &Value) -> Result<Vec<(String, Option<String>)>, String> {
    let headers = raw.as_object().ok_or("`headers` is not an object")?;
    let mut lines = Vec::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        match value {
            Value::Null => lines.push((name, None)),
            Value::Array(values) => lines.extend(values.iter().map(|value| (name.clone(), scalar(value)))),
            value => lines.push((name, scalar(value))),
        }
    }
    Ok(lines)
}

/// The text of what is neither null nor a list nor an object.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The arguments of a case, to be asked for one by one.
pub(crate) struct Call<'c> {
    case: &'c Case,
    asked: RefCell<BTreeSet<String>>,
}

impl<'c> Call<'c> {
    pub(super) fn new(case: &'c Case) -> Self {
        Call { case, asked: RefCell::default() }
    }

    /// The operation id.
    pub(crate) fn op(&self) -> &str {
        &self.case.op
    }

    /// What to answer for an operation id that the client does not have.
    pub(crate) fn unknown_op(&self) -> Stop {
        Stop::Refused(format!("op: `{}` is no operation of this client", self.case.op))
    }

    /// The path parameter at `position`.
    pub(crate) fn arg<T: FromStr>(&self, position: usize) -> Result<T, Stop> {
        self.ask(format!("args[{position}]"));
        let value = self.case.args.get(position);
        let value = value.ok_or_else(|| Stop::Refused(format!("args[{position}]: missing")))?;
        plain(&format!("args[{position}]"), value)
    }

    /// A query or header parameter; absent and null alike are not given.
    pub(crate) fn kwarg<T: FromStr>(&self, name: &str) -> Result<Option<T>, Stop> {
        self.given(name).map(|value| plain(name, value)).transpose()
    }

    /// A query or header parameter that the client cannot do without.
    pub(crate) fn required<T: FromStr>(&self, name: &str) -> Result<T, Stop> {
        self.kwarg(name)?.ok_or_else(|| Stop::Refused(format!("kwargs.{name}: missing")))
    }

    /// A parameter with several values; a single one is a list of one.
    pub(crate) fn kwargs<T: FromStr>(&self, name: &str) -> Result<Option<Vec<T>>, Stop> {
        match self.given(name) {
            None => Ok(None),
            Some(Value::Array(values)) => {
                values.iter().map(|value| plain(name, value)).collect::<Result<_, _>>().map(Some)
            }
            Some(value) => plain(name, value).map(|value| Some(vec![value])),
        }
    }

    /// Headers that the caller adds to this one request.
    pub(crate) fn extra_headers(&self) -> Result<Vec<(String, String)>, Stop> {
        let Some(value) = self.given("headers") else {
            return Ok(Vec::new());
        };
        let headers = headers(value).map_err(|problem| Stop::Refused(format!("kwargs.{problem}")))?;
        let given = |(name, value)| match value {
            Some(value) => Ok((name, value)),
            None => Err(Stop::Refused(format!("kwargs.headers.{name}: no text"))),
        };
        headers.into_iter().map(given).collect()
    }

    /// Whether the body is an object with this key, for operations whose bodies have a method each.
    pub(crate) fn body_has(&self, key: &str) -> bool {
        self.case.kwargs.get("body").is_some_and(|body| body.get(key).is_some())
    }

    /// The body as the client's type.
    pub(crate) fn body<T: DeserializeOwned + Serialize>(&self) -> Result<T, Stop> {
        self.body_if_any()?.ok_or_else(|| Stop::Refused("kwargs.body: missing".to_owned()))
    }

    /// The body as the client's type, where the operation goes without one too. The type must hold all of it.
    pub(crate) fn body_if_any<T: DeserializeOwned + Serialize>(&self) -> Result<Option<T>, Stop> {
        let Some(given) = self.given("body") else {
            return Ok(None);
        };
        let refuse = |what: String| Stop::Refused(format!("kwargs.body: {what}"));
        let body = serde_json::from_str::<T>(&given.to_string());
        let body = body.map_err(|err| refuse(format!("does not decode: {err}")))?;
        let again = serde_json::to_value(&body).map_err(|err| refuse(format!("does not encode: {err}")))?;
        match compare::difference(Side::Request, "kwargs.body", given, &again) {
            Some(difference) => Err(Stop::Refused(format!("{difference} after decoding and encoding"))),
            None => Ok(Some(body)),
        }
    }

    /// Arguments that nobody asked for.
    pub(super) fn leftovers(&self) -> Vec<String> {
        let positions = (0..self.case.args.len()).map(|position| format!("args[{position}]"));
        let all = positions.chain(self.case.kwargs.keys().cloned());
        all.filter(|name| !self.asked.borrow().contains(name)).collect()
    }

    fn given(&self, name: &str) -> Option<&'c Value> {
        self.ask(name.to_owned());
        self.case.kwargs.get(name).filter(|value| !value.is_null())
    }

    fn ask(&self, name: String) {
        self.asked.borrow_mut().insert(name);
    }
}

/// A scalar as the type that a parameter has.
fn plain<T: FromStr>(name: &str, value: &Value) -> Result<T, Stop> {
    let parsed = scalar(value).and_then(|text| text.parse().ok());
    parsed.ok_or_else(|| Stop::Refused(format!("{name}: the client's type cannot say {value}")))
}
