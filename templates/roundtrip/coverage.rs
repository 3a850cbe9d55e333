//! Which models has the client, and is each of them drawn?

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Models below `src/models` that are neither among `roots` nor in what a root holds.
pub(super) fn missing(manifest_dir: &str, roots: &[&str]) -> Vec<String> {
    let text = sources(&Path::new(manifest_dir).join("src"));
    let holds = definitions(&text);
    let mut open: Vec<&str> = roots.to_vec();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            open.extend(holds.get(name).into_iter().flatten().filter(|it| holds.contains_key(*it)));
        }
    }
    // What is told apart by a status, bodies in parts and arguments of `new` are no JSON.
    let is_made_by = |name: &str, by: &str| text.contains(&format!("{by}!({name} "));
    let is_json = |name: &str| {
        !is_made_by(name, "status_union") && !is_made_by(name, "form_object") && !is_arguments(name, &holds)
    };
    holds.keys().filter(|name| !seen.contains(*name) && is_json(name)).map(|name| (*name).to_owned()).collect()
}

/// `PetRequired` beside `Pet`.
fn is_arguments(name: &str, holds: &BTreeMap<&str, Vec<&str>>) -> bool {
    name.strip_suffix("Required").is_some_and(|stem| holds.contains_key(stem))
}

fn sources(folder: &Path) -> String {
    let mut text = std::fs::read_to_string(folder.join("models.rs")).unwrap_or_default();
    let files = std::fs::read_dir(folder.join("models")).into_iter().flatten().flatten();
    for file in files {
        text.push_str(&std::fs::read_to_string(file.path()).expect("a readable file"));
    }
    text
}

/// Each type, and the words between its braces (or after its `=`).
fn definitions(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut found = BTreeMap::new();
    for keyword in ["\npub struct ", "\npub enum ", "\npub type "] {
        for (at, _) in text.match_indices(keyword) {
            let rest = &text[at + keyword.len()..];
            let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
            let body = rest.find("\n}").or_else(|| rest.find('\n')).map_or(rest, |end| &rest[..end]);
            let body = if rest[end..].starts_with(" {}") || keyword.contains("type") {
                rest.lines().next().unwrap_or_default()
            } else {
                body
            };
            let words = body[end..].split(|it: char| !it.is_alphanumeric() && it != '_');
            found.insert(&rest[..end], words.filter(|it| !it.is_empty()).collect());
        }
    }
    found
}
