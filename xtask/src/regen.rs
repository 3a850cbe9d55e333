//! `cargo xtask regen`: every description below `spec/` into its crate below `generated-client/`.

use crate::Error;
use crate::apis::{Api, apis, relative};
use crate::release::{guard, since_release};
use generator::diag::{self, Format};
use generator::input::Input;
use generator::write::{Mode, Report, write};
use generator::{Compiled, Options, counted};
use std::io::IsTerminal;
use std::time::Instant;

/// Compile every description of spec/ into its crate in generated-client/.
///
/// Only files that differ are written. tests/ and src/ext/ of a crate are never touched; a description with errors leaves
/// its crate as it was, and so does a version in client.toml that is too low for what has changed since the last release.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask regen           all APIs
  cargo xtask regen pet-shop  one of them
  cargo xtask regen --check   in CI: is what is committed fresh?

Exit status: 0 done · 1 a description has errors, or --check found differences")]
pub(crate) struct Args {
    /// The API, by the name of its folder in spec/; all of them by default.
    api: Option<String>,

    /// Write nothing; say what differs, and fail if anything does.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let mut broken = Vec::new();
    let mut stale = Vec::new();
    for api in apis(args.api.as_deref())? {
        let started = Instant::now();
        if let Err(err) = version(&api) {
            eprintln!("error: {err}");
            broken.push(api.name);
            continue;
        }
        let (done, findings) = regen(&api, mode)?;
        eprint!("{findings}");
        match done {
            None => broken.push(api.name),
            Some((compiled, report)) => {
                print(&api, &compiled, &report, started);
                if args.check && !report.is_fresh() {
                    stale.push(api.name);
                }
            }
        }
    }
    if !broken.is_empty() {
        return Err(format!("{} left as it was: errors above", broken.join(", ")).into());
    }
    if !stale.is_empty() {
        return Err(format!("{} not fresh; mend with: cargo xtask regen", stale.join(", ")).into());
    }
    Ok(())
}

/// Refuses a version that is too low for what has changed since the last release, and says what has.
fn version(api: &Api) -> Result<(), Error> {
    let Some(pair) = since_release(api)? else {
        return Ok(());
    };
    guard(api, &pair)?;
    let (wire, rust) = (pair.comparison.wire(), pair.comparison.rust());
    println!("{}: since {}, wire {wire}, Rust {rust}", api.name, pair.base.krate.package.version);
    Ok(())
}

/// What came of one API (nothing where its description has errors), and all findings as text.
fn regen(api: &Api, mode: Mode) -> Result<(Option<(Compiled, Report)>, String), Error> {
    let input = Input::open(&api.spec, None, None)?;
    let mut diags = input.diagnostics();
    let config = input.config(&mut diags);
    let options = Options { name: None, source: input.source.clone() };
    let compiled = generator::compile(&mut diags, &input.files, &input.root, &config, &options);
    let findings = diag::render(&diags, Format::Human, std::io::stderr().is_terminal());
    let Some(compiled) = compiled else {
        return Ok((None, findings));
    };
    let report = write(&compiled.files, &api.out, mode)?;
    Ok((Some((compiled, report)), findings))
}

fn print(api: &Api, compiled: &Compiled, report: &Report, started: Instant) {
    println!("{}", compiled.summary());
    for (sign, paths) in [('+', &report.created), ('~', &report.changed), ('-', &report.removed)] {
        for path in paths {
            println!("  {sign} {}", relative(&api.out.join(path)));
        }
    }
    println!(
        "  {} written, {} removed, {} unchanged ({:.2} s)",
        counted(report.n_written(), "file"),
        report.removed.len(),
        report.unchanged.len(),
        started.elapsed().as_secs_f64(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_committed_is_fresh() {
        for api in apis(None).unwrap() {
            let (done, findings) = regen(&api, Mode::Check).unwrap();
            let (_, report) = done.unwrap_or_else(|| panic!("{} has errors:\n{findings}", api.name));
            assert!(report.is_fresh(), "{} is not fresh; mend with: cargo xtask regen\n{report:#?}", api.name);
        }
    }
}
