//! Which headers does a reply have, and which of them are what client.toml asks for?

use super::ctx::Ctx;
use super::formats;
use super::overrides::known;
use super::split;
use crate::config::Spanned;
use crate::diag::codes::lower as codes;
use crate::ir::{IntegerFormat, ReplyHeader, StringFormat, Ty};
use crate::spec::At;

/// Of all the given replies, each header once. `Content-Type` is none of them, as OpenAPI has it.
pub(super) fn lower<'s>(cx: &mut Ctx<'_, '_>, replies: impl Iterator<Item = At<'s>>) -> Vec<ReplyHeader> {
    let mut found: Vec<ReplyHeader> = Vec::new();
    for (name, at) in replies.filter_map(|it| it.get("headers")).flat_map(At::entries) {
        let is_known = found.iter().any(|it| it.name.eq_ignore_ascii_case(name));
        if is_known || name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        found.push(ReplyHeader {
            name: name.to_owned(),
            required: at.get("required").and_then(At::as_bool).unwrap_or(false),
            ty: ty(cx, name, at),
            description: at.get("description").and_then(At::as_str).map(str::to_owned),
            deprecated: at.get("deprecated").and_then(At::as_bool).unwrap_or(false),
            origin: at.target().key_span(),
        });
    }
    found
}

const TEXT: Ty = Ty::String(StringFormat::Plain);

/// A server sends `Set-Cookie` once for each cookie, whatever the schema says of one.
fn ty(cx: &mut Ctx<'_, '_>, name: &str, header: At<'_>) -> Ty {
    if name.eq_ignore_ascii_case("set-cookie") {
        return Ty::List(Box::new(TEXT));
    }
    header.get("schema").map_or(TEXT, |it| list_or_scalar(cx, it))
}

fn list_or_scalar(cx: &mut Ctx<'_, '_>, schema: At<'_>) -> Ty {
    match schema.get("type").and_then(At::as_str) {
        Some("array") => Ty::List(Box::new(schema.get("items").map_or(TEXT, |it| scalar(cx, it)))),
        _ => scalar(cx, schema),
    }
}

/// What has no simple type is the text that it is.
fn scalar(cx: &mut Ctx<'_, '_>, schema: At<'_>) -> Ty {
    let format = schema.get("format").and_then(At::as_str);
    match schema.get("type").and_then(At::as_str) {
        Some("integer") => Ty::Integer(format.and_then(formats::integer_format).unwrap_or(IntegerFormat::Int64)),
        Some("number") => formats::number(format),
        Some("boolean") => Ty::Boolean,
        Some("string") => formats::string(cx, format),
        _ => TEXT,
    }
}

/// `value-header`: what awaiting gives.
pub(super) fn apply(cx: &mut Ctx<'_, '_>) {
    let config = cx.config;
    for idx in 0..cx.api.operations.len() {
        let op = &cx.api.operations[idx];
        // A part of a split operation says for itself what awaiting gives.
        let asked = config.operations.get(&op.id).filter(|_| split::config_of(cx, op).is_none());
        if let Some(asked) = asked.and_then(|it| it.value.value_header.as_ref()) {
            cx.api.operations[idx].value_header = check(cx, idx, asked);
        }
    }
}

fn check(cx: &mut Ctx<'_, '_>, idx: usize, asked: &Spanned<String>) -> Option<usize> {
    let headers = &cx.api.operations[idx].reply.headers;
    let found = headers.iter().position(|it| it.name.eq_ignore_ascii_case(&asked.value));
    if found.is_none() {
        let names: Vec<String> = headers.iter().map(|it| it.name.clone()).collect();
        let names = names.iter().map(String::as_str);
        known(cx, codes::HEADER_UNKNOWN, "header of the reply", &asked.value, asked.span, names);
    }
    found
}
