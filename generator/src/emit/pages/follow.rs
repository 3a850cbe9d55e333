//! What follows a reply: pages, and waiting for what has only begun.

use super::{Book, links};
use crate::emit::{docs, resource};
use crate::markdown;
use crate::plan::{NextPlan, Request, Resource, ResourceWait, RustTy, TyDocs, WaitPlan, WaitStepPlan, until, way};

pub(super) fn paging(request: &Request) -> Option<String> {
    let plan = request.paging.as_ref()?;
    let next = match &plan.next {
        NextPlan::Url(access) => format!("the URL at {} leads to the next page", way(access)),
        NextPlan::LinkHeader => "the header `Link` with `rel=\"next\"` leads to the next page".to_owned(),
        NextPlan::PageNumber(name) => {
            format!("the parameter {} counts pages from 1, and an empty page is the last", docs::code(name))
        }
        NextPlan::Cursor { token, parameter } => {
            format!("the value at {} goes into the parameter {} of the next request", way(token), docs::code(parameter))
        }
    };
    let total = plan.total.as_ref().map(|it| format!(" How many items there are in all stands at {}.", way(it)));
    let size =
        plan.page_size.as_ref().map(|(name, size)| format!(", asking for {size} items a page by {}", docs::code(name)));
    let header = plan.total_header.as_ref();
    let header =
        header.map(|it| format!(" How many items there are in all is in the header {}.", spelled(request, it)));
    Some(format!(
        "A reply holds one page; {next}.{} In Rust `.items()` walks over the items of all pages and `.pages()` over the pages{}; \
         awaiting the request itself gives one `Page`.",
        total.or(header).unwrap_or_default(),
        size.unwrap_or_default(),
    ))
}

/// A header as the description writes it.
fn spelled(request: &Request, header: &str) -> String {
    let name = docs::code(header);
    let known = request.reference.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(&name));
    known.map_or(name, |(it, _)| it.clone())
}

/// Paragraphs on waits that this operation begins, and on those that poll it.
pub(super) fn waiting(book: &Book<'_>, of: &Resource, request: &Request, here: &str) -> Vec<String> {
    let polls = |it: &&ResourceWait| it.step.resource == of.module && it.step.method == request.method;
    let polled = of.waits.iter().filter(polls).map(|wait| {
        let args: Vec<&str> = request.args.iter().map(|it| it.argument.ident.as_str()).collect();
        let first = markdown::opening(&wait.docs).unwrap_or_default();
        let until = until(&wait.step);
        format!("In Rust `client.{}().{}({})` polls this {until}. {first}", of.module, wait.method, args.join(", "))
    });
    request.wait.iter().map(|it| begun(book, it, here)).chain(polled).collect()
}

fn begun(book: &Book<'_>, wait: &WaitPlan, here: &str) -> String {
    let steps: Vec<String> = wait.steps.iter().map(|it| step(book, it, here)).collect();
    let each = if wait.steps.last().is_some_and(|it| it.each().is_some()) { " for each" } else { "" };
    let gives = if wait.output == RustTy::Unit {
        String::new()
    } else {
        format!(", and gives the last reply{each}{}", model(book, &wait.output, here))
    };
    format!(
        "The reply only says that the work has begun: poll {}. In Rust `.wait()` sends and polls{gives}; \
         `.timeout(…)` limits how long it goes on.",
        steps.join(", then "),
    )
}

/// `` ([`Pet`](#model-pet))``
fn model(book: &Book<'_>, ty: &RustTy, here: &str) -> String {
    match ty {
        RustTy::Option(ty) | RustTy::Box(ty) | RustTy::Vec(ty) => model(book, ty, here),
        RustTy::Model(name) => {
            let ty = TyDocs { words: String::new(), model: Some(name.clone()) };
            format!(" ({})", book.links.ty(&ty, here))
        }
        _ => String::new(),
    }
}

fn step(book: &Book<'_>, step: &WaitStepPlan, here: &str) -> String {
    let polled = book.krate.resources.iter().find(|it| it.module == step.resource);
    let request = polled.and_then(|of| Some((of, of.requests.iter().find(|it| it.method == step.method)?)));
    let link = match request {
        Some((of, request)) => {
            format!("{} ({})", links::titled(of, request, here), docs::code(&resource::endpoint(request)))
        }
        None => format!("`{}().{}`", step.resource, step.method),
    };
    let each = step.each().map(|(list, _)| format!(" for each item of {}", way(list))).unwrap_or_default();
    format!("{link}{each} {}", until(step))
}
