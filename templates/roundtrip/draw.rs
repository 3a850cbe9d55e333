//! JSON values of a schema, drawn at random.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::{Map, Value};

use super::description::{At, Description};
use super::flat::{Flat, Reader, Rest};

/// How deep values nest at most.
const DEPTH: usize = 5;

/// Draws values as one side sends them: without what only the other side does.
pub(super) struct Drawer<'d> {
    reader: Reader<'d>,
    foreign_keyword: &'static str,
    known: RefCell<BTreeMap<(Vec<usize>, usize), Option<BoxedStrategy<Value>>>>,
}

impl<'d> Drawer<'d> {
    /// `strangers`: with enum values, arms and properties that the description does not have, where that is allowed.
    pub(super) fn new(description: &'d Description, sent: bool, strangers: bool) -> Drawer<'d> {
        let foreign_keyword = if sent { "readOnly" } else { "writeOnly" };
        Drawer { reader: Reader { description, strangers }, foreign_keyword, known: RefCell::default() }
    }

    /// `null` is left to whoever holds a value: `Option<Pet>` is no model.
    pub(super) fn of_schema(&self, at: At<'d>) -> Option<BoxedStrategy<Value>> {
        let values = self.of_all(&[at], DEPTH)?;
        Some(values.prop_filter("null is no model", |it| !it.is_null()).boxed())
    }

    /// Values that meet all of `schemas`; `None` if they would nest too deep.
    fn of_all(&self, schemas: &[At<'d>], depth: usize) -> Option<BoxedStrategy<Value>> {
        let key = (schemas.iter().map(|it| it.id()).collect(), depth);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let ways = self.reader.ways(schemas);
        let drawn: Vec<_> = ways.iter().filter_map(|way| self.of_way(way, depth)).collect();
        let drawn = (!drawn.is_empty()).then(|| Union::new(drawn).boxed());
        self.known.borrow_mut().insert(key, drawn.clone());
        drawn
    }

    fn of_way(&self, way: &Flat<'d>, depth: usize) -> Option<BoxedStrategy<Value>> {
        if let Some(values) = &way.values {
            return Some(self.of_values(way, values));
        }
        let mut kinds: Vec<BoxedStrategy<Value>> = Vec::new();
        if way.nullable {
            kinds.push(Just(Value::Null).boxed());
        }
        if way.is_blank() {
            kinds.push(any_json().boxed());
            return Some(Union::new(kinds).boxed());
        }
        let is_typed = way.types.is_some();
        if is_typed && way.may_be("boolean") {
            kinds.push(any::<bool>().prop_map(Value::from).boxed());
        }
        if is_typed && way.may_be("integer") {
            kinds.push(integer(way));
        }
        if is_typed && way.may_be("number") {
            kinds.push(number(way));
        }
        if is_typed && way.may_be("string") {
            kinds.push(string(way.format));
        }
        if is_typed && way.may_be("array") {
            kinds.extend(self.array(way, depth));
        }
        if way.may_be("object") {
            kinds.extend(self.object(way, depth));
        }
        (!kinds.is_empty()).then(|| Union::new(kinds).boxed())
    }

    fn of_values(&self, way: &Flat<'d>, values: &[&Value]) -> BoxedStrategy<Value> {
        let known = proptest::sample::select(values.iter().map(|it| (*it).clone()).collect::<Vec<_>>());
        let is_open =
            |kind: fn(&Value) -> bool| self.reader.strangers && values.iter().all(|it| kind(it) || it.is_null());
        let mut kinds = vec![known.boxed()];
        if way.nullable {
            kinds.push(Just(Value::Null).boxed());
        }
        if is_open(Value::is_string) {
            kinds.push(text().prop_map(Value::from).boxed());
        }
        if is_open(Value::is_i64) {
            kinds.push(integer(way));
        }
        Union::new(kinds).boxed()
    }

    fn array(&self, way: &Flat<'d>, depth: usize) -> Option<BoxedStrategy<Value>> {
        let inside = depth.checked_sub(1);
        let firsts: Option<Vec<_>> = way.first_items.iter().map(|it| self.of_all(&[*it], inside?)).collect();
        let closed = way.items.iter().any(|it| it.value == false);
        let item = if way.items.is_empty() && way.first_items.is_empty() {
            Some(any_json().boxed())
        } else if closed || way.items.is_empty() {
            None
        } else {
            inside.and_then(|depth| self.of_all(&way.items, depth))
        };
        let least = usize::try_from(way.min_items.unwrap_or(0)).ok()?.saturating_sub(way.first_items.len());
        let others = match item {
            Some(item) => proptest::collection::vec(item, least..least + 3).boxed(),
            None if least == 0 || closed => Just(Vec::new()).boxed(),
            None => return None,
        };
        Some((firsts?, others).prop_map(|(firsts, others)| firsts.into_iter().chain(others).collect()).boxed())
    }

    fn object(&self, way: &Flat<'d>, depth: usize) -> Option<BoxedStrategy<Value>> {
        let inside = depth.checked_sub(1);
        let mut members: Vec<BoxedStrategy<Option<(String, Value)>>> = Vec::new();
        for (name, tag) in &way.tags {
            members.push(Just(Some(((*name).to_owned(), tag.clone()))).boxed());
        }
        for (name, schemas) in &way.properties {
            if way.tags.contains_key(name) || schemas.iter().any(|it| self.is_foreign(*it)) {
                continue;
            }
            let name = (*name).to_owned();
            let value = inside.and_then(|depth| self.of_all(schemas, depth));
            if way.required.contains(name.as_str()) {
                members.push(value?.prop_map(move |it| Some((name.clone(), it))).boxed());
            } else if let Some(value) = value {
                // Where anything may stand, null is taken for absent.
                let is_any = self.reader.ways(schemas).iter().all(Flat::is_blank);
                let value = if is_any { value.prop_filter("not null", |it| !it.is_null()).boxed() } else { value };
                let there = proptest::option::weighted(0.4, value);
                members.push(there.prop_map(move |it| Some((name.clone(), it?))).boxed());
            }
        }
        let known: Vec<String> = way.properties.keys().map(|it| (*it).to_owned()).collect();
        let rest = self.rest(way, inside);
        let object = (members, rest).prop_map(move |(members, rest)| {
            let rest = rest.into_iter().filter(|(name, _)| !known.contains(name));
            Value::Object(rest.chain(members.into_iter().flatten()).collect::<Map<_, _>>())
        });
        Some(object.boxed())
    }

    /// Properties without a name in the schema.
    fn rest(&self, way: &Flat<'d>, inside: Option<usize>) -> BoxedStrategy<BTreeMap<String, Value>> {
        let (prefix, value) = match way.rest {
            Some(Rest::Any) => ("", Some(any_json().boxed())),
            Some(Rest::Schema(at)) => ("", inside.and_then(|depth| self.of_all(&[at], depth))),
            Some(Rest::Prefixed(prefix, at)) => (prefix, inside.and_then(|depth| self.of_all(&[at], depth))),
            None if way.properties.is_empty() && way.tags.is_empty() => ("", Some(any_json().boxed())),
            Some(Rest::None) | None => ("", None),
        };
        let Some(value) = value else { return Just(BTreeMap::new()).boxed() };
        let prefix = prefix.to_owned();
        let name = text().prop_map(move |it| format!("{prefix}{it}"));
        proptest::collection::btree_map(name, value, 0..3).boxed()
    }

    fn is_foreign(&self, at: At<'d>) -> bool {
        let says = |at: At<'d>| at.value[self.foreign_keyword] == true;
        says(at) || self.reader.description.target(at).is_some_and(says)
    }
}

/// Texts that have hurt somebody, and any others.
fn text() -> BoxedStrategy<String> {
    const ODD: &[&str] =
        &["", " ", "null", "true", "0", "a b", "\"\\\n\t", "größe", "名前", "🚀", "\u{0}", "\u{202e}", "a/b?c=d&e#f"];
    prop_oneof![2 => "[a-z]{1,6}", 1 => proptest::sample::select(ODD).prop_map(str::to_owned), 1 => "\\PC{0,6}"].boxed()
}

fn string(format: Option<&str>) -> BoxedStrategy<Value> {
    let text: BoxedStrategy<String> = match format {
        Some("date-time") => instant(),
        Some("date") => {
            (1..=9999_i16, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")).boxed()
        }
        Some("byte") => base64(),
        Some("time") => (0..24_u8, 0..60_u8, 0..60_u8).prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}Z")).boxed(),
        Some("duration") => (0..99_u8, 0..99_u8).prop_map(|(days, hours)| format!("P{days}DT{hours}H")).boxed(),
        _ => text(),
    };
    text.prop_map(Value::from).boxed()
}

/// From the year 1 on, at most to the nanosecond, in zones of full minutes.
fn instant() -> BoxedStrategy<String> {
    let seconds = -62_000_000_000_i64..253_000_000_000;
    let nanoseconds = prop_oneof![Just(0), Just(500_000_000), 0..1_000_000_000_i32];
    let instant = (seconds, nanoseconds).prop_map(|(seconds, nanoseconds)| {
        let instant = jiff::Timestamp::new(seconds, nanoseconds);
        instant.expect("it is in range")
    });
    (instant, proptest::option::of(-14 * 60..14 * 60_i32))
        .prop_map(|(instant, minutes)| match minutes {
            None => instant.to_string(),
            Some(minutes) => {
                let offset = jiff::tz::Offset::from_seconds(minutes * 60).expect("less than a day");
                instant.display_with_offset(offset).to_string()
            }
        })
        .boxed()
}

/// Base64 with padding.
fn base64() -> BoxedStrategy<String> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let quad = |bytes: &[u8]| {
        let bits = bytes.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - bytes.len()));
        let letter = |at: usize| char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]);
        (0..4).map(|at| if at <= bytes.len() { letter(at) } else { '=' }).collect::<String>()
    };
    proptest::collection::vec(any::<u8>(), 0..9).prop_map(move |it| it.chunks(3).map(quad).collect()).boxed()
}

