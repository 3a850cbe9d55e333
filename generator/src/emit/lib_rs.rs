//! `src/lib.rs`: crate docs, modules, re-exports.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use minijinja::{Value, context};

use super::samples::RustSamples;
use super::{client, docs, error, examples, format, pages, readme, runtime_files, rust_file, servers, templates};
use crate::fileset::FileSet;
use crate::markdown;
use crate::plan::{Crate, ErrorPlan, Model, ModelKind, Request, RustTy};

pub(super) fn emit(krate: &Crate, samples: &RustSamples<'_>, files: &mut FileSet) {
    let mut res = rust_file::header(&krate.package) + "\n";
    let text = templates::fill(templates::LIB_DOCS, &values(krate, samples));
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in docs::comment_lines(&lines) {
        let _ = writeln!(res, "//!{line}");
    }
    res.push_str("\n#![deny(missing_docs)]\n\n");
    res.push_str(&modules(krate));
    let mut exports: BTreeSet<String> = runtime_files::exports(krate).into_iter().collect();
    // Seen only by callers of `with_response()` of an operation that replies in plain text.
    if !krate.resources.iter().flat_map(|it| &it.requests).any(replies_in_text) {
        exports.remove("Text");
    }
    if !servers::is_choice(&krate.client.servers) {
        exports.remove("Server");
    }
    let _ = write!(res, "\n{}", skipped(&format::pub_use_line("crate::runtime", &exports)));
    if let Some(name) = error::exported(krate) {
        let _ = writeln!(res, "pub use crate::client::{name};");
    }
    res.push_str("\n/// The examples of the README are compiled with the others.\n#[cfg(doctest)]\n");
    res.push_str("#[doc = include_str!(\"../README.md\")]\nstruct Readme;\n");
    if !krate.resources.is_empty() {
        res.push_str(&pages::checked(krate));
    }
    super::add(files, "src/lib.rs", res);
}

fn replies_in_text(request: &Request) -> bool {
    match &request.reply.ty {
        RustTy::Option(some) => **some == RustTy::Text,
        ty => *ty == RustTy::Text,
    }
}

/// `mod` lines; what is generated is laid out by the generator, not by rustfmt.
fn modules(krate: &Crate) -> String {
    let generated = |visible: &str, name: &str| {
        // Declaring, encoding or leading to what the API has deprecated is no use of it.
        let allowed = if has_deprecated(krate) { "#[allow(deprecated)]\n" } else { "" };
        skipped(&format!("{allowed}{visible}mod {name};\n"))
    };
    let mut res = generated("", "client");
    if krate.package.ext {
        res.push_str("mod ext;\n");
    }
    if !krate.models.is_empty() {
        res.push_str(&generated("pub ", "models"));
    }
    let mut names: Vec<_> = krate.resources.iter().map(|it| it.module.as_str()).collect();
    names.sort_unstable();
    for name in names {
        res.push_str(&generated("pub ", name));
    }
    res.push_str("#[cfg(feature = \"mock\")]\n");
    res.push_str(&generated("pub ", "mock"));
    res + &skipped("mod runtime;\n")
}

/// Whether using anything of the crate draws a warning.
fn has_deprecated(krate: &Crate) -> bool {
    let request = |it: &Request| it.deprecated || it.setters.iter().any(|setter| setter.deprecated);
    let model = |it: &Model| match &it.kind {
        _ if it.deprecated => true,
        ModelKind::Struct(plan) => {
            plan.fields.iter().any(|field| field.deprecated) || plan.setters.iter().any(|setter| setter.deprecated)
        }
        ModelKind::StringEnum { variants, .. } | ModelKind::IntegerEnum { variants, .. } => {
            variants.iter().any(|variant| variant.deprecated)
        }
        ModelKind::Union(_) | ModelKind::Alias(_) => false,
    };
    krate.resources.iter().flat_map(|it| &it.requests).any(request)
        || krate.models.iter().flat_map(|it| &it.items).any(model)
        || krate.headers.iter().any(|it| it.deprecated)
}

fn skipped(item: &str) -> String {
    format!("#[rustfmt::skip]\n{item}")
}

pub(super) fn values(krate: &Crate, samples: &RustSamples<'_>) -> Value {
    let package = &krate.package;
    let example = readme::example(krate, samples);
    let resources = krate.resources.iter().map(|it| {
        let summary = markdown::opening(&it.docs).unwrap_or_default();
        context! { module => it.module.as_str(), summary }
    });
    context! {
        name => package.name.clone(),
        lib => package.lib.clone(),
        api_title => docs::one_line(&package.api_title),
        api_version => docs::one_line(&package.api_version),
        description => docs::checked(&krate.docs.description).into_owned(),
        setup => krate.docs.setup.clone(),
        clients => client::tour(&krate.client),
        waits_in_vain => example.waits_in_vain,
        uses => example.uses,
        example => example.lines,
        resources => resources.collect::<Vec<_>>(),
        api_error => krate.error != ErrorPlan::None,
        get => examples::get(krate),
        list => examples::list(krate),
        mocked => examples::mocked(krate).map(|(rule, call)| context! { rule, call }),
        waits => examples::waits(krate),
        waiting => examples::waiting(krate),
        skipped => readme::skipped(krate),
    }
}
