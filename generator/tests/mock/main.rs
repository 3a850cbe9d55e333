//! What the mock server is told of an API: operations and schemas, of a description with a keyword of each kind.

use std::path::{Path, PathBuf};

use generator::config::Config;
use generator::diag::Diagnostics;
use generator::source::DiskFiles;
use generator::{Options, compile};

#[test]
fn operations_and_schemas() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/mock");
    let mut diags = Diagnostics::default();
    let options = Options { name: Some("zoo".to_owned()), source: "zoo.yaml".to_owned() };
    let files = DiskFiles::new(&here).expect("the folder is there");
    let compiled = compile(&mut diags, &files, Path::new("zoo.yaml"), &Config::default(), &options);
    let text = |path: &str| compiled.as_ref().expect("it compiles").files.0[Path::new(path)].clone();
    let description: serde_json::Value = serde_json::from_str(&text("src/mock/description.json")).expect("it is JSON");
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("description", serde_json::to_string_pretty(&description).expect("it is JSON"));
        insta::assert_snapshot!("rules", text("src/mock/rules.rs"));
    });
    // The resource is called like a method of the server, and its rules are not.
    let example = "//! let rule = server.requests_rules().list_pets().fails(503).times(1).returns_example();";
    assert!(text("src/mock.rs").contains(example), "{}", text("src/mock.rs"));
    assert!(text("src/lib.rs").contains("//! client.requests().list_pets().await?;"), "{}", text("src/lib.rs"));
}
