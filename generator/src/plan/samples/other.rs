//! A value beside others of a list: `uniqueItems` allows none twice, and readers learn more from two that differ.

use super::fit::fitted;
use super::{Side, Spot, text};
use crate::ir::{EnumKind, Shape, Struct, Ty};
use crate::plan::types::Types;
use serde_json::Value;

/// One that is none of those before it; `like` itself where none is found.
pub(super) fn another<'a>(types: &Types<'a>, side: Side, spot: Spot<'a>, like: Value, before: &[Value]) -> Value {
    let candidates = candidates(types, side, spot, &like, before).into_iter();
    let mut allowed = candidates.filter_map(|it| fitted(types, side, spot, &it));
    allowed.find(|it| !before.contains(it)).unwrap_or(like)
}

fn candidates<'a>(types: &Types<'a>, side: Side, spot: Spot<'a>, like: &Value, before: &[Value]) -> Vec<Value> {
    if !spot.constraints.values.is_empty() {
        return spot.constraints.values.clone();
    }
    if let Ty::Named(id) = types.peel(spot.ty).0 {
        match &types.def(*id).shape {
            Shape::Enum(shape) => return shape.values.iter().map(|it| wire(shape.kind, &it.wire)).collect(),
            Shape::Struct(shape) => return objects(types, side, shape, like, before),
            Shape::Union(_) | Shape::Alias(_) => {}
        }
    }
    let at = before.len();
    match like {
        Value::Bool(it) => vec![Value::Bool(!it)],
        Value::Number(it) => numbers(it, at),
        Value::String(it) => {
            let last = before.last().and_then(Value::as_str).unwrap_or(it);
            let mut texts = text::others(it, last, at + 1);
            if spot.constraints.format.is_some() {
                // `someone@example.com-2` is an address to some readers only.
                texts.rotate_left(1);
            }
            texts.into_iter().map(Value::String).collect()
        }
        Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

/// Higher, and lower where there is a maximum.
fn numbers(like: &serde_json::Number, at: usize) -> Vec<Value> {
    match (like.as_i64(), like.as_f64()) {
        (Some(it), _) => vec![it.saturating_add(at as i64).into(), it.saturating_sub(at as i64).into()],
        (None, Some(it)) => vec![(it + at as f64).into(), (it - at as f64).into(), (it / (at + 1) as f64).into()],
        (None, None) => Vec::new(),
    }
}

/// The same with another value in one of its fields.
fn objects<'a>(types: &Types<'a>, side: Side, shape: &'a Struct, like: &Value, before: &[Value]) -> Vec<Value> {
    let mut res = Vec::new();
    for field in &shape.fields {
        let Some(value) = like.get(&field.name) else { continue };
        let spot = Spot { ty: &field.ty, constraints: &field.constraints, name: &field.name };
        let known: Vec<Value> = before.iter().filter_map(|it| it.get(&field.name).cloned()).collect();
        let other = another(types, side, spot, value.clone(), &known);
        if other != *value {
            let mut object = like.clone();
            object[&field.name] = other;
            res.push(object);
        }
    }
    res
}

pub(super) fn wire(kind: EnumKind, wire: &str) -> Value {
    match (kind, wire.parse::<i64>()) {
        (EnumKind::Integer, Ok(number)) => Value::from(number),
        _ => Value::from(wire),
    }
}
