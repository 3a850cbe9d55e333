//! The IR of small descriptions, one feature per file: `tests/lower/NAME.yaml` and an optional `NAME.toml` beside it.
//! Each is a test of its own: `cargo test -p generator --test lower NAME`.

#[path = "lower/print.rs"]
mod print;

use generator::config::{self, Config};
use generator::diag::Diagnostics;
use generator::ir::Api;
use generator::source::{DiskFiles, Lines, Span};
use libtest_mimic::{Arguments, Trial};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let tests = names().into_iter().map(|name| {
        Trial::test(name.clone(), move || {
            check(&name);
            Ok(())
        })
    });
    libtest_mimic::run(&Arguments::from_args(), tests.collect()).exit_code()
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of fixtures");
    let paths = entries.map(|entry| entry.expect("a fixture").path());
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn check(name: &str) {
    insta::with_settings!({ snapshot_path => "lower", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, lowered(name));
    });
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lower")
}

/// The printed IR, and below it untyped places and what was found, a line each.
fn lowered(name: &str) -> String {
    let mut diags = Diagnostics::default();
    let files = DiskFiles::new(&folder()).expect("the folder of fixtures");
    let spec = generator::spec::load(&mut diags, &files, Path::new(&format!("{name}.yaml")));
    let config = config(&mut diags, name);
    let Some(spec) = spec else {
        return found(&diags);
    };
    let api = generator::lower::lower(&mut diags, &spec, &config);
    let untyped = untyped(&diags, &api);
    let found = untyped + &found(&diags);
    let gap = if found.is_empty() { "" } else { "\n" };
    format!("{}{gap}{found}", print::print(&api))
}

fn config(diags: &mut Diagnostics, name: &str) -> Config {
    let file = format!("{name}.toml");
    let Ok(text) = fs::read_to_string(folder().join(&file)) else {
        return Config::default();
    };
    let id = diags.add_file(Path::new(&file), text.clone());
    config::parse(diags, id, &text)
}

fn untyped(diags: &Diagnostics, api: &Api) -> String {
    let place = |it: &Span| Lines::new(diags.text(it.file)).place(it.start as usize);
    api.untyped.iter().map(place).map(|it| format!("untyped {}:{}\n", it.line, it.column)).collect()
}

fn found(diags: &Diagnostics) -> String {
    let mut out = String::new();
    for it in diags.iter() {
        let text = diags.text(it.span.file);
        let place = Lines::new(text).place(it.span.start as usize);
        let severity = format!("{:?}", it.severity).to_lowercase();
        let file = diags.path(it.span.file).display();
        let label = if it.label.is_empty() { String::new() } else { format!(" ({})", it.label) };
        out.push_str(&format!(
            "{severity}[{}] {file}:{}:{}: {}{label}\n",
            it.code, place.line, place.column, it.message
        ));
        for help in &it.help {
            out.push_str(&format!("  help: {help}\n"));
        }
    }
    out
}
