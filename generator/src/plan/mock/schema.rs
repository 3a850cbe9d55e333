//! What a value must be, as JSON Schema (2020-12): for checking what a client of any language sends.

use serde_json::{Map, Value, json};

use super::super::types::Types;
use crate::ir::{
    Additional, Arm, Constraints, EnumKind, Field, IntegerFormat, Presence, Shape, StringFormat, Struct, TagValue,
    Tagging, Ty, TypeId, Union,
};

/// The schema of a value; what has a name is referred to by it.
pub(super) fn of<'a>(types: &Types<'a>, ty: &'a Ty, constraints: &Constraints) -> Value {
    let mut schema = plain(types, ty, constraints.items.as_deref());
    // How long a file is, or what it says, is not read from its text.
    if matches!(ty, Ty::String(StringFormat::Binary)) {
        return schema;
    }
    bound(&mut schema, constraints);
    schema
}

/// The schema of a type that has a name.
pub(super) fn named(types: &Types<'_>, id: TypeId) -> Value {
    match &types.def(id).shape {
        Shape::Struct(it) => structure(types, it),
        Shape::Union(it) => union(types, it),
        Shape::Enum(it) => {
            let values = it.values.iter().map(|value| match it.kind {
                EnumKind::String => json!(value.wire),
                EnumKind::Integer => value.wire.parse::<i64>().map_or_else(|_| json!(value.wire), |it| json!(it)),
            });
            json!({ "type": kind_name(it.kind), "enum": values.collect::<Vec<_>>() })
        }
        Shape::Alias(ty) => plain(types, ty, None),
    }
}

fn kind_name(kind: EnumKind) -> &'static str {
    match kind {
        EnumKind::String => "string",
        EnumKind::Integer => "integer",
    }
}

fn plain<'a>(types: &Types<'a>, ty: &'a Ty, items: Option<&Constraints>) -> Value {
    let open = Constraints::default();
    let inner = |ty: &'a Ty| of(types, ty, items.unwrap_or(&open));
    match ty {
        Ty::Any => json!({}),
        Ty::Boolean => json!({ "type": "boolean" }),
        Ty::Integer(format) => integer(*format),
        Ty::Number(_) => json!({ "type": "number" }),
        Ty::String(StringFormat::DateTime) => json!({ "type": "string", "format": "date-time" }),
        Ty::String(StringFormat::Date) => json!({ "type": "string", "format": "date" }),
        Ty::String(StringFormat::Byte) => json!({ "type": "string", "contentEncoding": "base64" }),
        Ty::String(_) => json!({ "type": "string" }),
        Ty::List(item) => json!({ "type": "array", "items": inner(item) }),
        Ty::Tuple { places, rest } => {
            let rest = rest.as_ref().map_or(json!(false), |it| plain(types, it, None));
            let places: Vec<Value> = places.iter().map(|it| plain(types, it, None)).collect();
            json!({ "type": "array", "prefixItems": places, "minItems": places.len(), "items": rest })
        }
        Ty::Map(item) => json!({ "type": "object", "additionalProperties": inner(item) }),
        Ty::Named(id) => json!({ "$ref": format!("#/$defs/{}", types.name(*id)) }),
        Ty::Nullable(ty) => json!({ "anyOf": [plain(types, ty, items), { "type": "null" }] }),
    }
}

fn integer(format: IntegerFormat) -> Value {
    match format {
        IntegerFormat::Int32 => json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        IntegerFormat::Int64 | IntegerFormat::Int128 => json!({ "type": "integer" }),
        IntegerFormat::Uint32 => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        IntegerFormat::Uint64 => json!({ "type": "integer", "minimum": 0 }),
    }
}

