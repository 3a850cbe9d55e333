//! `--keep-going`: each error costs the schema or the operation that it is in; what is not OpenAPI stops the run all the same.

use super::generator;
use std::fs;
use tempfile::TempDir;

const SPEC: &str = "\
openapi: 3.1.0
info: { title: Acme, version: '1' }
tags: { name: things }
paths:
  things:
    get: { operationId: no_slash, responses: { '204': { description: ok } } }
  /things/{id}:
    get:
      operationId: dangling_parameter
      parameters: [{ $ref: '#/components/parameters/Gone' }]
      responses: { '204': { description: ok } }
    put:
      operationId: shared_response
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { $ref: '#/components/responses/Broken' } }
    post:
      operationId: no_such_type
      parameters: [{ name: id, in: path, required: true, schema: { type: strng } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
    delete:
      operationId: no_such_place
      parameters: [{ name: id, in: body, required: true, schema: { type: string } }]
      responses: { '204': { description: ok } }
    patch:
      operationId: no_such_status
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '2000': { description: ok } }
    options:
      operationId: only_words
      summary: [a list]
      parameters: [{ name: id, in: path, required: true, schema: { type: string, minLength: few } }]
      responses: { '204': { description: ok } }
  /shared/{id}:
    parameters: { a: mapping }
    get: { operationId: shared_parameters, responses: { '204': { description: ok } } }
  /again:
    get: { operationId: again, responses: { '204': { description: ok } } }
  /again:
    get: { operationId: once_more, responses: { '204': { description: ok } } }
components:
  responses:
    Broken: { description: ok, content: [a] }
  schemas:
    Thing:
      type: object
      properties:
        size: { $ref: '#/components/schemas/Gone' }
        parts: { allOf: { '0': { type: string } } }
        loop: { $ref: '#/components/schemas/Loop' }
        name: { type: string }
    Loop: { $ref: '#/components/schemas/Pool' }
    Pool: { $ref: '#/components/schemas/Loop' }
";

fn folder(config: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("acme.yaml"), SPEC).unwrap();
    fs::write(dir.path().join("client.toml"), config).unwrap();
    dir
}

const SUMMARY: &str = "acme: 3 operations, 1 type, 6 skipped \
    (no_slash, dangling_parameter, shared_response, no_such_place, no_such_status, shared_parameters), 4 schemas read as any value\n";

#[test]
fn each_error_costs_what_it_is_in() {
    let dir = folder("");
    let ended = generator(dir.path(), "generate acme.yaml --out out --name acme --keep-going --message-format short");
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stdout.starts_with(SUMMARY), "{}", ended.stdout);
    insta::assert_snapshot!("kept-going", ended.stderr);
    let models = fs::read_to_string(dir.path().join("out/src/models/things.rs")).unwrap();
    for field in ["size: Option<Value>", "parts: Option<Value>", "loop_: Option<Value>", "name: Option<String>"] {
        assert!(models.contains(field), "no `{field}` in:\n{models}");
    }
}

#[test]
fn without_it_nothing_is_written_and_each_error_names_the_switch() {
    let dir = folder("");
    let ended = generator(dir.path(), "generate acme.yaml --out out");
    assert_eq!((ended.status, ended.stdout.as_str()), (1, ""));
    assert!(!dir.path().join("out").exists());
    let count = |what: &str| ended.stderr.matches(what).count();
    assert_eq!(count("error[E"), count("= help: to generate the rest, pass `--keep-going`"), "{}", ended.stderr);
}

#[test]
fn client_toml_can_say_so() {
    let dir = folder("keep-going = true\n[client]\nname = 'acme'\n[operations.shared_response]\nname = 'put'\n");
    let ended = generator(dir.path(), "generate acme.yaml --out out");
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stdout.starts_with(SUMMARY), "{}", ended.stdout);
    let denied = generator(dir.path(), "generate acme.yaml --out out --deny-skipped");
    assert_eq!(denied.status, 1);
}

#[test]
fn the_other_verbs_have_it_too() {
    let dir = folder("");
    for args in ["check acme.yaml", "bundle acme.yaml", "diff acme.yaml acme.yaml"] {
        assert_eq!(generator(dir.path(), args).status, 1, "{args}");
        let ended = generator(dir.path(), &format!("{args} --keep-going"));
        assert_eq!(ended.status, 0, "{args}: {}", ended.stderr);
    }
    let ended = generator(dir.path(), "check acme.yaml --keep-going --message-format json");
    let first: serde_json::Value = serde_json::from_str(ended.stderr.lines().next().unwrap()).unwrap();
    assert_eq!(first["loss"], serde_json::json!({ "kind": "keyword", "text": "`tags` is ignored" }));
    assert!(ended.stdout.contains("\"unreadable_schemas\":4"), "{}", ended.stdout);
}

#[test]
fn what_is_not_openapi_stops_it() {
    let dir = folder("");
    for text in ["openapi: [", "openapi: 4.0.0\n", "swagger: '2.0'\n", "info: {}\n", "- a\n", ""] {
        fs::write(dir.path().join("acme.yaml"), text).unwrap();
        let ended = generator(dir.path(), "generate acme.yaml --out out --keep-going");
        assert_eq!((ended.status, ended.stdout.as_str()), (1, ""), "{text}");
    }
}
