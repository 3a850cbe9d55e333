//! The binary: exit statuses, what it says, and that a failed run writes nothing.

#![allow(clippy::unwrap_used)]

mod hostile;
mod keep_going;
mod mistakes;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const SPEC: &str = "\
openapi: 3.0.3
info: { title: Acme, version: '1' }
paths:
  /things:
    get:
      operationId: things_list
      responses: { '200': { $ref: '#/components/responses/Things' } }
  /things/{id}:
    get:
      operationId: things_get
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses: { '204': { description: It is there. } }
components:
  responses:
    Things:
      description: All things.
      content: { application/json: { schema: { type: array, items: { type: string, format: uuid } } } }
";

/// A folder with `acme/openapi.yaml`, and `acme/client.toml` if it says anything.
fn folder(config: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("acme")).unwrap();
    fs::write(dir.path().join("acme/openapi.yaml"), SPEC).unwrap();
    if !config.is_empty() {
        fs::write(dir.path().join("acme/client.toml"), config).unwrap();
    }
    dir
}

struct Ended {
    status: i32,
    stdout: String,
    stderr: String,
}

fn generator(dir: &Path, args: &str) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_generator"))
        .args(args.split_whitespace())
        .current_dir(dir)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    Ended {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file below a folder, byte for byte.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut res = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            res.extend(contents(&path));
        } else {
            res.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    res
}

const GENERATE: &str = "generate acme/openapi.yaml --out out";

#[test]
fn generate_writes_and_repeats() {
    let dir = folder("");
    let first = generator(dir.path(), GENERATE);
    assert_eq!((first.status, first.stderr.as_str()), (0, ""));
    assert!(first.stdout.contains(" written, 0 removed, 0 unchanged in out ("), "{}", first.stdout);
    assert!(dir.path().join("out/src/lib.rs").exists());

    let second = generator(dir.path(), GENERATE);
    assert!(second.stdout.contains("0 files written, 0 removed, "), "{}", second.stdout);
}

#[test]
fn the_same_text_from_every_directory() {
    let dir = folder("");
    generator(dir.path(), GENERATE);
    let inside = generator(&dir.path().join("acme"), "generate openapi.yaml --out ../out --check");
    assert_eq!(inside.status, 0, "{}", inside.stdout);
}

#[test]
fn the_same_bytes_every_time() {
    let dir = folder("");
    generator(dir.path(), GENERATE);
    let first = contents(&dir.path().join("out"));
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    generator(dir.path(), GENERATE);
    assert!(first == contents(&dir.path().join("out")));
}

#[test]
fn paths_are_told_as_people_write_them() {
    let dir = folder("x = 1");
    let told = |args: &str| generator(dir.path(), args).stderr;
    let short = told("check ./acme/openapi.yaml --message-format short");
    assert!(short.starts_with("acme/client.toml:1:1: error[E0302]"), "{short}");
    fs::remove_file(dir.path().join("acme/client.toml")).unwrap();
    let ended = generator(dir.path(), "generate ./acme/openapi.yaml --out ./out");
    assert!(ended.stdout.contains(" unchanged in out ("), "{}", ended.stdout);
    fs::write(dir.path().join("openapi.yaml"), "").unwrap();
    let short = told("check ./openapi.yaml --root . --message-format short");
    assert!(short.starts_with("openapi.yaml:1:1: error[E0007]"), "{short}");
}

#[test]
fn a_name_that_no_package_can_have_is_refused() {
    let dir = folder("");
    for name in ["Acme", "9lives", "fn", "test", "serde", "a.b", "é"] {
        let ended = generator(dir.path(), &format!("{GENERATE} --name {name}"));
        assert_eq!((ended.status, ended.stdout.as_str()), (2, ""), "{name}");
        assert!(ended.stderr.contains("a package is named with a-z"), "{}", ended.stderr);
    }
    assert!(!dir.path().join("out").exists());
}

