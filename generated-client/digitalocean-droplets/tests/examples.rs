//! Every example of the description, decoded into its model and encoded again: nothing may get lost or changed.
//! The examples are found in the description's own files; one without a model here fails, and so does a body without any.

// The wire tests' comparison: in replies `null`, absent and empty are one; `1` is `1.0`; instants are what they mean.
#[allow(dead_code, reason = "made for more")]
#[path = "../../../templates/wire/compare.rs"]
mod compare;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use compare::{Side, difference};
use digitalocean_droplets::models;
use serde_json::Value;

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/digitalocean-droplets");

#[test]
fn every_example_survives() {
    let spec = Spec::read(Path::new(SPEC));
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    let mut count = 0;
    for body in spec.bodies() {
        let examples = spec.examples(&body);
        if examples.is_empty() {
            faults.push(format!("{}: it has no example", body.place));
        }
        for example in examples {
            count += 1;
            faults.extend(
                round_trip(&body, &example.value).map(|fault| format!("{} {}: {fault}", body.place, example.name)),
            );
            used.insert(example.name);
        }
    }
    let unused = spec.kept_examples().into_iter().filter(|name| !used.contains(name));
    faults.extend(unused.map(|name| format!("{name}: nothing refers to it")));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 200, "only {count} examples were found");
}

#[test]
fn a_loss_is_noticed() {
    let body = |schema: &str| Body { schema: schema.to_owned(), ..Body::default() };
    let change = |value: &mut Value, key: &str| value[key] = Value::from("something new");
    let mut action = serde_json::json!({"id": 7, "status": "completed", "type": "create"});
    assert_eq!(round_trip(&body("Action"), &action), None);
    change(&mut action, "mood");
    assert!(round_trip(&body("Action"), &action).is_some_and(|fault| fault.contains("mood")), "an unknown field");
    change(&mut action, "id");
    assert!(round_trip(&body("Action"), &action).is_some_and(|fault| fault.contains("integer")), "a misfit");
    let mut request = serde_json::json!({"type": "reboot"});
    assert_eq!(round_trip(&body("DropletActionRequest"), &request), None);
    change(&mut request, "type");
    assert!(round_trip(&body("DropletActionRequest"), &request).is_some(), "an unknown variant");
    assert!(round_trip(&body("Nonesuch"), &request).is_some_and(|fault| fault.contains("no model")), "no model");
}

/// The model of a body: it has the name of its schema, but where the client has two methods for one operation.
fn model_of<'b>(body: &'b Body<'_>, example: &Value) -> &'b str {
    match body.schema.as_str() {
        "DropletCreateRequest" if example.get("names").is_some() => "DropletMultiCreate",
        "DropletCreateRequest" => "DropletCreate",
        "DropletCreateReply" if example.get("droplets").is_some() => "DropletMultiCreateResponse",
        "DropletCreateReply" => "DropletCreateResponse",
        schema => schema,
    }
}

/// What comes out otherwise than it went in.
fn round_trip(body: &Body, example: &Value) -> Option<String> {
    macro_rules! by_name {
        ($($name:ident)*) => {
            match model_of(body, example) {
                $(stringify!($name) => through::<models::$name>(body.side(), example),)*
                other => Some(format!("this test has no model for the schema `{other}`")),
            }
        };
    }
    by_name! {
        Action ActionList ActionResponse ApiError AssociatedResourceStatus AssociatedResources
        AutoscalePoolHistory AutoscalePoolList AutoscalePoolMemberList AutoscalePoolRequest AutoscalePoolResponse
        BackupList BackupPolicyList BackupPolicyResponse DropletActionRequest DropletCreate DropletCreateResponse
        DropletList DropletMultiCreate DropletMultiCreateResponse DropletNeighbors DropletResponse FirewallList
        KernelList NeighborIds SelectiveDestroy SnapshotList SupportedBackupPolicyList TagActionRequest
        TagActionResponse
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
    if ["Unknown(", "additional_properties: {\""].iter().any(|escape| shown.contains(escape)) {
        return Some(format!("something of it has no place in the model: {shown}"));
    }
    let encoded = serde_json::to_value(&model).expect("a model is JSON");
    difference(side, "body", example, &encoded)
}

/// The description's files by their path in its folder.
struct Spec(BTreeMap<String, Value>);

/// A value in one of the files.
#[derive(Clone, Copy)]
struct At<'s> {
    file: &'s str,
    value: &'s Value,
}

