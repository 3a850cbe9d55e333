//! Which files there are, and who wrote each.

use crate::Error;
use crate::apis::root;
use generator::write::MANIFEST;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub(super) struct File {
    /// From the workspace, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    pub(super) author: Author,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Author {
    Hand,
    Generator,
    /// Byte for byte a file of `templates/runtime`, which has no place for a header.
    Runtime,
    /// Input or expectation of a test: may be as odd as the test needs.
    Fixture,
}

const FOLDERS: [&str; 7] = ["generator", "templates", "xtask", "generated-client", "spec", ".ci", ".github"];

/// Every text file of the workspace's folders, sorted.
pub(super) fn all() -> Result<Vec<File>, Error> {
    let mut paths = Vec::new();
    for folder in FOLDERS {
        collect(&root().join(folder), folder, &mut paths)?;
    }
    for name in ["Cargo.toml", "README.md", "DECISIONS.md"] {
        paths.push(name.to_owned());
    }
    paths.sort();
    let owned = owned(&paths)?;
    let mut res = Vec::new();
    for path in paths {
        let Ok(bytes) = fs::read(root().join(&path)) else {
            continue;
        };
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let author = author(&path, &text, &owned);
        res.push(File { path, text, author });
    }
    Ok(res)
}

fn collect(folder: &Path, name: &str, res: &mut Vec<String>) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry?;
        let own = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{name}/{own}");
        if entry.file_type()?.is_dir() {
            if own != "target" {
                collect(&entry.path(), &path, res)?;
            }
        } else {
            res.push(path);
        }
    }
    Ok(())
}

/// A name that Windows takes for a device, whatever its extension, cannot be checked out there; nor can some signs.
pub(super) fn check_name(file: &File, res: &mut Vec<String>) {
    for part in file.path.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        let is_device = matches!(stem.as_str(), "aux" | "con" | "nul" | "prn")
            || numbered.is_some_and(|it| it.len() == 1 && it.starts_with(|it: char| it.is_ascii_digit()));
        if is_device || part.ends_with(['.', ' ']) || part.contains(['<', '>', ':', '"', '\\', '|', '?', '*']) {
            res.push(format!("{}:1: `{part}` is not a file name on Windows", file.path));
        }
    }
}

/// What the manifests in `generated-client` name.
fn owned(paths: &[String]) -> Result<BTreeSet<String>, Error> {
    let mut res = BTreeSet::new();
    for path in paths {
        let Some(folder) = path.strip_suffix(MANIFEST) else {
            continue;
        };
        let text = fs::read_to_string(root().join(path))?;
        let lines = text.lines().filter(|it| !it.starts_with('#'));
        res.extend(lines.map(|it| format!("{folder}{it}")));
    }
    Ok(res)
}

fn author(path: &str, text: &str, owned: &BTreeSet<String>) -> Author {
    if owned.contains(path) {
        let twin = path
            .split_once("/src/runtime/")
            .map(|(_, name)| fs::read_to_string(root().join("templates/runtime/src/runtime").join(name)));
        return match twin {
            Some(Ok(twin)) if twin == text => Author::Runtime,
            _ => Author::Generator,
        };
    }
    let is_fixture = |it: &str| path.starts_with(it) && !path.ends_with(".rs");
    if path.ends_with(".snap") || is_fixture("generator/tests/") || path.contains("/fixtures/") {
        return Author::Fixture;
    }
    Author::Hand
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_found() {
        let named = |path: &str| File { path: path.to_owned(), text: String::new(), author: Author::Fixture };
        let mut res = Vec::new();
        for path in ["src/aux.rs", "ui/nul.yaml.snap", "com1/a.rs", "a?.md", "src/auxiliary.rs", "null.yaml", "com.rs"]
        {
            check_name(&named(path), &mut res);
        }
        assert_eq!(res.len(), 4, "{res:?}");
    }
}
