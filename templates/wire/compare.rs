//! When two JSON values are the same: strictly in requests, by what they mean in replies.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Which leniency holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    /// Numbers and instants by value; null is not absent.
    Request,
    /// Null, absent, `[]` and `{}` are one, too.
    Reply,
}

/// The first difference, told with its place, or `None` for equal values.
pub(super) fn difference(side: Side, place: &str, expected: &Value, got: &Value) -> Option<String> {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => {
            let keys = expected.keys().chain(got.keys().filter(|key| !expected.contains_key(*key)));
            keys.into_iter().find_map(|key| member(side, &format!("{place}.{key}"), expected.get(key), got.get(key)))
        }
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
            let mut pairs = expected.iter().zip(got).enumerate();
            pairs.find_map(|(index, (expected, got))| difference(side, &format!("{place}[{index}]"), expected, got))
        }
        _ if scalars_agree(side, expected, got) => None,
        _ => Some(told(place, &brief(expected), &brief(got))),
    }
}

fn member(side: Side, place: &str, expected: Option<&Value>, got: Option<&Value>) -> Option<String> {
    match (expected, got) {
        (Some(expected), Some(got)) => difference(side, place, expected, got),
        (Some(one), None) | (None, Some(one)) if side == Side::Reply && is_empty(one) => None,
        (expected, got) => {
            let brief_or = |value: Option<&Value>| value.map_or("nothing".to_owned(), brief);
            Some(told(place, &brief_or(expected), &brief_or(got)))
        }
    }
}

/// How the typed value of a reply relates to what was served.
#[derive(Default)]
pub(super) struct Survey {
    /// What the typed value has and the reply does not, or has otherwise.
    pub(super) differences: Vec<String>,
    /// Places (without positions in lists) of keys that survived.
    pub(super) kept: Vec<String>,
    /// Places of keys with content that did not survive: the client need not know them.
    pub(super) dropped: Vec<String>,
}

impl Survey {
    /// Compares; `place` is where both stand.
    pub(super) fn look(&mut self, place: &str, served: &Value, typed: &Value) {
        match (served, typed) {
            (Value::Object(served), Value::Object(typed)) => self.look_at_members(place, served, typed),
            (Value::Array(served), Value::Array(typed)) if served.len() == typed.len() => {
                for (served, typed) in served.iter().zip(typed) {
                    self.look(&format!("{place}[]"), served, typed);
                }
            }
            _ if scalars_agree(Side::Reply, served, typed) => {}
            _ => self.differences.push(told(place, &brief(served), &brief(typed))),
        }
    }

    fn look_at_members(&mut self, place: &str, served: &Map<String, Value>, typed: &Map<String, Value>) {
        for (key, value) in served {
            let place = format!("{place}.{key}");
            match typed.get(key) {
                Some(typed) => {
                    self.look(&place, value, typed);
                    self.kept.push(place);
                }
                None if is_empty(value) => {}
                None => self.dropped.push(place),
            }
        }
        for (key, value) in typed.iter().filter(|(key, value)| !served.contains_key(*key) && !is_empty(value)) {
            self.differences.push(told(&format!("{place}.{key}"), "nothing", &brief(value)));
        }
    }
}

/// Null, and what has nothing in it.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_empty),
        _ => false,
    }
}

fn scalars_agree(side: Side, expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Number(expected), Value::Number(got)) => numbers_agree(side, expected, got),
        (Value::String(expected), Value::String(got)) => expected == got || same_instant(expected, got),
        // Some servers send Unix seconds where they mean an instant.
        (Value::Number(seconds), Value::String(text)) if side == Side::Reply => {
            seconds.as_i64().is_some_and(|seconds| instant(text).is_some_and(|instant| instant.as_second() == seconds))
        }
        _ => expected == got || (side == Side::Reply && is_empty(expected) && is_empty(got)),
    }
}

fn numbers_agree(side: Side, expected: &Number, got: &Number) -> bool {
    let whole = |number: &Number| number.as_i128().or_else(|| whole(number.as_f64()?));
    match (whole(expected), whole(got)) {
        (Some(expected), Some(got)) => {
            let saturated = expected.clamp(i64::MIN.into(), i64::MAX.into());
            expected == got || (side == Side::Reply && saturated == got)
        }
        (None, None) => match (expected.as_f64(), got.as_f64()) {
            // Reading decimals may be off by the last bit.
            (Some(expected), Some(got)) => {
                expected.signum() == got.signum() && expected.to_bits().abs_diff(got.to_bits()) <= 1
            }
            _ => false,
        },
        _ => false,
    }
}

fn whole(number: f64) -> Option<i128> {
    let fits = number.fract() == 0.0 && number.abs() < 1e38;
    #[allow(clippy::cast_possible_truncation, reason = "it fits")]
    fits.then_some(number as i128)
}

fn same_instant(expected: &str, got: &str) -> bool {
    instant(expected).is_some_and(|expected| instant(got) == Some(expected))
}

fn instant(text: &str) -> Option<jiff::Timestamp> {
    text.starts_with(|first: char| first.is_ascii_digit()).then(|| text.parse().ok())?
}

/// One line of a report.
pub(super) fn told(place: &str, expected: &str, got: &str) -> String {
    format!("{place}: expected {expected}, got {got}")
}

/// JSON text short enough for a report.
pub(super) fn brief(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Reads JSON as a server would have to: a key that stands twice in an object is an error.
pub(super) fn parse_strictly(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice::<Strict>(bytes).map(|strict| strict.0).map_err(|err| err.to_string())
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((key, Strict(value))) = members.next_entry::<String, _>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format_args!("the key `{key}` stands twice in an object")));
            }
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
