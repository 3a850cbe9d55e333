//! From the plan to files: a printer. Every question was answered before; nothing here can fail.

mod access;
mod client;
mod credentials;
mod docs;
mod enums;
mod error;
mod examples;
mod format;
mod headers;
mod imports;
mod judge;
mod lib_rs;
mod manifest;
mod mentions;
mod mock;
mod models;
mod needs;
mod pages;
mod paging;
mod params;
mod readme;
mod requests;
mod resource;
mod runtime_files;
mod rust_file;
mod samples;
mod servers;
mod structs;
mod templates;
mod tokens;
mod types;
mod unions;
mod wait_steps;
mod waits;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use crate::fileset::FileSet;
use crate::plan::Crate;
use samples::RustSamples;

/// The files of a client crate.
pub fn emit(krate: &Crate) -> FileSet {
    let mut files = FileSet::default();
    manifest::emit(krate, &mut files);
    let samples = RustSamples::new(krate);
    readme::emit(krate, &samples, &mut files);
    pages::emit(krate, &samples, &mut files);
    lib_rs::emit(krate, &samples, &mut files);
    client::emit(krate, &mut files);
    models::emit(krate, &mut files);
    resource::emit(krate, &samples, &mut files);
    mock::emit(krate, &samples, &mut files);
    runtime_files::emit(krate, &mut files);
    files
}

/// Adds a file; two parts of emit never print the same one.
fn add(files: &mut FileSet, path: impl Into<PathBuf>, text: String) {
    let before = files.0.insert(path.into(), text);
    debug_assert!(before.is_none(), "a file is printed twice");
}
