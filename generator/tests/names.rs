//! What comes out compiles, whatever a description calls its things: an API whose tags, operations, schemas, fields and parameters have
//! every name that the runtime, a generated crate and Rust itself use. The names are read from the sources, so that none is forgotten.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};

/// Keywords, primitive types, and what Windows takes for a device.
const OF_THE_LANGUAGE: &str = "\
    Self abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in let \
    loop macro match mod move mut override priv pub ref return self static struct super trait true try type typeof union unsafe \
    unsized use virtual where while yield \
    bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize \
    Option Some None Result Ok Err Box Vec String Clone Copy Debug Default Drop Eq Extend Fn FnMut FnOnce From Future Hash Into \
    IntoFuture IntoIterator Iterator Ord PartialEq PartialOrd Send Sized Sync ToOwned ToString TryFrom TryInto Unpin \
    drop panic vec println format assert env include_str main lib build test std core alloc \
    aux con nul prn com1 lpt1";

/// `fn NAME`, `struct NAME`, …
const DECLARES: [&str; 9] = ["fn", "struct", "enum", "trait", "type", "mod", "const", "static", "macro_rules"];

#[derive(Default)]
struct Names {
    /// What is declared or imported.
    declared: BTreeSet<String>,
    /// Every word of the sources, arguments and local variables among them.
    words: BTreeSet<String>,
}

impl Names {
    fn read(&mut self, path: &Path) -> Result<(), Box<dyn Error>> {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                self.read(&entry?.path())?;
            }
        } else if path.extension().is_some_and(|it| it == "rs") {
            self.walk(fs::read_to_string(path)?.parse()?);
        }
        Ok(())
    }

    fn walk(&mut self, tokens: TokenStream) {
        let mut before = String::new();
        let mut in_use = false;
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    if in_use {
                        self.imported(group.stream());
                    }
                    self.walk(group.stream());
                }
                TokenTree::Ident(ident) => {
                    let ident = ident.to_string();
                    if in_use || DECLARES.contains(&before.as_str()) {
                        self.declared.insert(ident.clone());
                    }
                    in_use |= ident == "use";
                    self.words.insert(ident.clone());
                    before = ident;
                }
                // `macro_rules! name`
                TokenTree::Punct(it) if it.as_char() == '!' => {}
                TokenTree::Punct(it) => {
                    // `impl Trait + use<>` imports nothing.
                    in_use &= !matches!(it.as_char(), ';' | '<');
                    before.clear();
                }
                TokenTree::Literal(_) => before.clear(),
            }
        }
    }

    fn imported(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    self.declared.insert(ident.to_string());
                }
                TokenTree::Group(group) => self.imported(group.stream()),
                _ => {}
            }
        }
    }
}

