//! `cargo xtask tidy`: what the repository promises about its own files, and no compiler checks.

mod files;
mod layers;
mod text;
mod vendors;

use crate::Error;
use generator::counted;
use vendors::Vendors;

/// Check the promises that no compiler checks: layers, sizes, headers, leftovers.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What is checked:
  layers    modules of the generator use only the modules and crates that are theirs to know
  names     no file is named as Windows names a device, or with a sign that it forbids
  sizes     no hand-written file of Rust has more than 500 lines
  headers   hand-written files begin with `//!`, generated ones say `@generated`
  leftovers no `todo!`, `#[ignore]`, `#[should_panic]`, tab or trailing space
  vendors   generator, templates and xtask name no API of spec/, and none of its operations

Exit status: 0 all kept · 1 some broken, each named with file and line")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> Result<(), Error> {
    let findings = all()?;
    for finding in &findings {
        eprintln!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        n => Err(counted(n, "promise").replace("promise", "broken promise").into()),
    }
}

/// Everything that is wrong: `FILE:LINE: what`.
fn all() -> Result<Vec<String>, Error> {
    let files = files::all()?;
    let vendors = Vendors::of_specs()?;
    let mut res = Vec::new();
    for file in &files {
        files::check_name(file, &mut res);
        text::check(file, &mut res);
        layers::check(file, &mut res);
        vendors.check(file, &mut res);
    }
    Ok(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_keeps_its_promises() {
        let findings = all().unwrap();
        assert!(findings.is_empty(), "\n{}", findings.join("\n"));
    }
}
