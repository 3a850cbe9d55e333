//! JSON Schemas of the API, and what is wrong with a value.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

/// More faults of one value than this say no more than the first.
const MOST_FAULTS: usize = 5;

/// Schemas that name each other, and validators of those that were asked for.
pub(super) struct Schemas {
    named: Map<String, Value>,
    /// By the text of the schema.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Schemas {
    pub(super) fn new(named: BTreeMap<String, Value>) -> Schemas {
        Schemas { named: named.into_iter().collect(), validators: Mutex::default() }
    }

    /// What is wrong with `value`, each with its place; empty if nothing is.
    pub(super) fn faults(&self, schema: &Value, value: &Value) -> Vec<String> {
        let validator = match self.validator(schema) {
            Ok(validator) => validator,
            Err(problem) => return vec![problem],
        };
        let faults = validator.iter_errors(value).map(|error| {
            let place = error.instance_path().to_string();
            if place.is_empty() { error.to_string() } else { format!("`{place}`: {error}") }
        });
        faults.take(MOST_FAULTS).collect()
    }

    fn validator(&self, schema: &Value) -> Result<Arc<Validator>, String> {
        let text = schema.to_string();
        let mut known = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = known.get(&text) {
            return Ok(validator.clone());
        }
        let whole = json!({ "$defs": self.named, "allOf": [schema] });
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        let validator = options.build(&whole).map_err(|error| format!("the API's own schema is wrong: {error}"))?;
        let validator = Arc::new(validator);
        known.insert(text, validator.clone());
        Ok(validator)
    }

    /// The JSON types that a value may have; empty where nothing is said.
    pub(super) fn types<'a>(&'a self, schema: &'a Value) -> Vec<&'a str> {
        let mut types = Vec::new();
        self.visit(schema, &mut |schema| match &schema["type"] {
            Value::String(one) => types.push(one.as_str()),
            Value::Array(several) => types.extend(several.iter().filter_map(Value::as_str)),
            _ => {}
        });
        types
    }

    /// The schema of an array's items.
    pub(super) fn items<'a>(&'a self, schema: &'a Value) -> Option<&'a Value> {
        let mut items = None;
        self.visit(schema, &mut |schema| items = items.or(schema.get("items")));
        items
    }

    /// The schemas of an object's properties.
    pub(super) fn properties<'a>(&'a self, schema: &'a Value) -> Vec<(&'a str, &'a Value)> {
        let mut properties = Vec::new();
        self.visit(schema, &mut |schema| {
            let known = schema.get("properties").and_then(Value::as_object);
            properties.extend(known.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema)));
        });
        properties
    }

    /// The schema of one of an object's properties; of one that has no name, that of all such.
    pub(super) fn property<'a>(&'a self, schema: &'a Value, name: &str) -> &'a Value {
        let named = self.properties(schema).into_iter().find(|(known, _)| *known == name).map(|(_, schema)| schema);
        named.or_else(|| self.additional(schema)).unwrap_or(&Value::Null)
    }

    /// The schema of an object's properties that have no name.
    pub(super) fn additional<'a>(&'a self, schema: &'a Value) -> Option<&'a Value> {
        let mut additional = None;
        self.visit(schema, &mut |schema| additional = additional.or(schema.get("additionalProperties")));
        additional.filter(|it| it.is_object())
    }

    /// A schema and those that it is made of, each once.
    fn visit<'a>(&'a self, schema: &'a Value, see: &mut dyn FnMut(&'a Value)) {
        let (mut open, mut seen) = (vec![schema], Vec::new());
        while let Some(schema) = open.pop() {
            if seen.iter().any(|known| std::ptr::eq(*known, schema)) {
                continue;
            }
            seen.push(schema);
            see(schema);
            let name = schema.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix("#/$defs/"));
            open.extend(name.and_then(|name| self.named.get(name)));
            for word in ["allOf", "anyOf", "oneOf"] {
                open.extend(schema.get(word).and_then(Value::as_array).into_iter().flatten());
            }
        }
    }
}
