//! Which file a relative path means, settled on the text of the path: the same on every platform, and before anything is opened.

use super::OutsideRoot;
use std::path::{Component, Path, PathBuf};

/// `path` without `.` and `..`; an error where it is absolute or climbs above its beginning.
pub fn normalise(path: &Path) -> Result<PathBuf, OutsideRoot> {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => parts.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop().ok_or(OutsideRoot)?;
            }
            Component::RootDir | Component::Prefix(_) => return Err(OutsideRoot),
        }
    }
    Ok(parts.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(normalise(Path::new(path)).ok(), expected.map(PathBuf::from), "{path}");
    }

    #[test]
    fn stays_inside() {
        check("a/./b/../c.yaml", Some("a/c.yaml"));
        check("a/../b", Some("b"));
        check("../a", None);
        check("a/../../a", None);
        check("/etc/passwd", None);
    }
}
