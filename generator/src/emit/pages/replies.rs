//! What comes back: statuses, headers, and a body of each kind as an example.

use minijinja::{Value, context};

use super::Book;
use super::table::table;
use crate::emit::samples::{json, json_line};
use crate::plan::{ErrorPlan, Request, RustTy, StatusDocs, StatusPattern};

/// A body that is longer stands below the table.
const SHORT: usize = 200;

pub(super) fn successes(book: &Book<'_>, request: &Request, here: &str) -> Value {
    let reply = &request.sample.reply;
    let is_json = request.operation.accept.contains("json");
    let body = reply.body.as_ref().filter(|_| is_json).map(|it| json(it, &request.reply.ty, &book.types));
    let head = request.operation.http_method == "HEAD";
    let rows: Vec<Vec<String>> = request.reference.successes.iter().map(|it| row(book, it, here, head)).collect();
    context! {
        table => table(&["status", "what", "body"], &rows),
        status => reply.status,
        several => rows.len() > 1,
        body => body,
    }
}

fn row(book: &Book<'_>, it: &StatusDocs, here: &str, head: bool) -> Vec<String> {
    let body = it.ty.as_ref().map(|ty| book.links.ty(ty, here)).unwrap_or_else(|| "none".to_owned());
    let body = if head { String::new() } else { body };
    vec![status(&it.status), it.description.clone(), body]
}

fn status(text: &str) -> String {
    if text == "other" { "any other".to_owned() } else { format!("`{text}`") }
}

/// Headers of this operation; those that every reply has stand at the top of the page.
pub(super) fn headers(book: &Book<'_>, request: &Request) -> String {
    let client = &book.krate.client;
    let limits = client.rate_limit.iter().flat_map(|(limit, remaining, reset)| [limit, remaining, reset]);
    let common: Vec<String> = limits.chain(&client.request_id_header).map(|it| format!("`{it}`")).collect();
    let own = request.reference.headers.iter().filter(|(name, _)| !common.contains(&name.to_ascii_lowercase()));
    let rows: Vec<Vec<String>> = own.map(|(name, what)| vec![name.clone(), what.clone()]).collect();
    table(&["header", "what"], &rows)
}

/// The table, and longer bodies below it: (status, body).
pub(super) fn errors(book: &Book<'_>, request: &Request, here: &str) -> Value {
    let mut long = Vec::new();
    let mut rows = Vec::new();
    for (docs, sample) in request.reference.errors.iter().zip(&request.sample.errors) {
        let ty = docs.ty.as_ref().map(|ty| book.links.ty(ty, here)).unwrap_or_default();
        let text = sample.body.as_ref().map(|it| json_line(it, &error_ty(book, request, sample.status), &book.types));
        let text = text.unwrap_or_default();
        let is_short = text.chars().count() <= SHORT && !text.contains('`');
        let shown = if text.is_empty() || !is_short { String::new() } else { format!("`{text}`") };
        if let Some(body) = sample.body.as_ref().filter(|_| !is_short) {
            let body = json(body, &error_ty(book, request, sample.status), &book.types);
            long.push(context! { status => status(&docs.status), body => body });
        }
        rows.push(vec![status(&docs.status), docs.description.clone(), ty, shown]);
    }
    context! { table => table(&["status", "when", "body", "for example"], &rows), long => long }
}

/// What an error of this status is in Rust, which knows the order of its keys.
fn error_ty(book: &Book<'_>, request: &Request, status: StatusPattern) -> RustTy {
    match &book.krate.error {
        ErrorPlan::None => RustTy::Value,
        ErrorPlan::One(ty) => ty.clone(),
        ErrorPlan::Many { variants, cases, .. } => {
            let case = cases.iter().find(|it| it.operation == request.operation.id && it.status == status);
            case.and_then(|it| variants.get(it.variant?)).map_or(RustTy::Value, |(_, ty)| ty.clone())
        }
    }
}
