//! Whether a value is what a schema allows, and what is left of it once it is: keys of the other direction, and such as have no
//! place in the type, are taken out.

use super::value::UNBOUND;
use super::{Side, Spot, text};
use crate::ir::{Additional, Arm, Constraints, Enum, EnumKind, Field, JsonType, Presence, Shape, Tagging, Ty};
use crate::ir::{Struct, TagValue, TypeId, Union};
use crate::plan::types::Types;
use serde_json::{Map, Number, Value};

/// The value as it may stand there; None where it may not.
pub(super) fn fitted<'a>(types: &Types<'a>, side: Side, spot: Spot<'a>, value: &Value) -> Option<Value> {
    let (ty, nullable) = types.peel(spot.ty);
    let known = &spot.constraints.values;
    let is_known = known.is_empty() || known.contains(value) || value.is_null() && nullable;
    if !is_known {
        return None;
    }
    if value.is_null() {
        return (nullable || *ty == Ty::Any).then_some(Value::Null);
    }
    let inner = Spot { ty, ..spot };
    match (ty, value) {
        (Ty::Any, _) => Some(value.clone()),
        (Ty::Boolean, Value::Bool(_)) => Some(value.clone()),
        (Ty::Integer(_), Value::Number(number)) if is_integer(number) => in_range(number, spot.constraints),
        (Ty::Number(_), Value::Number(number)) => in_range(number, spot.constraints),
        (Ty::String(format), Value::String(text)) => {
            text::is_allowed(text, *format, spot.constraints).then(|| value.clone())
        }
        (Ty::List(item), Value::Array(items)) => list(types, side, Spot { ty: item, ..inner }, items),
        (Ty::Tuple { places, rest }, Value::Array(items)) if items.len() >= places.len() => {
            let rest = rest.as_deref().into_iter().cycle();
            let tys = places.iter().chain(rest).zip(items);
            let items = tys.map(|(ty, it)| fitted(types, side, Spot { ty, ..of_items(inner) }, it));
            items.collect::<Option<_>>().map(Value::Array)
        }
        (Ty::Map(item), Value::Object(entries)) => {
            let item = Spot { ty: item, ..of_items(inner) };
            let entries = entries.iter().map(|(key, it)| Some((key.clone(), fitted(types, side, item, it)?)));
            entries.collect::<Option<Map<_, _>>>().map(Value::Object)
        }
        (Ty::Named(id), _) => named(types, side, inner, *id, value),
        _ => None,
    }
}

/// The same place, one level down.
pub(super) fn of_items(spot: Spot<'_>) -> Spot<'_> {
    Spot { constraints: spot.constraints.items.as_deref().unwrap_or(&UNBOUND), ..spot }
}

fn list<'a>(types: &Types<'a>, side: Side, spot: Spot<'a>, items: &[Value]) -> Option<Value> {
    let limits = spot.constraints;
    let count = items.len() as u64;
    if limits.min_items.is_some_and(|it| count < it) || limits.max_items.is_some_and(|it| count > it) {
        return None;
    }
    let items: Vec<Value> = items.iter().map(|it| fitted(types, side, of_items(spot), it)).collect::<Option<_>>()?;
    let twice = |(at, it): (usize, &Value)| items[..at].contains(it);
    (!limits.unique_items || !items.iter().enumerate().any(twice)).then_some(Value::Array(items))
}

fn named<'a>(types: &Types<'a>, side: Side, spot: Spot<'a>, id: TypeId, value: &Value) -> Option<Value> {
    match (&types.def(id).shape, value) {
        (Shape::Struct(shape), Value::Object(entries)) => object(types, side, shape, entries).map(Value::Object),
        (Shape::Enum(shape), _) => is_known(shape, value).then(|| value.clone()),
        (Shape::Union(shape), _) => union(types, side, spot, shape, value),
        _ => None,
    }
}

fn object<'a>(
    types: &Types<'a>,
    side: Side,
    shape: &'a Struct,
    entries: &Map<String, Value>,
) -> Option<Map<String, Value>> {
    let mut res = Map::new();
    for (key, value) in entries {
        let place = match shape.fields.iter().find(|it| it.name == *key) {
            Some(field) if !goes(field, side) => continue,
            Some(field) => Spot { ty: &field.ty, constraints: &field.constraints, name: &field.name },
            None => match &shape.additional {
                Additional::Kept(ty) => Spot { ty, constraints: &UNBOUND, name: "value" },
                Additional::Skipped => continue,
            },
        };
        let may_be_null = |it: &&Field| matches!(it.presence, Presence::Nullable | Presence::OptionalNullable);
        let is_null = value.is_null() && shape.fields.iter().find(|it| it.name == *key).filter(may_be_null).is_some();
        res.insert(key.clone(), if is_null { Value::Null } else { fitted(types, side, place, value)? });
    }
    let missing = |it: &Field| is_required(it) && goes(it, side) && !res.contains_key(&it.name);
    (!shape.fields.iter().any(missing)).then_some(res)
}

