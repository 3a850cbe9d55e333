//! What a server knows and remembers, and what it answers.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::answer::{Answer, Ready, What, insert};
use super::check::{self, Call, Refusal};
use super::description::{Description, Operation};
use super::incoming::Incoming;
use super::matching::Pattern;
use super::schemas::Schemas;
use super::template::Template;
use crate::runtime::Api;

/// What is known of the API; it does not change.
pub(super) struct Known {
    pub(super) api: &'static Api,
    pub(super) description: Description,
    pub(super) schemas: Schemas,
    templates: Vec<Template>,
}

impl Known {
    pub(super) fn new(api: &'static Api, mut description: Description, base: &str) -> Known {
        let schemas = Schemas::new(std::mem::take(&mut description.schemas));
        let templates = description.operations.iter().map(|it| Template::new(base, &it.path)).collect();
        Known { api, description, schemas, templates }
    }

    /// The place of the operation that a request type of the client is for.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.description.operations.iter().position(|it| it.key == key)
    }
}

/// What the server's thread and its handles share.
pub(super) struct Shared {
    pub(super) known: Known,
    state: Mutex<State>,
}

#[derive(Default)]
pub(super) struct State {
    /// The later wins.
    pub(super) rules: Vec<RuleState>,
    /// What came that should not have come.
    pub(super) problems: Vec<String>,
    /// Every request, in the order in which they came.
    pub(super) lines: Vec<String>,
}

pub(super) struct RuleState {
    pub(super) pattern: Pattern,
    /// Given in their order; none: the description's example.
    pub(super) answers: Vec<Answer>,
    pub(super) calls: u64,
    pub(super) expected: Option<u64>,
}

/// Operations that a request could be for, each with the values in its path.
type Candidate<'a> = (usize, Vec<(String, &'a str)>);

impl Shared {
    pub(super) fn new(known: Known) -> Shared {
        Shared { known, state: Mutex::default() }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer to a request. What is wrong with it is remembered for the end of the test.
    pub(super) fn respond(&self, incoming: &Incoming) -> Ready {
        let answer = catch_unwind(AssertUnwindSafe(|| self.answer(incoming)));
        let answer = answer.unwrap_or_else(|panic| Err(panicked(incoming, &*panic)));
        let mut state = self.state();
        state.lines.push(incoming.line());
        answer.unwrap_or_else(|(status, problem)| {
            let ready = refused(&self.known, status, &problem);
            state.problems.push(problem);
            ready
        })
    }

    fn answer(&self, incoming: &Incoming) -> Result<Ready, (StatusCode, String)> {
        let candidates = self.candidates(incoming)?;
        let operations = &self.known.description.operations;
        let (mut calls, mut refusals) = (Vec::new(), Vec::new());
        for (at, path) in &candidates {
            match check::check(&self.known.schemas, &operations[*at], path, incoming) {
                Ok(call) => calls.push((*at, call)),
                Err(refusal) => refusals.push((*at, refusal)),
            }
        }
        if calls.is_empty() {
            return Err(ill_formed(operations, incoming, refusals));
        }
        if let Some(ready) = self.by_rule(&calls, incoming)? {
            return Ok(ready);
        }
        let (at, call) = &calls[0];
        let template = &self.known.templates[*at];
        if let Some((name, _)) = call.further.iter().find(|(name, _)| !template.asks(name)) {
            let fault = format!("query parameter `{name}` is not described");
            let refusal = Refusal { status: StatusCode::BAD_REQUEST, faults: vec![fault] };
            return Err(ill_formed(operations, incoming, vec![(*at, refusal)]));
        }
        Ok(Answer::new(What::Example).ready(&operations[*at], call, incoming))
    }

    fn candidates<'i>(&self, incoming: &'i Incoming) -> Result<Vec<Candidate<'i>>, (StatusCode, String)> {
        let operations = &self.known.description.operations;
        let all = self.known.templates.iter().enumerate();
        let fitting: Vec<Candidate<'_>> =
            all.filter_map(|(at, template)| Some((at, template.read(incoming)?))).collect();
        let is_asked = |at: usize| operations[at].method == incoming.method.as_str();
        let rank = |at: usize| &self.known.templates[at].rank;
        let best = fitting.iter().filter(|(at, _)| is_asked(*at)).map(|(at, _)| rank(*at)).min();
        if let Some(best) = best {
            return Ok(fitting.iter().filter(|(at, _)| is_asked(*at) && rank(*at) == best).cloned().collect());
        }
        let others: Vec<&str> = fitting.iter().map(|(at, _)| operations[*at].method.as_str()).collect();
        if others.is_empty() {
            let near = nearest(operations, incoming);
            let problem = format!("{}\n  no operation has this path; nearest: {near}", incoming.line());
            return Err((StatusCode::NOT_IMPLEMENTED, problem));
        }
        let problem = format!("{}\n  this path is for {}", incoming.line(), others.join(", "));
        Err((StatusCode::METHOD_NOT_ALLOWED, problem))
    }

    /// The answer of the latest rule that fits and is not spent; an operation that has rules takes nothing else.
    fn by_rule(&self, calls: &[(usize, Call)], incoming: &Incoming) -> Result<Option<Ready>, (StatusCode, String)> {
        let patterns = self.patterns(calls);
        let mut fitting = false;
        for (rule, pattern) in patterns.iter().rev() {
            let call = calls.iter().find(|(at, _)| *at == pattern.operation);
            let Some((at, call)) = call.filter(|(_, call)| pattern.fits(call, incoming)) else {
                continue;
            };
            fitting = true;
            let answer = self.state().rules[*rule].next();
            if let Some(answer) = answer {
                return Ok(Some(answer.ready(&self.known.description.operations[*at], call, incoming)));
            }
        }
        match patterns.first() {
            Some((_, first)) if !fitting => {
                let key = &self.known.description.operations[first.operation].key;
                let rules: Vec<String> = patterns.iter().map(|(_, pattern)| format!("  expected: {pattern}")).collect();
                let body = shown(&calls[0].1);
                let problem = format!("{}{body}\n  fits no rule of `{key}`\n{}", incoming.line(), rules.join("\n"));
                Err((StatusCode::NOT_IMPLEMENTED, problem))
            }
            _ => Ok(None),
        }
    }

    /// What the rules for these operations ask for, each with the rule's place. They are copies: the tests in them are
    /// a caller's code, which may ask the server something, so nothing is locked while they run.
    fn patterns(&self, calls: &[(usize, Call)]) -> Vec<(usize, Pattern)> {
        let state = self.state();
        let all = state.rules.iter().map(|rule| &rule.pattern).enumerate();
        let asked = all.filter(|(_, pattern)| calls.iter().any(|(at, _)| *at == pattern.operation));
        asked.map(|(at, pattern)| (at, pattern.clone())).collect()
    }
}

