//! Files to disk: what is written, what is removed, and what is refused.

#![allow(clippy::unwrap_used)]

use generator::fileset::FileSet;
use generator::write::{MANIFEST, Mode, Report, write};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn files(list: &[(&str, &str)]) -> FileSet {
    FileSet(list.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect())
}

/// A folder that holds these files, generated.
fn generated(list: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(&files(list), dir.path(), Mode::Write).unwrap();
    dir
}

/// Every file below `dir` with its text, but the manifest.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    let mut res = BTreeMap::new();
    let mut todo = vec![dir.to_owned()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                todo.push(entry.path());
            } else if entry.file_name() != MANIFEST {
                let path = entry.path().strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                res.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    res
}

/// What the refusal says; the folder must be as before.
fn refusal(list: &[(&str, &str)], dir: &Path) -> String {
    let before = tree(dir);
    let mut messages = Vec::new();
    for mode in [Mode::Check, Mode::Write] {
        let err = write(&files(list), dir, mode).unwrap_err();
        assert!(matches!(err.kind(), ErrorKind::AlreadyExists | ErrorKind::InvalidInput), "{err}");
        messages.push(err.to_string().replace(dir.to_str().unwrap(), "OUT"));
    }
    assert_eq!(tree(dir), before);
    assert_eq!(messages[0], messages[1]);
    messages.remove(0)
}

fn names(paths: &[PathBuf]) -> Vec<&str> {
    paths.iter().map(|it| it.to_str().unwrap()).filter(|it| *it != MANIFEST).collect()
}

#[test]
fn a_new_folder_is_made_with_its_manifest() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("deep/er");
    let report = write(&files(&[("src/lib.rs", "a"), ("Cargo.toml", "b")]), &out, Mode::Write).unwrap();
    assert_eq!(names(&report.created), ["Cargo.toml", "src/lib.rs"]);
    let manifest = fs::read_to_string(out.join(MANIFEST)).unwrap();
    let lines: Vec<_> = manifest.lines().collect();
    assert!(lines[0].starts_with("# "));
    assert_eq!(lines[1..], [".generated-files", "Cargo.toml", "src/lib.rs"]);
    assert!(manifest.ends_with('\n'));
}

#[test]
fn the_second_run_writes_nothing() {
    let list = [("src/lib.rs", "a"), ("Cargo.toml", "b")];
    let dir = generated(&list);
    let modified = || fs::metadata(dir.path().join(MANIFEST)).unwrap().modified().unwrap();
    let before = modified();
    let report = write(&files(&list), dir.path(), Mode::Write).unwrap();
    assert!(report.is_fresh());
    assert_eq!(report.unchanged.len(), 3);
    assert_eq!(modified(), before);
}

#[test]
fn only_what_differs_is_written() {
    let dir = generated(&[("a", "1"), ("b", "1")]);
    let report = write(&files(&[("a", "1"), ("b", "2"), ("c", "1")]), dir.path(), Mode::Write);
    let Report { created, changed, unchanged, removed } = report.unwrap();
    assert_eq!((names(&created), names(&changed)), (vec!["c"], vec!["b"]));
    assert_eq!((names(&unchanged), names(&removed)), (vec!["a"], vec![]));
    assert_eq!(tree(dir.path()).into_values().collect::<Vec<_>>(), ["1", "2", "1"]);
}

#[test]
fn stale_files_go_with_their_empty_folders() {
    let dir = generated(&[("src/old/a.rs", ""), ("src/old/b.rs", ""), ("src/lib.rs", "")]);
    let report = write(&files(&[("src/lib.rs", "")]), dir.path(), Mode::Write).unwrap();
    assert_eq!(names(&report.removed), ["src/old/a.rs", "src/old/b.rs"]);
    assert!(!dir.path().join("src/old").exists());
    assert!(dir.path().join("src/lib.rs").exists());
}

#[test]
fn a_folder_with_a_strangers_file_stays() {
    let dir = generated(&[("src/old/a.rs", "")]);
    fs::write(dir.path().join("src/old/mine.rs"), "mine").unwrap();
    write(&files(&[("src/lib.rs", "")]), dir.path(), Mode::Write).unwrap();
    assert_eq!(tree(dir.path()).into_keys().collect::<Vec<_>>(), ["src/lib.rs", "src/old/mine.rs"]);
}

#[test]
fn a_stale_file_that_is_gone_already_is_no_difference_to_report() {
    let dir = generated(&[("a", ""), ("b", "")]);
    fs::remove_file(dir.path().join("b")).unwrap();
    let report = write(&files(&[("a", "")]), dir.path(), Mode::Write).unwrap();
    assert_eq!(names(&report.removed), Vec::<&str>::new());
    assert!(write(&files(&[("a", "")]), dir.path(), Mode::Check).unwrap().is_fresh());
}

#[test]
fn check_says_the_same_and_writes_nothing() {
    let dir = generated(&[("a", "1"), ("b", "1")]);
    let list = files(&[("a", "2"), ("c", "1")]);
    let before = tree(dir.path());
    let said = write(&list, dir.path(), Mode::Check).unwrap();
    assert_eq!(tree(dir.path()), before);
    assert_eq!(said, write(&list, dir.path(), Mode::Write).unwrap());
    let absent = dir.path().join("absent");
    assert_eq!(write(&list, &absent, Mode::Check).unwrap().created.len(), 3);
    assert!(!absent.exists());
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("thesis.tex"), "").unwrap();
    insta::assert_snapshot!(refusal(&[("a", "")], dir.path()));
}

