//! `cargo xtask release` and `release-notes`: what is written when a crate is released.

use crate::Error;
use crate::apis::{Api, apis, relative, root};
use crate::released::{APPROVALS, CONFIG, SPEC, check_version, released};
use crate::side::here;
use crate::spec_diff::{Pair, pair};
use generator::diag::Diagnostics;
use generator::diff::report::Report;
use generator::source::DiskFiles;
use std::fs;
use std::path::Path;

/// Note the descriptions of spec/ as released: later changes are compared with them.
///
/// Writes `spec/<api>/released.yaml` and `released.toml`, and removes `approved-changes.toml`, whose changes are out now. Run it in
/// the commit that is published.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The API, by the name of its folder in spec/; all of them by default.
    api: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    for api in apis(args.api.as_deref())? {
        if let Some(pair) = since_release(&api)? {
            guard(&api, &pair)?;
        }
        let folder = root().join("spec").join(&api.name);
        fs::write(folder.join(SPEC), bundled(&api)?)?;
        if let Ok(config) = fs::read(folder.join("client.toml")) {
            fs::write(folder.join(CONFIG), config)?;
        }
        let approvals = folder.join(APPROVALS);
        if approvals.exists() {
            fs::remove_file(&approvals)?;
        }
        println!("{}: noted in {}", api.name, relative(&folder.join(SPEC)));
    }
    Ok(())
}

/// The description in one file.
fn bundled(api: &Api) -> Result<String, Error> {
    let files = DiskFiles::new(&root().join("spec").join(&api.name))?;
    let text = generator::bundle(&mut Diagnostics::default(), &files, Path::new("openapi.yaml"));
    text.ok_or_else(|| format!("{} has errors; `cargo xtask regen {}` tells them", api.name, api.name).into())
}

/// Write the changelog entry of a release from what has changed since the last one.
///
/// Into `generated-client/<api>/CHANGELOG.md`, before the other entries; an entry of the same version is written anew.
#[derive(Debug, clap::Args)]
pub(crate) struct Notes {
    /// The API, by the name of its folder in spec/; all of them by default.
    api: Option<String>,

    /// Print the entry and write nothing.
    #[arg(long)]
    print: bool,
}

pub(crate) fn notes(args: &Notes) -> Result<(), Error> {
    for api in apis(args.api.as_deref())? {
        let (version, body) = match since_release(&api)? {
            Some(pair) => (pair.revision.krate.package.version.clone(), notes_of(&pair)),
            None => match here(&api)? {
                Some(it) => (it.krate.package.version, "The first release.\n\n".to_owned()),
                None => return Err(format!("{} has errors", api.name).into()),
            },
        };
        let entry = format!("## {version}\n\n{}\n", body.trim_end());
        if args.print {
            println!("# {}\n\n{entry}", api.name);
            continue;
        }
        let path = api.out.join("CHANGELOG.md");
        let old = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, with_entry(&old, &version, &entry))?;
        println!("{}: {version} in {}", api.name, relative(&path));
    }
    Ok(())
}

fn notes_of(pair: &Pair) -> String {
    let Pair { base, revision, comparison } = pair;
    Report { comparison, base: &base.diags, revision: &revision.diags, subject: "", links: [None, None] }.notes()
}

/// The changelog with this entry in the place of the one of its version, else before all others.
fn with_entry(old: &str, version: &str, entry: &str) -> String {
    let mut sections: Vec<String> = Vec::new();
    for line in old.lines().filter(|it| !it.starts_with("# ")) {
        match sections.last_mut() {
            Some(last) if !line.starts_with("## ") => *last += &format!("{line}\n"),
            _ if line.trim().is_empty() => {}
            _ => sections.push(format!("{line}\n")),
        }
    }
    sections.retain(|it| it.lines().next() != Some(&format!("## {version}")));
    sections.insert(0, entry.to_owned());
    let sections: Vec<&str> = sections.iter().map(|it| it.trim_end()).collect();
    format!("# Changelog\n\n{}\n", sections.join("\n\n"))
}

/// An API against its last release; nothing where there was none.
pub(crate) fn since_release(api: &Api) -> Result<Option<Pair>, Error> {
    let Some(base) = released(api)? else {
        return Ok(None);
    };
    match pair(base, here(api)?) {
        Some(pair) => Ok(Some(pair)),
        None => Err(format!("{} cannot be compared with its last release: errors above", api.name).into()),
    }
}

/// Refuses a version that is too low for what has changed.
pub(crate) fn guard(api: &Api, pair: &Pair) -> Result<(), Error> {
    let version = |it: &crate::side::Read| it.krate.package.version.clone();
    check_version(&api.name, &version(&pair.base), &version(&pair.revision), pair.comparison.rust())
}

#[cfg(test)]
mod tests {
    use super::{bundled, with_entry};
    use crate::apis::{apis, root};
    use crate::side::{here, read};
    use crate::spec_diff::pair;
    use generator::source::MapFiles;
    use std::path::Path;

    #[test]
    fn a_description_is_the_same_in_one_file() {
        for api in apis(None).unwrap() {
            let folder = root().join("spec").join(&api.name);
            let files = MapFiles::new().with("openapi.yaml", bundled(&api).unwrap());
            let config = std::fs::read_to_string(folder.join("client.toml")).ok();
            let bundle = read(&api, &files, Path::new("openapi.yaml"), config);
            let found = pair(here(&api).unwrap(), bundle).expect("both sides can be read").comparison.changes;
            let found: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
            assert!(found.is_empty(), "{}: {found:#?}", api.name);
        }
    }

    #[test]
    fn an_entry_comes_first_and_once() {
        let first = with_entry("", "0.1.0", "## 0.1.0\n\nThe first release.\n");
        assert_eq!(first, "# Changelog\n\n## 0.1.0\n\nThe first release.\n");
        let second = with_entry(&first, "0.2.0", "## 0.2.0\n\n- a\n");
        assert_eq!(second, "# Changelog\n\n## 0.2.0\n\n- a\n\n## 0.1.0\n\nThe first release.\n");
        let again = with_entry(&second, "0.2.0", "## 0.2.0\n\n- b\n");
        assert_eq!(again, second.replace("- a", "- b"));
    }
}
