//! Diagnostics as rendered: each file of `tests/ui` (and each folder's `openapi.yaml`) has one defect and is a test of its own.
//! `INSTA_UPDATE=always cargo test -p generator --test ui NAME` writes the snapshots; read them before you commit.

use generator::diag::{Diagnostics, Format, render};
use generator::source::DiskFiles;
use generator::spec;
use libtest_mimic::{Arguments, Trial};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let tests = cases().into_iter().map(|case| {
        Trial::test(name(&case), move || {
            check(&case);
            Ok(())
        })
    });
    libtest_mimic::run(&Arguments::from_args(), tests.collect()).exit_code()
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui")).expect("the fixtures are there");
    let paths = entries.map(|entry| entry.expect("a fixture").path());
    let mut cases: Vec<PathBuf> = paths.filter(|path| root(path).is_file()).collect();
    cases.sort();
    cases
}

/// The description itself: a file, or `openapi.yaml` of a folder.
fn root(case: &Path) -> PathBuf {
    if case.is_dir() { case.join("openapi.yaml") } else { case.to_owned() }
}

fn name(case: &Path) -> String {
    case.file_name().expect("a path below a folder has a name").to_string_lossy().into_owned()
}

fn check(case: &Path) {
    let root = root(case);
    let files = DiskFiles::new(root.parent().expect("it is a file")).expect("the folder is there");
    let mut diags = Diagnostics::default();
    let spec = spec::load(&mut diags, &files, Path::new(root.file_name().expect("it is a file")));
    assert!(spec.is_some() || diags.has_errors(), "{}: nothing came out, and nobody said why", case.display());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name(case), render(&diags, Format::Human, false)));
}
