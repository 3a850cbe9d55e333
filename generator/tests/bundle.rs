//! One document out of many files.

use generator::diag::Diagnostics;
use generator::source::{DiskFiles, Files, MapFiles};
use generator::spec;
use std::path::Path;

fn bundle(files: &dyn Files) -> String {
    let mut diags = Diagnostics::default();
    let spec = spec::load(&mut diags, files, Path::new("openapi.yaml")).expect("it is a description");
    assert_eq!(diags.sorted().len(), 0, "{:?}", diags.sorted());
    serde_yaml::to_string(&spec.bundle()).expect("it is YAML")
}

#[test]
fn other_files_become_components() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundle");
    let once = bundle(&DiskFiles::new(&folder).expect("the folder is there"));
    insta::assert_snapshot!(once);
    let twice = bundle(&MapFiles::new().with("openapi.yaml", once.clone()));
    assert_eq!(once, twice, "a bundle stays as it is");
}

#[test]
fn written_keywords_stay() {
    let text = "openapi: 3.1.0\ninfo:\n  title: t\n  version: '1'\ncomponents:\n  schemas:\n    A:\n      type:\n      - string\n      - 'null'\n      const: a\n";
    assert_eq!(bundle(&MapFiles::new().with("openapi.yaml", text)), text);
}
