//! `README.md` of a client.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::samples::{self, RustSamples};
use super::{docs, manifest, pages, resource, rust_file, templates};
use crate::fileset::FileSet;
use crate::markdown;
use crate::plan::{Crate, Request, Resource, RustTy};

pub(super) fn emit(krate: &Crate, samples: &RustSamples<'_>, files: &mut FileSet) {
    let (package, client) = (&krate.package, &krate.client);
    let example = example(krate, samples);
    let values = context! {
        marker => rust_file::marker(package),
        name => package.name.clone(),
        lib => package.lib.clone(),
        version => package.version.clone(),
        rust_version => manifest::RUST_VERSION,
        summary => summary(&package.description),
        setup => krate.docs.setup.clone(),
        uses => example.uses,
        example => example.lines,
        token_env => pages::token_env(client).first().cloned(),
        base_url_env => client.base_url_env.clone().filter(|_| client.servers.base_url.is_none()),
        operations => operations(krate),
        skipped => skipped(krate),
        source => docs::one_line(&package.source),
        api_title => docs::one_line(&package.api_title),
        api_version => docs::one_line(&package.api_version),
    };
    super::add(files, "README.md", templates::fill(templates::README, &values));
}

/// What the package is, as Markdown.
fn summary(description: &str) -> String {
    let text = markdown::lead(description);
    markdown::sentence(&if text.is_empty() { markdown::prose(description) } else { text })
}

#[derive(Default)]
pub(super) struct Example {
    pub(super) uses: BTreeSet<String>,
    pub(super) lines: Vec<String>,
    /// A request in it waits for what a mock server never says.
    pub(super) waits_in_vain: bool,
}

/// What one comes for: something is made, waited for if that is possible, and listed. Of the resource that has most of it.
pub(super) fn example(krate: &Crate, samples: &RustSamples<'_>) -> Example {
    let mut best: (u32, Vec<&Request>, Option<&Resource>) = (0, Vec::new(), None);
    for resource in &krate.resources {
        let core = || resource.requests.iter().filter(|it| it.reference.core && !it.deprecated);
        let shown = |it: &&Request| samples.of(resource, it).is_some();
        let waits = |it: &Request| u32::from(it.wait.is_some());
        let makes =
            core().filter(|it| it.operation.http_method == "POST").filter(shown).rev().max_by_key(|it| waits(it));
        let lists = core().filter(|it| is_list(it)).find(shown);
        let gets = core().filter(|it| it.operation.http_method == "GET").find(shown).filter(|_| lists.is_none());
        let score = makes.map_or(0, |it| 2 + 2 * waits(it)) + lists.map_or(0, |_| 2) + gets.map_or(0, |_| 1);
        if score > best.0 {
            best = (score, makes.into_iter().chain(lists).chain(gets).collect(), Some(resource));
        }
    }
    let mut res = Example::default();
    let mut models = BTreeSet::new();
    res.uses.insert(format!("use {}::Client;", krate.package.lib));
    for request in best.1 {
        let Some(sample) = best.2.and_then(|it| samples.of(it, request)) else { continue };
        if !res.lines.is_empty() {
            res.lines.push(String::new());
        }
        res.lines.push(comment(request).to_owned());
        res.waits_in_vain |= samples::waits_in_vain(request);
        let line = samples::use_models(krate, &sample.models);
        res.uses.extend(sample.uses.iter().filter(|it| Some(*it) != line.as_ref()).cloned());
        models.extend(sample.models.iter().cloned());
        res.lines.extend(sample.lines.iter().cloned());
    }
    res.uses.extend(samples::use_models(krate, &models));
    res
}

fn is_list(request: &Request) -> bool {
    let many = request.paging.is_some() || matches!(request.reply.output, RustTy::Vec(_));
    request.operation.http_method == "GET" && many
}

fn comment(request: &Request) -> &'static str {
    match request.operation.http_method {
        "POST" if request.wait.is_some() => "// Sends the request, then waits until what it began is over.",
        "POST" => "// What the API requires is an argument, what it allows is a method; a request is awaited.",
        _ if request.paging.is_some() => "// Every item of every page.",
        _ => "// A request is awaited.",
    }
}

fn operations(krate: &Crate) -> Vec<Value> {
    let all = krate.resources.iter().flat_map(|it| it.requests.iter().map(move |request| (it, request)));
    all.map(|(of, request)| {
        context! {
            call => format!("{}().{}", of.module, request.method),
            link => pages::link(of, request),
            endpoint => resource::endpoint(request),
            summary => pages::title(request),
        }
    })
    .collect()
}

pub(super) fn skipped(krate: &Crate) -> Vec<Value> {
    krate.skipped.iter().map(|(name, reason)| context! { name => name.as_str(), reason => reason.as_str() }).collect()
}
