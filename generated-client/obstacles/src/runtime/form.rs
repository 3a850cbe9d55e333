//! Bodies of `application/x-www-form-urlencoded`, each property written as the description says.

use serde::Serialize;
use serde_json::{Map, Value};

use super::body::Body;
use super::encode::percent_encode;
use super::request::RawRequest;

/// How a property of a form is written. The usual way: a list repeats the key, an object is JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldStyle {
    /// An object's own keys take the place of the key.
    Exploded,
    /// All values in one, with this between them.
    Joined(&'static str),
    /// `key[inner]=…`, at every depth.
    Deep,
    /// Whatever it is, as one JSON text.
    Json,
    /// Reserved characters stay as they are.
    Reserved,
    /// As usual; a part has this media type.
    Typed(&'static str),
}

/// A key with the texts under it, and what stands between these.
pub(crate) struct Pair {
    pub(crate) key: String,
    pub(crate) texts: Vec<String>,
    pub(crate) between: &'static str,
    /// It was written as JSON.
    pub(crate) is_json: bool,
}

impl Pair {
    fn new(key: &str, text: String) -> Self {
        Pair { key: key.to_owned(), texts: vec![text], between: "", is_json: false }
    }

    fn json(key: &str, value: &Value) -> Self {
        Pair { is_json: true, ..Pair::new(key, value.to_string()) }
    }

    fn encoded(&self, encode: fn(&str) -> String) -> String {
        let texts: Vec<String> = self.texts.iter().map(|text| encode(text)).collect();
        let between = if self.between == "," { ",".to_owned() } else { percent_encode(self.between) };
        format!("{}={}", percent_encode(&self.key), texts.join(&between))
    }
}

impl RawRequest {
    /// Sets the whole body, as a form, in place of what was set before.
    pub(crate) fn form<T: Serialize + ?Sized>(mut self, body: &T, styles: &[(&str, FieldStyle)]) -> Self {
        match serde_json::to_value(body) {
            Ok(Value::Object(entries)) => {
                self.body(Body::new("application/x-www-form-urlencoded", urlencoded(&entries, styles)))
            }
            Ok(Value::Null) => self.body(Body::new("application/x-www-form-urlencoded", "")),
            Ok(_) => {
                self.fail(|| "a form has to be an object".to_owned());
                self
            }
            Err(error) => {
                self.fail(|| format!("the body cannot be written as a form: {error}"));
                self
            }
        }
    }
}

fn urlencoded(entries: &Map<String, Value>, styles: &[(&str, FieldStyle)]) -> String {
    let mut pairs = Vec::new();
    for (key, value) in entries {
        let style = style_of(key, styles);
        let encode = if style == Some(FieldStyle::Reserved) { keep_reserved } else { percent_encode };
        pairs.extend(self::pairs(key, value, style).iter().map(|pair| pair.encoded(encode)));
    }
    pairs.join("&")
}

pub(crate) fn style_of(key: &str, styles: &[(&str, FieldStyle)]) -> Option<FieldStyle> {
    styles.iter().find(|(name, _)| *name == key).map(|(_, style)| *style)
}

/// What a property is as keys and texts.
pub(crate) fn pairs(key: &str, value: &Value, style: Option<FieldStyle>) -> Vec<Pair> {
    match (style, value) {
        (Some(FieldStyle::Json), _) => vec![Pair::json(key, value)],
        (Some(FieldStyle::Deep), _) => {
            let mut pairs = Vec::new();
            deep(key, value, &mut pairs);
            pairs
        }
        (Some(FieldStyle::Joined(_)), Value::Array(items)) if items.is_empty() => Vec::new(),
        (Some(FieldStyle::Joined(between)), Value::Array(items)) => {
            vec![Pair { between, texts: items.iter().map(text).collect(), ..Pair::new(key, String::new()) }]
        }
        (Some(FieldStyle::Joined(between)), Value::Object(entries)) => {
            let texts = entries.iter().flat_map(|(key, value)| [key.clone(), text(value)]).collect();
            vec![Pair { between, texts, ..Pair::new(key, String::new()) }]
        }
        (Some(FieldStyle::Exploded | FieldStyle::Reserved), Value::Object(entries)) => {
            entries.iter().map(|(key, value)| Pair::new(key, text(value))).collect()
        }
        (_, Value::Array(items)) => items.iter().map(|item| usual(key, item)).collect(),
        (_, value) => vec![usual(key, value)],
    }
}

fn usual(key: &str, value: &Value) -> Pair {
    if value.is_object() || value.is_array() { Pair::json(key, value) } else { Pair::new(key, text(value)) }
}

/// `key[inner][0]=…`
fn deep(key: &str, value: &Value, pairs: &mut Vec<Pair>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                deep(&format!("{key}[{index}]"), item, pairs);
            }
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                deep(&format!("{key}[{name}]"), value, pairs);
            }
        }
        scalar => pairs.push(Pair::new(key, text(scalar))),
    }
}

/// A scalar without quotes; null, for which forms have no word, is empty.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // `1.0` is `1` for everybody who reads forms.
        Value::Number(number) => {
            number.as_f64().filter(|_| number.is_f64()).map_or_else(|| number.to_string(), |it| it.to_string())
        }
        other => other.to_string(),
    }
}

/// All but what would end a pair or mean something else in a form.
fn keep_reserved(text: &str) -> String {
    let mut encoded = String::new();
    for c in text.chars() {
        match c {
            ':' | '/' | '?' | '@' | '!' | '$' | '\'' | '(' | ')' | '*' | ',' | ';' | '[' | ']' => encoded.push(c),
            other => encoded.push_str(&percent_encode(other.encode_utf8(&mut [0; 4]))),
        }
    }
    encoded
}
