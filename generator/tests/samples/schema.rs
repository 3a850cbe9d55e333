//! A judge of values that knows nothing of the generator: the keywords of a schema, taken literally.

use generator::plan::StatusPattern;
use serde_json::Value;

/// A bundled description.
pub(crate) struct Document(pub(crate) Value);

type Verdict = Result<(), String>;

impl Document {
    pub(crate) fn operation(&self, method: &str, path: &str) -> &Value {
        self.follow(&self.follow(&self.0["paths"][path])[method.to_ascii_lowercase()])
    }

    pub(crate) fn param(&self, operation: &Value, name: &str, place: &str, value: &Value) -> Verdict {
        let items = self.0["paths"].as_object().into_iter().flat_map(|it| it.values());
        let item = items
            .map(|it| self.follow(it))
            .find(|it| it.as_object().is_some_and(|it| it.values().any(|it| std::ptr::eq(self.follow(it), operation))));
        let lists = [Some(&operation["parameters"]), item.map(|it| &it["parameters"])];
        let all = lists.into_iter().flatten().filter_map(Value::as_array).flatten().map(|it| self.follow(it));
        let Some(param) = all.into_iter().find(|it| it["name"] == name && it["in"] == place) else {
            return Err(format!("parameter {name} is not described"));
        };
        let schema = param.get("schema").or_else(|| param["content"].as_object()?.values().next()?.get("schema"));
        schema.map_or(Ok(()), |it| self.judge(it, value, name))
    }

    pub(crate) fn body(&self, operation: &Value, value: &Value) -> Verdict {
        self.content(&self.follow(&operation["requestBody"])["content"], value, "body", Way::Sent)
    }

    /// One of the documented successes describes it.
    pub(crate) fn reply(&self, operation: &Value, status: &str, value: &Value) -> Verdict {
        let responses = operation["responses"].as_object().ok_or("no responses")?;
        let response = responses.get(status).or_else(|| responses.get("2XX")).or_else(|| responses.get("default"));
        self.content(
            &self.follow(response.ok_or("the status is not described")?)["content"],
            value,
            "reply",
            Way::Received,
        )
    }

    pub(crate) fn error(&self, operation: &Value, status: StatusPattern, value: &Value) -> Verdict {
        let key = match status {
            StatusPattern::Exact(status) => status.to_string(),
            StatusPattern::Range(hundreds) => format!("{hundreds}XX"),
            StatusPattern::Default => "default".to_owned(),
        };
        self.content(&self.follow(&operation["responses"][key])["content"], value, "error", Way::Received)
    }

    fn content(&self, content: &Value, value: &Value, place: &str, way: Way) -> Verdict {
        let all = content.as_object().into_iter().flatten();
        let json = all.into_iter().find(|(name, _)| name.contains("json") || name.contains('*'));
        match json.and_then(|(_, it)| it.get("schema")) {
            Some(schema) => self.judge_going(schema, value, place, way),
            None => Ok(()),
        }
    }

