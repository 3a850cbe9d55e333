//! Is a request what its operation asks for? If not: everything that is wrong with it.

use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::Value;

use super::decode;
use super::description::{BodyRule, Credential, Operation, Parameter};
use super::incoming::{self, Incoming};
use super::multipart;
use super::schemas::Schemas;

/// A request that was understood.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// By place and name.
    pub(super) parameters: BTreeMap<(String, String), Value>,
    /// Query pairs that the description does not know.
    pub(super) further: Vec<(String, String)>,
    pub(super) body: Option<Value>,
}

/// Why a request is refused: the status that says it, and each thing that is wrong.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) faults: Vec<String>,
}

/// Takes a request for what its operation says it is.
pub(super) fn check(
    schemas: &Schemas,
    operation: &Operation,
    path: &[(String, &str)],
    incoming: &Incoming,
) -> Result<Call, Refusal> {
    if let Some(fault) = credentials(operation, incoming) {
        return Err(Refusal { status: StatusCode::UNAUTHORIZED, faults: vec![fault] });
    }
    let mut faults = Vec::new();
    let parameters = parameters(schemas, operation, path, incoming, &mut faults);
    let body = body(schemas, operation.body.as_ref(), incoming, &mut faults);
    if faults.is_empty() {
        Ok(Call { parameters, further: further(schemas, operation, incoming), body })
    } else {
        Err(Refusal { status: StatusCode::BAD_REQUEST, faults })
    }
}

/// What a request says, without asking whether it may: for requests that are only part of one.
pub(super) fn read(schemas: &Schemas, operation: &Operation, path: &[(String, &str)], incoming: &Incoming) -> Call {
    let parameters = parameters(schemas, operation, path, incoming, &mut Vec::new());
    let body = body(schemas, operation.body.as_ref(), incoming, &mut Vec::new());
    Call { parameters, further: further(schemas, operation, incoming), body }
}

fn credentials(operation: &Operation, incoming: &Incoming) -> Option<String> {
    let asked = &operation.credentials;
    if asked.is_empty() || asked.iter().any(|all| all.iter().all(|it| has(it, incoming))) {
        return None;
    }
    let way = |it: &Credential| {
        let after = it.scheme.as_ref().map(|scheme| format!(" (`{scheme} …`)")).unwrap_or_default();
        format!("{} `{}`{after}", it.place, it.name)
    };
    let ways = asked.iter().map(|all| all.iter().map(way).collect::<Vec<_>>().join(" and "));
    Some(format!("no credentials: they are expected in {}", ways.collect::<Vec<_>>().join(", or in ")))
}

fn has(it: &Credential, incoming: &Incoming) -> bool {
    match it.place.as_str() {
        "header" => {
            incoming.header(&it.name).is_some_and(|value| it.scheme.as_deref().is_none_or(|it| is_of(it, &value)))
        }
        "query" => incoming.query.iter().any(|(given, _)| *given == it.name),
        _ => incoming.cookie(&it.name).is_some(),
    }
}

/// Whether a header names this authentication scheme, and says something after it.
fn is_of(scheme: &str, value: &str) -> bool {
    let named = value.get(..scheme.len()).filter(|it| it.eq_ignore_ascii_case(scheme));
    named.is_some_and(|it| value[it.len()..].strip_prefix(' ').is_some_and(|rest| !rest.trim().is_empty()))
}

fn parameters(
    schemas: &Schemas,
    operation: &Operation,
    path: &[(String, &str)],
    incoming: &Incoming,
    faults: &mut Vec<String>,
) -> BTreeMap<(String, String), Value> {
    let mut found = BTreeMap::new();
    let rest = unknown(schemas, operation, incoming);
    for parameter in &operation.parameters {
        let Some(value) = decode::parameter(schemas, parameter, path, incoming, &rest) else {
            if parameter.required {
                faults.push(format!("{} is required, and is missing", name(parameter)));
            }
            continue;
        };
        let wrong = schemas.faults(&parameter.schema, &value);
        faults.extend(wrong.iter().map(|fault| format!("{}: {fault}", name(parameter))));
        found.insert((parameter.place.clone(), parameter.name.clone()), value);
    }
    found
}

fn name(parameter: &Parameter) -> String {
    format!("{} parameter `{}`", parameter.place, parameter.name)
}

/// Query pairs that the description has no place for.
fn further(schemas: &Schemas, operation: &Operation, incoming: &Incoming) -> Vec<(String, String)> {
    let is_taken = operation.parameters.iter().any(|it| decode::takes_rest(schemas, it));
    if is_taken { Vec::new() } else { unknown(schemas, operation, incoming) }
}

/// Query pairs that no parameter takes by name.
fn unknown(schemas: &Schemas, operation: &Operation, incoming: &Incoming) -> Vec<(String, String)> {
    let is_credential =
        |name: &str| operation.credentials.iter().flatten().any(|it| it.place == "query" && it.name == name);
    let is_known = |name: &str| {
        let is_page = operation.paging.as_ref().is_some_and(|paging| paging.page == name);
        is_page || is_credential(name) || operation.parameters.iter().any(|it| decode::takes(schemas, it, name))
    };
    incoming.query.iter().filter(|(name, _)| !is_known(name)).cloned().collect()
}

fn body(schemas: &Schemas, rule: Option<&BodyRule>, incoming: &Incoming, faults: &mut Vec<String>) -> Option<Value> {
    let Some(rule) = rule else {
        if !incoming.body.is_empty() {
            faults.push("a body came, and none is expected".to_owned());
        }
        return None;
    };
    if incoming.body.is_empty() {
        if rule.required {
            faults.push(format!("a body (`{}`) is required, and is missing", rule.media_type));
        }
        return None;
    }
    let expected = incoming::essence(&rule.media_type);
    let came = incoming.media_type();
    let is_json = |text: &str| text == "application/json" || text.ends_with("+json");
    let both_json = came.as_deref().is_some_and(is_json) && is_json(&expected);
    if !both_json && came.as_deref() != Some(&*expected) {
        let came = came.map_or("without a `content-type`".to_owned(), |it| format!("as `{it}`"));
        faults.push(format!("the body came {came}, and is expected as `{expected}`"));
        return None;
    }
    let schema = rule.schema.as_ref()?;
    let value = match expected.as_str() {
        "application/x-www-form-urlencoded" => {
            let pairs = incoming::pairs(&String::from_utf8_lossy(&incoming.body));
            Ok(decode::form(schemas, schema, &rule.encoding, &pairs))
        }
        "multipart/form-data" => multipart::pairs(&incoming.header("content-type").unwrap_or_default(), &incoming.body)
            .map(|pairs| decode::form(schemas, schema, &rule.encoding, &pairs))
            .map_err(|problem| format!("the body is no `multipart/form-data`: {problem}")),
        other if is_json(other) => {
            serde_json::from_slice(&incoming.body).map_err(|error| format!("the body is no JSON: {error}"))
        }
        _ => return None,
    };
    match value {
        Ok(value) => {
            faults.extend(schemas.faults(schema, &value).iter().map(|fault| format!("body: {fault}")));
            Some(value)
        }
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}
