//! One document out of many files.

use generator::config::Config;
use generator::diag::Diagnostics;
use generator::diff::{Side, compare};
use generator::ir::Api;
use generator::plan::Crate;
use generator::source::{DiskFiles, Files, MapFiles};
use generator::{Options, spec, understand};
use std::collections::BTreeSet;
use std::path::Path;

fn bundle(files: &dyn Files) -> String {
    let mut diags = Diagnostics::default();
    let spec = spec::load(&mut diags, files, Path::new("openapi.yaml")).expect("it is a description");
    assert_eq!(diags.sorted().len(), 0, "{:?}", diags.sorted());
    spec.bundle_text()
}

#[test]
fn other_files_become_components() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundle");
    let once = bundle(&DiskFiles::new(&folder).expect("the folder is there"));
    insta::assert_snapshot!(once);
    let twice = bundle(&MapFiles::new().with("openapi.yaml", once.clone()));
    assert_eq!(once, twice, "a bundle stays as it is");
}

#[test]
fn written_keywords_stay() {
    let text = "openapi: 3.1.0\ninfo:\n  title: t\n  version: '1'\ncomponents:\n  schemas:\n    A:\n      type:\n      - string\n      - 'null'\n      const: a\n";
    assert_eq!(bundle(&MapFiles::new().with("openapi.yaml", text)), text);
}

/// Names that two files give, a reference to what has no name, types that hold each other, a component that is elsewhere.
const FILES: [(&str, &str); 3] = [
    (
        "openapi.yaml",
        "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /ships:
    get:
      operationId: ships
      parameters: [{name: kind, in: query, schema: {$ref: 'b.yaml#/Kind'}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: 'b.yaml#/Ship'}}}}
        '404': {$ref: 'a.yaml#/Missing'}
    post: {$ref: 'a.yaml#/post'}
components:
  schemas:
    Crew: {$ref: 'a.yaml#/Sailor'}
",
    ),
    (
        "a.yaml",
        "post:
  operationId: launch
  requestBody: {content: {application/json: {schema: {$ref: '#/Ship'}}}}
  responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'b.yaml#/Ship/properties/holds/items'}}}}}
Missing: {description: none, content: {application/json: {schema: {type: object, properties: {why: {type: string}}}}}}
Ship: {type: object, properties: {id: {$ref: 'b.yaml#/Id'}, crew: {type: array, items: {$ref: '#/Sailor'}}}}
Sailor: {type: object, properties: {ship: {$ref: '#/Ship'}, rank: {type: string, enum: [mate]}}}
",
    ),
    (
        "b.yaml",
        "Id: {type: string}
Kind: {type: string, enum: [tall, short]}
Ship:
  type: object
  properties:
    id: {$ref: '#/Id'}
    kind: {$ref: '#/Kind'}
    mate: {$ref: 'a.yaml#/Sailor'}
    holds: {type: array, items: {type: object, properties: {tons: {type: integer}, kind: {type: string, enum: [dry]}}}}
",
    ),
];

fn understood(files: &dyn Files) -> (Api, Crate) {
    let mut diags = Diagnostics::default();
    let read = understand(&mut diags, files, Path::new("openapi.yaml"), &Config::default(), &Options::default());
    read.unwrap_or_else(|| panic!("{:?}", diags.sorted()))
}

#[test]
fn a_bundle_means_what_its_files_mean() {
    let files = FILES.iter().fold(MapFiles::new(), |files, (name, text)| files.with(*name, *text));
    let many = understood(&files);
    let one = understood(&MapFiles::new().with("openapi.yaml", bundle(&files)));
    let comparison = compare(Side { api: &many.0, krate: &many.1 }, Side { api: &one.0, krate: &one.1 });
    let found: Vec<_> = comparison.changes.iter().map(|it| &it.message).collect();
    assert!(found.is_empty(), "{found:#?}");
    let names: BTreeSet<_> = one.1.models.iter().flat_map(|it| &it.items).map(|it| it.ident.as_str()).collect();
    let expected = "Crew CrewRank HoldsItems HoldsItemsKind Id Kind MissingError Ship Ship2";
    assert_eq!(names.into_iter().collect::<Vec<_>>().join(" "), expected);
}

#[test]
fn a_mapping_alone_leads_to_another_file() {
    let root = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Pet:\n      type: object\n      discriminator: {propertyName: kind, mapping: {cat: 'cat.yaml'}}\n";
    let text = bundle(&MapFiles::new().with("openapi.yaml", root).with("cat.yaml", "type: object\n"));
    assert!(
        text.contains("cat: '#/components/schemas/cat'") && text.contains("    cat:\n      type: object"),
        "{text}"
    );
}

/// Strings that YAML readers disagree about, as keys and as values.
const ODD: [&str; 40] = [
    "<<",
    "=",
    "y",
    "No",
    "yes",
    "ON",
    "off",
    "~",
    "null",
    "true",
    "1e3",
    "0x10",
    "0o7",
    "007",
    "1_000",
    "-1_0",
    "12:30:45",
    "2020-01-01",
    "2020-01-01T00:00:00Z",
    ".inf",
    ".NaN",
    " a",
    "a ",
    "- b",
    "a: b",
    "a:",
    "#c",
    "a #b",
    "'",
    "\"",
    "\t",
    "\n",
    "a\n\n b\n",
    "",
    "!!str",
    "&x",
    "*y",
    "%z",
    "\u{2028}\u{85}\u{a0}",
    "\u{e000}no",
];

#[test]
fn every_string_survives() {
    let quoted = |text: &str| serde_json::to_string(text).expect("a string is JSON");
    let values: Vec<String> = ODD.iter().map(|text| quoted(text)).collect();
    let keys: Vec<String> =
        ODD.iter().map(|text| format!("{}: {{type: string, example: {}}}", quoted(text), quoted(text))).collect();
    let text = format!(
        "{{openapi: 3.0.3, info: {{title: t, version: '1'}}, paths: {{}}, components: {{schemas: {{A: {{type: object, properties: {{{}}}}}, \
         B: {{type: string, enum: [{}]}}}}}}}}",
        keys.join(", "),
        values.join(", ")
    );
    let mut diags = Diagnostics::default();
    let files = MapFiles::new().with("openapi.yaml", text);
    let spec = spec::load(&mut diags, &files, Path::new("openapi.yaml")).expect("it is a description");
    let bundled = spec.bundle_text();
    let again =
        spec::load(&mut diags, &MapFiles::new().with("openapi.yaml", bundled.clone()), Path::new("openapi.yaml"));
    let again = again.unwrap_or_else(|| panic!("{bundled}"));
    assert_eq!(spec.bundle(), again.bundle(), "{bundled}");
    for word in ["<<", "No", "yes", "2020-01-01", "12:30:45", "1_000"] {
        assert!(bundled.contains(&format!("'{word}'")), "{word} is plain in {bundled}");
    }
}
