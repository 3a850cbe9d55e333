//! What is in the folder, against what should be: decides everything and changes nothing.

use super::{MANIFEST, Report, Wanted, at, manifest};
use std::collections::BTreeSet;
use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

pub(super) struct Survey {
    /// What the manifest names now.
    pub(super) owned: BTreeSet<PathBuf>,
    /// What there is to do.
    pub(super) report: Report,
}

impl Survey {
    pub(super) fn of(wanted: &Wanted, out: &Path) -> io::Result<Survey> {
        let owned = owned(out)?;
        let stale = owned.iter().filter(|it| !wanted.contains_key(*it));
        for path in wanted.keys().chain(stale.clone()) {
            refuse_detours(wanted, out, path)?;
        }
        refuse_strangers(wanted, &owned, out)?;

        let mut report = Report::default();
        for (path, text) in wanted {
            match fs::read(out.join(path)) {
                Ok(bytes) if bytes == text.as_bytes() => report.unchanged.push(path.clone()),
                Ok(_) => report.changed.push(path.clone()),
                Err(err) if is_absent(&err) => report.created.push(path.clone()),
                Err(err) => return Err(at(&out.join(path), err)),
            }
        }
        for path in stale {
            if kind(&out.join(path))?.is_some() {
                report.removed.push(path.clone());
            }
        }
        Ok(Survey { owned, report })
    }
}

/// The files of the manifest; none where the folder is new or empty.
fn owned(out: &Path) -> io::Result<BTreeSet<PathBuf>> {
    match fs::read_to_string(out.join(MANIFEST)) {
        Ok(text) => return manifest::parse(&text),
        Err(err) if err.kind() == ErrorKind::NotFound => {}
        Err(err) if err.kind() == ErrorKind::NotADirectory => {
            return Err(io::Error::new(err.kind(), format!("`{}` is not a folder", out.display())));
        }
        Err(err) => return Err(at(&out.join(MANIFEST), err)),
    }
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(err) if err.kind() == ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(err) => return Err(at(out, err)),
    };
    // A first run that was killed before its manifest was in place has left nothing else.
    let mut strangers = entries
        .filter(|entry| entry.as_ref().map_or(true, |entry| !super::is_staged(&entry.file_name().to_string_lossy())));
    if strangers.next().is_none() {
        return Ok(BTreeSet::new());
    }
    Err(io::Error::new(
        ErrorKind::AlreadyExists,
        format!(
            "`{}` is not empty and has no `{MANIFEST}`, so nothing in it is the generator's; \
             choose another folder, or put an empty `{MANIFEST}` there if it is the right one",
            out.display()
        ),
    ))
}

/// No symbolic link on the way to `path` nor at its end, no file where a folder is needed, nor the reverse.
fn refuse_detours(wanted: &Wanted, out: &Path, path: &Path) -> io::Result<()> {
    for step in path.ancestors().filter(|it| !it.as_os_str().is_empty()) {
        let is_end = step == path;
        let place = out.join(step);
        let refused = |why: &str| {
            let message = format!("`{}` {why}", place.display());
            Err(io::Error::new(ErrorKind::AlreadyExists, message))
        };
        if !is_end && wanted.contains_key(step) {
            return refused("would have to be both a file and a folder");
        }
        match kind(&place)? {
            Some(it) if it.is_symlink() => {
                return refused("is a symbolic link, and none is followed; remove it");
            }
            Some(it) if is_end && it.is_dir() => {
                return refused("is a folder where a file has to be; move it away");
            }
            Some(it) if !is_end && !it.is_dir() => {
                return refused("is a file where a folder has to be; move it away");
            }
            _ => {}
        }
    }
    Ok(())
}

/// Nothing is overwritten that the manifest does not name.
fn refuse_strangers(wanted: &Wanted, owned: &BTreeSet<PathBuf>, out: &Path) -> io::Result<()> {
    let mut strangers = Vec::new();
    for path in wanted.keys().filter(|it| *it != Path::new(MANIFEST) && !owned.contains(*it)) {
        if kind(&out.join(path))?.is_some() {
            strangers.push(format!("`{}`", path.display()));
        }
    }
    if strangers.is_empty() {
        return Ok(());
    }
    Err(io::Error::new(
        ErrorKind::AlreadyExists,
        format!(
            "{} in `{}` would be overwritten, but `{MANIFEST}` does not name it; \
             move it away, or add the line if it was generated",
            strangers.join(", "),
            out.display()
        ),
    ))
}

/// What is at `path` itself; a link is a link.
fn kind(path: &Path) -> io::Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(it) => Ok(Some(it.file_type())),
        Err(err) if is_absent(&err) => Ok(None),
        Err(err) => Err(at(path, err)),
    }
}

fn is_absent(err: &io::Error) -> bool {
    matches!(err.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
