//! One model: what it is, what it holds.

use minijinja::{Value, context};

use super::Book;
use super::table::{Row, rest, table, values};
use crate::plan::{Model, ModelDocs, ModelKind, TyDocs};

pub(super) fn entry(book: &Book<'_>, model: &Model, here: &str) -> Value {
    context! {
        anchor => book.links.anchor_of(&model.ident),
        name => model.ident.as_str(),
        lib => book.krate.package.lib.as_str(),
        deprecated => model.deprecated,
        description => model.reference.description.clone(),
        content => content(book, model, here),
    }
}

/// Fields, values, shapes: what of them there is.
pub(super) fn content(book: &Book<'_>, model: &Model, here: &str) -> String {
    let docs = &model.reference;
    let mut parts = vec![values(
        book,
        here,
        "field",
        docs.fields.iter().map(|it| Row { place: "", value: it, ident: ident(model, &it.name) }),
    )];
    parts.extend(rest(book, here, docs.rest.as_ref()));
    parts.push(known(docs));
    parts.push(arms(book, docs, here));
    if docs.values.is_empty() {
        parts.extend(docs.alias.as_ref().map(|it| format!("A {}.", book.links.ty(it, here))));
    }
    parts.retain(|it| !it.is_empty());
    if parts.is_empty() { "An object without known fields.".to_owned() } else { parts.join("\n\n") }
}

/// The field's name in Rust.
fn ident<'m>(model: &'m Model, name: &str) -> Option<&'m str> {
    match &model.kind {
        ModelKind::Struct(plan) => plan.fields.iter().find(|it| it.name == name).map(|it| it.ident.as_str()),
        _ => None,
    }
}

fn known(docs: &ModelDocs) -> String {
    if docs.values.is_empty() {
        return String::new();
    }
    let kind = docs.alias.as_ref().map_or("string", |it: &TyDocs| it.words.as_str());
    let intro = format!("A {kind}; values that the API adds later are kept as they come.");
    let all = if docs.values.iter().all(|(_, what)| what.is_empty()) {
        let values: Vec<&str> = docs.values.iter().map(|(value, _)| value.as_str()).collect();
        format!("Known values: {}.", values.join(", "))
    } else {
        let rows: Vec<Vec<String>> =
            docs.values.iter().map(|(value, what)| vec![value.clone(), what.clone()]).collect();
        table(&["value", "what"], &rows)
    };
    format!("{intro}\n\n{all}")
}

fn arms(book: &Book<'_>, docs: &ModelDocs, here: &str) -> String {
    if docs.arms.is_empty() {
        return String::new();
    }
    let head = docs.tag.as_ref().map_or_else(|| "when".to_owned(), |tag| format!("when {tag} is"));
    let rows: Vec<Vec<String>> = docs
        .arms
        .iter()
        .map(|it| {
            let ty = it.ty.as_ref().map(|ty| book.links.ty(ty, here));
            vec![it.told.clone(), ty.unwrap_or_else(|| "no other field".to_owned()), it.description.clone()]
        })
        .collect();
    format!("One of:\n\n{}", table(&[&head, "it is", "what"], &rows))
}
