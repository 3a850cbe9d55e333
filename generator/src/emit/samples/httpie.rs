//! A sample for HTTPie.

use super::super::types::Types;
use super::http::{Http, Payload, Query, http};
use super::shell::{self, Word};
use super::{json, url};
use crate::markdown::is_harmful;
use crate::plan::{Crate, Request, RustTy};
use serde_json::Value;

/// The command, an item a line.
pub(in super::super) fn httpie(krate: &Crate, request: &Request, types: &Types<'_>) -> String {
    let http = http(krate, request);
    let mut items: Vec<String> = Vec::new();
    let flag = match http.body {
        Payload::Form(_) => "--form ",
        Payload::Parts(_) => "--multipart ",
        _ => "",
    };
    let url = http.url(|it| !is_item(it)).quoted();
    if let Some(user) = &http.user {
        items.push(format!("--auth {}", user.quoted()));
    }
    for (name, value) in http.headers.iter().filter(|(name, _)| is_said(&http.body, name)) {
        items.push(format!("{}:{}", escaped(name), value.quoted()));
    }
    for part in http.query.iter().filter(|it| is_item(it)) {
        if let Query::Pair(name, value) = part {
            items.push(format!("{}=={}", escaped(name), Word::text(value.as_str()).quoted()));
        }
    }
    items.extend(body(&http, types));
    let mut lines = shell::first(&format!("http {flag}{} ", http.method), &url);
    lines.extend(items);
    lines.join(" \\\n  ")
}

/// What HTTPie encodes itself.
fn is_item(part: &Query) -> bool {
    matches!(part, Query::Pair(name, _) if is_name(name))
}

/// HTTPie says by itself that it sends JSON or a form.
fn is_said(body: &Payload<'_>, header: &str) -> bool {
    header != "Content-Type" || matches!(body, Payload::Text(_) | Payload::File)
}

fn body(http: &Http<'_>, types: &Types<'_>) -> Vec<String> {
    match &http.body {
        Payload::None => Vec::new(),
        Payload::Json(value, ty) => json_items(value, ty, types),
        Payload::Form(value) => {
            let pairs = url::form(value).into_iter();
            pairs.map(|(name, value)| format!("{}={}", escaped(&name), Word::text(value).quoted())).collect()
        }
        Payload::Parts(parts) => {
            let item = |(name, text): &(String, Option<String>)| match text {
                Some(text) => format!("{}={}", escaped(name), Word::text(text.as_str()).quoted()),
                None => format!("{}@file.bin", escaped(name)),
            };
            parts.iter().map(item).collect()
        }
        Payload::Text(text) => vec![format!("--raw {}", Word::text(text.as_str()).quoted())],
        Payload::File => vec!["@file.bin".to_owned()],
    }
}

/// `name=web-01 disk:=true tags:='["web"]'`: only texts go with `=`. Keys that HTTPie would take apart make one raw body.
fn json_items(value: &Value, ty: &RustTy, types: &Types<'_>) -> Vec<String> {
    let entries = value.as_object().filter(|it| !it.is_empty() && it.keys().all(|it| is_name(it)));
    let Some(entries) = entries else {
        return vec![format!("--raw {}", Word::text(json(value, ty, types)).quoted())];
    };
    let mut res = Vec::new();
    for (key, inner) in json::entries(value, ty, types) {
        res.push(match &entries[&key] {
            // `=@` and `==` mean other things; only JSON has escapes for what must not be shown as it is.
            Value::String(text) if !text.starts_with(['@', '=']) && !text.contains(is_harmful) => {
                format!("{key}={}", Word::text(text.as_str()).quoted())
            }
            _ => format!("{key}:={}", Word::text(inner).quoted()),
        });
    }
    res
}

/// A name without what HTTPie takes for a separator or a path into an object, and that is no index.
fn is_name(name: &str) -> bool {
    let is_word = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_' || it == '-');
    is_word && name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
}

/// A name with its separators escaped.
fn escaped(name: &str) -> String {
    if is_name(name) {
        return name.to_owned();
    }
    let mut res = String::new();
    for c in name.chars() {
        if matches!(c, ':' | '=' | '@' | ';' | '\\' | '[' | ']') {
            res.push('\\');
        }
        res.push(c);
    }
    Word::text(res).quoted()
}
