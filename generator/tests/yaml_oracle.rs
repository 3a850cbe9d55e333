//! For every document that both can read, our tree is the one of `serde_yaml`, and for JSON the one of `serde_json`.

use generator::diag::Diagnostics;
use generator::yaml::{self, Format, NodeId, Nodes, Value};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn trees_are_equal() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["tests", "../spec"] {
        collect(&manifest.join(folder), &mut files);
    }
    let compared = files.iter().filter(|path| compare(path)).count();
    assert!(compared >= 20, "only {compared} of {} documents were compared", files.len());
}

#[test]
fn yaml_odds_and_ends() {
    let text = "\
# comment
200: ok
yes: no
null: ~
1.5: [0x1F, 0o17, +3, -4, 007, 1e3, .5, -.inf, 18446744073709551615, -9223372036854775808]
é: {a: &x {k: [1, \"\\u00e9\\n\"]}, b: *x, c: 'it''s'}
folded: >-
  one
  two

literal: |
  three
   four
empty:
? long
: value
tagged: !!str 12
quoted: \"200\"
";
    same_as_serde_yaml(text, "inline").expect("both read it");
}

#[test]
fn merge_keys() {
    let merged = tree("base: &b {x: 1, y: 2}\nover: {<<: *b, y: 3}\nseveral: {<<: [*b, {z: 4}]}\n", Format::Yaml)
        .expect("it is YAML");
    assert_eq!(
        merged,
        serde_json::json!({"base": {"x": 1, "y": 2}, "over": {"y": 3, "x": 1}, "several": {"x": 1, "y": 2, "z": 4}})
    );
}

#[test]
fn json_by_the_letter() {
    let good = [
        "{}",
        "[]",
        " [1, -7, 1.5e-3, 12345678901234567890, 1e2] ",
        r#"{"a": {"b": [true, false, null]}}"#,
        r#""\ud83d\ude00 \u00e9 \/ \b""#,
        "\"\u{2028}\"",
        "18446744073709552000",
    ];
    for text in good {
        let expected: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        assert_eq!(tree(text, Format::Json), Some(expected), "{text}");
    }
    let bad = [
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "// x\n1",
        "[1 2]",
        "{\"a\" 1}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "-",
        "tru",
        "nul l",
        "\"\t\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"a",
        "1 1",
        "[1]]",
        "NaN",
        "{\"a\":1,\"a\":2}",
        "1e999",
    ];
    for text in bad {
        let mut diags = Diagnostics::default();
        let file = diags.add_file(Path::new("a.json"), text.to_owned());
        let root = yaml::parse(&mut diags, &mut Nodes::default(), file, Format::Json);
        assert!(diags.has_errors(), "{text} gave {root:?}");
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        match path.extension().and_then(|it| it.to_str()) {
            _ if path.is_dir() => collect(&path, files),
            Some("yaml" | "yml" | "json") => files.push(path),
            _ => {}
        }
    }
}

fn compare(path: &Path) -> bool {
    let Ok(text) = fs::read_to_string(path) else {
        return false;
    };
    let name = path.display().to_string();
    match path.extension().and_then(|it| it.to_str()) {
        Some("json") => match (serde_json::from_str::<serde_json::Value>(&text), tree(&text, Format::Json)) {
            (Ok(theirs), Some(ours)) => {
                assert_eq!(ours, theirs, "{name}");
                true
            }
            _ => false,
        },
        _ => same_as_serde_yaml(&text, &name).is_some(),
    }
}

fn same_as_serde_yaml(text: &str, name: &str) -> Option<()> {
    let mut theirs: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    theirs.apply_merge().ok()?;
    let ours = tree(text, Format::Yaml)?;
    assert_eq!(ours, keys_as_text(theirs), "{name}");
    Some(())
}

fn tree(text: &str, format: Format) -> Option<serde_json::Value> {
    let mut diags = Diagnostics::default();
    let file = diags.add_file(Path::new("a"), text.to_owned());
    let mut nodes = Nodes::default();
    let root = yaml::parse(&mut diags, &mut nodes, file, format)?;
    (!diags.has_errors()).then(|| value(&nodes, root))
}

fn value(nodes: &Nodes, id: NodeId) -> serde_json::Value {
    match &nodes[id].value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(flag) => (*flag).into(),
        Value::Int(int) => (*int).into(),
        Value::UInt(uint) => (*uint).into(),
        Value::Float(float) => (*float).into(),
        Value::Str(text) => (&**text).into(),
        Value::Seq(items) => items.iter().map(|item| value(nodes, *item)).collect(),
        Value::Map(entries) => entries.iter().map(|(key, child)| (key.to_string(), value(nodes, *child))).collect(),
    }
}

/// Keys that YAML reads as numbers, booleans or null become their text, as ours are.
fn keys_as_text(value: serde_yaml::Value) -> serde_json::Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Sequence(items) => items.into_iter().map(keys_as_text).collect(),
        Yaml::Mapping(map) => {
            let entry = |(key, value)| {
                let key = match key {
                    Yaml::String(text) => text,
                    other => serde_yaml::to_string(&other).expect("a scalar").trim_end().to_owned(),
                };
                (key, keys_as_text(value))
            };
            serde_json::Value::Object(map.into_iter().map(entry).collect())
        }
        Yaml::Tagged(tagged) => keys_as_text(tagged.value),
        scalar => serde_json::to_value(scalar).expect("a scalar"),
    }
}