/// A body with examples: its place, for reports, the name of its schema, and where it is.
#[derive(Default)]
struct Body<'s> {
    place: String,
    schema: String,
    is_request: bool,
    at: Option<At<'s>>,
}

impl Body<'_> {
    fn side(&self) -> Side {
        if self.is_request { Side::Request } else { Side::Reply }
    }
}

struct Example {
    /// `examples/droplets.yaml#/MiddlePage`, or `example` for one in place.
    name: String,
    value: Value,
}

impl Spec {
    fn read(root: &Path) -> Spec {
        let mut files = BTreeMap::new();
        for folder in ["", "schemas/", "examples/"] {
            for entry in std::fs::read_dir(root.join(folder)).expect("a folder of the description") {
                let path = entry.expect("a file of the description").path();
                let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
                if name.ends_with(".yaml") {
                    let text = std::fs::read_to_string(&path).expect("a readable file");
                    let value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
                    files.insert(format!("{folder}{name}"), value);
                }
            }
        }
        Spec(files)
    }

    /// Every body of every operation.
    fn bodies(&self) -> Vec<Body<'_>> {
        let mut bodies = Vec::new();
        let root = At { file: "openapi.yaml", value: &self.0["openapi.yaml"] };
        for (path, item) in self.members(root, "paths") {
            for method in ["get", "put", "post", "delete", "patch", "head", "options", "trace"] {
                let Some(operation) = self.member(item, method) else {
                    continue;
                };
                let request = self.member(operation, "requestBody").map(|at| ("request".to_owned(), at));
                let replies = self.members(operation, "responses");
                for (what, at) in request.into_iter().chain(replies) {
                    for (_, media) in self.members(at, "content") {
                        let reference = media.value["schema"]["$ref"].as_str().unwrap_or("(written in place)");
                        bodies.push(Body {
                            place: format!("{} {path} {what}", method.to_uppercase()),
                            schema: reference.rsplit('/').next().unwrap_or_default().to_owned(),
                            is_request: what == "request",
                            at: Some(media),
                        });
                    }
                }
            }
        }
        bodies
    }

    fn examples(&self, body: &Body<'_>) -> Vec<Example> {
        let Some(media) = body.at else {
            return Vec::new();
        };
        let alone =
            media.value.get("example").map(|value| Example { name: "example".to_owned(), value: value.clone() });
        let named = media.value.get("examples").and_then(Value::as_object).into_iter().flatten();
        let named = named.map(|(name, value)| Example {
            name: value["$ref"].as_str().unwrap_or(name).to_owned(),
            value: self.resolve(At { value, ..media }).value["value"].clone(),
        });
        alone.into_iter().chain(named).collect()
    }

    /// Every example in a file of examples, as references name it.
    fn kept_examples(&self) -> Vec<String> {
        let files = self.0.iter().filter(|(file, _)| file.starts_with("examples/"));
        let keys =
            files.flat_map(|(file, value)| value.as_object().into_iter().flatten().map(move |(key, _)| (file, key)));
        keys.map(|(file, key)| format!("{file}#/{key}")).collect()
    }

    fn member<'s>(&'s self, at: At<'s>, key: &str) -> Option<At<'s>> {
        at.value.get(key).map(|value| self.resolve(At { value, ..at }))
    }

    fn members<'s>(&'s self, at: At<'s>, key: &str) -> Vec<(String, At<'s>)> {
        let members = at.value.get(key).and_then(Value::as_object).into_iter().flatten();
        members.map(|(key, value)| (key.clone(), self.resolve(At { value, ..at }))).collect()
    }

    /// What `at` refers to, if it is a reference.
    fn resolve<'s>(&'s self, at: At<'s>) -> At<'s> {
        let Some(reference) = at.value.get("$ref").and_then(Value::as_str) else {
            return at;
        };
        let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let folder = at.file.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let file = if file.is_empty() { at.file.to_owned() } else { format!("{folder}{file}") };
        let (file, whole) = self.0.get_key_value(&file).unwrap_or_else(|| panic!("`{reference}` leads to no file"));
        let value = whole.pointer(pointer).unwrap_or_else(|| panic!("`{reference}` leads nowhere"));
        self.resolve(At { file, value })
    }
}
