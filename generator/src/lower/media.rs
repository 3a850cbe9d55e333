//! Which of several media types is used, and how is its content read or written?

use crate::spec::At;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Form,
    Text,
    /// Bytes as they are.
    Opaque,
    /// A format with a structure that is not understood: bytes, with a warning.
    Foreign,
    Multipart,
    Stream,
    /// `*/*`
    Anything,
}

/// A `content` entry.
#[derive(Clone, Copy)]
pub(super) struct Media<'s> {
    pub name: &'s str,
    pub kind: Kind,
    pub at: At<'s>,
}

pub(super) fn all<'s>(content: Option<At<'s>>) -> Vec<Media<'s>> {
    let entries = content.into_iter().flat_map(At::entries);
    entries.map(|(name, at)| Media { name, kind: kind(name, at), at }).collect()
}

fn kind(name: &str, at: At<'_>) -> Kind {
    let essence = essence(name);
    let is_raw = || at.get("schema").and_then(|it| it.get("format")).and_then(At::as_str) == Some("binary");
    match essence.as_str() {
        "application/json" | "text/json" => Kind::Json,
        "application/json-seq"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonlines"
        | "application/stream+json"
        | "text/event-stream" => Kind::Stream,
        "application/x-www-form-urlencoded" => Kind::Form,
        "application/xml" | "text/xml" | "application/yaml" | "application/x-yaml" | "text/yaml" => Kind::Foreign,
        "*/*" | "application/*" if is_raw() => Kind::Opaque,
        "*/*" | "application/*" => Kind::Anything,
        it if it.ends_with("+json") => Kind::Json,
        it if it.ends_with("+xml") && it != "image/svg+xml" => Kind::Foreign,
        "multipart/form-data" => Kind::Multipart,
        it if it.starts_with("multipart/") => Kind::Foreign,
        it if it.starts_with("text/") => Kind::Text,
        _ => Kind::Opaque,
    }
}

/// Without parameters, in lower case.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The best by the given order of preference; among equals the first.
pub(super) fn best<'s>(all: &[Media<'s>], order: &[Kind]) -> Option<Media<'s>> {
    let rank = |it: &Media<'s>| order.iter().position(|kind| *kind == it.kind);
    let plain = |it: &Media<'s>| essence(it.name) != "application/json";
    all.iter().filter(|it| rank(it).is_some()).min_by_key(|it| (rank(it), plain(it))).copied()
}
