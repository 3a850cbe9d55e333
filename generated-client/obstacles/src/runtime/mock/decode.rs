//! Parameters from the wire to JSON, by OpenAPI's styles and by what their schemas ask for.

use serde_json::{Map, Value};

use super::description::Parameter;
use super::incoming::{Incoming, plain, unescaped};
use super::schemas::Schemas;

/// A parameter's value; `None` if it is not there. `rest` is what no parameter of the query takes by name.
pub(super) fn parameter(
    schemas: &Schemas,
    parameter: &Parameter,
    path: &[(String, &str)],
    incoming: &Incoming,
    rest: &[(String, String)],
) -> Option<Value> {
    let name = parameter.name.as_str();
    match parameter.place.as_str() {
        "query" => query(schemas, parameter, &incoming.query, rest),
        "path" => path.iter().find(|(given, _)| given == name).map(|(_, text)| in_path(schemas, parameter, text)),
        "header" => incoming.header(name).map(|text| listed(schemas, parameter, &text, ",", str::to_owned)),
        _ => incoming.cookie(name).map(|text| listed(schemas, parameter, &text, ",", unescaped)),
    }
}

/// The query names that a parameter takes up.
pub(super) fn takes(schemas: &Schemas, parameter: &Parameter, name: &str) -> bool {
    parameter.place == "query"
        && match layout(schemas, parameter) {
            Layout::Deep => name.starts_with(&format!("{}[", parameter.name)),
            Layout::Spread => schemas.properties(&parameter.schema).iter().any(|(known, _)| *known == name),
            Layout::Whole => name == parameter.name,
        }
}

/// Whether a parameter takes up the query names that no parameter knows.
pub(super) fn takes_rest(schemas: &Schemas, parameter: &Parameter) -> bool {
    let is_spread = parameter.place == "query" && matches!(layout(schemas, parameter), Layout::Spread);
    is_spread && schemas.additional(&parameter.schema).is_some()
}

/// Where the parts of a query parameter stand.
enum Layout {
    /// All under its name.
    Whole,
    /// `name[key]=value`
    Deep,
    /// `key=value`
    Spread,
}

fn layout(schemas: &Schemas, parameter: &Parameter) -> Layout {
    match parameter.style.as_str() {
        "deepObject" => Layout::Deep,
        "form" if parameter.explode && is_object(schemas, &parameter.schema) => Layout::Spread,
        _ => Layout::Whole,
    }
}

fn query(
    schemas: &Schemas,
    parameter: &Parameter,
    pairs: &[(String, String)],
    rest: &[(String, String)],
) -> Option<Value> {
    let rest = rest.iter().filter(|_| takes_rest(schemas, parameter));
    let taken: Vec<_> = pairs.iter().filter(|(name, _)| takes(schemas, parameter, name)).chain(rest).collect();
    let (_, first) = taken.first()?;
    let schema = &parameter.schema;
    Some(match layout(schemas, parameter) {
        Layout::Deep => {
            let mut res = Value::Object(Map::new());
            for (name, value) in &taken {
                let keys = name[parameter.name.len() + 1..].trim_end_matches(']');
                deepen(schemas, schema, &mut res, &keys.split("][").collect::<Vec<_>>(), plain(value));
            }
            res
        }
        Layout::Spread => object(schemas, schema, taken.iter().map(|(name, value)| (name.clone(), plain(value)))),
        Layout::Whole if parameter.explode && is_array(schemas, schema) => {
            array(schemas, schema, taken.iter().map(|(_, value)| plain(value)))
        }
        // Given again, it is no value of its type.
        Layout::Whole if taken.len() > 1 => {
            Value::Array(taken.iter().map(|(_, value)| whole(schemas, parameter, value)).collect())
        }
        Layout::Whole => whole(schemas, parameter, first),
    })
}

/// A value that stands under its parameter's name alone.
fn whole(schemas: &Schemas, parameter: &Parameter, value: &str) -> Value {
    // A delimiter that is written as such separates; one that is encoded is part of a value, but for the two that cannot
    // stand in a URL otherwise.
    let (text, delimiter) = match parameter.style.as_str() {
        "spaceDelimited" => (value.replace("%20", "+"), "+"),
        "pipeDelimited" => (value.replace("%7C", "|").replace("%7c", "|"), "|"),
        _ => (value.to_owned(), ","),
    };
    listed(schemas, parameter, &text, delimiter, plain)
}

/// A form's object: the properties that have a style as it says, the others as usual.
pub(super) fn form(schemas: &Schemas, schema: &Value, styled: &[Parameter], pairs: &[(String, String)]) -> Value {
    let usual = pairs.iter().filter(|(name, _)| !styled.iter().any(|it| takes(schemas, it, name)));
    let mut res = object(schemas, schema, usual.map(|(name, value)| (name.clone(), plain(value))));
    for it in styled {
        if let Some(value) = query(schemas, it, pairs, &[]) {
            // A list of one may come as that one.
            let is_item = is_array(schemas, &it.schema) && !value.is_array();
            res[&it.name] = if is_item { Value::Array(vec![value]) } else { value };
        }
    }
    res
}

