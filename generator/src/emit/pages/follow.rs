//! What follows a reply: pages, and waiting for what has only begun.

use super::{Book, links};
use crate::emit::docs;
use crate::plan::{Access, AccessStep, ConditionPlan, NextPlan, Request, Resource, RustTy, WaitStepPlan};

pub(super) fn paging(request: &Request) -> Option<String> {
    let plan = request.paging.as_ref()?;
    let next = match &plan.next {
        NextPlan::Url(access) => format!("the URL at {} leads to the next page", path(access)),
        NextPlan::LinkHeader => "the header `Link` with `rel=\"next\"` leads to the next page".to_owned(),
        NextPlan::PageNumber(name) => {
            format!("the parameter {} counts pages from 1, and an empty page is the last", docs::code(name))
        }
        NextPlan::Cursor { token, parameter } => {
            format!(
                "the value at {} goes into the parameter {} of the next request",
                path(token),
                docs::code(parameter)
            )
        }
    };
    let total = plan.total.as_ref().map(|it| format!(" How many items there are in all stands at {}.", path(it)));
    let size =
        plan.page_size.as_ref().map(|(name, size)| format!(", asking for {size} items a page by {}", docs::code(name)));
    let header = plan.total_header.as_ref();
    let header = header.map(|it| format!(" How many items there are in all is in the header {}.", docs::code(it)));
    Some(format!(
        "A reply holds one page; {next}.{} In Rust `.items()` walks over the items of all pages and `.pages()` over the pages{}; \
         awaiting the request itself gives one `Page`.",
        total.or(header).unwrap_or_default(),
        size.unwrap_or_default(),
    ))
}

/// Paragraphs on waits that this operation begins, and on those that poll it.
pub(super) fn waiting(book: &Book<'_>, of: &Resource, request: &Request, here: &str) -> Vec<String> {
    let mut res = Vec::new();
    if let Some(wait) = &request.wait {
        let steps: Vec<String> = wait.steps.iter().map(|it| step(book, it, here)).collect();
        res.push(format!(
            "The reply only says that the work has begun. In Rust `.wait()` sends the request and then polls {}; \
             {value}`.timeout(…)` limits how long it goes on.",
            steps.join(", then "),
            value = match wait.output {
                RustTy::Unit => "",
                _ if wait.steps.last().is_some_and(|it| it.each().is_some()) =>
                    "its value is the last reply for each, and ",
                _ => "its value is the last reply, and ",
            },
        ));
    }
    let polls = |it: &&crate::plan::ResourceWait| it.step.resource == of.module && it.step.method == request.method;
    for wait in of.waits.iter().filter(polls) {
        let args: Vec<&str> = request.args.iter().map(|it| it.argument.ident.as_str()).collect();
        let first = docs::first_paragraph(&wait.docs).join(" ");
        let until = until(&wait.step);
        res.push(format!(
            "In Rust `client.{}().{}({})` polls this {until}. {first}",
            of.module,
            wait.method,
            args.join(", ")
        ));
    }
    res
}

fn step(book: &Book<'_>, step: &WaitStepPlan, here: &str) -> String {
    let polled = book.krate.resources.iter().find(|it| it.module == step.resource);
    let request = polled.and_then(|of| Some((of, of.requests.iter().find(|it| it.method == step.method)?)));
    let link = match request {
        Some((of, request)) => {
            let file = links::file(of);
            let file = if file == here { "" } else { &file };
            format!("[`{}`]({file}#{})", super::operation::title(request).replace('`', "'"), links::anchor(request))
        }
        None => format!("`{}().{}`", step.resource, step.method),
    };
    let each = step.each().map(|(list, _)| format!("for each item of {} ", path(list))).unwrap_or_default();
    format!("{} {each}{}", link.replace("[`", "[").replace("`]", "]"), until(step))
}

/// ``until `status` is `active` ``
fn until(step: &WaitStepPlan) -> String {
    let done: Vec<String> = step.done.iter().map(condition).collect();
    let failed: Vec<String> = step.failed.iter().map(condition).collect();
    let failed = if failed.is_empty() { String::new() } else { format!(" (an error if {})", failed.join(" or ")) };
    let gone: Vec<String> = step.done_status.iter().map(|it| format!("it is answered with `{it}`")).collect();
    let done: Vec<String> = done.into_iter().chain(gone).collect();
    if done.is_empty() { format!("until it is over{failed}") } else { format!("until {}{failed}", done.join(" and ")) }
}

fn condition(it: &ConditionPlan) -> String {
    match it {
        ConditionPlan::Equals { access, values } => {
            let values: Vec<String> = values.iter().map(|it| docs::code(it)).collect();
            format!("{} is {}", path(access), values.join(" or "))
        }
        ConditionPlan::Set(access) => format!("{} is set", path(access)),
    }
}

/// `links.pages.next`
fn path(access: &Access) -> String {
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
