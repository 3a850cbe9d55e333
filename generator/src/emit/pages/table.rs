//! Tables of parameters and properties: a column is there only if a row fills it.

use super::Book;
use crate::emit::docs;
use crate::markdown;
use crate::plan::{TyDocs, ValueDocs};

/// A table without columns that are empty in all rows; nothing without rows.
pub(super) fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let kept: Vec<usize> = (0..heads.len()).filter(|at| rows.iter().any(|row| !row[*at].is_empty())).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![line(kept.iter().map(|at| heads[*at].to_owned()).collect())];
    lines.push(line(kept.iter().map(|_| "---".to_owned()).collect()));
    lines.extend(rows.iter().map(|row| line(kept.iter().map(|at| markdown::cell(&row[*at])).collect())));
    lines.join("\n")
}

/// A parameter or property, where it goes, and its name in Rust.
pub(super) struct Row<'v> {
    pub(super) place: &'v str,
    pub(super) value: &'v ValueDocs,
    pub(super) ident: Option<&'v str>,
}

/// Properties, or parameters with the places they go to.
pub(super) fn values<'v>(book: &Book<'_>, here: &str, head: &str, all: impl Iterator<Item = Row<'v>>) -> String {
    let rows: Vec<Vec<String>> = all
        .map(|Row { place, value: it, ident }| {
            let name = docs::code(&it.name);
            let name = if it.deprecated { format!("{name} (deprecated)") } else { name };
            let required = if it.required { "yes" } else { "" };
            vec![name, place.to_owned(), ty(book, here, it), required.to_owned(), said(it, ident)]
        })
        .collect();
    table(&[head, "in", "type", "required", "what"], &rows)
}

fn ty(book: &Book<'_>, here: &str, it: &ValueDocs) -> String {
    let text = book.links.ty(&it.ty, here);
    if it.nullable { format!("{text} or `null`") } else { text }
}

fn said(it: &ValueDocs, ident: Option<&str>) -> String {
    let mut parts = vec![sentence(&it.description)];
    parts.extend(it.facts.iter().cloned());
    parts.extend(ident.filter(|ident| *ident != it.name).map(|ident| format!("In Rust `{ident}`.")));
    parts.retain(|it| !it.is_empty());
    parts.join(" ")
}

/// With a full stop, as more may follow.
pub(super) fn sentence(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) { text.to_owned() } else { format!("{text}.") }
}

/// A row for keys that the description does not name.
pub(super) fn rest(book: &Book<'_>, here: &str, ty: Option<&TyDocs>) -> Option<String> {
    ty.map(|ty| format!("Other keys may occur; each holds {}.", book.links.ty(ty, here)))
}
