//! `cargo xtask corpus`: how the generator does on a folder of descriptions.

use crate::Error;
use crate::apis::root;
use crate::measure::{Measured, measure};
use crate::table::Table;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Generate a crate from each description of a folder, and count.
///
/// Each runs in a process of its own, so that one that crashes is a row of the table. A description is a .yaml, .yml or .json
/// file of the folder, or the openapi.yaml (.json) of a folder in it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask corpus ../specs
  cargo xtask corpus ../specs --compile --keep target/corpus

Exit status: 0 the generator ended properly on each · 1 it crashed, or what it wrote does not compile")]
pub(crate) struct Args {
    /// The folder.
    dir: PathBuf,

    /// Run `cargo check` on each crate, too.
    #[arg(long)]
    compile: bool,

    /// Generate what can be generated of a description with errors.
    #[arg(long)]
    keep_going: bool,

    /// Where to leave the crates; by default they are removed.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// How one description fared.
struct Row {
    outcome: String,
    is_good: bool,
    cells: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let generator = build_generator()?;
    let temporary = tempfile::tempdir()?;
    let out = args.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    let mut head = vec!["spec", "outcome", "operations", "types", "skipped", "errors", "warnings"];
    head.push("CPU ms");
    if args.compile {
        head.push("check");
    }
    let mut table = Table::new(&head);
    let mut n_bad = 0;
    for spec in specs(&args.dir)? {
        let name = spec.strip_prefix(&args.dir).unwrap_or(&spec).display().to_string();
        let crate_out = out.join(name.replace(['/', '.', ' '], "-"));
        let row = one(&generator, &spec, &crate_out, args)?;
        n_bad += usize::from(!row.is_good);
        let mut cells = vec![name, row.outcome];
        cells.extend(row.cells);
        table.row(cells);
    }
    print!("{}", table.render());
    if n_bad > 0 {
        return Err(format!("{} not as it should be", generator::counted(n_bad, "description")).into());
    }
    Ok(())
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

fn specs(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut res = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let is_spec =
            |it: &Path| it.is_file() && it.extension().is_some_and(|it| it == "yaml" || it == "yml" || it == "json");
        if is_spec(&path) {
            res.push(path);
            continue;
        }
        let roots = ["openapi.yaml", "openapi.yml", "openapi.json"].map(|it| path.join(it));
        res.extend(roots.into_iter().find(|it| is_spec(it)));
    }
    res.sort();
    Ok(res)
}

fn one(generator: &Path, spec: &Path, out: &Path, args: &Args) -> Result<Row, Error> {
    let mut command = Command::new(generator);
    command.args(["generate", "--message-format", "json", "--name", "corpus"]);
    command.args(args.keep_going.then_some("--keep-going"));
    let measured = measure(command.arg("--out").arg(out).arg(spec))?;
    let (outcome, mut is_good) = match measured.output.status.code() {
        Some(0) => ("generated", true),
        Some(1) => ("errors", true),
        Some(2) => ("refused", true),
        _ => ("CRASHED", false),
    };
    let mut cells = counts(&measured);
    cells.push(format!("{:.0}", measured.cpu.as_secs_f64() * 1000.0));
    if args.compile && outcome == "generated" {
        let compiles = compiles(out)?;
        is_good &= compiles;
        cells.push(if compiles { "ok" } else { "FAILED" }.to_owned());
    }
    Ok(Row { outcome: outcome.to_owned(), is_good, cells })
}

/// Operations, types, skipped, errors and warnings, as the run itself counted them.
fn counts(measured: &Measured) -> Vec<String> {
    let stdout = String::from_utf8_lossy(&measured.output.stdout);
    let mut lines = stdout.lines().filter_map(|it| serde_json::from_str::<Value>(it).ok());
    let summary = lines.next_back().unwrap_or_default();
    let number = |it: &Value| it.as_u64().map(|it| it.to_string()).unwrap_or_default();
    let skipped = summary["api"]["skipped"].as_array().map(|it| it.len().to_string());
    vec![
        number(&summary["api"]["operations"]),
        number(&summary["api"]["types"]),
        skipped.unwrap_or_default(),
        number(&summary["errors"]),
        number(&summary["warnings"]),
    ]
}

/// Whether the crate passes `cargo check`; what the compiler says goes to stderr.
fn compiles(out: &Path) -> Result<bool, Error> {
    // A workspace of its own, wherever it lies.
    let manifest = out.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    if !text.contains("[workspace]") {
        std::fs::write(&manifest, format!("{text}\n[workspace]\n"))?;
    }
    let target = root().join("target/corpus");
    let status = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--all-features"])
        .current_dir(out)
        .env("CARGO_TARGET_DIR", target)
        .status()?;
    Ok(status.success())
}