/// Adds what holds of this place besides the type. Beside `$ref` it is an `allOf` of both, which 2020-12 needs no word for.
fn bound(schema: &mut Value, it: &Constraints) {
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            schema.insert(name.to_owned(), value);
        }
    };
    let (low, high) = (it.minimum.clone().map(Value::Number), it.maximum.clone().map(Value::Number));
    set(if it.exclusive_minimum { "exclusiveMinimum" } else { "minimum" }, low);
    set(if it.exclusive_maximum { "exclusiveMaximum" } else { "maximum" }, high);
    set("multipleOf", it.multiple_of.clone().map(Value::Number));
    set("minLength", it.min_length.map(Value::from));
    set("maxLength", it.max_length.map(Value::from));
    set("minItems", it.min_items.map(Value::from));
    set("maxItems", it.max_items.map(Value::from));
    set("uniqueItems", it.unique_items.then(|| true.into()));
    set("pattern", it.pattern.clone().map(Value::String));
    set("enum", (!it.values.is_empty()).then(|| Value::Array(it.values.clone())));
    // Formats on which everybody agrees; servers take more for a `uri` than the standard does, and numbers have theirs in the type.
    let checked = ["uuid", "email", "ipv4", "ipv6"];
    set("format", it.format.clone().filter(|it| checked.contains(&it.as_str())).map(Value::String));
}

fn structure(types: &Types<'_>, it: &Struct) -> Value {
    // What is read-only is ignored where it is sent.
    let sent = || it.fields.iter().filter(|it| !it.read_only);
    let properties: Map<String, Value> = sent().map(|it| (it.name.clone(), property(types, it))).collect();
    let required: Vec<&str> = sent()
        .filter(|it| matches!(it.presence, Presence::Required | Presence::Nullable))
        .map(|it| it.name.as_str())
        .collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if let Additional::Kept(ty) = &it.additional {
        schema["additionalProperties"] = plain(types, ty, None);
    }
    schema
}

fn property<'a>(types: &Types<'a>, field: &'a Field) -> Value {
    let schema = of(types, &field.ty, &field.constraints);
    match field.presence {
        Presence::Required | Presence::Optional => schema,
        Presence::Nullable | Presence::OptionalNullable => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

/// Arms are chosen as the client chooses them, so that a fault is told of the arm that was meant.
fn union(types: &Types<'_>, it: &Union) -> Value {
    let arm = |it: &Arm| it.ty.as_ref().map_or_else(|| json!({}), |ty| schema_of_arm(types, ty));
    match &it.tagging {
        Tagging::Property(name) => {
            let tags: Vec<Value> = it.arms.iter().filter_map(|arm| arm.tag.as_ref()).map(TagValue::to_json).collect();
            let chosen = it.arms.iter().map(|of| match &of.tag {
                Some(tag) => {
                    let is_tagged = json!({ "required": [name], "properties": { name: { "const": tag.to_json() } } });
                    json!({ "if": is_tagged, "then": arm(of) })
                }
                None => json!({ "if": { "not": { "required": [name] } }, "then": arm(of) }),
            });
            let mut schema = json!({
                "type": "object",
                "properties": { name: { "enum": tags } },
                "allOf": chosen.collect::<Vec<_>>(),
            });
            if it.arms.iter().all(|arm| arm.tag.is_some()) {
                schema["required"] = json!([name]);
            }
            schema
        }
        Tagging::JsonType => {
            let arms = it.arms.iter().map(|it| match it.json_type {
                Some(kind) => json!({ "type": kind.name(), "allOf": [arm(it)] }),
                None => arm(it),
            });
            json!({ "anyOf": arms.collect::<Vec<_>>() })
        }
        Tagging::Keys => keyed(&it.arms, arm),
        // Only replies differ by status, and they are not checked.
        Tagging::Status => json!({}),
    }
}

fn schema_of_arm<'a>(types: &Types<'a>, ty: &'a Ty) -> Value {
    plain(types, ty, None)
}

/// The first arm whose keys are all there; one without keys takes the rest.
fn keyed(arms: &[Arm], schema: impl Fn(&Arm) -> Value) -> Value {
    let mut otherwise = None;
    for arm in arms.iter().rev() {
        let then = schema(arm);
        otherwise = Some(match otherwise {
            _ if arm.keys.is_empty() => then,
            None => json!({ "required": arm.keys, "allOf": [then] }),
            Some(otherwise) => json!({ "if": { "required": arm.keys }, "then": then, "else": otherwise }),
        });
    }
    let mut res = json!({ "type": "object" });
    if let Some(rest) = otherwise {
        res["allOf"] = json!([rest]);
    }
    res
}
