//! Keywords that need no other schema to be understood: values, limits, the JSON type.

use super::flat::{Flat, Known};
use crate::ir::{Constraints, Docs, JsonType};
use crate::spec::At;
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) fn json_type(name: &str) -> Option<JsonType> {
    Some(match name {
        "boolean" => JsonType::Boolean,
        "integer" => JsonType::Integer,
        "number" => JsonType::Number,
        "string" => JsonType::String,
        "array" => JsonType::Array,
        "object" => JsonType::Object,
        _ => return None,
    })
}

/// The JSON type that keywords imply where `type` is left out.
pub(super) fn implied_kind(flat: &Flat<'_>) -> Option<JsonType> {
    if flat.has_shape() || flat.additional.is_some() {
        return Some(JsonType::Object);
    }
    if flat.items.is_some() || !flat.places.is_empty() {
        return Some(JsonType::Array);
    }
    let values = flat.values.as_ref()?;
    let all = |test: fn(&Json) -> bool| !values.is_empty() && values.iter().all(|it| test(&it.value));
    if all(Json::is_string) {
        Some(JsonType::String)
    } else if all(|it| it.is_i64() || it.is_u64()) {
        Some(JsonType::Integer)
    } else if all(Json::is_boolean) {
        Some(JsonType::Boolean)
    } else {
        None
    }
}

/// The JSON type of the values that constraints are about, where nothing else says one: `{pattern: '^a'}` is a string, and
/// `{minimum: 1}` a number.
pub(super) fn constrained_kind(constraints: &Constraints) -> Option<JsonType> {
    let Constraints {
        minimum,
        maximum,
        multiple_of,
        min_length,
        max_length,
        min_items,
        max_items,
        pattern,
        format,
        ..
    } = constraints;
    let of_format = format.as_deref().map(|format| match format {
        "int32" | "int64" | "uint32" | "uint64" => JsonType::Integer,
        "float" | "double" | "decimal" | "number" => JsonType::Number,
        _ => JsonType::String,
    });
    if of_format.is_some() {
        of_format
    } else if pattern.is_some() || min_length.is_some() || max_length.is_some() {
        Some(JsonType::String)
    } else if minimum.is_some() || maximum.is_some() || multiple_of.is_some() {
        Some(JsonType::Number)
    } else if min_items.is_some() || max_items.is_some() || constraints.unique_items {
        Some(JsonType::Array)
    } else {
        None
    }
}

pub(super) fn values(at: At<'_>) -> Option<Vec<Known>> {
    let list = at.get("enum")?;
    let docs = ValueDocs::of(at);
    let mut seen = HashSet::new();
    let mut known: Vec<Known> = Vec::new();
    for (idx, item) in list.items().enumerate() {
        let value = item.to_json();
        if !value.is_null() && seen.insert(value.clone()) {
            let docs = docs.get(idx, &value);
            known.push(Known { value, docs });
        }
    }
    Some(known)
}

/// Names and descriptions of values, as OpenAPI Generator, NSwag and AutoRest write them.
struct ValueDocs<'s> {
    titles: Option<Texts<'s>>,
    descriptions: Option<Texts<'s>>,
    /// `x-ms-enum: {values: [{value, name, description}]}`
    autorest: HashMap<Json, At<'s>>,
}

impl<'s> ValueDocs<'s> {
    fn of(at: At<'s>) -> Self {
        let texts = |keys: [&str; 3]| keys.iter().find_map(|key| at.get(key)).map(Texts::of);
        let values = at.get("x-ms-enum").and_then(|it| it.get("values"));
        let autorest = values.into_iter().flat_map(At::items);
        Self {
            titles: texts(["x-enum-varnames", "x-enumNames", "x-enum-names"]),
            descriptions: texts(["x-enum-descriptions", "x-enumDescriptions", "x-enum-desc"]),
            autorest: autorest.filter_map(|it| Some((it.get("value")?.to_json(), it))).collect(),
        }
    }

    fn get(&self, idx: usize, value: &Json) -> Docs {
        let beside = |texts: &Option<Texts<'s>>| texts.as_ref().and_then(|texts| texts.get(idx, value));
        let own = |key: &str| self.autorest.get(value)?.get(key)?.as_str().map(str::to_owned);
        Docs {
            title: beside(&self.titles).or_else(|| own("name")),
            description: beside(&self.descriptions).or_else(|| own("description")),
            deprecated: false,
        }
    }
}

/// A list beside the values, or a map by value.
enum Texts<'s> {
    Beside(Vec<At<'s>>),
    ByValue(BTreeMap<&'s str, At<'s>>),
}

impl<'s> Texts<'s> {
    fn of(texts: At<'s>) -> Self {
        match texts.is_sequence() {
            true => Self::Beside(texts.items().collect()),
            false => Self::ByValue(texts.entries().collect()),
        }
    }

    fn get(&self, idx: usize, value: &Json) -> Option<String> {
        let text = match self {
            Self::Beside(texts) => texts.get(idx),
            Self::ByValue(texts) => texts.get(super::enums::text(value).as_str()),
        };
        text?.as_str().map(str::to_owned)
    }
}

pub(super) fn constraints(at: At<'_>) -> Constraints {
    let mut res = Constraints::default();
    for (key, value) in at.entries() {
        match key {
            "minimum" => res.minimum = number(value),
            "maximum" => res.maximum = number(value),
            "multipleOf" => res.multiple_of = number(value),
            "exclusiveMinimum" => res.exclusive_minimum = value.as_bool().unwrap_or(false),
            "exclusiveMaximum" => res.exclusive_maximum = value.as_bool().unwrap_or(false),
            "minLength" => res.min_length = value.as_u64(),
            "maxLength" => res.max_length = value.as_u64(),
            "minItems" => res.min_items = value.as_u64(),
            "maxItems" => res.max_items = value.as_u64(),
            "uniqueItems" => res.unique_items = value.as_bool().unwrap_or(false),
            "pattern" => res.pattern = value.as_str().map(str::to_owned),
            "format" => res.format = value.as_str().map(str::to_owned),
            _ => {}
        }
    }
    res
}

fn number(at: At<'_>) -> Option<serde_json::Number> {
    match at.to_json() {
        Json::Number(number) => Some(number),
        _ => None,
    }
}
