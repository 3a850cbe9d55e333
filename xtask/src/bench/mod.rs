//! `cargo xtask bench`: the figures this project is about, for our generator and for those of others that are on PATH.

mod contender;
mod decode;
mod twin;

use crate::Error;
use crate::apis::{Api, apis, root};
use crate::corpus::build_generator;
use crate::measure::{measure, median};
use crate::table::Table;
use contender::Contender;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Measure generation, compilation and decoding; print tables.
///
/// Times are CPU time (user and system, children included), medians of several runs, without incremental compilation, with
/// dependencies built. Run it while nothing else runs.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask bench
  cargo xtask bench --runs 11 --skip compile,dependencies

Other generators take part if they are on PATH: ploidy, openapi-to-rust.
  cargo install ploidy openapi-to-rust")]
pub(crate) struct Args {
    /// Runs of which the median is taken.
    #[arg(long, default_value_t = 5)]
    runs: usize,

    /// The API, by the name of its folder in spec/; the first by default.
    #[arg(long)]
    api: Option<String>,

    /// What to leave out.
    #[arg(long, value_delimiter = ',')]
    skip: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// `cargo check` and debug build of the crate.
    Compile,
    /// Crates in its dependency tree.
    Dependencies,
    /// Decoding a page of 200 items, against structs that derive serde.
    Decode,
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let api = apis(args.api.as_deref())?.into_iter().next().ok_or("spec/ has no API")?;
    let generator = build_generator()?;
    let work = root().join("target/bench");
    std::fs::create_dir_all(&work)?;
    let bundle = bundle(&generator, &api, &work)?;

    let head = ["", "generate, CPU ms", "check, CPU s", "debug build, CPU s", "crates"];
    let mut table = Table::new(&head);
    let contenders = contender::all(&generator, &api, &bundle, &work);
    let mut notes = Vec::new();
    for contender in &contenders {
        eprintln!("measuring {} …", contender.name);
        table.row(row(args, contender, &mut notes));
    }
    println!("{}: medians of {} runs\n\n{}", api.name, args.runs, table.render());
    for note in notes {
        println!("- {note}");
    }
    if !args.skip.contains(&Part::Decode) {
        println!("{}", decode::run(&api, &contenders[0].out, &work)?);
    }
    Ok(())
}

/// The description as one file, for those who read no other.
fn bundle(generator: &Path, api: &Api, work: &Path) -> Result<PathBuf, Error> {
    let output = Command::new(generator).arg("bundle").arg(&api.spec).output()?;
    if !output.status.success() {
        return Err(format!("`generator bundle {}` failed", api.spec.display()).into());
    }
    let path = work.join(format!("{}.yaml", api.name));
    std::fs::write(&path, output.stdout)?;
    Ok(path)
}

/// Cells of what was measured and `fails` for what could not be; why is a note.
fn row(args: &Args, contender: &Contender, notes: &mut Vec<String>) -> Vec<String> {
    let mut cells = vec![contender.name.to_owned()];
    if !contender.is_there() {
        notes.push(format!("{}: not on PATH", contender.name));
        return cells;
    }
    let mut cell = |measured: Result<String, Error>| {
        cells.push(measured.unwrap_or_else(|err| {
            let note = format!("{}: {err}", contender.name);
            // What does not check does not build, for the same reason.
            if notes.last() != Some(&note) {
                notes.push(note);
            }
            "fails".to_owned()
        }));
    };
    let generated = repeat(args.runs, || contender.generate());
    let finished = generated.and_then(|time| contender.finish().map(|()| time));
    let is_there = finished.is_ok();
    cell(finished.map(|time| format!("{:.0}", time.as_secs_f64() * 1000.0)));
    if !is_there {
        return cells;
    }
    for verb in ["check", "build"] {
        cell(if args.skip.contains(&Part::Compile) {
            Ok(String::new())
        } else {
            compile(args.runs, contender, verb).map(|time| format!("{:.2}", time.as_secs_f64()))
        });
    }
    if !args.skip.contains(&Part::Dependencies) {
        cell(n_crates(contender).map(|n| n.to_string()));
    }
    cells
}

/// CPU time of the crate alone: its dependencies are built before.
fn compile(runs: usize, contender: &Contender, verb: &str) -> Result<Duration, Error> {
    let cargo = || {
        let mut command = Command::new(env!("CARGO"));
        command.arg(verb).arg("--quiet").current_dir(&contender.out);
        command.env("CARGO_TARGET_DIR", contender.out.with_extension("target"));
        command.env("CARGO_INCREMENTAL", "0");
        command
    };
    run_well(&mut cargo())?;
    repeat(runs, || {
        // Newer than its fingerprint, so that it is compiled again.
        let root = std::fs::File::options().append(true).open(contender.out.join("src/lib.rs"))?;
        root.set_modified(std::time::SystemTime::now())?;
        run_well(&mut cargo())
    })
}

fn n_crates(contender: &Contender) -> Result<usize, Error> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .current_dir(&contender.out)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    // What was shown before is marked.
    let lines = text.lines().skip(1).map(|it| it.trim_end_matches(" (*)"));
    let mut crates: Vec<&str> = lines.filter(|it| !it.is_empty()).collect();
    crates.sort_unstable();
    crates.dedup();
    Ok(crates.len())
}

fn repeat(runs: usize, mut once: impl FnMut() -> Result<Duration, Error>) -> Result<Duration, Error> {
    let times: Result<Vec<Duration>, Error> = (0..runs.max(1)).map(|_| once()).collect();
    Ok(median(times?))
}

/// CPU time of a command that must succeed.
fn run_well(command: &mut Command) -> Result<Duration, Error> {
    let measured = measure(command)?;
    if measured.output.status.success() {
        return Ok(measured.cpu);
    }
    let stderr = String::from_utf8_lossy(&measured.output.stderr);
    let first = stderr.lines().find(|it| it.contains("error")).unwrap_or("no message");
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    Err(format!("`{program}` failed: {first}").into())
}
