//! `client.toml`: what is read of it, and what is said of each kind of mistake. One file a kind, in `tests/config`.

#![allow(clippy::unwrap_used)]

use generator::config::{self, Config};
use generator::diag::{Diagnostic, Diagnostics};
use std::fmt::Write as _;
use std::path::Path;

/// Reads `tests/config/<name>.toml`.
fn read(name: &str) -> (Config, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config").join(name);
    let text = std::fs::read_to_string(path.with_extension("toml")).unwrap();
    let mut diags = Diagnostics::default();
    let file = diags.add_file(Path::new("client.toml"), text.clone());
    let config = config::parse(&mut diags, file, &text);
    (config, diags.iter().map(|it| show(it, &text)).collect())
}

fn show(diag: &Diagnostic, text: &str) -> String {
    let (start, end) = (diag.span.start as usize, diag.span.end as usize);
    let line = text[..start].matches('\n').count() + 1;
    let mut res = format!("{line}: {} {}\n", diag.code, diag.message);
    let marked = &text[start..end];
    writeln!(res, "    at `{}`: {}", marked.replace('\n', "⏎"), diag.label).unwrap();
    for help in &diag.help {
        writeln!(res, "    help: {help}").unwrap();
    }
    res
}

#[test]
fn every_key_is_read() {
    let (config, diags) = read("everything");
    assert_eq!(diags, "");
    insta::assert_debug_snapshot!(config);
}

#[test]
fn mistakes_are_found() {
    for name in
        ["unknown-keys", "wrong-types", "missing-keys", "impossible-values", "conflicting-keys", "syntax-errors"]
    {
        let (_, diags) = read(name);
        insta::assert_snapshot!(name, diags);
    }
}

#[test]
fn an_entry_is_marked_by_its_whole_line() {
    let text = "[formats]\nuuid = \"string\"\n[operations.a]\n";
    let mut diags = Diagnostics::default();
    let file = diags.add_file(Path::new("client.toml"), text.to_owned());
    let config = config::parse(&mut diags, file, text);
    let at = |span: generator::source::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(at(config.formats["uuid"].span), "uuid = \"string\"");
    assert_eq!(at(config.operations["a"].span), "a");
}

#[test]
fn codes_are_in_order_and_explained() {
    let codes: Vec<_> = generator::diag::codes::all().collect();
    assert!(codes.is_sorted_by_key(|it| it.id));
    assert!(codes.iter().all(|it| it.id.len() == 5 && it.explanation.len() > 100));
}