#[test]
fn what_is_left_out_is_listed_and_can_be_denied() {
    let dir = folder("[operations.things_list]\nskip = true\n");
    let ended = generator(dir.path(), GENERATE);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stdout.contains(", 1 skipped (things_list)\n"), "{}", ended.stdout);
    let denied = generator(dir.path(), &format!("{GENERATE} --deny-skipped"));
    assert_eq!(denied.status, 1);
    let closing = "error: 1 operation of acme/openapi.yaml left out, which --deny-skipped denies\n";
    assert!(denied.stderr.ends_with(closing), "{}", denied.stderr);
}

#[test]
fn an_error_writes_nothing() {
    let dir = folder("[client]\nnaem = \"acme\"\n");
    let ended = generator(dir.path(), GENERATE);
    assert_eq!((ended.status, ended.stdout.as_str()), (1, ""));
    assert!(ended.stderr.contains("unknown key `naem`"), "{}", ended.stderr);
    let closing = "error: 1 error in acme/client.toml; nothing was written\n\
                   `generator explain E0302` says more\n";
    assert!(ended.stderr.ends_with(closing), "{}", ended.stderr);
    assert!(!dir.path().join("out").exists());
}

#[test]
fn the_config_beside_the_description_is_used() {
    let dir = folder("client.name = \"by-config\"");
    assert!(generator(dir.path(), GENERATE).stdout.contains("by-config: "));
    let named = generator(dir.path(), &format!("{GENERATE} --name by-hand"));
    assert!(named.stdout.contains("by-hand: "), "{}", named.stdout);
    fs::write(dir.path().join("other.toml"), "client.name = \"by-other\"").unwrap();
    let other = generator(dir.path(), &format!("{GENERATE} --config other.toml"));
    assert!(other.stdout.contains("by-other: "), "{}", other.stdout);
}

#[test]
fn check_finds_differences_and_writes_nothing() {
    let dir = folder("");
    let check = format!("{GENERATE} --check");
    let absent = generator(dir.path(), &check);
    assert_eq!(absent.status, 1);
    assert!(absent.stdout.contains("missing   out/src/lib.rs\n"), "{}", absent.stdout);
    assert!(!dir.path().join("out").exists());

    generator(dir.path(), GENERATE);
    let fresh = generator(dir.path(), &check);
    assert_eq!((fresh.status, fresh.stdout.as_str()), (0, "out is fresh\n"));

    fs::write(dir.path().join("out/src/lib.rs"), "edited\n").unwrap();
    let edited = generator(dir.path(), &check);
    assert_eq!(edited.status, 1);
    assert!(edited.stdout.starts_with("different out/src/lib.rs\n"), "{}", edited.stdout);
    assert!(edited.stdout.contains("\n-edited\n"), "{}", edited.stdout);
    assert!(edited.stderr.ends_with("the same command without --check mends it\n"));
    assert_eq!(fs::read_to_string(dir.path().join("out/src/lib.rs")).unwrap(), "edited\n");
}

#[test]
fn a_strangers_folder_is_refused() {
    let dir = folder("");
    fs::create_dir(dir.path().join("out")).unwrap();
    fs::write(dir.path().join("out/mine"), "").unwrap();
    let ended = generator(dir.path(), GENERATE);
    assert_eq!(ended.status, 2);
    assert!(ended.stderr.starts_with("error: `out` is not empty"), "{}", ended.stderr);
    assert_eq!(fs::read_dir(dir.path().join("out")).unwrap().count(), 1);
}

#[test]
fn usage_and_io_end_with_2() {
    let dir = folder("");
    for args in [
        "",
        "generate acme/openapi.yaml",
        "generate none.yaml --out out",
        "generate acme --out out",
        "generate acme/openapi.yaml --out acme/openapi.yaml",
        "generate acme/openapi.yaml --out out --config none.toml",
        "generate acme/openapi.yaml --out out --name ../up",
        "check acme/openapi.yaml --message-format loud",
        "explain E9999",
    ] {
        let ended = generator(dir.path(), args);
        assert_eq!(ended.status, 2, "{args}");
        assert!(!ended.stderr.is_empty(), "{args}");
    }
    assert!(!dir.path().join("out").exists());
}

