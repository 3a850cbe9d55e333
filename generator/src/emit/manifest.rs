//! `Cargo.toml` of a client.

use minijinja::context;

use super::needs::Needs;
use super::{rust_file, templates};
use crate::fileset::FileSet;
use crate::plan::Crate;

/// The oldest Rust that builds a client.
pub(super) const RUST_VERSION: &str = "1.95";

pub(super) fn emit(krate: &Crate, files: &mut FileSet) {
    let package = &krate.package;
    let values = context! {
        marker => rust_file::marker(package),
        name => package.name.clone(),
        version => package.version.clone(),
        rust_version => RUST_VERSION,
        description => package.description.clone(),
        repository => package.repository.clone(),
        uploads => Needs::of(krate).uploads,
        dev_dependencies => package.dev_dependencies.clone(),
    };
    super::add(files, "Cargo.toml", templates::fill(templates::MANIFEST, &values));
}
