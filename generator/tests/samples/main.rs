//! Sample values: those of small descriptions as snapshots, those of the workspace's own descriptions against their schemas.

mod schema;

use generator::config::{self, Config};
use generator::diag::Diagnostics;
use generator::plan::{ArgRole, BodyKind, Crate, ParamLocation, Request, SetterTarget};
use generator::source::DiskFiles;
use generator::{Options, bundle, plan};
use schema::Document;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[test]
fn small_descriptions() {
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in yaml_files(&here()) {
            let (krate, _) = load(&here(), Path::new(path.file_name().expect("a file")));
            insta::assert_snapshot!(path.file_stem().expect("a name").to_str(), shown(&krate));
        }
    });
}

#[test]
fn samples_are_what_their_schemas_allow() {
    let mut faults = Vec::new();
    let mut count = 0;
    let specs = std::fs::read_dir(here().join("../../../spec")).expect("the workspace has descriptions");
    let mut specs: Vec<PathBuf> = specs.map(|it| it.expect("an entry").path()).filter(|it| it.is_dir()).collect();
    specs.sort();
    let fixtures =
        yaml_files(&here()).into_iter().map(|it| (here(), it.file_name().map(PathBuf::from).expect("a file")));
    for (folder, root) in specs.into_iter().map(|it| (it, PathBuf::from("openapi.yaml"))).chain(fixtures) {
        let (krate, document) = load(&folder, &root);
        for request in krate.resources.iter().flat_map(|it| &it.requests) {
            let found = judged(&document, request);
            count += found.len();
            let place = format!("{} {}", folder.display(), request.operation.id);
            faults.extend(found.into_iter().filter_map(Result::err).map(|it| format!("{place}: {it}")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 300, "only {count} values were looked at");
}

#[test]
fn the_judge_refuses_what_is_wrong() {
    let (_, document) = load(&here(), Path::new("values.yaml"));
    let create = document.operation("post", "/pets");
    let good = r#"{"name": "Tom", "code": "AB-123", "sizes": [3, 4], "food": {"type": "meat"}}"#;
    let body = |text: &str| document.body(create, &serde_json::from_str(text).expect("it is JSON"));
    assert_eq!(body(good), Ok(()));
    let changes = [
        (r#""Tom""#, "1", "the type is"),
        ("AB-123", "ab", "pattern is"),
        ("[3, 4]", "[3]", "minItems is"),
        ("[3, 4]", "[3, 3]", "uniqueItems is"),
        ("[3, 4]", "[2, 3]", "minimum is"),
        (r#""name""#, r#""id": 1, "nam""#, "goes the other way"),
        (r#""name""#, r#""nam""#, "has no name"),
        (r#"{"type": "meat"}"#, "{}", "no arm"),
    ];
    for (from, to, why) in changes {
        let verdict = body(&good.replace(from, to));
        assert!(verdict.clone().is_err_and(|it| it.contains(why)), "{to}: {verdict:?}");
    }
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).expect("a folder of fixtures").map(|it| it.expect("a fixture").path());
    let mut files: Vec<PathBuf> = files.filter(|it| it.extension().is_some_and(|it| it == "yaml")).collect();
    files.sort();
    files
}

fn load(folder: &Path, root: &Path) -> (Crate, Document) {
    let files = DiskFiles::new(folder).expect("a folder");
    let mut diags = Diagnostics::default();
    let config = match std::fs::read_to_string(folder.join("client.toml")) {
        Ok(text) => config::parse(&mut diags, generator::source::FileId(0), &text),
        Err(_) => Config::default(),
    };
    let krate = plan(&mut diags, &files, root, &config, &Options::default());
    let text = bundle(&mut diags, &files, root).expect("the description is right");
    (krate.expect("the description is right"), Document(serde_yaml::from_str(&text).expect("a bundle is YAML")))
}

/// Each value of a sample, judged by the schema that the description has for it.
fn judged(document: &Document, request: &Request) -> Vec<Result<(), String>> {
    let operation = document.operation(request.operation.http_method, &request.operation.path);
    let sample = &request.sample;
    let mut res = Vec::new();
    let mut body = serde_json::Map::new();
    let mut whole = None;
    for (arg, value) in request.args.iter().zip(&sample.args) {
        match &arg.role {
            ArgRole::Param(plan) => res.push(document.param(operation, &plan.name, location(plan.location), value)),
            ArgRole::Body => whole = Some(value.clone()),
        }
    }
    for (at, value) in &sample.setters {
        match &request.setters[*at].target {
            SetterTarget::Param(plan) => {
                res.push(document.param(operation, &plan.name, location(plan.location), value))
            }
            SetterTarget::BodyField(name) => drop(body.insert(name.clone(), value.clone())),
            SetterTarget::Body => whole = Some(value.clone()),
            SetterTarget::BodyFieldNull(_) => {}
        }
    }
    let whole = whole.or_else(|| (!body.is_empty()).then_some(Value::Object(body)));
    if let (Some(plan), Some(value)) = (&request.body, whole)
        && plan.kind == BodyKind::Json
    {
        res.push(document.body(operation, &value));
    }
    let reply = sample.reply.body.as_ref().filter(|_| request.operation.accept.contains("json"));
    res.extend(reply.map(|it| document.reply(operation, &sample.reply.status.to_string(), it)));
    for error in sample.errors.iter() {
        res.extend(error.body.as_ref().map(|it| document.error(operation, error.status, it)));
    }
    res
}

fn location(it: ParamLocation) -> &'static str {
    match it {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    }
}

fn shown(krate: &Crate) -> String {
    let mut out = String::new();
    for request in krate.resources.iter().flat_map(|it| &it.requests) {
        let sample = &request.sample;
        let _ = writeln!(out, "{} {}", request.operation.http_method, request.operation.path);
        for (arg, value) in request.args.iter().zip(&sample.args) {
            let _ = writeln!(out, "  {} = {value}", arg.argument.ident);
        }
        for (at, value) in &sample.setters {
            let _ = writeln!(out, "  .{}({value})", request.setters[*at].argument.ident);
        }
        let body = sample.reply.body.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
        let _ = writeln!(out, "  {}{body}", sample.reply.status);
        for error in &sample.errors {
            let body = error.body.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
            let _ = writeln!(out, "  {:?}{body}", error.status);
        }
    }
    out
}
