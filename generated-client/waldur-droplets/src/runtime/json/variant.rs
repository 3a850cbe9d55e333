//! The variant of a union: how it is recognized, read and written.

use bytes::Bytes;
use serde::ser::{Error as _, SerializeMap};
use serde_json::Value;

use super::body::Misfit;
use super::decode::Decode;
use super::object::Entries;
use super::path;
use super::source::{Problem, Serde};

/// Reads a body of which nothing is known; `null` where there is none.
pub(crate) fn any(body: &Bytes) -> Result<Value, Misfit> {
    Option::<Value>::from_body(body).map(Option::unwrap_or_default)
}

/// Reads a variant's content.
pub(crate) fn content<T: Decode>(value: Value) -> Result<Option<T>, Problem> {
    let mut slot = None;
    T::read(&mut Serde::new(value), &mut slot)?;
    Ok(slot)
}

/// Reads a variant's content, if it fits.
pub(crate) fn fitting<T: Decode>(value: &Value) -> Option<T> {
    let (mut slot, mark) = (None, path::mark());
    if T::read(&mut Serde::new(value), &mut slot).is_err() {
        path::forget(mark);
    }
    slot
}

/// Reads the content of a tagged variant; the tag is kept only for content that has a field for it.
pub(crate) fn tagged_content<T: Decode>(mut value: Value, tag: &str) -> Result<Option<T>, Problem> {
    if let Value::Object(entries) = &mut value
        && !T::IS_UNION
        && !T::NAMES.contains(&tag)
    {
        entries.remove(tag);
    }
    content(value)
}

/// The value of a tag: a text, a whole number or a flag, which is one only if it has that JSON type.
pub(crate) trait TagValue: serde::Serialize {
    fn is(&self, value: &Value) -> bool;
}

impl TagValue for str {
    fn is(&self, value: &Value) -> bool {
        value.as_str() == Some(self)
    }
}

impl TagValue for i64 {
    fn is(&self, value: &Value) -> bool {
        value.as_i64() == Some(*self)
    }
}

impl TagValue for bool {
    fn is(&self, value: &Value) -> bool {
        value.as_bool() == Some(*self)
    }
}

impl<T: TagValue + ?Sized> TagValue for &T {
    fn is(&self, value: &Value) -> bool {
        (**self).is(value)
    }
}

/// Whether `value` is an object that says `tag` is `expected`.
pub(crate) fn is_tagged(value: &Value, tag: &str, expected: impl TagValue) -> bool {
    value.get(tag).is_some_and(|value| expected.is(value))
}

/// Whether `value` is an object without the key `tag`.
pub(crate) fn lacks(value: &Value, tag: &str) -> bool {
    value.as_object().is_some_and(|entries| !entries.contains_key(tag))
}

/// Whether `value` is an object with all of `keys`.
pub(crate) fn has_keys(value: &Value, keys: &[&str]) -> bool {
    value.as_object().is_some_and(|entries| keys.iter().all(|key| entries.contains_key(*key)))
}

/// Whether `value` is of JSON type `kind`. A whole number written with a fraction (`3.0`) is an `integer`
/// only where no `number` is among the `kinds`.
pub(crate) fn is_kind(value: &Value, kind: &str, kinds: &[&str]) -> bool {
    match value {
        Value::Null => kind == "null",
        Value::Bool(_) => kind == "boolean",
        Value::String(_) => kind == "string",
        Value::Array(_) => kind == "array",
        Value::Object(_) => kind == "object",
        Value::Number(number) if kind == "integer" => {
            !number.is_f64()
                || (!kinds.contains(&"number") && number.as_f64().is_some_and(|number| number.fract() == 0.0))
        }
        Value::Number(_) => kind == "number",
    }
}

/// Writes a variant without content.
pub(crate) fn write_tag<M: SerializeMap>(
    map: &mut M,
    skip: &[&str],
    tag: &str,
    value: impl TagValue,
) -> Result<(), M::Error> {
    if skip.contains(&tag) { Ok(()) } else { map.serialize_entry(tag, &value) }
}

/// Writes a variant: its tag, then its content without one.
pub(crate) fn write_tagged<M: SerializeMap, T: Entries>(
    map: &mut M,
    skip: &[&str],
    tag: &str,
    value: impl TagValue,
    content: &T,
) -> Result<(), M::Error> {
    write_tag(map, skip, tag, value)?;
    if skip.is_empty() {
        return content.write_entries(map, &[tag]);
    }
    let skip: Vec<&str> = skip.iter().copied().chain([tag]).collect();
    content.write_entries(map, &skip)
}

impl Entries for Value {
    fn write_entries<M: SerializeMap>(&self, map: &mut M, skip: &[&str]) -> Result<(), M::Error> {
        let entries = self.as_object().ok_or_else(|| M::Error::custom("a union's content must be an object"))?;
        for (key, value) in entries.iter().filter(|(key, _)| !skip.contains(&key.as_str())) {
            map.serialize_entry(key, value)?;
        }
        Ok(())
    }
}

impl<T: serde::Serialize> Entries for std::collections::BTreeMap<String, T> {
    fn write_entries<M: SerializeMap>(&self, map: &mut M, skip: &[&str]) -> Result<(), M::Error> {
        for (key, value) in self.iter().filter(|(key, _)| !skip.contains(&key.as_str())) {
            map.serialize_entry(key, value)?;
        }
        Ok(())
    }
}
