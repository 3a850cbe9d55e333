//! The text of the manifest: a path a line, sorted, after one comment.
//!
//! Knows which paths may stand in it: relative ones that stay in the folder.

use super::MANIFEST;
use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

const HEADER: &str =
    "# @generated: these files belong to the generator, which rewrites and removes them; all others are yours.";

pub(super) fn render(mut paths: BTreeSet<PathBuf>) -> io::Result<String> {
    paths.insert(MANIFEST.into());
    let mut lines = vec![HEADER.to_owned()];
    for path in &paths {
        lines.push(line(path)?);
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

pub(super) fn parse(text: &str) -> io::Result<BTreeSet<PathBuf>> {
    let mut res = BTreeSet::new();
    for path in text.lines().map(str::trim_end).filter(|it| !it.is_empty() && !it.starts_with('#')) {
        line(Path::new(path)).map_err(|err| io::Error::new(err.kind(), format!("`{MANIFEST}`: {err}")))?;
        res.insert(path.into());
    }
    Ok(res)
}

/// `path` as a line, if it may be owned.
fn line(path: &Path) -> io::Result<String> {
    let refused = |why: &str| {
        let message = format!("`{}` {why}", path.display());
        Err(io::Error::new(io::ErrorKind::InvalidInput, message))
    };
    let mut parts = Vec::new();
    for part in path.components() {
        let Component::Normal(part) = part else {
            return refused("leaves the folder");
        };
        match part.to_str() {
            Some(part) if !part.contains(['\n', '\r', '\\']) => parts.push(part),
            _ => return refused("has characters that no file name should have"),
        }
    }
    let res = parts.join("/");
    if res.is_empty() || res.starts_with('#') || res.ends_with(' ') {
        return refused("is no file name");
    }
    Ok(res)
}
