//! Text of a description cannot place code, paths or template directives into the output.

use super::{contents, generator};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Each would do something somewhere if it were taken for more than text; all hold the word `pwned`.
const TEXTS: &[&str] = &[
    "*/ pub fn pwned() {} /*",
    "\"] pub mod pwned {} #[doc = \"",
    "\"##]\npub mod pwned {}\n#[doc = r##\"",
    "{{ pwned }} {% include 'pwned' %} {# pwned #}",
    "x\n#![feature(pwned)]\nx",
    "x\r\n//! pwned\rpub fn pwned() {}\u{2028}pub fn pwned() {}\u{0}",
    "```rust\npwned()\n",
    "~~~\n```\n    pwned();\n\n\tpwned();",
    "<script>pwned()</script> ![pwned](file:///pwned) [pwned]: ../../pwned",
    "\\\" + include_str!(\"/pwned\") + \\\"",
    "../../pwned",
    "/pwned/../..",
    "..",
    "pwned\" \ninclude = \"/pwned",
    "r#pwned",
    "\u{202e}pwned\u{2066}",
    "'; pwned; '",
    "$crate::pwned!()",
    "C:\\pwned",
];

/// A description that has the text in every place that takes one.
fn description(text: &str) -> Value {
    let schema = json!({
        "type": "object", "title": text, "description": text, "required": [text],
        "properties": { text: { "type": "string", "description": text, "default": text, "example": text, "pattern": "a" } },
    });
    let parameter = |name: &str, place: &str| json!({ "name": name, "in": place, "description": text, "schema": { "type": "string", "enum": [text, "b"] } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": text, "version": text, "description": text },
        "servers": [{ "url": "https://example.com", "description": text }],
        "tags": [{ "name": text, "description": text }],
        "paths": { "/things": { "post": {
            "operationId": text, "tags": [text], "summary": text, "description": text,
            "externalDocs": { "url": text },
            "parameters": [parameter(text, "query"), parameter("X-Kind", "header")],
            "requestBody": { "description": text, "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Thing" }, "examples": { text: { "value": { text: text } } },
            } } },
            "responses": { "200": { "description": text, "content": { "application/json": { "schema": schema } } } },
        } } },
        "components": { "schemas": {
            "Thing": schema,
            "Kind": { "type": "string", "enum": [text, "b"], "description": text },
        } },
    })
}

#[test]
fn texts_stay_texts() {
    for text in TEXTS {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("acme")).unwrap();
        fs::write(dir.path().join("acme/openapi.json"), description(text).to_string()).unwrap();
        let ended = generator(dir.path(), "generate acme/openapi.json --out out");
        assert_eq!(ended.status, 0, "{text:?}: {}", ended.stderr);
        inspect(text, dir.path());
    }
}

/// Nothing but the description and the client is there, and no file of the client has taken the text for more than text.
fn inspect(text: &str, dir: &Path) {
    let out = dir.join("out");
    for (path, bytes) in contents(dir) {
        let Ok(path) = path.strip_prefix(&out) else {
            assert_eq!(path, dir.join("acme/openapi.json"), "{text:?}");
            continue;
        };
        assert!(!path.starts_with("src/runtime/..") && path.iter().all(|it| it != ".."), "{text:?}: {path:?}");
        let content = String::from_utf8(bytes).unwrap();
        match path.extension().and_then(|it| it.to_str()) {
            Some("rs") => rust(text, path, &content),
            Some("toml") => manifest(text, &content),
            _ => {}
        }
    }
}

fn rust(text: &str, path: &Path, content: &str) {
    let file = syn::parse_file(content).unwrap_or_else(|err| panic!("{text:?}: {path:?}: {err}\n{content}"));
    for attr in &file.attrs {
        let allowed = ["doc", "allow", "deny", "warn", "forbid", "cfg_attr", "rustfmt", "doc_cfg"];
        let name = attr.path().segments[0].ident.to_string();
        assert!(allowed.contains(&name.as_str()), "{text:?}: {path:?} has #![{name}]");
    }
    // Whatever the text became, it is a name or a string: it does not stand alone as a function, a module or a macro.
    for item in &file.items {
        let name = match item {
            syn::Item::Fn(it) => it.sig.ident.to_string(),
            syn::Item::Macro(it) => it.mac.path.segments.last().unwrap().ident.to_string(),
            _ => continue,
        };
        assert!(!name.contains("pwned"), "{text:?}: {path:?} has `{name}`");
    }
}

fn manifest(text: &str, content: &str) {
    let table: toml::Table = content.parse().unwrap_or_else(|err| panic!("{text:?}: {err}\n{content}"));
    let package = table["package"].as_table().unwrap();
    let keys: Vec<&str> = package.keys().map(String::as_str).collect();
    let known = ["name", "version", "edition", "rust-version", "description", "license", "readme", "metadata"];
    assert!(keys.iter().all(|it| known.contains(it)), "{text:?}: {keys:?}");
    assert_eq!(package["metadata"].to_string(), r#"{ docs = { rs = { features = ["mock"] } } }"#, "{text:?}");
}