/// Of the runtime, of what is generated beside it, of the tests that clients share, and of the language.
fn names() -> Result<Names, Box<dyn Error>> {
    let root = root();
    let mut names = Names::default();
    names.read(&root.join("templates/runtime/src"))?;
    let generated = root.join("generated-client/obstacles/src");
    for file in ["client.rs", "lib.rs", "mock.rs"] {
        names.read(&generated.join(file))?;
    }
    names.read(&generated.join("lists.rs"))?;
    for name in OF_THE_LANGUAGE.split_whitespace() {
        names.declared.insert(name.to_owned());
        names.words.insert(name.to_owned());
    }
    names.words.remove("_");
    // `Client` and `client` are one name wherever a description has it.
    let mut seen = BTreeSet::new();
    names.declared.retain(|it| it != "_" && seen.insert(it.replace('_', "").to_lowercase()));
    Ok(names)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Each declared name is a schema, a tag, an operation of that tag, an operation beside all others, a required argument and a field; each
/// word is a parameter and a value of an enum.
fn description(names: &Names) -> Value {
    let schema_ref = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let content = |schema: Value| json!({"application/json": {"schema": schema}});
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    let failed = json!({"description": "failed", "content": content(schema_ref("Error"))});
    for (n, name) in names.declared.iter().enumerate() {
        let n_of_kind = n % 2;
        schemas.insert(
            name.clone(),
            json!({"type": "object", "required": ["value"], "deprecated": n_of_kind == 1, "properties": {"value": {"type": "string"}}}),
        );
        let list = json!({"type": "array", "items": schema_ref(name)});
        paths.insert(
            format!("/tags/{name}"),
            json!({"put": {
                "operationId": format!("{name}.{name}"), "tags": [name], "deprecated": n_of_kind == 0,
                "requestBody": {"required": true, "content": content(schema_ref(name))},
                "responses": {"200": {"description": "ok", "content": content(list)}, "400": failed, "404": {
                    "description": "failed", "content": content(schema_ref(name))}}
            }}),
        );
        paths.insert(
            format!("/methods/{name}"),
            json!({"get": {
                "operationId": name, "tags": ["methods"],
                "responses": {"200": {"description": "ok", "headers": {name: {"schema": {"type": "string"}}}, "content": content(schema_ref(name))}}
            }}),
        );
    }
    let fields: Map<String, Value> = names.declared.iter().map(|it| (it.clone(), schema_ref(it))).collect();
    let required: Vec<&String> = names.declared.iter().collect();
    schemas.insert("EveryField".to_owned(), json!({"type": "object", "required": required, "properties": fields}));
    schemas.insert("EveryOption".to_owned(), json!({"type": "object", "properties": fields}));
    schemas.insert("EveryValue".to_owned(), json!({"type": "string", "enum": names.words}));
    let arms: Vec<Value> = names.declared.iter().map(|it| schema_ref(it)).collect();
    let mapping: Map<String, Value> =
        names.declared.iter().map(|it| (it.clone(), json!(format!("#/components/schemas/{it}")))).collect();
    schemas.insert(
        "EveryArm".to_owned(),
        json!({"oneOf": arms, "discriminator": {"propertyName": "value", "mapping": mapping}}),
    );
    let param = |name: &String, required: bool| {
        let schema = if names.declared.contains(name) { schema_ref(name) } else { json!({"type": "string"}) };
        json!({"name": name, "in": "query", "required": required, "style": "deepObject", "schema": schema})
    };
    let set: Vec<Value> = names.words.iter().map(|it| param(it, false)).collect();
    let asked: Vec<Value> = names.declared.iter().map(|it| param(it, true)).collect();
    let replies = json!({"200": {"description": "ok", "content": content(schema_ref("EveryArm"))}});
    paths.insert("/set".to_owned(), json!({
        "get": {"operationId": "every.set", "tags": ["Every"], "parameters": set, "responses": replies},
        "put": {"operationId": "every.field", "tags": ["Every"], "requestBody": {"required": true, "content": content(schema_ref("EveryField"))}, "responses": replies},
        "post": {"operationId": "every.option", "tags": ["Every"], "requestBody": {"content": content(schema_ref("EveryOption"))}, "responses": replies},
    }));
    paths.insert("/asked".to_owned(), json!({
        "get": {"operationId": "every.asked", "tags": ["Every"], "parameters": asked, "responses": {"200": {"description": "ok", "content": content(schema_ref("EveryValue"))}}},
    }));
    // Waits have variables of their own beside the values in the path of what they poll.
    let in_path: BTreeSet<String> = names.words.iter().map(|it| it.to_lowercase()).collect();
    let path: String = in_path.iter().map(|it| format!("/{{{it}}}")).collect();
    let values: Vec<Value> = in_path
        .iter()
        .map(|it| json!({"name": it, "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect();
    paths.insert(path, json!({
        "get": {"operationId": "every.wait_poll", "tags": ["Every"], "parameters": values, "responses": {"200": {"description": "ok", "content": content(schema_ref("EveryOption"))}}},
        "put": {"operationId": "every.wait_start", "tags": ["Every"], "parameters": values, "responses": {"202": {"description": "ok"}}},
    }));
    json!({"openapi": "3.0.3", "info": {"title": "Every name", "version": "1"}, "servers": [{"url": "https://example.com"}],
        "paths": paths, "components": {"schemas": schemas}})
}

const CLIENT_TOML: &str = r#"
[operations."every.wait_poll".resource-wait.wait_until_done]
done = { verify = true }
done-status = [410]

[operations."every.wait_start".wait]
steps = [{ poll = "every.wait_poll", done = { somewhere = true } }, { poll = "every.wait_poll", done = { verify = true } }]
"#;

#[test]
fn every_name_compiles() -> Result<(), Box<dyn Error>> {
    let names = names()?;
    assert!(names.declared.contains("MockServer") && names.declared.contains("somewhere"), "{:?}", names.declared);
    // Below the target folder, so that a second run compiles no dependency again.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names");
    let _ = fs::remove_dir_all(folder.join("crate"));
    fs::create_dir_all(&folder)?;
    let spec = folder.join("openapi.json");
    fs::write(&spec, serde_json::to_string_pretty(&description(&names))?)?;
    fs::write(folder.join("client.toml"), CLIENT_TOML)?;
    let out = folder.join("crate");
    let mut generator = Command::new(env!("CARGO_BIN_EXE_generator"));
    run(generator.arg("generate").arg(&spec).arg("--out").arg(&out).args(["--name", "every-name"]))?;
    let manifest = out.join("Cargo.toml");
    fs::write(&manifest, fs::read_to_string(&manifest)? + "\n[workspace]\n")?;
    fs::copy(root().join("Cargo.lock"), out.join("Cargo.lock"))?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["rustc", "--quiet", "--lib", "--all-features", "--profile", "check", "--manifest-path"]).arg(&manifest);
    run(cargo.env("CARGO_TARGET_DIR", folder.join("target")).args(["--", "-D", "warnings"]))
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let output = command.output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let first: Vec<&str> = told.lines().take(200).collect();
    if output.status.success() { Ok(()) } else { Err(format!("{command:?}:\n{}", first.join("\n")).into()) }
}
