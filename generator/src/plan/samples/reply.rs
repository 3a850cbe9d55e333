//! What comes back: a success of which nothing more is to be awaited, and each documented error.

use super::fit::fitted;
use super::value::{UNBOUND, made};
use super::{Side, Spot, first_or_made};
use crate::ir::{Condition, Content, NextPage, Operation, PathStep, Reply, ReplyPath, StatusMatch};
use crate::plan::types::Types;
use crate::plan::{ErrorSample, ReplySample, StatusPattern};
use serde_json::Value;

pub(super) fn success(types: &Types<'_>, at: usize) -> ReplySample {
    let operation = &types.api.operations[at];
    let reply = &operation.reply;
    let body = match &reply.content {
        None => None,
        Some(Content::Json(ty) | Content::Form(ty)) => {
            let spot = Spot { ty, constraints: &UNBOUND, name: "value" };
            let mut fitting = reply.examples.iter().filter_map(|(_, it)| fitted(types, Side::Received, spot, it));
            let done = awaited(types, at);
            let is_done = |it: &Value| done.iter().all(|(path, values)| meets(it, path, values));
            let first = fitting.clone().next();
            let chosen = fitting.find(is_done).or(first).unwrap_or_else(|| made(types, Side::Received, spot));
            Some(finished(types, spot, operation, chosen, &done))
        }
        Some(_) => Some(plain(reply)),
    };
    ReplySample { status: status(reply), body }
}

/// Text and bytes.
fn plain(reply: &Reply) -> Value {
    let example = reply.examples.iter().map(|(_, it)| it).find(|it| it.is_string());
    example.cloned().unwrap_or_else(|| Value::from("some text"))
}

/// The first documented success with a body, if there is a body.
fn status(reply: &Reply) -> u16 {
    let exact = |it: &String| it.parse::<u16>().ok();
    let mut all = reply.statuses.iter().filter_map(exact);
    let fits = |it: &u16| reply.content.is_none() || !matches!(it, 204 | 205);
    let first = all.clone().find(fits);
    first.or_else(|| all.next()).unwrap_or(if reply.content.is_none() { 204 } else { 200 })
}

/// Where waits that poll this operation look, and what they look for; paths from the whole reply.
fn awaited<'a>(types: &Types<'a>, at: usize) -> Vec<(ReplyPath, &'a [String])> {
    let polls = types.api.operations.iter().flat_map(|it| {
        let steps = it.wait.iter().flat_map(|wait| &wait.steps);
        steps.chain(it.resource_waits.iter().map(|wait| &wait.step))
    });
    let unwrap = types.api.operations[at].unwrap.as_deref();
    let whole = |path: &ReplyPath| {
        let before = unwrap.into_iter().flat_map(|it| it.split('.')).map(|key| PathStep::Key(key.to_owned()));
        ReplyPath(before.chain(path.0.iter().cloned()).collect())
    };
    let conditions = polls.filter(|it| it.poll == at).flat_map(|it| &it.done);
    let equal = conditions.map(|it| match it {
        Condition::Equals { path, values } => (whole(path), values.as_slice()),
        Condition::Set { path } => (whole(path), &[][..]),
    });
    equal.collect()
}

fn meets(body: &Value, path: &ReplyPath, values: &[String]) -> bool {
    let found = path.0.iter().try_fold(body, |it, step| match step {
        PathStep::Key(key) => it.get(key),
        PathStep::First { .. } => it.get(0),
    });
    match found {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => values.is_empty() || values.contains(text),
        Some(other) => values.is_empty() || values.contains(&other.to_string()),
    }
}

/// The reply with nothing after it: no next page, and what is waited for has happened.
fn finished<'a>(
    types: &Types<'a>,
    spot: Spot<'a>,
    operation: &Operation,
    body: Value,
    done: &[(ReplyPath, &[String])],
) -> Value {
    let mut res = body;
    let next = match operation.paging.as_ref().map(|it| &it.next) {
        Some(NextPage::Url(path) | NextPage::Cursor { token: path, .. }) => Some(path),
        _ => None,
    };
    let changes = next.map(|path| (path, None)).into_iter();
    let changes = changes.chain(done.iter().filter_map(|(path, values)| Some((path, Some(values.first()?)))));
    for (path, value) in changes {
        let mut changed = res.clone();
        set(&mut changed, &path.0, value);
        // Only if the schema allows it.
        res = fitted(types, Side::Received, spot, &changed).unwrap_or(res);
    }
    res
}

/// Sets what stands at the end of `path` to a text, or takes it out; nothing where the path leads nowhere.
fn set(body: &mut Value, path: &[PathStep], text: Option<&String>) {
    match (path, body) {
        ([PathStep::Key(key)], Value::Object(entries)) => match text {
            Some(text) => drop(entries.insert(key.clone(), Value::from(text.as_str()))),
            None => drop(entries.remove(key)),
        },
        ([PathStep::Key(key), rest @ ..], Value::Object(entries)) => {
            if let Some(inner) = entries.get_mut(key) {
                set(inner, rest, text);
            }
        }
        ([PathStep::First { .. }, rest @ ..], Value::Array(items)) if !rest.is_empty() => {
            if let Some(inner) = items.first_mut() {
                set(inner, rest, text);
            }
        }
        _ => {}
    }
}

pub(super) fn errors(types: &Types<'_>, operation: &Operation) -> Vec<ErrorSample> {
    let errors = operation.errors.iter().map(|it| {
        let body = it.ty.as_ref().map(|ty| {
            let spot = Spot { ty, constraints: &UNBOUND, name: "value" };
            first_or_made(types, Side::Received, spot, it.examples.iter().map(|(_, value)| value))
        });
        let status = match it.status {
            StatusMatch::Exact(status) => StatusPattern::Exact(status),
            StatusMatch::Range(hundreds) => StatusPattern::Range(hundreds),
            StatusMatch::Default => StatusPattern::Default,
        };
        ErrorSample { status, body }
    });
    errors.collect()
}
