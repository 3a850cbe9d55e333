//! A bundle as YAML that every reader reads alike.
//!
//! `serde_yaml` leaves strings plain that are strings by YAML 1.2 and something else by YAML 1.1, which many tools still read: `no` is a
//! flag, `2020-01-01` a date, `12:30` a number. A key `<<` would be taken for a merge by all of them, us included.

use serde_yaml::{Mapping, Value as Yaml};

pub(super) fn text(document: Yaml) -> String {
    let write = |document: &Yaml| serde_yaml::to_string(document).expect("a tree of plain values can be written");
    // Characters for private use; one that the document does not use marks the strings to be quoted.
    let Some(mark) = ('\u{e000}'..='\u{f8ff}').find(|mark| !uses(&document, *mark)) else {
        return write(&document);
    };
    quoted(&write(&marked(document, mark)), mark)
}

fn uses(value: &Yaml, mark: char) -> bool {
    match value {
        Yaml::String(text) => text.contains(mark),
        Yaml::Sequence(items) => items.iter().any(|item| uses(item, mark)),
        Yaml::Mapping(entries) => entries.iter().any(|(key, value)| uses(key, mark) || uses(value, mark)),
        Yaml::Null | Yaml::Bool(_) | Yaml::Number(_) | Yaml::Tagged(_) => false,
    }
}

fn marked(value: Yaml, mark: char) -> Yaml {
    match value {
        Yaml::String(text) if is_misread(&text) => Yaml::String(format!("{mark}{text}")),
        Yaml::Sequence(items) => items.into_iter().map(|item| marked(item, mark)).collect(),
        Yaml::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| (marked(key, mark), marked(value, mark)));
            Yaml::Mapping(entries.collect::<Mapping>())
        }
        other => other,
    }
}

/// Whether a string without blanks, quotes and brackets means something else to YAML 1.1 when it is plain.
fn is_misread(text: &str) -> bool {
    let is_word = matches!(text.to_ascii_lowercase().as_str(), "y" | "n" | "yes" | "no" | "on" | "off" | "=" | "<<");
    let mut bytes = text.bytes();
    let begins_number = bytes.next().is_some_and(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'+');
    let is_number_like = begins_number
        && bytes.clone().all(|byte| byte.is_ascii_alphanumeric() || b"_:.+-".contains(&byte))
        && text.contains(['_', ':', '-'])
        && bytes.any(|byte| byte.is_ascii_digit())
        && !text.ends_with(':');
    is_word || is_number_like
}

/// Each marked string, which is plain and ends before a blank or the colon of a key, in quotes.
fn quoted(text: &str, mark: char) -> String {
    let mut parts = text.split(mark);
    let mut res = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(char::is_whitespace).unwrap_or(part.len());
        let word = part[..end].trim_end_matches(':');
        res.push_str(&format!("'{word}'{}", &part[word.len()..]));
    }
    res
}
