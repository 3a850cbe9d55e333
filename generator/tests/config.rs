//! `client.toml`: what is read of it, and what is said of each kind of mistake. One file a kind, in `tests/config`.

#![allow(clippy::unwrap_used)]

use generator::config::{self, Config};
use generator::diag::{Diagnostic, Diagnostics};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Reads `tests/config/<name>.toml`.
fn read(name: &str) -> (Config, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config").join(name);
    let text = std::fs::read_to_string(path.with_extension("toml")).unwrap();
    let mut diags = Diagnostics::default();
    let file = diags.add_file(Path::new("client.toml"), text.clone());
    let config = config::parse(&mut diags, file, &text);
    (config, diags.iter().map(|it| show(it, &text)).collect())
}

fn show(diag: &Diagnostic, text: &str) -> String {
    let (start, end) = (diag.span.start as usize, diag.span.end as usize);
    let line = text[..start].matches('\n').count() + 1;
    let mut res = format!("{line}: {} {}\n", diag.code, diag.message);
    let marked = &text[start..end];
    writeln!(res, "    at `{}`: {}", marked.replace('\n', "⏎"), diag.label).unwrap();
    for help in &diag.help {
        writeln!(res, "    help: {help}").unwrap();
    }
    res
}

#[test]
fn every_key_is_read() {
    let (config, diags) = read("everything");
    assert_eq!(diags, "");
    insta::assert_debug_snapshot!(config);
}

#[test]
fn mistakes_are_found() {
    for name in
        ["unknown-keys", "wrong-types", "missing-keys", "impossible-values", "conflicting-keys", "syntax-errors"]
    {
        let (_, diags) = read(name);
        insta::assert_snapshot!(name, diags);
    }
}

#[test]
fn an_entry_is_marked_by_its_whole_line() {
    let text = "[formats]\nuuid = \"string\"\n[operations.a]\n";
    let mut diags = Diagnostics::default();
    let file = diags.add_file(Path::new("client.toml"), text.to_owned());
    let config = config::parse(&mut diags, file, text);
    let at = |span: generator::source::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(at(config.formats["uuid"].span), "uuid = \"string\"");
    assert_eq!(at(config.operations["a"].span), "a");
}

#[test]
fn codes_are_in_order_and_explained() {
    let codes: Vec<_> = generator::diag::codes::all().collect();
    assert!(codes.is_sorted_by_key(|it| it.id));
    assert!(codes.iter().all(|it| it.id.len() == 5 && it.explanation.len() > 100));
}

/// The obstacle course's `client.toml` is where each key is put to use: what the reader says it takes, table by table, must occur.
#[test]
fn the_obstacle_course_uses_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/obstacles/client.toml");
    let root: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let root = toml::Value::Table(root);
    let mut tables = Vec::new();
    collect_tables(&root, String::new(), &mut tables);
    let (mut taken, mut used) = (BTreeSet::new(), BTreeSet::new());
    for place in tables {
        // A table whose keys the author chooses takes any, and one of its entries stands for all.
        let Some(keys) = keys_taken(&root, &place) else { continue };
        let kind = kind(&root, &place);
        let here = root_at(&root, &place).as_table().unwrap();
        used.extend(here.keys().map(|key| format!("{kind}/{key}")));
        taken.extend(keys.iter().map(|key| format!("{kind}/{key}")));
    }
    let missing: Vec<_> = taken.difference(&used).collect();
    assert!(missing.is_empty() && taken.len() > 50, "keys that client.toml of spec/obstacles lacks: {missing:#?}");
}

/// JSON pointers to the tables of a value.
fn collect_tables(value: &toml::Value, place: String, found: &mut Vec<String>) {
    match value {
        toml::Value::Table(entries) => {
            entries.iter().for_each(|(key, value)| {
                collect_tables(value, format!("{place}/{}", key.replace('/', "~1")), found);
            });
            found.push(place);
        }
        toml::Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, it)| collect_tables(it, format!("{place}/{n}"), found));
        }
        _ => {}
    }
}

fn steps(place: &str) -> impl Iterator<Item = String> {
    place.split('/').skip(1).map(|it| it.replace("~1", "/"))
}

fn root_at<'v>(root: &'v toml::Value, place: &str) -> &'v toml::Value {
    steps(place).fold(root, |at, key| match at {
        toml::Value::Array(items) => &items[key.parse::<usize>().unwrap()],
        at => &at[&key],
    })
}

/// What the reader says that a table takes, by its answer to a key that no table has.
fn keys_taken(root: &toml::Value, place: &str) -> Option<BTreeSet<String>> {
    let mut root = root.clone();
    let at = steps(place).fold(&mut root, |at, key| match at {
        toml::Value::Array(items) => &mut items[key.parse::<usize>().unwrap()],
        at => &mut at[&key],
    });
    at.as_table_mut().unwrap().insert("nonesuch".to_owned(), toml::Value::Boolean(true));
    let text = toml::to_string(&root).unwrap();
    let mut diags = Diagnostics::default();
    let file = diags.add_file(Path::new("client.toml"), text.clone());
    config::parse(&mut diags, file, &text);
    let found = diags.iter().find(|it| it.message.starts_with("unknown key `nonesuch`"))?;
    let (_, keys) = found.help[0].split_once(" takes ")?;
    Some(keys.split(", ").map(|it| it.trim_matches('`').to_owned()).collect())
}

/// The place of a table, with `*` for keys that the author chose.
fn kind(root: &toml::Value, place: &str) -> String {
    let mut at = String::new();
    let mut kind = String::new();
    for key in place.split('/').skip(1) {
        let is_chosen = root_at(root, &at).is_array() || keys_taken(root, &at).is_none();
        kind.push('/');
        kind.push_str(if is_chosen { "*" } else { key });
        at = format!("{at}/{key}");
    }
    kind
}