#[test]
fn a_file_of_somebody_else_is_refused() {
    let dir = generated(&[("a", "1")]);
    fs::write(dir.path().join("b"), "mine").unwrap();
    insta::assert_snapshot!(refusal(&[("a", "2"), ("b", "1")], dir.path()));
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    for path in ["../a", "/etc/a", "src/../../a", "", "a\nb", "./a/.."] {
        refusal(&[(path, "")], dir.path());
    }
    fs::write(dir.path().join(MANIFEST), "# ours\n../a\n").unwrap();
    insta::assert_snapshot!(refusal(&[("a", "")], dir.path()));
}

#[test]
fn a_file_cannot_be_a_folder_too() {
    let dir = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(refusal(&[("a", ""), ("a/b", "")], dir.path()));
    let dir = generated(&[("a", "")]);
    insta::assert_snapshot!(refusal(&[("a/b", "")], dir.path()));
    let dir = generated(&[("a/b", "")]);
    insta::assert_snapshot!(refusal(&[("a", "")], dir.path()));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("lib.rs"), "theirs").unwrap();

    let dir = generated(&[("Cargo.toml", "")]);
    symlink(elsewhere.path(), dir.path().join("src")).unwrap();
    let err = write(&files(&[("src/lib.rs", "ours")]), dir.path(), Mode::Write).unwrap_err();
    assert!(err.to_string().contains("src` is a symbolic link"), "{err}");

    let dir = generated(&[("src/lib.rs", "ours"), ("src/stale.rs", "")]);
    fs::remove_dir_all(dir.path().join("src")).unwrap();
    symlink(elsewhere.path(), dir.path().join("src")).unwrap();
    let err = write(&files(&[("Cargo.toml", "")]), dir.path(), Mode::Write).unwrap_err();
    assert!(err.to_string().contains("is a symbolic link"), "{err}");

    let dir = generated(&[("lib.rs", "ours")]);
    fs::remove_file(dir.path().join("lib.rs")).unwrap();
    symlink(elsewhere.path().join("lib.rs"), dir.path().join("lib.rs")).unwrap();
    let err = write(&files(&[("lib.rs", "new")]), dir.path(), Mode::Write).unwrap_err();
    assert!(err.to_string().contains("is a symbolic link"), "{err}");
    assert_eq!(fs::read_to_string(elsewhere.path().join("lib.rs")).unwrap(), "theirs");
}

#[cfg(unix)]
#[test]
fn files_are_readable_by_others_as_the_umask_allows() {
    use std::os::unix::fs::PermissionsExt;
    let dir = generated(&[("a", "")]);
    fs::write(dir.path().join("by-hand"), "").unwrap();
    let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("a"), mode("by-hand"));
}

#[test]
fn a_run_cut_short_can_be_repeated() {
    let dir = generated(&[("a", "1"), ("stale", "")]);
    fs::write(dir.path().join(MANIFEST), "a\nstale\nnew\n").unwrap();
    fs::write(dir.path().join("new"), "half").unwrap();
    write(&files(&[("a", "2"), ("new", "whole")]), dir.path(), Mode::Write).unwrap();
    assert_eq!(
        tree(dir.path()).into_iter().collect::<Vec<_>>(),
        [("a".to_owned(), "2".to_owned()), ("new".to_owned(), "whole".to_owned()),]
    );
}

#[test]
fn what_a_killed_run_left_is_swept() {
    let dir = generated(&[("src/a.rs", "a")]);
    fs::write(dir.path().join("src/.generated-x1.tmp"), "half").unwrap();
    fs::write(dir.path().join("src/.generated-mine"), "not ours").unwrap();
    write(&files(&[("src/a.rs", "b")]), dir.path(), Mode::Write).unwrap();
    let left: Vec<String> = tree(dir.path()).into_keys().collect();
    assert_eq!(left, ["src/.generated-mine", "src/a.rs"]);
}

#[test]
fn a_fresh_folder_that_was_left_half_written_is_completed() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(".generated-x1.tmp"), "# half a manifest").unwrap();
    write(&files(&[("src/a.rs", "a")]), dir.path(), Mode::Write).unwrap();
    assert_eq!(tree(dir.path()), BTreeMap::from([("src/a.rs".to_owned(), "a".to_owned())]));
}

#[cfg(unix)]
#[test]
fn two_runs_on_one_folder_do_not_mix() {
    let dir = generated(&[("a", "1")]);
    let other_run = fs::File::open(dir.path()).unwrap();
    other_run.lock().unwrap();
    let err = write(&files(&[("a", "2")]), dir.path(), Mode::Write).unwrap_err();
    assert!(err.kind() == ErrorKind::WouldBlock && err.to_string().contains("another run is writing"), "{err}");
    assert_eq!(tree(dir.path())["a"], "1");
    drop(other_run);
    write(&files(&[("a", "2")]), dir.path(), Mode::Write).unwrap();
    assert_eq!(tree(dir.path())["a"], "2");
}
