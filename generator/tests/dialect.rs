//! What a schema is once 3.1 is folded: `check(schema as written, schema as read)`.

use generator::diag::Diagnostics;
use generator::source::MapFiles;
use generator::spec::{self, At, Spec};
use std::path::Path;

fn load(text: String) -> Spec {
    let mut diags = Diagnostics::default();
    let spec = spec::load(&mut diags, &MapFiles::new().with("a.yaml", text), Path::new("a.yaml"))
        .expect("it is a description");
    assert!(!diags.has_errors(), "{:?}", diags.sorted());
    spec
}

fn schema<'s>(spec: &'s Spec, name: &str) -> At<'s> {
    let schemas = spec.root().get("components").and_then(|it| it.get("schemas"));
    schemas.and_then(|it| it.get(name)).expect("the schema is there")
}

#[track_caller]
fn check_version(version: &str, written: &str, expected: serde_json::Value) {
    let spec = load(format!(
        "openapi: {version}\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    B: {{type: object}}\n    A: {written}\n"
    ));
    assert_eq!(schema(&spec, "A").to_json(), expected, "{written}");
}

#[track_caller]
fn check(written: &str, expected: serde_json::Value) {
    check_version("3.1.0", written, expected);
}

const REF: &str = "#/components/schemas/B";

#[test]
fn types() {
    check("{type: [string]}", serde_json::json!({"type": "string"}));
    check(
        "{type: [string, 'null'], maxLength: 5}",
        serde_json::json!({"type": "string", "maxLength": 5, "nullable": true}),
    );
    check("{type: [string, null]}", serde_json::json!({"type": "string", "nullable": true}));
    check("{type: [integer, number]}", serde_json::json!({"type": "number"}));
    check(
        "{type: [array, string], items: {type: integer}, minLength: 1, format: uri, title: t}",
        serde_json::json!({"title": "t", "oneOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "string", "minLength": 1, "format": "uri"}]}),
    );
    check("{type: [string, number, boolean, array, object]}", serde_json::json!({}));
    check("{type: 'null'}", serde_json::json!({"nullable": true, "enum": []}));
}

#[test]
fn constants_and_enums() {
    check("{const: a}", serde_json::json!({"enum": ["a"]}));
    check(
        "{type: [string, 'null'], enum: [a, null]}",
        serde_json::json!({"type": "string", "enum": ["a"], "nullable": true}),
    );
    check("{enum: [null]}", serde_json::json!({"nullable": true, "enum": []}));
    check_version(
        "3.0.3",
        "{type: string, enum: [a, null]}",
        serde_json::json!({"type": "string", "enum": ["a"], "nullable": true}),
    );
}

#[test]
fn null_arms() {
    check("{oneOf: [{type: string}, {type: 'null'}]}", serde_json::json!({"type": "string", "nullable": true}));
    check(
        "{anyOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}",
        serde_json::json!({"nullable": true, "allOf": [{"$ref": REF}]}),
    );
    check(
        "{oneOf: [{type: string}, {type: integer}, {const: null}]}",
        serde_json::json!({"oneOf": [{"type": "string"}, {"type": "integer"}], "nullable": true}),
    );
}

#[test]
fn beside_a_reference() {
    check(
        "{$ref: '#/components/schemas/B', description: d, required: [x]}",
        serde_json::json!({"description": "d", "allOf": [{"$ref": REF}, {"required": ["x"]}]}),
    );
    check_version(
        "3.0.3",
        "{$ref: '#/components/schemas/B', nullable: true}",
        serde_json::json!({"nullable": true, "allOf": [{"$ref": REF}]}),
    );
}

#[test]
fn keywords() {
    check(
        "{type: integer, exclusiveMinimum: 0, maximum: 9, exclusiveMaximum: 10}",
        serde_json::json!({"type": "integer", "exclusiveMinimum": true, "maximum": 9, "minimum": 0}),
    );
    check("{type: string, examples: [a, b]}", serde_json::json!({"type": "string", "example": "a"}));
    check("{type: string, contentEncoding: base64}", serde_json::json!({"type": "string", "format": "byte"}));
    check("{type: string, contentEncoding: base64url}", serde_json::json!({"type": "string", "format": "base64url"}));
    check("{type: string, contentMediaType: image/png}", serde_json::json!({"type": "string", "format": "binary"}));
    check("{type: string, contentMediaType: application/json}", serde_json::json!({"type": "string"}));
    check(
        "{prefixItems: [{type: number}, {type: number}], items: {type: number}}",
        serde_json::json!({"type": "array", "items": {"type": "number"}}),
    );
    check(
        "{prefixItems: [{type: number}, {type: string}], items: false}",
        serde_json::json!({"type": "array", "prefixItems": [{"type": "number"}, {"type": "string"}], "x-closed": true}),
    );
    check(
        "{patternProperties: {'^x': {type: string}}, additionalProperties: false}",
        serde_json::json!({"additionalProperties": {"type": "string"}}),
    );
    check("{not: {type: 'null'}, if: {}, title: t}", serde_json::json!({"title": "t"}));
    check("true", serde_json::json!({}));
    check("false", serde_json::json!({"x-never": true}));
}

#[test]
fn mended_values() {
    check("{type: boolean, default: 'false'}", serde_json::json!({"type": "boolean", "default": false}));
    check("{type: string, default: 3600}", serde_json::json!({"type": "string", "default": "3600"}));
    check("{type: integer, default: ten}", serde_json::json!({"type": "integer"}));
    check("{type: string, enum: [a, b], default: c}", serde_json::json!({"type": "string", "enum": ["a", "b"]}));
    check(
        "{type: string, maxLength: 3.0, minLength: '1'}",
        serde_json::json!({"type": "string", "maxLength": 3, "minLength": 1}),
    );
    check("{type: object, properties: []}", serde_json::json!({"type": "object", "properties": {}}));
}

#[test]
fn decoding_hands_out_places() {
    let spec = load(
        "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: {type: object, properties: {b: {type: [string, 'null']}, c: {$ref: '#/components/schemas/A'}}}\n".to_owned(),
    );
    let mut diags = Diagnostics::default();
    let decoded: openapiv3::Schema = schema(&spec, "A").decode(&mut diags).expect("it is a schema");
    let openapiv3::SchemaKind::Type(openapiv3::Type::Object(object)) = decoded.schema_kind else {
        unreachable!("it is an object")
    };
    let child = |key: &str| match &object.properties[key] {
        openapiv3::ReferenceOr::Reference { reference } => spec.at(reference),
        openapiv3::ReferenceOr::Item(_) => unreachable!("children are handed out"),
    };
    assert_eq!(child("b").to_json(), serde_json::json!({"type": "string", "nullable": true}));
    assert_eq!(child("b").name(), None);
    assert!(child("c").is_ref());
    assert_eq!((child("c").target().id(), child("c").name()), (schema(&spec, "A").id(), Some("A")));
}
