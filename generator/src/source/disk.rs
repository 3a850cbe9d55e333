//! Files of one folder on disk.

use super::{Files, MAX_FILE_SIZE, OutsideRoot, normalise};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Reads below one folder and nowhere else, whatever paths or symbolic links say.
#[derive(Clone, Debug)]
pub struct DiskFiles {
    /// Canonical, so that the target of a link can be compared with it.
    root: PathBuf,
}

impl DiskFiles {
    pub fn new(root: &Path) -> io::Result<Self> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Ok(Self { root: fs::canonicalize(root)? })
    }

    fn locate(&self, path: &Path) -> io::Result<PathBuf> {
        let path = fs::canonicalize(self.root.join(normalise(path)?))?;
        if path.starts_with(&self.root) { Ok(path) } else { Err(OutsideRoot.into()) }
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let path = self.locate(path)?;
        let about = fs::metadata(&path)?;
        // A pipe or a device would block or never end.
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        if about.len() > MAX_FILE_SIZE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        fs::read(path)
    }

    fn names(&self, folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = self.locate(folder).and_then(fs::read_dir) else {
            return Vec::new();
        };
        let mut names: Vec<_> = entries.flatten().map(|entry| folder.join(entry.file_name())).collect();
        names.sort();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_inside_and_refuses_outside() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("root");
        fs::create_dir_all(root.join("sub")).expect("a fresh folder");
        fs::write(dir.path().join("secret"), "s").expect("a fresh file");
        fs::write(root.join("sub/a.yaml"), "a").expect("a fresh file");
        let files = DiskFiles::new(&root).expect("the folder exists");

        assert_eq!(files.read(Path::new("sub/../sub/a.yaml")).ok(), Some(b"a".to_vec()));
        assert_eq!(files.names(Path::new("sub")), [PathBuf::from("sub/a.yaml")]);
        for path in ["../secret", "/etc/passwd"] {
            assert!(OutsideRoot::caused(&files.read(Path::new(path)).expect_err("outside")), "{path}");
        }
        assert_eq!(files.read(Path::new("none")).map_err(|err| err.kind()), Err(io::ErrorKind::NotFound));
        assert_eq!(files.read(Path::new("sub")).map_err(|err| err.kind()), Err(io::ErrorKind::InvalidInput));
    }

    #[cfg(unix)]
    #[test]
    fn follows_links_only_inside() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("root");
        fs::create_dir_all(&root).expect("a fresh folder");
        fs::write(dir.path().join("secret"), "s").expect("a fresh file");
        fs::write(root.join("a"), "a").expect("a fresh file");
        std::os::unix::fs::symlink(root.join("a"), root.join("inside")).expect("a fresh link");
        std::os::unix::fs::symlink(dir.path().join("secret"), root.join("outside")).expect("a fresh link");
        let files = DiskFiles::new(&root).expect("the folder exists");

        assert_eq!(files.read(Path::new("inside")).ok(), Some(b"a".to_vec()));
        assert!(OutsideRoot::caused(&files.read(Path::new("outside")).expect_err("outside")));
    }
}
