//! serde's visitors: what a document has in a place, handed to what waits for it there.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use super::object::Fields;
use super::path;
use super::slot::Slot;
use super::source::{Scalar, Serde};

// `as` and the `unwrap_or`s end at the limits of the type, which is what is wanted here.

pub(super) struct Signed;

impl Visitor<'_> for Signed {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<i64, E> {
        Ok(value.try_into().unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        if value.fract() == 0.0 { Ok(value as i64) } else { Err(E::invalid_value(Unexpected::Float(value), &self)) }
    }
}

pub(super) struct Unsigned;

impl Visitor<'_> for Unsigned {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E>(self, value: i64) -> Result<u64, E> {
        Ok(value.try_into().unwrap_or(0))
    }

    fn visit_u64<E>(self, value: u64) -> Result<u64, E> {
        Ok(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<u64, E> {
        if value.fract() == 0.0 { Ok(value as u64) } else { Err(E::invalid_value(Unexpected::Float(value), &self)) }
    }
}

pub(super) struct Wide;

impl Visitor<'_> for Wide {
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

    fn visit_i128<E>(self, value: i128) -> Result<i128, E> {
        Ok(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i128, E> {
        if value.fract() == 0.0 { Ok(value as i128) } else { Err(E::invalid_value(Unexpected::Float(value), &self)) }
    }
}

pub(super) struct Text<'a>(pub(super) &'a mut dyn FnMut(&str) -> Result<(), String>);

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        (self.0)(text).map_err(E::custom)
    }
}

pub(super) struct TextOrNumber<'a>(pub(super) &'a mut dyn FnMut(Scalar<'_>) -> Result<(), String>);

impl TextOrNumber<'_> {
    fn take<E: Error>(self, scalar: Scalar<'_>) -> Result<(), E> {
        (self.0)(scalar).map_err(E::custom)
    }
}

impl Visitor<'_> for TextOrNumber<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.take(Scalar::Text(text))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.take(Scalar::Number(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.take(Scalar::Number(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.take(Scalar::Number(value))
    }
}

/// Lets the slot take a value.
struct Fill<'a>(&'a mut dyn Slot);

impl<'de> DeserializeSeed<'de> for Fill<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.fill(&mut Serde::new(deserializer)).map_err(D::Error::custom)
    }
}

pub(super) struct Maybe<'a>(pub(super) &'a mut dyn Slot);

impl<'de> Visitor<'de> for Maybe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Fill(self.0).deserialize(deserializer)
    }
}

pub(super) struct List<'a>(pub(super) &'a mut dyn Slot);

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0;
        loop {
            match seq.next_element_seed(Fill(&mut *self.0)) {
                Ok(Some(())) => index += 1,
                Ok(None) => return Ok(()),
                Err(error) => return Err(path::at_index(index, error)),
            }
        }
    }
}

pub(super) struct Object<'a, 'f>(pub(super) &'a mut Fields<'f>);

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let fields = self.0;
        while let Some(is_wanted) = map.next_key_seed(FindKey(&mut *fields))? {
            if is_wanted {
                map.next_value_seed(Entry(&mut *fields))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        fields.end().map_err(A::Error::custom)
    }
}

/// Lets the fields find the one that a key stands for.
struct FindKey<'a, 'f>(&'a mut Fields<'f>);

impl<'de> DeserializeSeed<'de> for FindKey<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for FindKey<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(self.0.find(key))
    }
}

/// Gives a value to the field that its key stands for.
struct Entry<'a, 'f>(&'a mut Fields<'f>);

impl<'de> DeserializeSeed<'de> for Entry<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.take(&mut Serde::new(deserializer)).map_err(D::Error::custom)
    }
}
