//! What people read when a description is wrong: each file of `tests/ui` (and each folder's `openapi.yaml`) has one defect.
//! `INSTA_UPDATE=always cargo test -p generator --test ui` writes the snapshots; read them before you commit.

use generator::diag::{Diagnostics, Format, render};
use generator::source::DiskFiles;
use generator::spec;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn findings_as_rendered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the fixtures are there").flatten().map(|entry| entry.path()).collect();
    cases.sort();
    for case in cases {
        let root = if case.is_dir() { case.join("openapi.yaml") } else { case.clone() };
        if root.is_file() && case.extension().is_none_or(|it| it != "snap") {
            check(&case, &root);
        }
    }
}

fn check(case: &Path, root: &Path) {
    let files = DiskFiles::new(root.parent().expect("it is a file")).expect("the folder is there");
    let mut diags = Diagnostics::default();
    let spec = spec::load(&mut diags, &files, Path::new(root.file_name().expect("it is a file")));
    assert!(spec.is_some() || diags.has_errors(), "{}: nothing came out, and nobody said why", case.display());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let name = case.file_name().expect("it is a file").to_string_lossy().into_owned();
    settings.bind(|| insta::assert_snapshot!(name, render(&diags, Format::Human, false)));
}
