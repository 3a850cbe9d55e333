//! `cargo xtask prove-diff`: is what `generator diff` says of Rust callers what the compiler says?

use crate::Error;
use crate::apis::root;
use generator::config::{self, Config};
use generator::diag::Diagnostics;
use generator::diff::{Bump, Side, compare};
use generator::source::DiskFiles;
use generator::write::{Mode, write};
use generator::{Options, compile, counted, understand};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compile a caller of each pair of generator/tests/diff that has a consumer.rs, against both crates.
///
/// It must compile against the base; against the revision it must fail exactly where the verdict is «major». Slow: two crates
/// and their caller for each pair.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 the compiler agrees · 1 it does not, or a caller fails against its base")]
pub(crate) struct Args {
    /// Only the pairs whose name has this in it.
    only: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let dir = tempfile::tempdir()?;
    let mut n_wrong = 0;
    let mut n_right = 0;
    for case in cases(args.only.as_deref())? {
        let verdict = verdict(&case)?;
        let [base, revision] = [builds(&case, "base", dir.path())?, builds(&case, "revision", dir.path())?];
        let is_right = base && revision == (verdict != Bump::Major);
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        let says = if revision { "compiles" } else { "fails" };
        println!("{} {name}: {verdict}, and the caller {says}", if is_right { "ok   " } else { "WRONG" });
        if !base {
            println!("      the caller does not compile against the base");
        }
        if is_right { n_right += 1 } else { n_wrong += 1 }
    }
    if n_wrong > 0 {
        return Err(format!("the compiler sees {} otherwise", counted(n_wrong, "pair")).into());
    }
    println!("the compiler agrees on {}", counted(n_right, "pair"));
    Ok(())
}

fn cases(only: Option<&str>) -> Result<Vec<PathBuf>, Error> {
    let mut res = Vec::new();
    for entry in fs::read_dir(root().join("generator/tests/diff"))? {
        let entry = entry?;
        let is_wanted = only.is_none_or(|it| entry.file_name().to_string_lossy().contains(it));
        if is_wanted && entry.path().join("consumer.rs").is_file() {
            res.push(entry.path());
        }
    }
    res.sort();
    Ok(res)
}

fn options() -> Options {
    Options { name: Some("pets".to_owned()), source: "spec/pets".to_owned() }
}

fn config(diags: &mut Diagnostics, case: &Path, side: &str) -> Config {
    let path = format!("{side}.toml");
    let Ok(text) = fs::read_to_string(case.join(&path)) else {
        return Config::default();
    };
    let file = diags.add_file(Path::new(&path), text.clone());
    config::parse(diags, file, &text)
}

fn verdict(case: &Path) -> Result<Bump, Error> {
    let files = DiskFiles::new(case)?;
    let read = |side: &str| {
        let mut diags = Diagnostics::default();
        let config = config(&mut diags, case, side);
        let spec = format!("{side}.yaml");
        understand(&mut diags, &files, Path::new(&spec), &config, &options())
            .ok_or_else(|| Error::from(format!("{} has errors", case.join(spec).display())))
    };
    let (old, new) = (read("base")?, read("revision")?);
    Ok(compare(Side { api: &old.0, krate: &old.1 }, Side { api: &new.0, krate: &new.1 }).rust())
}

/// Whether the caller compiles against one side. The crates of all pairs are built in one folder, so that dependencies are
/// built once.
fn builds(case: &Path, side: &str, dir: &Path) -> Result<bool, Error> {
    let mut diags = Diagnostics::default();
    let config = config(&mut diags, case, side);
    let spec = format!("{side}.yaml");
    let compiled = compile(&mut diags, &DiskFiles::new(case)?, Path::new(&spec), &config, &options());
    let Some(compiled) = compiled else {
        return Err(format!("{} has errors", case.join(spec).display()).into());
    };
    write(&compiled.files, &dir.join("pets"), Mode::Write)?;
    let caller = dir.join("caller");
    fs::create_dir_all(caller.join("src"))?;
    fs::write(caller.join("src/lib.rs"), fs::read(case.join("consumer.rs"))?)?;
    fs::write(
        caller.join("Cargo.toml"),
        "[package]\nname = \"caller\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\npets = { path = \"../pets\" }\n",
    )?;
    fs::write(dir.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"caller\", \"pets\"]\n")?;
    // The same versions of dependencies as everywhere in this repository.
    if !dir.join("Cargo.lock").exists() {
        fs::copy(root().join("Cargo.lock"), dir.join("Cargo.lock"))?;
    }
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--package", "caller"])
        .current_dir(dir)
        .env("CARGO_TARGET_DIR", target())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let is_callers = output.status.success() || said.contains("could not compile `caller`");
    if !is_callers {
        return Err(format!("{side} of {} does not build:\n{said}", case.display()).into());
    }
    Ok(output.status.success())
}

/// The folder of this workspace's own builds, where the dependencies are built already.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |it| root().join(it))
}
