//! A description with a text in every place that can reach a client.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Makes the texts; each begins with the name of its place, by which a test finds it.
pub(crate) struct Texts<'a> {
    payload: &'a dyn Fn(&str) -> String,
    made: BTreeMap<String, String>,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(payload: &'a dyn Fn(&str) -> String) -> Texts<'a> {
        Texts { payload, made: BTreeMap::new() }
    }

    /// The text of a place, the same each time.
    fn at(&mut self, place: &str) -> String {
        let payload = self.payload;
        self.made.entry(place.to_owned()).or_insert_with(|| payload(place)).clone()
    }

    /// The names of all places.
    pub(crate) fn places(&self) -> impl Iterator<Item = &str> {
        self.made.keys().map(String::as_str)
    }
}

pub(crate) fn description(t: &mut Texts<'_>) -> Value {
    let path = format!("/things/{}/{{id}}", without_controls(t.at("path")).replace(['{', '}', '?', '#'], "-"));
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": t.at("infotitle"), "version": t.at("infoversion"), "description": t.at("infodescription"),
            "termsOfService": t.at("terms"),
            "contact": { "name": t.at("contact"), "url": t.at("contacturl"), "email": t.at("contactemail") },
            "license": { "name": t.at("license"), "url": t.at("licenseurl") },
        },
        "externalDocs": { "url": t.at("docsurl"), "description": t.at("docsdescription") },
        "servers": servers(t),
        "tags": [{ "name": t.at("tag"), "description": t.at("tagdescription"),
                   "externalDocs": { "url": t.at("tagdocs"), "description": t.at("tagdocsdescription") } }],
        "security": [{ t.at("bearer"): [] }, { t.at("key"): [] }, { t.at("oauth"): [t.at("scope")] }],
        "paths": {
            path: {
                "description": t.at("pathdescription"), "summary": t.at("pathsummary"),
                "parameters": [{ "name": "id", "in": "path", "required": true, "description": t.at("iddescription"),
                                 "schema": { "type": "string", "example": t.at("idexample") } }],
                "put": operation(t, "put"),
                "get": operation(t, "get"),
            },
            "/things": { "post": operation(t, "post"), "get": list(t) },
        },
        "components": { "schemas": schemas(t), "securitySchemes": schemes(t) },
    })
}

fn servers(t: &mut Texts<'_>) -> Value {
    json!([
        { "url": "https://{region}.example.com", "description": t.at("server"), "variables": {
            "region": { "default": "eu", "enum": ["eu", t.at("varvalue")], "description": t.at("vardescription") },
        } },
        { "url": "https://example.org", "description": t.at("otherserver") },
        { "url": format!("https://example.com/{}", t.at("serverurl").replace(['{', '}'], "-")) },
    ])
}

fn operation(t: &mut Texts<'_>, of: &str) -> Value {
    let [required, inner] = [t.at("required"), t.at("inlinekey")];
    let mut at = |place: &str| t.at(&format!("{of}{place}"));
    let mut res = json!({
        "operationId": at("operationid"), "summary": at("summary"), "description": at("description"),
        "externalDocs": { "url": at("moreurl"), "description": at("more") },
        "parameters": [
            { "name": at("query"), "in": "query", "description": at("querydescription"), "example": at("queryexample"),
              "schema": { "type": "string", "default": at("querydefault"), "format": at("queryformat") } },
            { "name": at("list"), "in": "query", "schema": { "type": "array", "items": { "type": "string", "enum": [at("item"), at("otheritem")] } } },
            { "name": "X-Kind", "in": "header", "required": true, "description": at("header"), "schema": { "type": "string", "enum": [without_controls(at("kind")), without_controls(at("otherkind"))] } },
            { "name": "session", "in": "cookie", "description": at("cookie"), "schema": { "type": "string" }, "example": at("cookieexample") },
        ],
        "responses": {
            "200": {
                "description": at("success"),
                "headers": { "X-Count": { "description": at("countdescription"), "schema": { "type": "string" } } },
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } },
                "links": { at("link"): { "operationRef": "#/paths/~1things/get", "description": at("linkdescription") } },
            },
            "404": { "description": at("missing"), "content": { "application/json": { "schema": {
                "type": "object", "properties": { "message": { "type": "string", "example": at("message") }, at("errorkey"): { "type": "string" } } } } } },
            "default": { "description": at("otherwise"), "content": { "application/problem+json": {
                "schema": { "type": "object", "properties": { "detail": { "type": "string" } } },
                "example": { "detail": at("errorexample") } } } },
        },
    });
    if of != "get" {
        res["tags"] = json!([at("owntag")]);
        res["requestBody"] = json!({ "description": at("body"), "required": true, "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/Thing" },
            "examples": { at("examplename"): { "summary": at("examplesummary"), "value": { required: "x", "object": { inner: at("examplevalue") } } } } } } });
    } else {
        res["tags"] = json!([t.at("tag")]);
        res["deprecated"] = json!(true);
    }
    res
}