impl RuleState {
    /// The answer whose turn it is; `None` if the rule is spent.
    fn next(&mut self) -> Option<Answer> {
        let last = self.answers.len().saturating_sub(1);
        let answer = match self.answers.iter().position(|it| it.left != Some(0)) {
            None if self.answers.is_empty() => Answer::new(What::Example),
            None => return None,
            Some(at) => {
                let answer = &mut self.answers[at];
                answer.left = match answer.left {
                    Some(left) => Some(left - 1),
                    None => (at < last).then_some(0),
                };
                answer.clone()
            }
        };
        self.calls += 1;
        Some(answer)
    }
}

impl State {
    /// Everything that went wrong since this was last asked.
    pub(super) fn take_problems(&mut self, known: &Known) -> Vec<String> {
        let mut problems = std::mem::take(&mut self.problems);
        for rule in &mut self.rules {
            let key = &known.description.operations[rule.pattern.operation].key;
            if let Some(expected) = rule.expected.take().filter(|expected| *expected != rule.calls) {
                let calls = rule.calls;
                problems
                    .push(format!("`{key}` with {}\n  expected {expected} times, came {calls} times", rule.pattern));
            }
        }
        problems
    }
}

/// Of operations that share a path and a method, the one that is least wrong is told of.
fn ill_formed(operations: &[Operation], incoming: &Incoming, refusals: Vec<(usize, Refusal)>) -> (StatusCode, String) {
    let Some((at, refusal)) = refusals.into_iter().min_by_key(|(_, refusal)| refusal.faults.len()) else {
        return (StatusCode::NOT_IMPLEMENTED, incoming.line());
    };
    let Operation { key, method, path, .. } = &operations[at];
    let faults: Vec<String> = refusal.faults.iter().map(|fault| format!("  {fault}")).collect();
    let problem = format!("{}\n  is not what `{key}` ({method} {path}) takes:\n{}", incoming.line(), faults.join("\n"));
    (refusal.status, problem)
}

/// Only a rule's own test does.
fn panicked(incoming: &Incoming, panic: &(dyn Any + Send)) -> (StatusCode, String) {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let text = text.unwrap_or_default();
    (StatusCode::NOT_IMPLEMENTED, format!("{}\n  the test of a rule panicked: {text}", incoming.line()))
}

fn shown(call: &Call) -> String {
    call.body.as_ref().map(|body| format!("\n  with the body {body}")).unwrap_or_default()
}

/// The operation whose path begins most like the one that came.
fn nearest(operations: &[Operation], incoming: &Incoming) -> String {
    let depth = |path: &str| path.matches('/').count();
    let alike = |it: &&Operation| {
        let same = it.path.chars().zip(incoming.path.chars()).take_while(|(a, b)| a == b).count();
        (same, depth(&it.path) == depth(&incoming.path), it.method == incoming.method.as_str())
    };
    // The first of those that are equally near.
    let best = operations.iter().rev().max_by_key(alike);
    best.map_or("there is none".to_owned(), |it| format!("{} {}", it.method, it.path))
}

/// An error as the API itself writes them, as far as that is known.
fn refused(known: &Known, status: StatusCode, problem: &str) -> Ready {
    let mut body = Value::Object(Default::default());
    let fields = &known.api.error_fields;
    let keys = |names: &[&str]| names.iter().find(|name| !name.starts_with('/')).map(|name| (*name).to_owned());
    if let Some(key) = keys(fields.code) {
        super::answer::put(&mut body, &[key], "mock_server".into());
    }
    super::answer::put(&mut body, &[keys(fields.message).unwrap_or("message".to_owned())], problem.into());
    let mut headers = HeaderMap::new();
    insert(&mut headers, "content-type", "application/json");
    Ready { reply: Some((status, headers, body.to_string().into())), delay: Duration::ZERO }
}