/// Sets `a[b]`, `a[b][c]`, or an item of the list `a[b][]`.
fn deepen(schemas: &Schemas, schema: &Value, place: &mut Value, keys: &[&str], text: String) {
    let Some((key, rest)) = keys.split_first() else {
        *place = scalar(schemas, schema, text);
        return;
    };
    if is_array(schemas, schema) {
        let items = schemas.items(schema).unwrap_or(&Value::Null);
        if !place.is_array() {
            *place = Value::Array(Vec::new());
        }
        if let Value::Array(list) = place {
            let at = key.parse().unwrap_or(list.len());
            if list.len() <= at {
                list.push(Value::Null);
            }
            if let Some(item) = list.get_mut(at) {
                deepen(schemas, items, item, rest, text);
            }
        }
        return;
    }
    let of = schemas.property(schema, key);
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    deepen(schemas, of, &mut place[*key], rest, text);
}

fn in_path(schemas: &Schemas, parameter: &Parameter, text: &str) -> Value {
    let name = format!(";{}=", parameter.name);
    match (parameter.style.as_str(), parameter.explode) {
        ("label", true) => listed(schemas, parameter, text.trim_start_matches('.'), ".", unescaped),
        ("label", false) => listed(schemas, parameter, text.trim_start_matches('.'), ",", unescaped),
        ("matrix", true) if is_array(schemas, &parameter.schema) => {
            listed(schemas, parameter, text.replace(&name, ";").trim_start_matches(';'), ";", unescaped)
        }
        ("matrix", true) if is_object(schemas, &parameter.schema) => {
            listed(schemas, parameter, text.trim_start_matches(';'), ";", unescaped)
        }
        ("matrix", _) => listed(schemas, parameter, text.trim_start_matches(&name), ",", unescaped),
        _ => listed(schemas, parameter, text, ",", unescaped),
    }
}

/// A scalar, or an array or object whose parts stand between delimiters.
fn listed(schemas: &Schemas, parameter: &Parameter, text: &str, delimiter: &str, read: fn(&str) -> String) -> Value {
    let schema = &parameter.schema;
    if parameter.style == "json" {
        let text = read(text);
        return serde_json::from_str(&text).unwrap_or(Value::String(text));
    }
    if is_array(schemas, schema) {
        return array(schemas, schema, text.split(delimiter).map(read));
    }
    if !is_object(schemas, schema) {
        return scalar(schemas, schema, read(text));
    }
    let mut parts = text.split(delimiter);
    let mut entries = Vec::new();
    while let Some(part) = parts.next() {
        entries.push(match part.split_once('=') {
            Some((key, value)) if parameter.explode => (read(key), read(value)),
            _ => (read(part), parts.next().map(read).unwrap_or_default()),
        });
    }
    object(schemas, schema, entries.into_iter())
}

fn array(schemas: &Schemas, schema: &Value, items: impl Iterator<Item = String>) -> Value {
    let of = schemas.items(schema).unwrap_or(&Value::Null);
    Value::Array(items.map(|item| scalar(schemas, of, item)).collect())
}

/// Keys with texts, each as its property asks for; a key that stands several times is a list, whether it may be one or not.
fn object(schemas: &Schemas, schema: &Value, entries: impl Iterator<Item = (String, String)>) -> Value {
    let mut object = Map::new();
    for (key, text) in entries {
        let of = schemas.property(schema, &key);
        let is_list = is_array(schemas, of);
        let value = scalar(schemas, if is_list { schemas.items(of).unwrap_or(&Value::Null) } else { of }, text);
        match object.remove(&key) {
            None if is_list => object.insert(key, Value::Array(vec![value])),
            None => object.insert(key, value),
            Some(Value::Array(mut items)) => {
                items.push(value);
                object.insert(key, Value::Array(items))
            }
            Some(before) => object.insert(key, Value::Array(vec![before, value])),
        };
    }
    Value::Object(object)
}

/// A text as the first type that the schema allows and the text can be.
fn scalar(schemas: &Schemas, schema: &Value, text: String) -> Value {
    let types = schemas.types(schema);
    let allows = |name: &str| types.contains(&name);
    // What is nested deeper than a style can say is JSON.
    if (allows("object") || allows("array"))
        && let Ok(value) = serde_json::from_str::<Value>(&text)
    {
        return value;
    }
    let number = (allows("integer") || allows("number"))
        .then(|| serde_json::from_str(&text).ok().filter(Value::is_number))
        .flatten();
    match (number, text.as_str()) {
        (Some(number), _) => number,
        (None, "true") if allows("boolean") => Value::Bool(true),
        (None, "false") if allows("boolean") => Value::Bool(false),
        (None, "null" | "") if allows("null") && !allows("string") => Value::Null,
        _ => Value::String(text),
    }
}

fn is_array(schemas: &Schemas, schema: &Value) -> bool {
    schemas.types(schema).contains(&"array")
}

fn is_object(schemas: &Schemas, schema: &Value) -> bool {
    schemas.types(schema).contains(&"object")
}
