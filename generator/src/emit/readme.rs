//! `README.md` of a client.

use minijinja::{Value, context};

use super::{docs, manifest, resource, rust_file, templates};
use crate::fileset::FileSet;
use crate::plan::Crate;

pub(super) fn emit(krate: &Crate, files: &mut FileSet) {
    let package = &krate.package;
    let values = context! {
        marker => rust_file::marker(package),
        name => package.name.clone(),
        lib => package.lib.clone(),
        version => package.version.clone(),
        rust_version => manifest::RUST_VERSION,
        summary => docs::sentence(&package.description, &package.name),
        setup => krate.docs.setup.clone(),
        example => krate.docs.example.clone(),
        operations => operations(krate),
        skipped => skipped(krate),
        ext => package.ext,
        source => docs::one_line(&package.source),
        api_title => docs::one_line(&package.api_title),
        api_version => docs::one_line(&package.api_version),
    };
    super::add(files, "README.md", templates::fill(templates::README, &values));
}

fn operations(krate: &Crate) -> Vec<Value> {
    let all = krate.resources.iter().flat_map(|it| it.requests.iter().map(move |request| (it, request)));
    all.map(|(of, request)| {
        context! {
            call => format!("{}().{}", of.module, request.method),
            module => of.module.as_str(),
            endpoint => resource::endpoint(request),
            summary => docs::one_line(&request.operation.summary),
        }
    })
    .collect()
}

pub(super) fn skipped(krate: &Crate) -> Vec<Value> {
    krate.skipped.iter().map(|(name, reason)| context! { name => name.as_str(), reason => reason.as_str() }).collect()
}
