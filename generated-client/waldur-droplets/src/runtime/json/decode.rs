//! `Decode`: how a value of each type is read, leniency included.
//!
//! It is `serde::Deserialize` with our own rules for numbers, lists and maps, so that those hold at every
//! depth; `json_object!` and the other macros build `Deserialize` on top of it.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use jiff::Timestamp;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::Value;

use super::body::{self, Misfit};
use super::path;

/// A value that can be read from a reply.
pub(crate) trait Decode: Sized {
    /// Reads the value.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads the value from a whole reply body.
    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        body::from_json(body)
    }

    /// Whether an object of this type has a field of its own for `key`.
    fn names(_key: &str) -> bool {
        false
    }
}

/// Lets serde's containers read their elements with [`Decode`].
pub(crate) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(crate) fn new() -> Self {
        Seed(PhantomData)
    }
}

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

/// Types that are read exactly as their own `Deserialize` does.
macro_rules! json_plain {
    ($($ty:ty),* $(,)?) => {$(
        impl $crate::runtime::json::Decode for $ty {
            fn decode<'de, __D: ::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                ::serde::Deserialize::deserialize(deserializer)
            }
        }
    )*};
}
pub(crate) use json_plain;

json_plain!(bool, f32, f64, String, Value, Timestamp, jiff::civil::Date);

macro_rules! integers {
    ($($ty:ident by $method:ident),* $(,)?) => {$(
        impl Decode for $ty {
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let wide = deserializer.$method(Integer)?;
                Ok($ty::try_from(wide).unwrap_or(if wide < 0 { $ty::MIN } else { $ty::MAX }))
            }
        }
    )*};
}

integers!(i32 by deserialize_i64, i64 by deserialize_i64, u32 by deserialize_u64, u64 by deserialize_u64);

/// Reads any number without a fraction, `3.0` too.
struct Integer;

impl Visitor<'_> for Integer {
    type Value = i128;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E>(self, value: i64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<i128, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<i128, E> {
        if value.fract() == 0.0 {
            // `as` ends at the limits of `i128`, which is what is wanted here.
            Ok(value as i128)
        } else {
            Err(E::invalid_value(Unexpected::Float(value), &self))
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Box::new)
    }

    fn names(key: &str) -> bool {
        T::names(key)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Maybe(PhantomData))
    }

    /// A reply that may have no body.
    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        if body.trim_ascii().is_empty() { Ok(None) } else { body::from_json(body) }
    }
}

struct Maybe<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for Maybe<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(List(PhantomData))
    }
}

struct List<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_none<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_unit<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        loop {
            match seq.next_element_seed(Seed::new()) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => return Err(path::at_index(items.len(), error)),
            }
        }
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Map(PhantomData))
    }
}

struct Map<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for Map<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(BTreeMap::new())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(BTreeMap::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(Seed::new()).map_err(|error| path::at_key(&key, error))?;
            entries.insert(key, value);
        }
        Ok(entries)
    }
}

/// A reply whose body is of no interest: whatever comes is ignored.
impl Decode for () {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| ())
    }

    fn from_body(_body: &Bytes) -> Result<Self, Misfit> {
        Ok(())
    }
}

/// A reply that is not JSON, as it came.
impl Decode for Bytes {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Bytes::from)
    }

    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        Ok(body.clone())
    }
}

/// A reply that is plain text; bytes that are not UTF-8 are replaced.
pub(crate) struct Text(pub(crate) String);

impl Decode for Text {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Text)
    }

    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        Ok(Text(String::from_utf8_lossy(body).into_owned()))
    }
}
