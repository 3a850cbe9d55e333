//! What an error reply says in words, and about which fields, where an API has no one form for it. Nothing here can fail.

use std::collections::BTreeMap;

use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::error::Error;
use super::error_body::tree;
use super::response::Reply;

/// Where an API's error bodies have their words.
pub(crate) struct ErrorViews {
    /// Keys that say what is wrong as a whole, best first.
    pub(crate) detail: &'static [&'static str],
    /// The key that holds the fields. `None`: every key that is not in `detail` is a field.
    pub(crate) fields: Option<&'static str>,
}

impl ErrorViews {
    /// What is wrong as a whole: the text under one of the keys, a bare text, a list of them with line breaks between, or
    /// the body if it is plain text.
    pub(crate) fn detail(&self, error: &Error) -> Option<String> {
        let reply = error.refusal()?;
        let said = match tree(&reply.body) {
            Some(Value::Object(members)) => self.detail.iter().find_map(|key| messages(members.get(*key)?)),
            Some(value) => messages(&value),
            None => plain(reply).map(|text| vec![text]),
        };
        said.map(|said| said.join("\n")).filter(|said| !said.is_empty())
    }

    /// What is wrong with each field, by its name.
    pub(crate) fn fields(&self, error: &Error) -> BTreeMap<String, Vec<String>> {
        let mut found = BTreeMap::new();
        let Some(Value::Object(mut members)) = error.refusal().and_then(|reply| tree(&reply.body)) else {
            return found;
        };
        match self.fields.map(|key| members.remove(key)) {
            Some(Some(Value::Object(fields))) => collect(&mut found, "", &fields),
            Some(_) => {}
            None => {
                members.retain(|name, _| !self.detail.contains(&name.as_str()));
                collect(&mut found, "", &members);
            }
        }
        found
    }
}

fn collect(found: &mut BTreeMap<String, Vec<String>>, prefix: &str, members: &Map<String, Value>) {
    for (name, value) in members {
        let name = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match (value, messages(value)) {
            (Value::Object(inner), _) => collect(found, &name, inner),
            (Value::Null, _) => {}
            (_, Some(said)) if said.is_empty() => {}
            (_, Some(said)) => drop(found.insert(name, said)),
            // A list with an object for each item of a list that was sent.
            (Value::Array(items), None) => {
                for (position, item) in items.iter().enumerate() {
                    let place = format!("{name}[{position}]");
                    match item {
                        Value::Object(inner) => collect(found, &place, inner),
                        item => drop(messages(item).map(|said| found.insert(place, said))),
                    }
                }
            }
            (other, None) => drop(found.insert(name, vec![other.to_string()])),
        }
    }
}

/// A text, or a list of nothing else.
fn messages(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Array(items) => items.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// A body that is text, and no page.
fn plain(reply: &Reply) -> Option<String> {
    let kind = reply.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let text = std::str::from_utf8(&reply.body).ok()?.trim();
    let is_page = text.starts_with('<') || !(kind.is_empty() || kind.to_ascii_lowercase().starts_with("text/plain"));
    (!is_page && !text.is_empty()).then(|| text.to_owned())
}
