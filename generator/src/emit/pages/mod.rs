//! `docs/`: an index, a page a resource, and a page of what they share. Plain Markdown, as code hosts show it.

mod follow;
mod links;
mod model;
mod operation;
mod replies;
mod table;

use minijinja::{Value, context};

use super::samples::RustSamples;
use super::types::Types;
use super::{docs, readme, rust_file, templates};
use crate::fileset::FileSet;
use crate::markdown;
use crate::plan::{ClientPlan, Crate, Request, Resource, SchemePlan};
use links::Links;
pub(super) use operation::title;

/// What every part of a page needs.
struct Book<'a> {
    krate: &'a Crate,
    types: Types<'a>,
    links: Links<'a>,
    samples: &'a RustSamples<'a>,
}

impl<'a> Book<'a> {
    fn new(krate: &'a Crate, samples: &'a RustSamples<'a>) -> Book<'a> {
        Book { krate, types: Types::new(krate), links: Links::new(krate), samples }
    }
}

pub(super) fn emit(krate: &Crate, samples: &RustSamples<'_>, files: &mut FileSet) {
    let book = Book::new(krate, samples);
    super::add(files, "docs/README.md", index(&book));
    for resource in &krate.resources {
        super::add(files, format!("docs/{}", links::file(resource)), page(&book, resource));
    }
    if book.links.has_shared() {
        super::add(files, "docs/models.md", shared(&book));
    }
}

/// `docs/pets.md#list`, as seen from the crate's folder.
pub(super) fn link(resource: &Resource, request: &Request) -> String {
    format!("docs/{}", links::request(resource, request, ""))
}

/// What makes rustdoc compile the samples of the pages.
pub(super) fn checked(krate: &Crate) -> String {
    let page = |it: &Resource| {
        format!("    #[doc = include_str!(\"../docs/{}\")]\n    struct {};\n", links::file(it), it.handle)
    };
    let pages: Vec<String> = krate.resources.iter().map(page).collect();
    format!(
        "\n/// And so are the samples of the reference pages.\n#[cfg(doctest)]\nmod reference {{\n{}}}\n",
        pages.join("\n")
    )
}

fn index(book: &Book<'_>) -> String {
    let resources = book.krate.resources.iter().map(|it| {
        context! {
            title => heading(it),
            file => links::file(it),
            summary => markdown::opening(&it.docs).unwrap_or_default(),
            operations => operations(it, &links::file(it)),
        }
    });
    let values = context! {
        resources => resources.collect::<Vec<_>>(),
        description => book.krate.docs.description.clone(),
        has_shared => book.links.has_shared(),
        skipped => readme::skipped(book.krate),
        source => docs::one_line(&book.krate.package.source),
        ..basics(book)
    };
    tidy(&templates::fill(templates::INDEX, &values))
}

fn page(book: &Book<'_>, resource: &Resource) -> String {
    let here = links::file(resource);
    let entries = resource.requests.iter().map(|it| operation::entry(book, resource, it, &here));
    let models = book.links.on(&here).filter(|it| !book.links.is_inline(&it.ident));
    let values = context! {
        title => heading(resource),
        description => resource.docs.clone(),
        operations => operations(resource, ""),
        entries => entries.collect::<Vec<_>>(),
        models => models.map(|it| model::entry(book, it, &here)).collect::<Vec<_>>(),
        ..basics(book)
    };
    tidy(&templates::fill(templates::PAGE, &values))
}

fn shared(book: &Book<'_>) -> String {
    let here = links::SHARED;
    let models = book.links.on(here).filter(|it| !book.links.is_inline(&it.ident));
    let values = context! {
        models => models.map(|it| model::entry(book, it, here)).collect::<Vec<_>>(),
        ..basics(book)
    };
    tidy(&templates::fill(templates::MODELS, &values))
}

/// `Autoscale pools`
fn heading(resource: &Resource) -> String {
    let words = resource.module.as_str().trim_end_matches('_').replace('_', " ");
    let mut chars = words.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Rows of the table of operations, the core before the others; empty cells head each group.
fn operations(resource: &Resource, file: &str) -> Vec<Value> {
    let of = |core: bool| resource.requests.iter().filter(move |it| it.reference.core == core);
    let (core, others): (Vec<&Request>, Vec<&Request>) = (of(true).collect(), of(false).collect());
    let (first, second) = match (core.is_empty(), others.is_empty()) {
        (false, false) => ("Core", "Other actions"),
        _ => ("", ""),
    };
    let row = |it: &Request| {
        let call = format!("{}().{}", resource.module, it.method);
        context! {
            method => it.operation.http_method,
            path => it.operation.path.as_str(),
            title => title(it),
            link => format!("{file}#{}", links::anchor(it)),
            call => call,
            deprecated => it.deprecated,
        }
    };
    let group = |name: &'static str, all: Vec<&Request>| context! { name, rows => all.into_iter().map(row).collect::<Vec<_>>() };
    vec![group(first, core), group(second, others)]
}

/// What every page says of the crate.
fn basics(book: &Book<'_>) -> Value {
    let (package, client) = (&book.krate.package, &book.krate.client);
    context! {
        marker => rust_file::marker(package),
        name => package.name.clone(),
        lib => package.lib.clone(),
        version => package.version.clone(),
        api_title => docs::one_line(&package.api_title),
        api_version => docs::one_line(&package.api_version),
        base_url => client.servers.base_url.as_deref().map(docs::code),
        base_url_env => client.base_url_env.clone(),
        token_env => token_env(client),
        credentials => credentials(client),
        rate_limit => client.rate_limit.as_ref().map(|(limit, remaining, reset)| vec![limit.clone(), remaining.clone(), reset.clone()]),
        request_id => client.request_id_header.clone(),
        json_macro => book.samples.name("serde_json::"),
    }
}

/// Ways in: what each is, in the description's words, and where the client takes it from; the usual one first.
fn credentials(client: &ClientPlan) -> Vec<Value> {
    let usual = client.security.first().into_iter().flatten().next();
    let is_usual = |it: &&SchemePlan| usual == Some(&it.name);
    let (first, others) = (client.schemes.iter().filter(is_usual), client.schemes.iter().filter(|it| !is_usual(it)));
    let told = |it: &SchemePlan| {
        // The description's own words follow what is made from the scheme.
        let paragraphs: Vec<String> =
            it.docs.split(|line| line.is_empty()).map(|it| it.join(" ")).filter(|it| !it.is_empty()).collect();
        let name = docs::code(&it.name);
        let text = paragraphs.get(1).or(paragraphs.first()).map_or("", String::as_str);
        let text = text.replace(&format!(" ({name} in the description)"), "");
        context! {
            name,
            is_usual => is_usual(&it),
            text,
            setter => it.setter.as_str(),
            env => it.env.clone(),
        }
    };
    first.chain(others).map(told).collect()
}

/// Variables that may hold what the first scheme of the usual way in asks for.
pub(super) fn token_env(client: &ClientPlan) -> Vec<String> {
    let schemes = client.security.first().into_iter().flatten();
    let first = schemes.filter_map(|name| client.schemes.iter().find(|it| it.name == *name)).next();
    first.map(|it| it.env.clone()).unwrap_or_default()
}

/// No more than one empty line at a time outside of code, one line end at the end.
fn tidy(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let (mut was_empty, mut in_code) = (true, false);
    for line in text.lines() {
        let line = line.trim_end();
        in_code ^= line.trim_start().starts_with("```");
        if line.is_empty() && was_empty && !in_code {
            continue;
        }
        was_empty = line.is_empty();
        res.push_str(line);
        res.push('\n');
    }
    res.truncate(res.trim_end().len());
    res + "\n"
}
