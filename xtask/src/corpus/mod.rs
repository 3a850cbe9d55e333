//! `cargo xtask corpus`: how the generator does on many descriptions.

mod compile;
mod find;
mod generate;
#[cfg(test)]
mod tests;

use crate::Error;
use crate::apis::root;
use crate::table::Table;
use compile::Checked;
use find::Document;
use generate::Generated;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Generate a crate from each of many descriptions, compile them all, and print a table.
///
/// Each description is generated in a process of its own, so that one that crashes is a row of the table. In a folder, each
/// YAML or JSON file is a description; a folder with an openapi.yaml (.yml, .json) is one as a whole, and so is each
/// folder in it, by the topmost file that has a key `openapi`.
///
/// "untyped" counts schemas that name a type and yet became `serde_json::Value`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask corpus ../specs
  cargo xtask corpus ../specs ../more/acme.yaml --compile --all-features --keep target/crates
  cargo xtask corpus ../theirs --keep-going --verbose

With --compile, all crates are members of one workspace and share a target folder, so that dependencies compile once.
With --keep, further commands run in that workspace: `cargo test --doc --package NAME`.

Exit status:
  0  each run ended in a crate or in errors of its description; with --compile, each crate compiles without a warning
  1  a run crashed, or a crate does not compile or has a warning
  2  wrong usage")]
pub(crate) struct Args {
    /// Folders of descriptions, or descriptions.
    #[arg(required = true, value_name = "DIR|FILE")]
    paths: Vec<PathBuf>,

    /// Run `cargo check` on the crates, and count errors and warnings of each.
    #[arg(long)]
    compile: bool,

    /// With --compile: with all features of the crates, instead of the default ones.
    #[arg(long, requires = "compile")]
    all_features: bool,

    /// Pass --keep-going to the generator: errors that spoil only a part of a description are warnings.
    #[arg(long)]
    keep_going: bool,

    /// Show what is counted as untyped, and each finding of the generator.
    #[arg(long, short)]
    verbose: bool,

    /// A generator that is built already; by default the release build, built now.
    #[arg(long, value_name = "FILE")]
    generator: Option<PathBuf>,

    /// Folder to leave the crates in; by default they are removed.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let generator = args.generator.clone().map_or_else(build_generator, Ok)?;
    let temporary = tempfile::tempdir()?;
    let out = args.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    std::fs::create_dir_all(&out)?;
    // Cargo names folders as the system does: without links.
    let out = out.canonicalize()?;
    let mut runs = Vec::new();
    for document in find::documents(&args.paths)? {
        let generated = generate::run(&generator, &document, &out.join(&document.package), args.keep_going)?;
        if args.verbose {
            tell(&document, &generated);
        }
        runs.push((document, generated));
    }
    let checked = if args.compile { check(args, &out, &runs)? } else { BTreeMap::new() };
    let table = table(args, &runs, &checked);
    print!("{}", table.render());
    let n_bad = runs.iter().filter(|(document, run)| is_bad(run, checked.get(&document.package))).count();
    match n_bad {
        0 => Ok(()),
        _ => Err(format!("{} not as it should be", generator::counted(n_bad, "description")).into()),
    }
}

fn check(args: &Args, out: &Path, runs: &[(Document, Generated)]) -> Result<BTreeMap<String, Checked>, Error> {
    let crates = runs.iter().filter(|(_, run)| run.is_crate());
    let packages: Vec<&str> = crates.map(|(document, _)| document.package.as_str()).collect();
    let checked = compile::check(out, &packages, args.all_features)?;
    for (package, it) in &checked {
        for message in it.messages.iter().take(if args.verbose { usize::MAX } else { 3 }) {
            eprintln!("{package}: {message}");
        }
    }
    Ok(checked)
}

fn is_bad(run: &Generated, checked: Option<&Checked>) -> bool {
    run.has_crashed() || checked.is_some_and(|it| it.errors > 0 || it.warnings > 0)
}

fn tell(document: &Document, run: &Generated) {
    for place in &run.untyped {
        eprintln!("{}: untyped: {place}", document.name);
    }
    for finding in &run.findings {
        eprintln!("{}: {finding}", document.name);
    }
}

fn table(args: &Args, runs: &[(Document, Generated)], checked: &BTreeMap<String, Checked>) -> Table {
    let mut head = vec!["document", "outcome", "operations", "generated", "skipped"];
    head.extend(["errors", "warnings", "untyped", "CPU ms", "MB"]);
    if args.compile {
        head.extend(["rustc errors", "rustc warnings"]);
    }
    let mut table = Table::new(&head);
    for (document, run) in runs {
        let mut cells = vec![document.name.clone()];
        cells.extend(run.cells());
        if let Some(it) = checked.get(&document.package) {
            cells.extend([it.errors.to_string(), it.warnings.to_string()]);
        }
        table.row(cells);
    }
    table
}

/// The release build, by its path.
pub(crate) fn build_generator() -> Result<PathBuf, Error> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--package", "generator"])
        .current_dir(root())
        .status()?;
    if !status.success() {
        return Err("the generator does not build".into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let name = format!("generator{}", std::env::consts::EXE_SUFFIX);
    Ok(root().join(target).join("release").join(name))
}
