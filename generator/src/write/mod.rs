//! Brings a folder to the state of a [`FileSet`]: writes what differs, removes what it owned before and owns no longer.
//!
//! Which files it owns is written in [`MANIFEST`]; it never touches another, and never leaves the folder. Everything that
//! could be refused is refused before the first byte is written, and every file is written beside its place before the
//! first is put there. A run that is cut short leaves a folder that the next run completes.

mod lock;
mod manifest;
mod survey;

use crate::fileset::FileSet;
use lock::Lock;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use survey::Survey;
use tempfile::TempPath;

/// Name of the file that lists the files of a folder that are the generator's.
pub const MANIFEST: &str = ".generated-files";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Write,
    /// Writes nothing; the report says what would be done.
    Check,
}

/// What was done to the files of a folder, or would be. Sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Written; were not there.
    pub created: Vec<PathBuf>,
    /// Written; were there with another text.
    pub changed: Vec<PathBuf>,
    pub unchanged: Vec<PathBuf>,
    /// Owned before and no longer wanted.
    pub removed: Vec<PathBuf>,
}

impl Report {
    /// Whether the folder was as it should be.
    pub fn is_fresh(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    pub fn n_written(&self) -> usize {
        self.created.len() + self.changed.len()
    }
}

/// Brings `out` to the state of `files`.
///
/// An error of kind `AlreadyExists` means that something in the folder is not the generator's, and says what.
pub fn write(files: &FileSet, out: &Path, mode: Mode) -> io::Result<Report> {
    let mut wanted = files.0.clone();
    let owned: BTreeSet<PathBuf> = wanted.keys().cloned().collect();
    let manifest = manifest::render(owned)?;
    wanted.insert(MANIFEST.into(), manifest);

    // A folder that is not there yet is locked once it is made.
    let lock = if mode == Mode::Write && out.is_dir() { Some(Lock::of(out)?) } else { None };
    let survey = Survey::of(&wanted, out)?;
    if mode == Mode::Write && !survey.report.is_fresh() {
        apply(&wanted, &survey, out, lock)?;
    }
    Ok(survey.report)
}

type Wanted = BTreeMap<PathBuf, String>;

fn apply(wanted: &Wanted, survey: &Survey, out: &Path, lock: Option<Lock>) -> io::Result<()> {
    std::fs::create_dir_all(out).map_err(|err| at(out, err))?;
    let _lock = lock.map_or_else(|| Lock::of(out), Ok)?;
    sweep(wanted, survey, out)?;
    let own = out.join(MANIFEST);
    if wanted.get(Path::new(MANIFEST)) != std::fs::read_to_string(&own).ok().as_ref() {
        // For the time of the change, old and new files are owned alike, so that a run cut short can be repeated.
        let both = survey.owned.iter().chain(wanted.keys()).cloned().collect();
        put(stage_one(&own, &manifest::render(both)?)?, &own)?;
    }
    let mut staged = stage(wanted, survey, out)?;
    let manifest = staged.remove(Path::new(MANIFEST));
    for (path, temp) in staged {
        put(temp, &out.join(path))?;
    }
    for path in &survey.report.removed {
        remove(path, out)?;
    }
    manifest.map_or(Ok(()), |temp| put(temp, &own))
}

/// Removes what a run that was killed has left beside the places of its files.
fn sweep(wanted: &Wanted, survey: &Survey, out: &Path) -> io::Result<()> {
    let files = wanted.keys().chain(&survey.owned);
    let folders: BTreeSet<PathBuf> = files.map(|path| out.join(path.parent().unwrap_or(Path::new("")))).collect();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry.map_err(|err| at(&folder, err))?;
            if is_staged(&entry.file_name().to_string_lossy()) {
                std::fs::remove_file(entry.path()).map_err(|err| at(&entry.path(), err))?;
            }
        }
    }
    Ok(())
}

const STAGED_PREFIX: &str = ".generated-";
const STAGED_SUFFIX: &str = ".tmp";

/// Whether a file of this name was written beside its place.
fn is_staged(name: &str) -> bool {
    name.starts_with(STAGED_PREFIX) && name.ends_with(STAGED_SUFFIX)
}

/// Writes every file that differs beside its place.
fn stage<'w>(wanted: &'w Wanted, survey: &Survey, out: &Path) -> io::Result<BTreeMap<&'w Path, TempPath>> {
    let differs = |path: &PathBuf| survey.report.created.contains(path) || survey.report.changed.contains(path);
    let differing = wanted.iter().filter(|(path, _)| differs(path));
    differing.map(|(path, text)| Ok((path.as_path(), stage_one(&out.join(path), text)?))).collect()
}

fn stage_one(path: &Path, text: &str) -> io::Result<TempPath> {
    let folder = path.parent().expect("a file has a folder");
    std::fs::create_dir_all(folder).map_err(|err| at(folder, err))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED_PREFIX).suffix(STAGED_SUFFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(|err| at(folder, err))?;
    file.write_all(text.as_bytes()).map_err(|err| at(path, err))?;
    Ok(file.into_temp_path())
}

fn put(temp: TempPath, path: &Path) -> io::Result<()> {
    temp.persist(path).map_err(|err| at(path, err.error))
}

/// Removes a file and the folders that are empty without it.
fn remove(path: &Path, out: &Path) -> io::Result<()> {
    let file = out.join(path);
    match std::fs::remove_file(&file) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(at(&file, err)),
        _ => {}
    }
    for folder in path.ancestors().skip(1).filter(|it| !it.as_os_str().is_empty()) {
        if std::fs::remove_dir(out.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

/// The same error, saying where.
fn at(path: &Path, err: io::Error) -> io::Error {
    io::Error::new(err.kind(), format!("`{}`: {err}", path.display()))
}
