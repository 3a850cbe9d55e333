//! Every example of the description, decoded into its model and encoded again: nothing may get lost or changed.

// The wire tests' comparison: in replies `null`, absent and empty are one; `1` is `1.0`; instants are what they mean.
#[allow(dead_code, reason = "made for more")]
#[path = "../../../templates/wire/compare.rs"]
mod compare;

use compare::{Side, difference};
use serde_json::Value;
use waldur_droplets::models;

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/waldur-droplets/openapi.yaml");

#[test]
fn every_example_survives() {
    let text = std::fs::read_to_string(SPEC).expect("the description is there");
    let spec: Value = serde_yaml::from_str(&text).expect("the description is YAML");
    let (mut faults, mut n_examples) = (Vec::new(), 0);
    for (path, item) in members(&spec, &spec["paths"]) {
        for (method, operation) in members(&spec, item).filter(|(method, _)| *method != "parameters") {
            let request = operation.get("requestBody").map(|body| ("request", resolved(&spec, body)));
            for (what, at) in request.into_iter().chain(members(&spec, &operation["responses"])) {
                let side = if what == "request" { Side::Request } else { Side::Reply };
                for (media_type, media) in members(&spec, &at["content"]) {
                    let examples = examples(&spec, media);
                    n_examples += examples.len();
                    let place = format!("{method} {path} {what} {media_type}");
                    let schema = media["schema"]["$ref"].as_str().unwrap_or_default().rsplit('/').next();
                    let schema = schema.unwrap_or_default();
                    faults.extend(examples.is_empty().then(|| format!("{place}: it has no example")));
                    let fault = |example: &&Value| round_trip(side, media_type, schema, example);
                    faults.extend(examples.iter().filter_map(fault).map(|fault| format!("{place}: {fault}")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(n_examples > 130, "only {n_examples} examples were found");
}

#[test]
fn a_loss_is_noticed() {
    let trip = |schema: &str, example: Value| round_trip(Side::Reply, "application/json", schema, &example);
    assert_eq!(trip("Scheduled", serde_json::json!({"detail": "x"})), None);
    assert!(trip("Scheduled", serde_json::json!({"detale": "x"})).is_some_and(|fault| fault.contains("detale")));
    assert!(trip("Droplet", serde_json::json!({"state": "Melted"})).is_some_and(|fault| fault.contains("Melted")));
    assert!(trip("Nonesuch", Value::Null).is_some_and(|fault| fault.contains("no model")));
}

/// What comes out otherwise than it went in.
fn round_trip(side: Side, media_type: &str, schema: &str, example: &Value) -> Option<String> {
    if media_type != "application/json" {
        return (!example.is_string()).then(|| "an example of text that is none".to_owned());
    }
    match schema {
        "ApiError" => through::<models::ApiError>(side, example),
        "Droplet" => through::<models::Droplet>(side, example),
        "DropletList" => through::<models::DropletList>(side, example),
        "DropletPatch" => through::<models::DropletPatch>(side, example),
        "DropletRequest" => through::<models::DropletRequest>(side, example),
        "DropletResize" => through::<models::DropletResize>(side, example),
        "ResizeReply" => through::<models::ResizeReply>(side, example),
        "Scheduled" => through::<models::Scheduled>(side, example),
        other => Some(format!("this test has no model for the schema `{other}`")),
    }
}

fn through<T>(side: Side, example: &Value) -> Option<String>
where
    T: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug,
{
    let model: T = match serde_json::from_str(&example.to_string()) {
        Ok(model) => model,
        Err(error) => return Some(format!("it does not fit: {error}")),
    };
    // What a model keeps without knowing it comes out again, but nobody gets at it.
    let shown = format!("{model:?}");
    if shown.contains("Unknown(") {
        return Some(format!("something of it has no place in the model: {shown}"));
    }
    let encoded = serde_json::to_value(&model).expect("a model is JSON");
    difference(side, "body", example, &encoded)
}

fn examples<'s>(spec: &'s Value, media: &'s Value) -> Vec<&'s Value> {
    let named = members(spec, &media["examples"]).map(|(_, example)| &example["value"]);
    media.get("example").into_iter().chain(named).collect()
}

fn members<'s>(spec: &'s Value, at: &'s Value) -> impl Iterator<Item = (&'s str, &'s Value)> {
    let members = at.as_object().into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), resolved(spec, value)))
}

/// What `at` refers to, if it is a reference; all of them lead into the same file.
fn resolved<'s>(spec: &'s Value, at: &'s Value) -> &'s Value {
    match at.get("$ref").and_then(Value::as_str) {
        Some(reference) => {
            let pointer = reference.strip_prefix('#').expect("the description is one file");
            resolved(spec, spec.pointer(pointer).unwrap_or_else(|| panic!("`{reference}` leads nowhere")))
        }
        None => at,
    }
}
