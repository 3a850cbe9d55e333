//! Whether what a call did is what its case expects.

use std::collections::BTreeSet;

use serde_json::Value;

use super::bench::Observed;
use super::case::{Case, Outcome, Reply, scalar};
use super::compare::{self, Survey, brief, told};
use super::server::Server;
use super::{Failed, Stop, Typed, Wire, sent};

/// What there is to say about a case.
#[derive(Default)]
pub(super) struct Verdict {
    /// Each tells what differed, what was expected and what came; none: the case passes.
    pub(super) differences: Vec<String>,
    /// Keys of the reply that the typed value has and has not, for [`lost_keys`].
    kept: Vec<String>,
    dropped: Vec<String>,
}

impl Verdict {
    pub(super) fn refused(problem: String) -> Verdict {
        Verdict { differences: vec![problem], ..Verdict::default() }
    }

    pub(super) fn check(&mut self, what: &str, expected: &str, got: &str) {
        if expected != got {
            self.differences.push(told(what, expected, got));
        }
    }
}

/// The one place that decides about a case.
pub(super) fn judge<C>(wire: &Wire<C>, server: &Server, case: &Case, observed: &Observed) -> Verdict {
    let mut verdict = Verdict::default();
    if let Err(Stop::Refused(problem)) = &observed.result {
        return Verdict::refused(problem.clone());
    }
    sent::judge_sent(&mut verdict, server, case, observed);
    match (&observed.result, case.outcome) {
        (Ok(typed), Outcome::Value) => judge_value(&mut verdict, case, typed),
        (Err(Stop::Failed(failed)), Outcome::Error) => judge_error(&mut verdict, wire, case, failed),
        (_, Outcome::Any) => {}
        (Ok(typed), Outcome::Error) => {
            let value = typed.value.as_ref().map_or("nothing promised".to_owned(), brief);
            verdict.differences.push(told("outcome", "an error", &value));
        }
        (Err(Stop::Failed(failed)), Outcome::Value) => {
            verdict.differences.push(told("outcome", "a value", &failed.printed));
        }
        (Err(Stop::Refused(_)), _) => {}
    }
    verdict
}

fn judge_value(verdict: &mut Verdict, case: &Case, typed: &Typed) {
    verdict.check("reply status", &case.reply.status.to_string(), &typed.status.to_string());
    judge_numbers(verdict, &case.reply, &typed.numbers);
    let Some(value) = &typed.value else { return };
    let served = match (case.reply.text().is_empty() || case.method == "HEAD", case.reply.json()) {
        (true, _) => {
            // Nothing was served but headers: the value must be one of them.
            let known =
                scalar(value).is_some_and(|value| case.reply.headers.iter().any(|(_, header)| *header == value));
            if !compare::is_empty(value) && !known {
                verdict.differences.push(told("reply", "nothing", &brief(value)));
            }
            return;
        }
        (false, Some(json)) => json,
        (false, None) => Value::String(case.reply.text()),
    };
    let mut survey = Survey::default();
    survey.look("reply", &served, value);
    if !compare::is_empty(&served) && survey.differences.is_empty() && compare::is_empty(value) {
        survey.differences.push(told("reply", &brief(&served), &brief(value)));
    }
    verdict.differences.append(&mut survey.differences);
    let at = |places: Vec<String>| places.into_iter().map(|place| format!("{} {place}", case.op)).collect();
    verdict.kept = at(survey.kept);
    verdict.dropped = at(survey.dropped);
}

fn judge_error<C>(verdict: &mut Verdict, wire: &Wire<C>, case: &Case, failed: &Failed) {
    let served = Reply {
        body: if case.method == "HEAD" { Value::Null } else { case.reply.body.clone() },
        ..Reply::clone(&case.reply)
    };
    let reply = &served;
    let status = failed.status.map_or("none".to_owned(), |status| status.to_string());
    verdict.check("error status", &reply.status.to_string(), &status);
    judge_numbers(verdict, reply, &failed.numbers);
    let raw = failed.raw_body.clone().unwrap_or_default();
    match reply.json() {
        Some(json) if serde_json::from_str::<Value>(&raw).is_ok_and(|raw| raw == json) => {}
        _ => verdict.check("error body", &reply.text(), &raw),
    }
    let body = if reply.status >= 300 { reply.json().unwrap_or_default() } else { Value::Null };
    let told_by_body = |keys: &[&str]| {
        keys.iter().find_map(|key| body.get(key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned))
    };
    let header = wire.request_id_header.and_then(|name| reply.header(name)).map(str::to_owned);
    let parts = [
        ("error code", told_by_body(wire.error_code), &failed.code),
        ("error message", told_by_body(wire.error_message), &failed.message),
        ("error request id", told_by_body(wire.error_request_id).or(header), &failed.request_id),
    ];
    for (what, expected, got) in parts {
        if expected.is_some() && expected != *got {
            verdict.differences.push(told(what, &format!("{expected:?}"), &format!("{got:?}")));
        }
    }
    if case.views.is_some() {
        verdict.check("error views", &format!("{:?}", case.views), &format!("{:?}", failed.views));
    }
    if failed.printed.contains(wire.secret) {
        verdict.differences.push("error: it prints the secret".to_owned());
    }
}

/// A header that is a whole number is told as that number, and anything else as nothing.
fn judge_numbers(verdict: &mut Verdict, reply: &Reply, numbers: &[(&'static str, Option<i64>)]) {
    for (name, got) in numbers {
        let served = reply.header(name).unwrap_or_default().trim();
        if served.contains(':') {
            continue; // a date stands for a number that depends on the clock
        }
        let served: Option<i64> = served.parse().ok();
        verdict.check(&format!("reply header {name}"), &format!("{served:?}"), &format!("{got:?}"));
    }
}

/// A key that the typed value of one case has is known to the client, so no other case of the operation may lose it.
pub(super) fn lost_keys(verdicts: &mut [(String, Verdict)]) {
    let known: BTreeSet<String> = verdicts.iter().flat_map(|(_, verdict)| verdict.kept.iter().cloned()).collect();
    for (_, verdict) in verdicts {
        let lost = verdict.dropped.iter().filter(|place| known.contains(*place));
        verdict.differences.extend(lost.map(|place| format!("{place}: lost, though the client knows it")));
    }
}
