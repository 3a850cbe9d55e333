//! What was released last, and which version what has changed since needs.

use crate::Error;
use crate::apis::{Api, root};
use crate::side::{Read, read};
use generator::diff::Bump;
use generator::source::{DiskFiles, Files};
use std::path::Path;

/// The description of the last release in one file, and the client.toml of it.
pub(crate) const SPEC: &str = "released.yaml";
pub(crate) const CONFIG: &str = "released.toml";

/// Changes since the last release that somebody let pass.
pub(crate) const APPROVALS: &str = "approved-changes.toml";

/// The last release; nothing where there was none, an empty side where its description has errors by now.
pub(crate) fn released(api: &Api) -> Result<Option<Option<Read>>, Error> {
    let files = DiskFiles::new(&root().join("spec").join(&api.name))?;
    if files.read(Path::new(SPEC)).is_err() {
        return Ok(None);
    }
    let config = files.read(Path::new(CONFIG)).ok().map(|it| String::from_utf8_lossy(&it).into_owned());
    Ok(Some(read(api, &files, Path::new(SPEC), config)))
}

/// A version as Cargo compares them, without what stands behind `-` or `+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(pub(crate) [u64; 3]);

impl Version {
    pub(crate) fn parse(text: &str) -> Option<Version> {
        let core = text.split(['-', '+']).next()?;
        let numbers: Vec<u64> = core.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
        numbers.try_into().ok().map(Version)
    }

    /// The least version that may have such changes; below 1.0.0 the second number is what breaks, below 0.1.0 the third.
    pub(crate) fn after(self, bump: Bump) -> Version {
        let Version([major, minor, patch]) = self;
        Version(match (bump, major, minor) {
            (Bump::None, ..) => [major, minor, patch],
            (Bump::Major, 0, 0) | (Bump::Minor | Bump::Patch, 0, _) | (Bump::Patch, ..) => [major, minor, patch + 1],
            (Bump::Major, 0, _) | (Bump::Minor, ..) => [major, minor + 1, 0],
            (Bump::Major, ..) => [major + 1, 0, 0],
        })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// Whether the version of a crate is enough for what has changed since its last release; the error says which is.
pub(crate) fn check_version(name: &str, was: &str, is: &str, bump: Bump) -> Result<(), Error> {
    let (Some(old), Some(new)) = (Version::parse(was), Version::parse(is)) else {
        return Ok(());
    };
    let needed = old.after(bump);
    if new >= needed {
        return Ok(());
    }
    Err(format!(
        "{name}: what has changed since {was} needs version {needed}, and client.toml says {is}; \
         `cargo xtask diff --since-release --api {name}` says why"
    )
    .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_by_cargos_rules() {
        let after = |text: &str, bump| Version::parse(text).map(|it| it.after(bump).to_string()).unwrap_or_default();
        let cases = [
            ("0.1.0", ["0.1.0", "0.1.1", "0.1.1", "0.2.0"]),
            ("0.0.3", ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]),
            ("1.2.3", ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]),
        ];
        for (version, expected) in cases {
            let found = [Bump::None, Bump::Patch, Bump::Minor, Bump::Major].map(|it| after(version, it));
            assert_eq!(found, expected, "{version}");
        }
    }

    #[test]
    fn too_low_a_version_is_refused() {
        assert!(check_version("pets", "0.1.0", "0.2.0", Bump::Major).is_ok());
        assert!(check_version("pets", "0.1.0", "0.1.9", Bump::Minor).is_ok());
        let err = check_version("pets", "0.1.0", "0.1.9", Bump::Major).unwrap_err().to_string();
        assert!(err.contains("needs version 0.2.0"), "{err}");
    }
}