/// Paths and headers cannot hold control characters: what has one is skipped.
fn without_controls(text: String) -> String {
    text.replace(char::is_control, " ")
}

fn list(t: &mut Texts<'_>) -> Value {
    json!({
        "operationId": t.at("listid"), "tags": [t.at("tag")],
        "description": format!("See `GET /things` and {}", t.at("listdescription")),
        "responses": { "200": { "description": t.at("listed"), "content": { "application/json": { "schema": {
            "type": "array", "title": t.at("listtitle"), "items": { "$ref": "#/components/schemas/Thing" } } } } } },
    })
}

fn schemas(t: &mut Texts<'_>) -> Value {
    json!({
        "Thing": {
            "type": "object", "title": t.at("schematitle"), "description": t.at("schemadescription"),
            "required": [t.at("required")],
            "properties": {
                t.at("required"): { "type": "string", "description": t.at("requireddescription"), "example": t.at("requiredexample") },
                t.at("untold"): { "type": "string", "default": t.at("default"), "format": t.at("format"), "pattern": t.at("pattern") },
                "number": { "type": "integer", "format": t.at("integerformat"), "title": t.at("propertytitle") },
                "kind": { "$ref": "#/components/schemas/Kind" },
                "choice": { "$ref": "#/components/schemas/Choice" },
                "listed": { "type": "array", "items": { "type": "string", "format": t.at("itemformat"), "enum": [t.at("inlinevalue"), "x"] } },
                "object": { "type": "object", "title": t.at("inlinetitle"), "properties": { t.at("inlinekey"): { "type": "string" } } },
                "any": { "example": t.at("anyexample"), "description": t.at("anydescription") },
                "map": { "type": "object", "additionalProperties": { "type": "string", "description": t.at("mapdescription") }, "example": { t.at("mapkey"): "x" } },
            },
            "additionalProperties": { "type": "string" },
        },
        "Kind": {
            "type": "string", "description": t.at("enumdescription"), "default": t.at("value"),
            "enum": [t.at("value"), t.at("othervalue")], "x-enum-descriptions": [t.at("valuedescription"), t.at("othervaluedescription")],
        },
        "Choice": {
            "description": t.at("uniondescription"),
            "oneOf": [{ "$ref": "#/components/schemas/First" }, { "$ref": "#/components/schemas/Second" }],
            "discriminator": { "propertyName": t.at("tagproperty"), "mapping": {
                t.at("firsttag"): "#/components/schemas/First", t.at("secondtag"): "#/components/schemas/Second" } },
        },
        "First": arm(t, "first"),
        "Second": arm(t, "second"),
    })
}

fn arm(t: &mut Texts<'_>, of: &str) -> Value {
    json!({
        "type": "object", "description": t.at(&format!("{of}description")), "required": [t.at("tagproperty")],
        "properties": { t.at("tagproperty"): { "type": "string" }, of: { "type": "string", "example": t.at(&format!("{of}example")) } },
    })
}

fn schemes(t: &mut Texts<'_>) -> Value {
    json!({
        t.at("bearer"): { "type": "http", "scheme": "bearer", "description": t.at("bearerdescription"), "bearerFormat": t.at("bearerformat") },
        t.at("key"): { "type": "apiKey", "in": "query", "name": t.at("keyname"), "description": t.at("keydescription") },
        t.at("oauth"): { "type": "oauth2", "description": t.at("oauthdescription"), "flows": { "clientCredentials": {
            "tokenUrl": t.at("tokenurl"), "refreshUrl": t.at("refreshurl"), "scopes": { t.at("scope"): t.at("scopedescription") } } } },
    })
}
