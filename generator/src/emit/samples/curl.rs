//! A sample for curl.

use super::super::types::Types;
use super::http::{Http, Payload, http};
use super::shell::{self, Word};
use super::{json, url};
use crate::plan::{Crate, Request};
use serde_json::Value;

/// The command, an option a line.
pub(in super::super) fn curl(krate: &Crate, request: &Request, types: &Types<'_>) -> String {
    let http = http(krate, request);
    let mut lines = shell::first(&format!("curl {}", method(&http)), &http.url(|_| true).quoted());
    if let Some(user) = &http.user {
        lines.push(format!("--user {}", user.quoted()));
    }
    for (name, value) in http.headers.iter().filter(|(name, _)| is_said(&http.body, name)) {
        lines.push(format!("--header {}", Word::text(format!("{name}: ")).and(value.clone()).quoted()));
    }
    match &http.body {
        Payload::None => {}
        Payload::Json(value, ty) => lines.push(format!("--data {}", Word::text(json(value, ty, types)).quoted())),
        Payload::Form(value) => lines.extend(form(value)),
        Payload::Parts(parts) => lines.extend(parts.iter().map(part)),
        Payload::Text(text) => lines.push(format!("--data-raw {}", Word::text(text.as_str()).quoted())),
        Payload::File => lines.push("--data-binary @file.bin".to_owned()),
    }
    lines.join(" \\\n  ")
}

/// curl sends GET by itself, and waits for no body only if it is told that there is none.
fn method(http: &Http<'_>) -> String {
    match http.method {
        "GET" if matches!(http.body, Payload::None) => String::new(),
        "HEAD" => "--head ".to_owned(),
        method => format!("--request {method} "),
    }
}

/// Forms are what curl sends unless it is told otherwise.
fn is_said(body: &Payload<'_>, header: &str) -> bool {
    !(header == "Content-Type" && matches!(body, Payload::Form(_) | Payload::Parts(_)))
}

fn part((name, text): &(String, Option<String>)) -> String {
    match text {
        Some(text) => format!("--form-string {}", Word::text(format!("{name}={text}")).quoted()),
        None => format!("--form {}", Word::text(format!("{name}=@file.bin")).quoted()),
    }
}

fn form(value: &Value) -> Vec<String> {
    let pairs = url::form(value).into_iter();
    pairs.map(|(name, value)| format!("--data-urlencode {}", Word::text(format!("{name}={value}")).quoted())).collect()
}