    fn follow<'v>(&'v self, value: &'v Value) -> &'v Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let found = self.0.pointer(reference.trim_start_matches('#'));
                self.follow(found.unwrap_or_else(|| panic!("{reference} leads nowhere")))
            }
            None => value,
        }
    }

    fn judge(&self, schema: &Value, value: &Value, place: &str) -> Verdict {
        self.judge_going(schema, value, place, Way::Sent)
    }

    fn judge_going(&self, schema: &Value, value: &Value, place: &str, way: Way) -> Verdict {
        let schema = self.follow(schema);
        let wrong = |why: &str| Err(format!("{place} is {value}, and {why}"));
        if value.is_null() && (schema["nullable"] == true || is_type(schema, "null")) {
            return Ok(());
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.judge_going(part, value, place, way)?;
        }
        for key in ["oneOf", "anyOf"] {
            let Some(arms) = schema[key].as_array() else { continue };
            let count = arms.iter().filter(|it| self.judge_going(it, value, place, way).is_ok()).count();
            if count == 0 {
                return wrong(&format!("no arm of {key} allows it"));
            }
        }
        if schema.get("type").is_some() && !TYPES.iter().any(|(name, fits)| is_type(schema, name) && fits(value)) {
            return wrong(&format!("the type is {}", schema["type"]));
        }
        if schema["enum"].as_array().is_some_and(|it| !it.contains(value)) {
            return wrong("the enum has no such value");
        }
        limits(schema, value).or_else(|why| wrong(&why))?;
        self.parts(schema, value, place, way)
    }

    fn parts(&self, schema: &Value, value: &Value, place: &str, way: Way) -> Verdict {
        if let (Some(items), Some(item)) = (value.as_array(), schema.get("items")) {
            for (at, it) in items.iter().enumerate() {
                self.judge_going(item, it, &format!("{place}[{at}]"), way)?;
            }
        }
        let Some(entries) = value.as_object() else { return Ok(()) };
        for (key, value) in entries {
            let inner = format!("{place}.{key}");
            match (schema["properties"].get(key), schema.get("additionalProperties")) {
                (Some(it), _) if self.follow(it)[way.never()] == true => {
                    return Err(format!("{inner} goes the other way"));
                }
                (Some(it), _) => self.judge_going(it, value, &inner, way)?,
                (None, Some(Value::Bool(false))) => return Err(format!("{inner} is not described")),
                (None, Some(it @ Value::Object(_))) => self.judge_going(it, value, &inner, way)?,
                (None, _) => {}
            }
        }
        let goes = |name: &&str| schema["properties"].get(*name).is_none_or(|it| self.follow(it)[way.never()] != true);
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        match required.filter(goes).find(|it| !entries.contains_key(*it)) {
            Some(missing) => Err(format!("{place} has no {missing}")),
            None => Ok(()),
        }
    }
}

#[derive(Clone, Copy)]
enum Way {
    Sent,
    Received,
}

impl Way {
    fn never(self) -> &'static str {
        match self {
            Way::Sent => "readOnly",
            Way::Received => "writeOnly",
        }
    }
}

type Test = fn(&Value) -> bool;

const TYPES: [(&str, Test); 7] = [
    ("object", Value::is_object),
    ("array", Value::is_array),
    ("string", Value::is_string),
    ("boolean", Value::is_boolean),
    ("number", Value::is_number),
    ("integer", |it| it.is_i64() || it.is_u64()),
    ("null", Value::is_null),
];

fn is_type(schema: &Value, name: &str) -> bool {
    schema["type"] == name || schema["type"].as_array().is_some_and(|it| it.iter().any(|it| it == name))
}

fn limits(schema: &Value, value: &Value) -> Result<(), String> {
    let count = value.as_str().map(|it| it.chars().count());
    let size = value.as_array().map(Vec::len);
    let number = value.as_f64();
    let least = |key: &str, it: Option<f64>| it.zip(schema[key].as_f64()).is_none_or(|(it, limit)| it >= limit);
    let most = |key: &str, it: Option<f64>| it.zip(schema[key].as_f64()).is_none_or(|(it, limit)| it <= limit);
    let (count, size) = (count.map(|it| it as f64), size.map(|it| it as f64));
    let checks = [
        ("minimum", least("minimum", number)),
        ("maximum", most("maximum", number)),
        ("exclusiveMinimum", schema["exclusiveMinimum"] != true || number != schema["minimum"].as_f64()),
        ("exclusiveMaximum", schema["exclusiveMaximum"] != true || number != schema["maximum"].as_f64()),
        ("minLength", least("minLength", count)),
        ("maxLength", most("maxLength", count)),
        ("minItems", least("minItems", size)),
        ("maxItems", most("maxItems", size)),
        (
            "multipleOf",
            number.zip(schema["multipleOf"].as_f64()).is_none_or(|(it, step)| (it / step).fract().abs() < 1e-9),
        ),
        ("uniqueItems", schema["uniqueItems"] != true || is_unique(value)),
        ("pattern", matches(schema, value)),
    ];
    checks.iter().find(|(_, holds)| !holds).map_or(Ok(()), |(key, _)| Err(format!("{key} is {}", schema[*key])))
}

fn is_unique(value: &Value) -> bool {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    !items.iter().enumerate().any(|(at, it)| items[..at].contains(it))
}

fn matches(schema: &Value, value: &Value) -> bool {
    let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str()) else { return true };
    regex::Regex::new(pattern).map_or(true, |it| it.is_match(text))
}
