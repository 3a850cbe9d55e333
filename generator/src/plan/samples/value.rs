//! A value made from its type alone: the plainest one that every keyword of the schema allows.

use super::fit::{fitted, goes, is_required, of_items, with_tag};
use super::other::{another, wire};
use super::{Side, Spot, text};
use crate::ir::{Arm, Constraints, Enum, Field, NumberFormat, Presence, Shape, Struct};
use crate::ir::{TagValue, Tagging, Ty, TypeId, Union};
use crate::plan::types::Types;
use serde_json::{Map, Number, Value};

/// Where nothing is said.
pub(super) static UNBOUND: Constraints = Constraints {
    minimum: None,
    maximum: None,
    exclusive_minimum: false,
    exclusive_maximum: false,
    multiple_of: None,
    min_length: None,
    max_length: None,
    min_items: None,
    max_items: None,
    unique_items: false,
    pattern: None,
    format: None,
    values: Vec::new(),
    items: None,
};

/// Values beyond this number are made of what is required only.
const ENOUGH: usize = 200;

/// Values that are made for one sample at most. Types are a graph and a sample is a tree: of a type that needs two of the next one,
/// twenty times over, it would have a million.
const MOST: usize = 10_000;

/// Named types within each other, in a sample. Readers of JSON refuse what nests more than 128 levels deep.
const DEEPEST: usize = 50;

/// More items than this are not made, whatever `minItems` says.
const MANY: u64 = 100;

/// A value for a place. Of a reply it has every field, of a request those that are required.
pub(super) fn made<'a>(types: &Types<'a>, side: Side, spot: Spot<'a>) -> Value {
    let mut maker = Maker { types, side, within: Vec::new(), count: 0 };
    maker.make(spot).unwrap_or(Value::Null)
}

struct Maker<'t, 'a> {
    types: &'t Types<'a>,
    side: Side,
    /// Types that are being made: one that holds itself is left out where it may be.
    within: Vec<TypeId>,
    count: usize,
}

impl<'a> Maker<'_, 'a> {
    /// None where a value would have to hold itself, or too many others.
    fn make(&mut self, spot: Spot<'a>) -> Option<Value> {
        self.count += 1;
        if self.count > MOST {
            return None;
        }
        if let Some(known) = spot.constraints.values.first() {
            return Some(known.clone());
        }
        let (ty, nullable) = self.types.peel(spot.ty);
        let spot = Spot { ty, ..spot };
        let made = match ty {
            Ty::Any => Some(Value::from(spot.name)),
            Ty::Boolean => Some(Value::Bool(true)),
            Ty::Integer(_) => Some(integer(spot.constraints)),
            Ty::Number(format) => Some(number(*format, spot.constraints)),
            Ty::String(format) => Some(Value::String(text::made(*format, spot.constraints, spot.name))),
            Ty::List(item) => self.list(Spot { ty: item, ..spot }),
            Ty::Tuple { places, .. } => {
                let items = places.iter().map(|it| self.make(Spot { ty: it, ..of_items(spot) }));
                items.collect::<Option<_>>().map(Value::Array)
            }
            Ty::Map(item) => {
                let value = self.make(Spot { ty: item, ..of_items(spot) });
                Some(Value::Object(value.into_iter().map(|it| ("key".to_owned(), it)).collect()))
            }
            Ty::Named(id) => self.named(spot, *id),
            Ty::Nullable(_) => None,
        };
        made.or_else(|| nullable.then_some(Value::Null))
    }

    fn list(&mut self, spot: Spot<'a>) -> Option<Value> {
        let wanted = spot.constraints.min_items.unwrap_or(1).clamp(1, MANY);
        let wanted = spot.constraints.max_items.map_or(wanted, |it| it.min(wanted));
        let mut items: Vec<Value> = Vec::new();
        let mut can_differ = true;
        while (items.len() as u64) < wanted {
            let Some(mut item) = self.make(of_items(spot)) else { break };
            if can_differ && items.contains(&item) {
                item = another(self.types, self.side, of_items(spot), item, &items);
                can_differ = !items.contains(&item);
            }
            items.push(item);
        }
        let enough = spot.constraints.min_items.is_none_or(|it| items.len() as u64 >= it.min(MANY));
        enough.then_some(Value::Array(items))
    }

    fn named(&mut self, spot: Spot<'a>, id: TypeId) -> Option<Value> {
        let def = self.types.def(id);
        if let Some(example) = def.examples.iter().find_map(|it| fitted(self.types, self.side, spot, it)) {
            return Some(example);
        }
        if self.within.len() >= DEEPEST || self.within.contains(&id) {
            return None;
        }
        self.within.push(id);
        let made = match &def.shape {
            Shape::Struct(shape) => self.object(shape).map(Value::Object),
            Shape::Enum(shape) => Some(enumerated(shape)),
            Shape::Union(shape) => self.union(spot, shape),
            Shape::Alias(_) => None,
        };
        self.within.pop();
        made
    }

    fn object(&mut self, shape: &'a Struct) -> Option<Map<String, Value>> {
        let mut res = Map::new();
        let side = self.side;
        for field in shape.fields.iter().filter(|it| goes(it, side)) {
            let wanted = is_required(field) || side == Side::Received && self.count < ENOUGH;
            if !wanted || field.docs.deprecated && !is_required(field) {
                continue;
            }
            match self.field(field) {
                Some(value) => {
                    res.insert(field.name.clone(), value);
                }
                None if field.presence == Presence::Nullable => {
                    res.insert(field.name.clone(), Value::Null);
                }
                None if is_required(field) => return None,
                None => {}
            }
        }
        Some(res)
    }

    /// The field's example, its default, else what its type gives.
    fn field(&mut self, field: &'a Field) -> Option<Value> {
        let spot = Spot { ty: &field.ty, constraints: &field.constraints, name: &field.name };
        let said = field.example.iter().chain(&field.default).filter(|it| !it.is_null());
        let said = said.filter_map(|it| fitted(self.types, self.side, spot, it)).next();
        said.or_else(|| self.make(spot))
    }

    fn union(&mut self, spot: Spot<'a>, shape: &'a Union) -> Option<Value> {
        shape.arms.iter().find_map(|arm| match (&shape.tagging, &arm.tag) {
            (Tagging::Property(name), Some(tag)) => self.tagged(arm, (name, tag)),
            _ => self.make(Spot { ty: arm.ty.as_ref()?, ..spot }),
        })
    }

    fn tagged(&mut self, arm: &'a Arm, tag: (&str, &TagValue)) -> Option<Value> {
        let Some(ty) = &arm.ty else {
            return Some(with_tag(tag, Map::new()));
        };
        match self.make(Spot { ty, constraints: &UNBOUND, name: "value" })? {
            Value::Object(entries) => Some(with_tag(tag, entries)),
            _ => None,
        }
    }
}

