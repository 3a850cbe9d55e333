//! What a poll's reply says about the wait: over, failed, or not yet.

use super::access::{self, Take};
use super::imports::Imports;
use super::types::Types;
use super::{format, tokens};
use crate::plan::{Access, AccessStep, ConditionPlan, RustTy, WaitStepPlan};
use proc_macro2::TokenStream;

/// `|reply: &Machine| match reply.status.as_str() { … }`
pub(super) fn closure(step: &WaitStepPlan, types: &Types<'_>, imports: &mut Imports) -> TokenStream {
    let progress = imports.runtime("Progress");
    let body = match same_value(step) {
        Some(access) => matching(access, step, types, &progress),
        None => testing(step, types, &progress),
    };
    let ty = tokens::ty_text(&step.polled, imports);
    let name = if step.done.is_empty() && step.failed.is_empty() { "_" } else { "reply" };
    tokens::path(&format!("|{name}: &{ty}| {body}"))
}

/// The value that all conditions look at, if there is only one.
fn same_value(step: &WaitStepPlan) -> Option<&Access> {
    let mut all = step.done.iter().chain(&step.failed).map(|it| match it {
        ConditionPlan::Equals { access, .. } => Some(access),
        ConditionPlan::Set(_) => None,
    });
    let first = all.next()??;
    all.all(|it| it == Some(first)).then_some(first)
}

fn matching(access: &Access, step: &WaitStepPlan, types: &Types<'_>, progress: &str) -> String {
    let values = |conditions: &[ConditionPlan]| -> Vec<String> {
        let all = conditions.iter().filter_map(|it| match it {
            ConditionPlan::Equals { values, .. } => Some(values.clone()),
            ConditionPlan::Set(_) => None,
        });
        all.flatten().collect()
    };
    let mut arms = Vec::new();
    if !step.done.is_empty() {
        arms.push(format!("{} => {progress}::Done,", pattern(access, &values(&step.done), types)));
    }
    for value in values(&step.failed) {
        let pattern = pattern(access, std::slice::from_ref(&value), types);
        arms.push(format!("{pattern} => {progress}::Failed({}.to_owned()),", reason(access, Some(&value))));
    }
    format!("match {} {{ {} _ => {progress}::Pending, }}", scrutinee(access, step, types), arms.join(" "))
}

fn testing(step: &WaitStepPlan, types: &Types<'_>, progress: &str) -> String {
    let any = |conditions: &[ConditionPlan]| {
        let tests: Vec<_> = conditions.iter().map(|it| test(it, step, types)).collect();
        tests.join(" || ")
    };
    let failed: String = step
        .failed
        .iter()
        .map(|it| {
            format!("if {} {{ {progress}::Failed({}.to_owned()) }} else ", test(it, step, types), condition_reason(it))
        })
        .collect();
    if step.done.is_empty() && !step.done_status.is_empty() {
        return format!("{failed} {{ {progress}::Pending }}");
    }
    let done = if step.done.is_empty() { "true".to_owned() } else { any(&step.done) };
    format!("{failed}if {done} {{ {progress}::Done }} else {{ {progress}::Pending }}")
}

fn test(condition: &ConditionPlan, step: &WaitStepPlan, types: &Types<'_>) -> String {
    match condition {
        ConditionPlan::Equals { access, values } => {
            format!("matches!({}, {})", scrutinee(access, step, types), pattern(access, values, types))
        }
        ConditionPlan::Set(access) => is_set(access, step, types),
    }
}

/// Whether there is a value at the end.
fn is_set(access: &Access, step: &WaitStepPlan, types: &Types<'_>) -> String {
    let chain = access::print("reply", &step.polled, access, Take::Borrow, types);
    if access.optional {
        let place = chain.strip_suffix(".as_ref()").or_else(|| chain.strip_suffix(".as_deref()")).unwrap_or(&chain);
        return format!("{place}.is_some()");
    }
    match access.ty {
        RustTy::String | RustTy::Vec(_) | RustTy::Map(_) => format!("!{chain}.is_empty()"),
        RustTy::Value => format!("!{chain}.is_null()"),
        _ => "true".to_owned(),
    }
}

/// What is compared: text as `&str`, numbers as they are.
fn scrutinee(access: &Access, step: &WaitStepPlan, types: &Types<'_>) -> String {
    let chain = access::print("reply", &step.polled, access, Take::Borrow, types);
    let is_model = matches!(access.ty, RustTy::Model(_));
    let text = if types.is_integer_enum(&access.ty) { "as_i64" } else { "as_str" };
    match (access.optional, is_model || access.ty == RustTy::String) {
        (false, true) => format!("{chain}.{text}()"),
        (true, true) if is_model => {
            let name = last_field(access);
            format!("{chain}.map(|{name}| {name}.{text}())")
        }
        _ => chain,
    }
}

fn pattern(access: &Access, values: &[String], types: &Types<'_>) -> String {
    let literal = |value: &String| -> Option<String> {
        match access.ty {
            RustTy::Bool => value.parse::<bool>().ok().map(|it| it.to_string()),
            RustTy::I32 | RustTy::I64 | RustTy::U32 | RustTy::U64 | RustTy::I128 => {
                value.parse::<i128>().ok().map(|it| it.to_string())
            }
            RustTy::Model(_) if types.is_integer_enum(&access.ty) => value.parse::<i64>().ok().map(|it| it.to_string()),
            _ => Some(format::string(value)),
        }
    };
    let all = values.iter().filter_map(literal).collect::<Vec<_>>().join(" | ");
    if access.optional { format!("Some({all})") } else { all }
}

fn condition_reason(condition: &ConditionPlan) -> String {
    match condition {
        ConditionPlan::Equals { access, values } => match &values[..] {
            [value] => reason(access, Some(value)),
            _ => reason(access, Some(&values.join(" or "))),
        },
        ConditionPlan::Set(access) => reason(access, None),
    }
}

/// `"status is errored"`
fn reason(access: &Access, value: Option<&str>) -> String {
    format::string(&format!("`{}` is {}", last_field(access), value.unwrap_or("set")))
}

fn last_field(access: &Access) -> String {
    let fields = access.steps.iter().rev().find_map(|step| match step {
        AccessStep::Field { ident, .. } => Some(ident.to_string()),
        AccessStep::First { .. } | AccessStep::Flatten => None,
    });
    fields.unwrap_or_else(|| "reply".to_owned())
}
