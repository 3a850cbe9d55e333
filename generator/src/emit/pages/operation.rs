//! One operation: what it is, what goes in, samples, what comes out.

use minijinja::{Value, context};

use super::table::{Row, values};
use super::{Book, follow, links, model, replies};
use crate::emit::samples::{curl, httpie};
use crate::emit::{docs, mentions, resource};
use crate::plan::{ArgRole, ParamDocs, ParamLocation, ParamPlan, Request, Resource, SetterTarget};

pub(super) fn entry(book: &Book<'_>, of: &Resource, request: &Request, here: &str) -> Value {
    let docs = &request.reference;
    let params =
        docs.params.iter().map(|it| Row { place: place(it.location), value: &it.value, ident: ident(request, it) });
    context! {
        anchor => links::anchor(request),
        title => title(request),
        endpoint => resource::endpoint(request),
        call => call(of, request),
        source => format!("../src/{}.rs", of.module),
        operation => docs::code(&request.operation.id),
        access => docs.access.as_str(),
        deprecated => request.deprecated,
        description => linked(book, request, here),
        more => docs.more.clone(),
        params => values(book, here, "name", params),
        body => body(book, request, here),
        waiting => follow::waiting(book, of, request, here),
        paging => follow::paging(request),
        rust => program(book, of, request),
        curl => curl(book.krate, request, &book.types),
        httpie => httpie(book.krate, request, &book.types),
        successes => replies::successes(book, request, here),
        headers => replies::headers(book, request),
        errors => replies::errors(book, request, here),
    }
}

/// What is said of it, with the titles of the operations that this names.
fn linked(book: &Book<'_>, request: &Request, here: &str) -> Vec<String> {
    mentions::linked(book.krate, request, &request.reference.description, |of, it| links::titled(of, it, here))
}

/// The name of the argument or method that takes a parameter.
fn ident<'r>(request: &'r Request, param: &ParamDocs) -> Option<&'r str> {
    let is_it = |plan: &ParamPlan| plan.name == param.value.name && plan.location == param.location;
    let asked = request.args.iter().find(|it| matches!(&it.role, ArgRole::Param(plan) if is_it(plan)));
    let set = || request.setters.iter().find(|it| matches!(&it.target, SetterTarget::Param(plan) if is_it(plan)));
    asked.map(|it| &it.argument).or_else(|| set().map(|it| &it.argument)).map(|it| it.ident.as_str())
}

fn place(it: ParamLocation) -> &'static str {
    match it {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    }
}

pub(in super::super) fn title(request: &Request) -> String {
    let title = docs::one_line(&request.reference.title);
    if title.is_empty() { docs::one_line(&request.operation.summary) } else { title }
}

/// `client.pets().get(id)`
fn call(of: &Resource, request: &Request) -> String {
    let args: Vec<&str> = request.args.iter().map(|it| it.argument.ident.as_str()).collect();
    format!("client.{}().{}({})", of.module, request.method, args.join(", "))
}

fn body(book: &Book<'_>, request: &Request, here: &str) -> Option<Value> {
    let docs = request.reference.body.as_ref()?;
    let own = book.links.own_body(request);
    let description = if docs.description.is_empty() {
        own.map(|it| it.reference.description.clone()).unwrap_or_default()
    } else {
        docs.description.clone()
    };
    Some(context! {
        required => docs.required,
        media_type => docs::code(&docs.media_type),
        ty => match own {
            Some(model) => format!("`{}`", model.ident),
            None => book.links.ty(&docs.ty, here),
        },
        anchor => own.map(|it| book.links.anchor_of(&it.ident).to_owned()),
        description => description,
        content => own.map(|it| model::content(book, it, here)),
        setters => request.setters.iter().any(|it| matches!(it.target, SetterTarget::BodyField(_))),
    })
}

/// The whole program around the sample.
fn program(book: &Book<'_>, of: &Resource, request: &Request) -> Option<String> {
    let sample = book.samples.of(of, request)?;
    let mut uses = sample.uses.clone();
    uses.push(format!("use {}::Client;", book.krate.package.lib));
    uses.sort();
    let mut lines = uses;
    lines.extend(
        ["", "#[tokio::main]", "async fn main() -> Result<(), Box<dyn std::error::Error>> {"].map(str::to_owned),
    );
    let body = book.krate.docs.setup.iter().chain(&sample.lines);
    lines.extend(body.map(|line| if line.is_empty() { String::new() } else { format!("    {line}") }));
    lines.extend(["    Ok(())", "}"].map(str::to_owned));
    Some(lines.join("\n"))
}