fn enumerated(shape: &Enum) -> Value {
    let first = shape.values.first().map(|it| wire(shape.kind, &it.wire));
    first.or_else(|| shape.default.clone()).unwrap_or(Value::Null)
}

/// 1, or what of the allowed is next to it.
fn integer(limits: &Constraints) -> Value {
    let bound = |it: &Option<Number>| it.as_ref().and_then(Number::as_f64);
    let low = bound(&limits.minimum).map(|it| if limits.exclusive_minimum { it.floor() + 1.0 } else { it.ceil() });
    let high = bound(&limits.maximum).map(|it| if limits.exclusive_maximum { it.ceil() - 1.0 } else { it.floor() });
    let start = 1_f64.max(low.unwrap_or(1.0)).min(high.unwrap_or(f64::MAX));
    let it = match bound(&limits.multiple_of).filter(|it| *it >= 1.0) {
        Some(step) => {
            let up = (start / step).ceil() * step;
            if high.is_some_and(|high| up > high) { (start / step).floor() * step } else { up }
        }
        None => start,
    };
    // `as` ends at the limits of the type; beyond 64 bits a bound is rounded, and so is its sample.
    match it {
        it if it.abs() < 9.0e18 => Value::from(it as i64),
        it => Value::from(it),
    }
}

/// 1.5, or what of the allowed is next to it.
fn number(format: NumberFormat, limits: &Constraints) -> Value {
    let bound = |it: &Option<Number>| it.as_ref().and_then(Number::as_f64);
    let (low, high) = (bound(&limits.minimum), bound(&limits.maximum));
    if let Some(step) = bound(&limits.multiple_of).filter(|it| *it > 0.0) {
        let from = low.map_or(1.0, |low| (low / step).ceil() + f64::from(u8::from(limits.exclusive_minimum)));
        return Value::from(from * step);
    }
    let it = match (low, high) {
        (Some(low), Some(high)) => low.midpoint(high),
        (Some(low), None) => 1.5_f64.max(low + 0.5),
        (None, Some(high)) => 1.5_f64.min(high - 0.5),
        (None, None) => 1.5,
    };
    match format {
        NumberFormat::Float => Value::from(f64::from((it * 64.0).round() as i32) / 64.0),
        NumberFormat::Double => Value::from(it),
    }
}
