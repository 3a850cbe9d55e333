//! Which descriptions do paths lead to?

use crate::Error;
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A description, and what the rows of the table call it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document {
    /// Its path, as short as the arguments allow.
    pub(super) name: String,
    pub(super) spec: PathBuf,
    /// Folder that its `$ref`s may reach.
    pub(super) reach: PathBuf,
    /// A name for its crate that no other has.
    pub(super) package: String,
}

/// In the order of the arguments; those of a folder by name.
pub(super) fn documents(paths: &[PathBuf]) -> Result<Vec<Document>, Error> {
    let mut res = Vec::new();
    let mut taken = BTreeSet::new();
    for path in paths {
        let is_folder = path.is_dir();
        let found = if is_folder { in_folder(path)? } else { vec![path.clone()] };
        if found.is_empty() {
            return Err(format!("no description in {}", path.display()).into());
        }
        let reach = if is_folder { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
        // `real` and `specs/real` may both have an `acme.yaml`: rows say of which they are.
        let above = path.parent().filter(|_| paths.len() > 1 || !is_folder).unwrap_or(path);
        for spec in found {
            let name = spec.strip_prefix(above).unwrap_or(&spec).display().to_string();
            let package = package(&name, &mut taken);
            res.push(Document { name, package, reach: reach.to_owned(), spec });
        }
    }
    Ok(res)
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if let Some(root) = well_known(folder) {
        return Ok(vec![root]);
    }
    let mut res = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            res.extend(root_of(&path)?);
        } else if is_text(&path) {
            res.push(path);
        }
    }
    Ok(res)
}

/// The description that a folder is about: the topmost, and the first by name.
fn root_of(folder: &Path) -> Result<Option<PathBuf>, Error> {
    if let Some(root) = well_known(folder) {
        return Ok(Some(root));
    }
    let mut level = vec![folder.to_owned()];
    while !level.is_empty() {
        let mut next = Vec::new();
        for folder in &level {
            for path in entries(folder)? {
                if path.is_dir() {
                    next.push(path);
                } else if is_text(&path) && is_root(&std::fs::read_to_string(&path).unwrap_or_default()) {
                    return Ok(Some(path));
                }
            }
        }
        level = next;
    }
    Ok(None)
}

fn well_known(folder: &Path) -> Option<PathBuf> {
    ["openapi.yaml", "openapi.yml", "openapi.json"].map(|it| folder.join(it)).into_iter().find(|it| it.is_file())
}

/// Those that are neither hidden nor links, which may lead in a circle.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut res = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_symlink() && !entry.file_name().to_string_lossy().starts_with('.') {
            res.push(entry.path());
        }
    }
    res.sort();
    Ok(res)
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "yaml" || it == "yml" || it == "json")
}

/// Whether it has the key `openapi` at its top, which files that it refers to have not.
fn is_root(text: &str) -> bool {
    match serde_json::from_str::<BTreeMap<String, IgnoredAny>>(text) {
        Ok(keys) => keys.contains_key("openapi"),
        Err(_) => {
            ["openapi:", "\"openapi\":", "'openapi':"].iter().any(|key| text.lines().any(|it| it.starts_with(key)))
        }
    }
}

fn package(name: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = ["/openapi.yaml", "/openapi.yml", "/openapi.json", ".yaml", ".yml", ".json"]
        .iter()
        .find_map(|it| name.strip_suffix(it))
        .unwrap_or(name);
    let letters = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let base = format!("corpus-{}", letters.collect::<String>().trim_matches('-'));
    let mut candidates = std::iter::once(base.clone()).chain((2_u32..).map(|n| format!("{base}-{n}")));
    candidates.find(|it| taken.insert(it.clone())).unwrap_or(base)
}
