//! Holds a client's models to its description: values of every schema, drawn at random, must come out of their model as
//! they went in. It knows no API: a client's `tests/round_trips.rs` includes this file by `#[path]` and lists its models.

#[path = "../wire/compare.rs"]
#[allow(dead_code, reason = "made for more")]
mod compare;
mod coverage;
mod description;
mod draw;
mod flat;

use std::path::Path;

use compare::{Side, difference};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use description::{At, Description};
use draw::Drawer;

/// A model, and the schema that it is of.
pub(crate) struct Model {
    pub(crate) name: &'static str,
    /// The schema's name if it is not the model's, or its place: `pets.yaml#/Pets/get/…`.
    pub(crate) schema: &'static str,
    /// Of a schema that is two models: the one that is sent.
    pub(crate) sent: Option<bool>,
    pub(crate) through: fn(&str) -> Result<Through, String>,
}

/// What became of a value: the model as it prints, and its JSON.
pub(crate) struct Through {
    shown: String,
    json: String,
}

/// Lists models: `Pet`, `PetModel = "pet"`, `PetRequest = sent "Pet"`.
macro_rules! models {
    ($($name:ident $(= $($direction:ident)? $schema:literal)?),* $(,)?) => {
        [$(harness::Model {
            name: stringify!($name),
            schema: models!(@schema $name $($schema)?),
            sent: models!(@sent $($($direction)?)?),
            through: harness::through::<models::$name>,
        }),*]
    };
    (@schema $name:ident) => { stringify!($name) };
    (@schema $name:ident $schema:literal) => { $schema };
    (@sent) => { None };
    (@sent sent) => { Some(true) };
    (@sent received) => { Some(false) };
}
pub(crate) use models;

/// Reads a model and writes it again.
pub(crate) fn through<T: Serialize + DeserializeOwned + std::fmt::Debug>(text: &str) -> Result<Through, String> {
    let model: T = serde_json::from_str(text).map_err(|error| format!("it does not fit: {error}"))?;
    let json = serde_json::to_string(&model).map_err(|error| format!("it does not encode: {error}"))?;
    Ok(Through { shown: format!("{model:?}"), json })
}

/// Values as the description has them come out as they went in, and nothing of them is unknown to their model.
pub(crate) fn run(manifest_dir: &str, models: &[Model]) {
    every(manifest_dir, models, false);
    let missing = coverage::missing(manifest_dir, &models.iter().map(|it| it.name).collect::<Vec<_>>());
    assert!(missing.is_empty(), "no value of these models is drawn; list them, or what holds them: {missing:?}");
}

/// So do values, arms and properties that the description does not have.
pub(crate) fn run_strangers(manifest_dir: &str, models: &[Model]) {
    every(manifest_dir, models, true);
}

fn every(manifest_dir: &str, models: &[Model], strangers: bool) {
    let manifest_dir = Path::new(manifest_dir);
    let name = manifest_dir.file_name().expect("the crate has a folder");
    let description = Description::read(&manifest_dir.join("../../spec").join(name));
    let sent = description.sent();
    let drawers = [false, true].map(|is_sent| Drawer::new(&description, is_sent, strangers));
    let mut faults = Vec::new();
    for model in models {
        let at = schema(&description, model);
        let is_sent = model.sent.unwrap_or_else(|| sent.contains(&at.id()));
        let side = if is_sent { Side::Request } else { Side::Reply };
        let Some(values) = drawers[usize::from(is_sent)].of_schema(at) else {
            faults.push(format!("{}: no value of its schema is finite", model.name));
            continue;
        };
        let check = |value: Value| match fault(model, side, &value, strangers) {
            None => Ok(()),
            Some(fault) => Err(TestCaseError::fail(format!("{fault}\n    of {value}"))),
        };
        if let Err(error) = runner().run(&values, check) {
            faults.push(format!("{}: {error}", model.name));
        }
    }
    assert!(faults.is_empty(), "{} of {} models:\n{}", faults.len(), models.len(), faults.join("\n"));
}

/// Few cases, as there are many models; the same ones each time, so that a failure can be looked into.
fn runner() -> TestRunner {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(48);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    TestRunner::new_with_rng(config, proptest::test_runner::TestRng::deterministic_rng(Default::default()))
}

fn schema<'d>(description: &'d Description, model: &Model) -> At<'d> {
    if model.schema.contains('#') {
        return description.resolve(description.place(model.schema));
    }
    match description.schemas_named(model.schema).as_slice() {
        [only] => *only,
        found => panic!("{} schemas are called `{}`; say which by its place", found.len(), model.schema),
    }
}

/// What comes out otherwise than it went in.
fn fault(model: &Model, side: Side, value: &Value, strangers: bool) -> Option<String> {
    let through = match (model.through)(&value.to_string()) {
        Ok(through) => through,
        Err(fault) => return Some(fault),
    };
    if !strangers && is_unknown(&through.shown) {
        return Some(format!("something of it is unknown to the model: {}", through.shown));
    }
    let encoded: Value = match serde_json::from_str(&through.json) {
        Ok(encoded) => encoded,
        Err(error) => return Some(format!("it becomes no JSON: {error}")),
    };
    difference(side, model.name, value, &encoded)
}

/// Whether an arm or value prints that keeps what the description does not have.
fn is_unknown(shown: &str) -> bool {
    let marks = ["Unknown(", "UnknownValue("];
    let kept = ["\"", "String(", "Number(", "Bool(", "Null", "Array ", "Object "];
    marks.iter().any(|mark| {
        shown.match_indices(mark).any(|(at, _)| {
            let inside = &shown[at + mark.len()..];
            kept.iter().any(|it| inside.starts_with(it))
                || inside.starts_with(|it: char| it == '-' || it.is_ascii_digit())
        })
    })
}
