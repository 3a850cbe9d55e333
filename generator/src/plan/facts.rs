//! What a description says of a value besides prose: ranges, lengths, defaults, as short sentences of rustdoc.

use crate::ir::Constraints;
use crate::markdown::code;
use serde_json::{Number, Value};

/// Longest example or pattern that is worth showing.
const SHOWN: usize = 80;

/// Sentences on a value; `default` is the API's own, which is not sent.
pub(crate) fn sentences(it: &Constraints, default: Option<&Value>, example: Option<&Value>) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(range(it));
    facts.extend(it.multiple_of.as_ref().map(|n| format!("A multiple of {n}.")));
    facts.extend(counted(it.min_length, it.max_length, "character"));
    facts.extend(counted(it.min_items, it.max_items, "item"));
    if it.unique_items {
        facts.push("No item twice.".to_owned());
    }
    facts.extend(it.format.as_ref().filter(|it| tells(it)).map(|it| format!("Format: {}.", code(it))));
    facts.extend(it.pattern.as_ref().filter(|it| it.len() <= SHOWN).map(|it| format!("Pattern: {}.", code(it))));
    facts.extend(known(&it.values));
    facts.extend(default.and_then(shown).map(|it| format!("The API's default is {it}.")));
    facts.extend(example.and_then(shown).map(|it| format!("Example: {it}.")));
    facts
}

/// Formats that the Rust type does not say already.
fn tells(format: &str) -> bool {
    !matches!(
        format,
        "int32"
            | "int64"
            | "float"
            | "double"
            | "date-time"
            | "date"
            | "byte"
            | "base64"
            | "base64url"
            | "binary"
            | "string"
            | ""
    )
}

/// In JSON, as they are of several types.
fn known(values: &[Value]) -> Option<String> {
    let values: Vec<String> = values.iter().map(|it| code(&it.to_string())).collect();
    match values.as_slice() {
        [] => None,
        [only] => Some(format!("Always {only}.")),
        _ => Some(format!("One of {}.", values.join(", "))),
    }
}

fn range(it: &Constraints) -> Option<String> {
    let bound = |n: &Number| n.to_string();
    let (low, high) = (it.minimum.as_ref().map(bound), it.maximum.as_ref().map(bound));
    Some(match (low, high) {
        (Some(low), Some(high)) if !it.exclusive_minimum && !it.exclusive_maximum => {
            format!("From {low} to {high}.")
        }
        (Some(low), Some(high)) => {
            let (more, less) = (
                edge(it.exclusive_minimum, "More than", "At least"),
                edge(it.exclusive_maximum, "less than", "at most"),
            );
            format!("{more} {low} and {less} {high}.")
        }
        (Some(low), None) => format!("{} {low}.", edge(it.exclusive_minimum, "More than", "At least")),
        (None, Some(high)) => format!("{} {high}.", edge(it.exclusive_maximum, "Less than", "At most")),
        (None, None) => return None,
    })
}

fn edge(exclusive: bool, open: &'static str, closed: &'static str) -> &'static str {
    if exclusive { open } else { closed }
}

fn counted(low: Option<u64>, high: Option<u64>, unit: &str) -> Option<String> {
    let units = |n: u64| {
        if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
    };
    Some(match (low.filter(|it| *it > 0), high) {
        (Some(low), Some(high)) if low == high => format!("Exactly {}.", units(low)),
        (Some(low), Some(high)) => format!("From {low} to {}.", units(high)),
        (Some(low), None) => format!("At least {}.", units(low)),
        (None, Some(high)) => format!("At most {}.", units(high)),
        (None, None) => return None,
    })
}

/// A value short enough to be read; texts without their quotes.
fn shown(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if text.is_empty() => return Some("empty".to_owned()),
        Value::String(text) => text.clone(),
        Value::Null => return Some("null".to_owned()),
        other => other.to_string(),
    };
    (text.chars().count() <= SHOWN).then(|| code(&text))
}