pub(super) fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

pub(super) fn goes(field: &Field, side: Side) -> bool {
    match side {
        Side::Sent => !field.read_only,
        Side::Received => !field.write_only,
    }
}

fn is_known(shape: &Enum, value: &Value) -> bool {
    let wire = match (shape.kind, value) {
        (EnumKind::String, Value::String(text)) => text.clone(),
        (EnumKind::Integer, Value::Number(number)) => number.to_string(),
        _ => return false,
    };
    shape.values.iter().any(|it| it.wire == wire)
}

fn union<'a>(types: &Types<'a>, side: Side, spot: Spot<'a>, shape: &'a Union, value: &Value) -> Option<Value> {
    match &shape.tagging {
        Tagging::Property(name) => {
            let entries = value.as_object()?;
            let Some(value_of_tag) = entries.get(name) else {
                let arm = shape.arms.iter().find(|arm| arm.tag.is_none())?;
                return fitted(types, side, Spot { ty: arm.ty.as_ref()?, ..spot }, value);
            };
            let tag = TagValue::from_json(value_of_tag)?;
            let arm = shape.arms.iter().find(|arm| arm.tag.as_ref() == Some(&tag))?;
            tagged(types, side, arm, (name, &tag), value)
        }
        Tagging::JsonType => {
            let arm = shape.arms.iter().find(|it| it.json_type.is_some_and(|it| is_of(value, it)))?;
            fitted(types, side, Spot { ty: arm.ty.as_ref()?, ..spot }, value)
        }
        Tagging::Status => {
            let mut arms = shape.arms.iter().filter_map(|it| it.ty.as_ref());
            arms.find_map(|ty| fitted(types, side, Spot { ty, ..spot }, value))
        }
        Tagging::Keys => {
            let entries = value.as_object()?;
            let arm = shape.arms.iter().find(|it| it.keys.iter().all(|key| entries.contains_key(key)))?;
            fitted(types, side, Spot { ty: arm.ty.as_ref()?, ..spot }, value)
        }
    }
}

/// An arm's value with its tag before it, whether or not the arm has a field for that.
fn tagged<'a>(types: &Types<'a>, side: Side, arm: &'a Arm, tag: (&str, &TagValue), value: &Value) -> Option<Value> {
    let Some(ty) = &arm.ty else {
        return Some(with_tag(tag, Map::new()));
    };
    let spot = Spot { ty, constraints: &UNBOUND, name: "value" };
    match fitted(types, side, spot, value)? {
        Value::Object(entries) => Some(with_tag(tag, entries)),
        _ => None,
    }
}

pub(super) fn with_tag((name, tag): (&str, &TagValue), entries: Map<String, Value>) -> Value {
    let mut res = Map::new();
    res.insert(name.to_owned(), tag.to_json());
    res.extend(entries.into_iter().filter(|(key, _)| key != name));
    Value::Object(res)
}

fn is_of(value: &Value, kind: JsonType) -> bool {
    match (kind, value) {
        (JsonType::Integer, Value::Number(number)) => is_integer(number),
        (JsonType::Boolean, Value::Bool(_))
        | (JsonType::Number, Value::Number(_))
        | (JsonType::String, Value::String(_))
        | (JsonType::Array, Value::Array(_))
        | (JsonType::Object, Value::Object(_)) => true,
        _ => false,
    }
}

fn is_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

fn in_range(number: &Number, limits: &Constraints) -> Option<Value> {
    let it = number.as_f64()?;
    let bound = |it: &Option<Number>| it.as_ref().and_then(Number::as_f64);
    let below = bound(&limits.minimum).is_some_and(|low| it < low || limits.exclusive_minimum && it == low);
    let above = bound(&limits.maximum).is_some_and(|high| it > high || limits.exclusive_maximum && it == high);
    let between = bound(&limits.multiple_of).is_some_and(|step| step > 0.0 && !is_whole(it / step));
    (!(below || above || between)).then(|| Value::Number(number.clone()))
}

fn is_whole(ratio: f64) -> bool {
    (ratio - ratio.round()).abs() < 1e-9
}