fn integer(way: &Flat<'_>) -> BoxedStrategy<Value> {
    let (least, most) = match way.format {
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Some("uint32") => (0, i128::from(u32::MAX)),
        Some("uint64") => (0, i128::from(u64::MAX)),
        Some("int128") => (i128::MIN, i128::MAX),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    #[allow(clippy::cast_possible_truncation, reason = "bounds are small")]
    let bound = |bound: Option<f64>, other: i128| bound.map_or(other, |it| it as i128);
    // No JSON number of these tests goes further.
    let number = |it: i128| it.clamp(i64::MIN.into(), u64::MAX.into());
    let (least, most) = (number(bound(way.minimum, least)), number(bound(way.maximum, most)));
    let near = prop_oneof![least..=most, Just(least), Just(most), least.max(-9)..=most.min(9).max(least.max(-9))];
    near.prop_map(|it| match u64::try_from(it) {
        Ok(it) => it.into(),
        Err(_) => i64::try_from(it).expect("within the least and the most").into(),
    })
    .boxed()
}

/// Decimals of ten digits, as JSON readers that are made for speed are off by the last bit of longer ones; and the extremes.
fn number(way: &Flat<'_>) -> BoxedStrategy<Value> {
    // Through text, as the shortest decimal that means it.
    let json = |text: String| serde_json::from_str::<Value>(&text).expect("a number");
    if let (Some(least), Some(most)) = (way.minimum, way.maximum) {
        return (least..=most).prop_map(move |it| json(format!("{it:.3}"))).boxed();
    }
    if way.format == Some("float") {
        return (-9_999_999..9_999_999_i32, 0..7_u32).prop_map(move |(it, point)| json(decimal(it, point))).boxed();
    }
    let extremes = [f64::MIN, f64::MAX, -1.0, 0.0, 1e22, 1e-22, 9_007_199_254_740_993.0];
    prop_oneof![
        4 => (any::<i32>(), 0..10_u32).prop_map(move |(it, point)| json(decimal(it, point))),
        1 => proptest::sample::select(extremes.to_vec()).prop_map(move |it| json(format!("{it:?}"))),
    ]
    .boxed()
}

/// `it` with its decimal point so many digits from the end.
fn decimal(it: i32, point: u32) -> String {
    let whole = 10_i64.pow(point);
    let (it, sign) = (i64::from(it).abs(), if it < 0 { "-" } else { "" });
    let width = point as usize;
    if point == 0 { format!("{sign}{it}") } else { format!("{sign}{}.{:0width$}", it / whole, it % whole) }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map(text(), inner, 0..3).prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}
