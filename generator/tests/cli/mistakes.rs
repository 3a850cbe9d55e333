//! Mistakes of authors: each is shown at its line, ends with 1, and leaves the client of yesterday byte for byte.

use super::{SPEC, contents, generator};
use std::fs;

const CONFIG: &str = "\
[formats]
uuid = 'string'

[operations.things_get]
name = 'fetch'
";

/// Puts `wrong` in the place of `right`, wherever that stands, and looks at how a run ends.
fn check(symptom: &str, right: &str, wrong: &str) {
    let dir = tempfile::tempdir().unwrap();
    let write = |spec: &str, config: &str| {
        fs::write(dir.path().join("acme.yaml"), spec).unwrap();
        fs::write(dir.path().join("client.toml"), config).unwrap();
    };
    let run = || generator(dir.path(), "generate acme.yaml --out out");
    write(SPEC, CONFIG);
    let before = run();
    assert_eq!((before.status, before.stderr.as_str()), (0, ""), "{symptom}");
    let client = contents(&dir.path().join("out"));

    assert!(SPEC.contains(right) != CONFIG.contains(right), "{symptom}: `{right}` stands in one of the files");
    write(&SPEC.replacen(right, wrong, 1), &CONFIG.replacen(right, wrong, 1));
    let ended = run();
    assert_eq!((ended.status, ended.stdout.as_str()), (1, ""), "{symptom}");
    assert!(contents(&dir.path().join("out")) == client, "{symptom}: the client has changed");
    insta::assert_snapshot!(symptom, ended.stderr);
}

#[test]
fn every_mistake_is_shown_and_changes_nothing() {
    check("ref-to-nothing", "responses/Things'", "responses/Thigns'");
    check("slip-of-indentation", "      operationId: things_get", "     operationId: things_get");
    check("quote-left-open", "operationId: things_get", "operationId: 'things_get");
    check("path-left-open", "/things/{id}:", "/things/{id:");
    check("override-of-no-operation", "operations.things_get", "operations.things_gte");
    check("override-of-no-format", "uuid = ", "uuidd = ");
    check("override-of-no-parameter", "name = 'fetch'", "parameters.idd.name = 'thing'");
    check("override-of-no-schema", "[formats]", "[schemas.Thing]\nname = 'x'\n[formats]");
    check("unknown-key", "name = 'fetch'", "naem = 'fetch'");
    check("name-that-is-none", "name = 'fetch'", "name = 'fetch it'");
}
