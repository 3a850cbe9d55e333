//! Who is measured: how each is called, and what it takes to make a crate of its output.

use super::run_well;
use crate::Error;
use crate::apis::{Api, root};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub(super) struct Contender {
    pub(super) name: &'static str,
    /// The crate it makes.
    pub(super) out: PathBuf,
    program: PathBuf,
    args: Vec<String>,
    finish: fn(&Contender) -> Result<(), Error>,
    /// Hand-written part of our crate, if there is one.
    ext: PathBuf,
}

/// Ours first.
pub(super) fn all(generator: &Path, api: &Api, bundle: &Path, work: &Path) -> Vec<Contender> {
    let contender = |name: &'static str, program: PathBuf, args: &[&str], finish| {
        let out = work.join(name);
        let fill = |it: &&str| {
            let it = it.replace("OUT", &out.display().to_string());
            it.replace("SPEC", &api.spec.display().to_string()).replace("BUNDLE", &bundle.display().to_string())
        };
        let args = args.iter().map(fill).collect();
        Contender { name, program, args, finish, ext: api.out.join("src/ext"), out }
    };
    let ploidy = ["generate", "rust", "BUNDLE", "-o", "OUT", "--name", "client"];
    let openapi_to_rust =
        ["generate", "BUNDLE", "--output-dir", "OUT/src/generated", "--module-name", "api", "--quiet"];
    vec![
        contender("ours", generator.to_owned(), &["generate", "SPEC", "--out", "OUT"], finish_ours),
        contender("ploidy", "ploidy".into(), &ploidy, isolate),
        contender("openapi-to-rust", "openapi-to-rust".into(), &openapi_to_rust, finish_module),
    ]
}

impl Contender {
    pub(super) fn is_there(&self) -> bool {
        Command::new(&self.program).arg("--version").output().is_ok()
    }

    /// CPU time of one whole process that writes a new folder.
    pub(super) fn generate(&self) -> Result<Duration, Error> {
        if self.out.exists() {
            std::fs::remove_dir_all(&self.out)?;
        }
        run_well(Command::new(&self.program).args(&self.args))
    }

    /// Makes what was generated a crate that compiles by itself.
    pub(super) fn finish(&self) -> Result<(), Error> {
        (self.finish)(self)
    }
}

fn finish_ours(contender: &Contender) -> Result<(), Error> {
    if contender.ext.is_dir() {
        let to = contender.out.join("src/ext");
        std::fs::create_dir_all(&to)?;
        for file in std::fs::read_dir(&contender.ext)? {
            let file = file?;
            std::fs::copy(file.path(), to.join(file.file_name()))?;
        }
    }
    isolate(contender)
}

/// It writes modules and a list of what they depend on.
fn finish_module(contender: &Contender) -> Result<(), Error> {
    let out = &contender.out;
    let dependencies = std::fs::read_to_string(out.join("src/generated/REQUIRED_DEPS.toml"))?;
    let head = "[package]\nname = \"client\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n";
    std::fs::write(out.join("Cargo.toml"), format!("{head}{dependencies}"))?;
    std::fs::write(out.join("src/lib.rs"), "pub mod generated;\n")?;
    isolate(contender)
}

/// A workspace of its own, though it lies in ours; with our versions of what both depend on.
fn isolate(contender: &Contender) -> Result<(), Error> {
    let manifest = contender.out.join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest)?;
    std::fs::write(&manifest, format!("{text}\n[workspace]\n"))?;
    let lock = root().join("Cargo.lock");
    if lock.is_file() {
        std::fs::copy(lock, contender.out.join("Cargo.lock"))?;
    }
    Ok(())
}