#[test]
fn check_says_what_is_there() {
    let ended = generator(folder("").path(), "check acme/openapi.yaml");
    assert_eq!(ended.status, 0);
    assert!(ended.stdout.contains(" types\n"), "{}", ended.stdout);
    let ended = generator(folder("x = 1").path(), "check acme/openapi.yaml");
    assert_eq!(ended.status, 1);
    assert!(ended.stderr.contains("error: 1 error in acme/client.toml\n"), "{}", ended.stderr);
}

#[test]
fn explain_knows_every_code_in_either_case() {
    let dir = folder("");
    let list = generator(dir.path(), "explain");
    assert_eq!(list.status, 0);
    assert!(list.stdout.contains("E0302  unknown key in `client.toml`\n"), "{}", list.stdout);
    for code in ["E0302", "e0302", "0302"] {
        let ended = generator(dir.path(), &format!("explain {code}"));
        assert_eq!(ended.status, 0);
        assert!(ended.stdout.starts_with("E0302: unknown key"), "{}", ended.stdout);
    }
    for (code, title) in list.stdout.lines().filter_map(|it| it.split_once("  ")) {
        let ended = generator(dir.path(), &format!("explain {code}"));
        assert_eq!(ended.status, 0, "{code}");
        let explanation = ended.stdout.strip_prefix(&format!("{code}: {title}\n\n")).unwrap();
        assert!(explanation.ends_with(".\n") || explanation.ends_with("```\n"), "{code}: {explanation}");
    }
}

#[test]
fn bundle_prints_to_stdout() {
    let ended = generator(folder("").path(), "bundle acme/openapi.yaml");
    assert_eq!(ended.status, 0);
    assert!(ended.stdout.contains("operationId: things_list"), "{}", ended.stdout);
}

#[test]
fn json_is_one_object_a_line() {
    for (config, status) in [("", 0), ("x = 1", 1)] {
        let dir = folder(config);
        for args in [
            "generate acme/openapi.yaml --out out --check --message-format json",
            "generate acme/openapi.yaml --out out --message-format json",
            "check acme/openapi.yaml --message-format json",
            "explain E0301 --message-format json",
        ] {
            let ended = generator(dir.path(), args);
            let expected = match args {
                it if it.starts_with("explain") => 0,
                it if it.contains("--check") => 1,
                _ => status,
            };
            assert_eq!(ended.status, expected, "{args}");
            for line in ended.stdout.lines() {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                assert!(value.is_object(), "{line}");
            }
        }
    }
}

#[test]
fn colours_only_when_asked_or_on_a_terminal() {
    let dir = folder("x = 1");
    let plain = generator(dir.path(), "check acme/openapi.yaml");
    assert!(!plain.stderr.contains('\u{1b}'), "{}", plain.stderr);
    let colour = generator(dir.path(), "check acme/openapi.yaml --color always");
    assert!(colour.stderr.contains('\u{1b}'), "{}", colour.stderr);
}

#[test]
fn nobody_listening_is_no_panic() {
    let dir = folder("");
    let mut child = Command::new(env!("CARGO_BIN_EXE_generator"))
        .args(["bundle", "acme/openapi.yaml"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
    assert_eq!(ended.status.code(), Some(0));
}

#[test]
fn help_teaches() {
    let dir = folder("");
    for args in ["--help", "generate --help", "check --help", "bundle --help", "explain --help"] {
        let ended = generator(dir.path(), args);
        assert_eq!(ended.status, 0, "{args}");
        assert!(ended.stdout.contains("Examples:\n  generator "), "{args}: {}", ended.stdout);
        assert!(ended.stdout.contains("Exit status:\n  0  done"), "{args}");
    }
}
