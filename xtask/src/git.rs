//! The repository as `git` knows it: revisions, and files in them, without touching the work tree.

use crate::Error;
use crate::apis::root;
use generator::source::{Files, normalise};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs `git` in the workspace; its output without the last line break.
pub(crate) fn git(args: &[&str]) -> Result<String, Error> {
    let output = Command::new("git").arg("-C").arg(root()).args(args).output()?;
    if !output.status.success() {
        return Err(format!("git {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr).trim()).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// The commit that a revision names; nothing that begins with a dash is taken for an option.
pub(crate) fn commit(revision: &str) -> Result<String, Error> {
    git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])
        .map_err(|_| format!("`{revision}` is no commit of this repository").into())
}

/// Where this branch left the main one; there it is the commit before.
pub(crate) fn merge_base() -> Result<String, Error> {
    for main in ["origin/main", "main", "origin/master", "master"] {
        if let Ok(base) = git(&["merge-base", "HEAD", main]) {
            let is_head = commit("HEAD")? == base;
            return if is_head && git(&["diff", "--quiet", "HEAD", "--", "spec"]).is_ok() {
                commit("HEAD~1")
            } else {
                Ok(base)
            };
        }
    }
    Err("there is no main branch here; name the revision to compare with".into())
}

/// A folder of one commit.
pub(crate) struct Revision {
    pub(crate) commit: String,
    /// From the root of the repository, with `/`.
    folder: String,
}

impl Revision {
    pub(crate) fn new(commit: &str, folder: &str) -> Self {
        Self { commit: commit.to_owned(), folder: folder.to_owned() }
    }

    fn name(&self, path: &Path) -> io::Result<String> {
        let path = normalise(path)?;
        let steps: Vec<_> = path.iter().map(|it| it.to_string_lossy()).collect();
        Ok(format!("{}:{}/{}", self.commit, self.folder, steps.join("/")))
    }
}

impl Files for Revision {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let name = self.name(path)?;
        let output = Command::new("git").arg("-C").arg(root()).args(["cat-file", "blob", &name]).output()?;
        if output.status.success() { Ok(output.stdout) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn names(&self, folder: &Path) -> Vec<PathBuf> {
        let Ok(name) = self.name(folder) else {
            return Vec::new();
        };
        let list = git(&["ls-tree", "--name-only", name.trim_end_matches('/')]).unwrap_or_default();
        list.lines().map(|it| folder.join(it)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_no_revision() {
        assert!(commit("--help").is_err());
        assert!(commit("no-such-branch").is_err());
    }
}
