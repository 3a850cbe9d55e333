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

    /// The API, by the name of its folder in spec/.
    #[arg(long, default_value = "digitalocean-droplets")]
    api: String,

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
    /// Decoding a page of 200 Droplets, against structs that derive serde.
    Decode,
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let api = apis(Some(&args.api))?.remove(0);
    let generator = build_generator()?;
    let work = root().join("target/bench");
    std::fs::create_dir_all(&work)?;
    let bundle = bundle(&generator, &api, &work)?;

    let head = ["", "generate, CPU ms", "check, CPU s", "debug build, CPU s", "crates"];
    let mut table = Table::new(&head);
    let contenders = contender::all(&generator, &api, &bundle, &work);
    for contender in &contenders {
        eprintln!("measuring {} …", contender.name);
        match row(args, contender) {
            Ok(cells) => table.row(cells),
            Err(err) => table.row(vec![contender.name.to_owned(), format!("({err})")]),
        }
    }
    println!("{}: medians of {} runs\n\n{}", api.name, args.runs, table.render());
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

fn row(args: &Args, contender: &Contender) -> Result<Vec<String>, Error> {
    if !contender.is_there() {
        return Err("not on PATH".into());
    }
    let mut cells = vec![contender.name.to_owned()];
    let generation = repeat(args.runs, || contender.generate())?;
    cells.push(format!("{:.0}", generation.as_secs_f64() * 1000.0));
    contender.finish()?;
    for verb in ["check", "build"] {
        cells.push(if args.skip.contains(&Part::Compile) {
            String::new()
        } else {
            format!("{:.2}", compile(args.runs, contender, verb)?.as_secs_f64())
        });
    }
    if !args.skip.contains(&Part::Dependencies) {
        cells.push(n_crates(contender)?.to_string());
    }
    Ok(cells)
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
    Err(format!("{} failed: {first}", command.get_program().to_string_lossy()).into())
}
