//! What comes back: statuses, headers, and a body of each kind as an example.

use minijinja::{Value, context};

use super::Book;
use super::table::table;
use crate::emit::samples::json;
use crate::plan::{ErrorPlan, Request, RustTy, StatusDocs, StatusPattern};

/// A body that is longer stands below the table.
const SHORT: usize = 110;

pub(super) fn successes(book: &Book<'_>, request: &Request, here: &str) -> Value {
    let reply = &request.sample.reply;
    let is_json = request.operation.accept.contains("json");
    let body = reply.body.as_ref().filter(|_| is_json).map(|it| json(it, &request.reply.ty, &book.types));
    let head = request.operation.http_method == "HEAD";
    let rows: Vec<Vec<String>> = request.reference.successes.iter().map(|it| row(book, it, here, head)).collect();
    context! {
        table => table(&["status", "what", "body"], &rows),
        status => reply.status,
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

pub(super) fn headers(request: &Request) -> String {
    let rows: Vec<Vec<String>> = request.reference.headers.iter().map(|(name, what)| vec![name.clone(), what.clone()]).collect();
    table(&["header", "what"], &rows)
}

/// The table, and longer bodies below it: (status, body).
pub(super) fn errors(book: &Book<'_>, request: &Request, here: &str) -> Value {
    let mut long = Vec::new();
    let mut rows = Vec::new();
    for (docs, sample) in request.reference.errors.iter().zip(&request.sample.errors) {
        let ty = docs.ty.as_ref().map(|ty| book.links.ty(ty, here)).unwrap_or_default();
        let text = sample.body.as_ref().map(|it| json(it, &error_ty(book, request, sample.status), &book.types));
        let text = text.unwrap_or_default();
        let is_short = text.len() <= SHORT && !text.contains(['\n', '`']);
        let shown = if text.is_empty() || !is_short { String::new() } else { format!("`{text}`") };
        if !is_short {
            long.push(context! { status => status(&docs.status), body => text });
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
            case.and_then(|it| variants.get(it.variant)).map_or(RustTy::Value, |(_, ty)| ty.clone())
        }
    }
}
