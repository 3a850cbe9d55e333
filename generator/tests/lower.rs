//! The IR of small descriptions, one feature a file: `tests/lower/NAME.yaml` and, where there is one, `NAME.toml`.

#[path = "lower/print.rs"]
mod print;

use generator::config::{self, Config};
use generator::diag::Diagnostics;
use generator::source::{DiskFiles, Lines};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn small_descriptions() {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the folder of fixtures")
        .map(|it| it.expect("a fixture").path())
        .filter(|it| it.extension().is_some_and(|it| it == "yaml"))
        .collect();
    paths.sort();
    insta::with_settings!({ snapshot_path => "lower", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in paths {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            insta::assert_snapshot!(name.as_str(), lowered(&name));
        }
    });
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lower")
}

/// The printed IR, and below it what was found, a line each.
fn lowered(name: &str) -> String {
    let mut diags = Diagnostics::default();
    let files = DiskFiles::new(&folder()).expect("the folder of fixtures");
    let spec = generator::spec::load(&mut diags, &files, Path::new(&format!("{name}.yaml")));
    let config = config(&mut diags, name);
    let Some(spec) = spec else {
        return found(&diags);
    };
    let api = generator::lower::lower(&mut diags, &spec, &config);
    let found = found(&diags);
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
