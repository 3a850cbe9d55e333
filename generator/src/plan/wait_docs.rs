//! What the documentation of waits says: what is polled until when, and what comes of it.

use super::{Access, AccessStep, ConditionPlan, RustTy, WaitStepPlan};
use crate::markdown::{code, lines, paragraph};

pub(crate) fn wait(steps: &[WaitStepPlan]) -> Vec<String> {
    let mut res = paragraph("Sends the request, then waits until what it began is over.");
    let polled: Vec<String> = steps.iter().map(polled).collect();
    let gives = match steps.last() {
        Some(last) if last.output == RustTy::Unit => "",
        Some(last) if last.each().is_some() => " Awaiting it gives the last reply for each.",
        _ => " Awaiting it gives the last reply.",
    };
    res.push(String::new());
    res.extend(paragraph(&format!("Polls {}.{gives}", polled.join(", then "))));
    res
}

pub(crate) fn resource_wait(docs: Option<&str>, step: &WaitStepPlan) -> Vec<String> {
    let mut res = docs.map(lines).unwrap_or_default();
    if res.is_empty() {
        res = paragraph("Waits until it is over.");
    }
    res.push(String::new());
    res.extend(paragraph(&format!("Polls {}.", polled(step))));
    res
}

fn polled(step: &WaitStepPlan) -> String {
    let each = if step.each().is_some() { " for each of those in the reply, one after the other," } else { "" };
    format!("`client.{}().{}(…)`{each} {}", step.resource, step.method, until(step))
}

/// ``until `status` is `active` (an error if it is `errored`)``
pub fn until(step: &WaitStepPlan) -> String {
    let done = step.done.iter().map(|it| condition(it, None));
    let gone: Vec<String> = step.done_status.iter().map(u16::to_string).map(|it| code(&it)).collect();
    let gone = (!gone.is_empty()).then(|| format!("the answer is {}", gone.join(" or ")));
    let done: Vec<String> = done.chain(gone).collect();
    let done = if done.is_empty() { "it is over".to_owned() } else { done.join(" and ") };
    let known = match step.done.as_slice() {
        [ConditionPlan::Equals { access, .. }] => Some(access),
        _ => None,
    };
    let failed: Vec<String> = step.failed.iter().map(|it| condition(it, known)).collect();
    if failed.is_empty() {
        format!("until {done}")
    } else {
        format!("until {done} (an error if {})", failed.join(" or "))
    }
}

/// ``` `status` is `active` ```; of what was just spoken of, ``it is `active` ``.
fn condition(it: &ConditionPlan, known: Option<&Access>) -> String {
    match it {
        ConditionPlan::Equals { access, values } => {
            let values: Vec<String> = values.iter().map(|it| code(it)).collect();
            let what = if known == Some(access) { "it".to_owned() } else { way(access) };
            format!("{what} is {}", values.join(" or "))
        }
        ConditionPlan::Set(access) => format!("{} is set", way(access)),
    }
}

/// `` `links.pages.next` ``
pub fn way(access: &Access) -> String {
    let mut res = String::new();
    for step in &access.steps {
        match step {
            AccessStep::Field { ident, .. } => {
                let dot = if res.is_empty() { "" } else { "." };
                res.push_str(&format!("{dot}{}", ident.as_str()));
            }
            AccessStep::First { .. } => res.push_str("[0]"),
            AccessStep::Flatten => {}
        }
    }
    format!("`{res}`")
}
