//! One value of a document that is being read, whatever the document's format.
//!
//! Models are read through `&mut dyn Source`, so that the code that reads them exists once and not once a
//! format and a type: it is what keeps this crate quick to compile. serde's generic code is all here.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::Value;

use super::decode::Decode;
use super::object::Fields;
use super::path;
use super::slot::Slot;

/// Why a value could not be read.
#[derive(Debug)]
pub(crate) struct Problem(Box<str>);

impl Problem {
    #[cold]
    pub(crate) fn new(text: impl fmt::Display) -> Self {
        Problem(text.to_string().into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value that stands for another.
pub(crate) enum Scalar<'a> {
    Text(&'a str),
    Number(f64),
}

type Done = Result<(), Problem>;

/// A value that is about to be read, by one of these methods, once.
pub(crate) trait Source {
    fn bool(&mut self, slot: &mut Option<bool>) -> Done;
    /// A number without a fraction, `3.0` too; out of range it is the nearest in range.
    fn signed(&mut self, slot: &mut Option<i64>) -> Done;
    fn unsigned(&mut self, slot: &mut Option<u64>) -> Done;
    fn float(&mut self, slot: &mut Option<f64>) -> Done;
    fn string(&mut self, slot: &mut Option<String>) -> Done;
    /// A text that `take` makes something of.
    fn text(&mut self, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Done;
    /// A text or a number that `take` makes something of.
    fn scalar(&mut self, take: &mut dyn FnMut(Scalar<'_>) -> Result<(), String>) -> Done;
    fn value(&mut self) -> Result<Value, Problem>;
    /// Anything, which is skipped.
    fn nothing(&mut self) -> Done;
    /// Fills the slot unless the value is `null`.
    fn maybe(&mut self, slot: &mut dyn Slot) -> Done;
    /// Fills the slot with each item in turn; `null` has none.
    fn list(&mut self, slot: &mut dyn Slot) -> Done;
    fn object(&mut self, fields: &mut Fields<'_>) -> Done;
}

/// Reads what serde offers as a `T`.
pub(crate) fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut slot = None;
    T::read(&mut Serde::new(deserializer), &mut slot).map_err(D::Error::custom)?;
    slot.ok_or_else(|| D::Error::custom("there is no value"))
}

/// A value that serde offers.
pub(crate) struct Serde<'de, D> {
    /// `None` once it is read.
    deserializer: Option<D>,
    document: PhantomData<&'de ()>,
}

impl<'de, D: Deserializer<'de>> Serde<'de, D> {
    pub(crate) fn new(deserializer: D) -> Self {
        Serde { deserializer: Some(deserializer), document: PhantomData }
    }

    #[inline]
    fn read<T>(&mut self, read: impl FnOnce(D) -> Result<T, D::Error>) -> Result<T, Problem> {
        match self.deserializer.take() {
            Some(deserializer) => match read(deserializer) {
                Ok(value) => Ok(value),
                Err(error) => Err(Problem::new(error)),
            },
            None => Err(Problem::new("the value was read before")),
        }
    }

    /// Puts what is read into the slot.
    #[inline]
    fn put<T>(&mut self, slot: &mut Option<T>, read: impl FnOnce(D) -> Result<T, D::Error>) -> Done {
        match self.read(read) {
            Ok(value) => {
                *slot = Some(value);
                Ok(())
            }
            Err(problem) => Err(problem),
        }
    }
}

impl<'de, D: Deserializer<'de>> Source for Serde<'de, D> {
    fn bool(&mut self, slot: &mut Option<bool>) -> Done {
        self.put(slot, bool::deserialize)
    }

    fn signed(&mut self, slot: &mut Option<i64>) -> Done {
        self.put(slot, |it| it.deserialize_i64(Signed))
    }

    fn unsigned(&mut self, slot: &mut Option<u64>) -> Done {
        self.put(slot, |it| it.deserialize_u64(Unsigned))
    }

    fn float(&mut self, slot: &mut Option<f64>) -> Done {
        self.put(slot, f64::deserialize)
    }

    fn string(&mut self, slot: &mut Option<String>) -> Done {
        self.put(slot, String::deserialize)
    }

    fn text(&mut self, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Done {
        self.read(|it| it.deserialize_str(Text(take)))
    }

    fn scalar(&mut self, take: &mut dyn FnMut(Scalar<'_>) -> Result<(), String>) -> Done {
        self.read(|it| it.deserialize_any(TextOrNumber(take)))
    }

    fn value(&mut self) -> Result<Value, Problem> {
        self.read(Value::deserialize)
    }

    fn nothing(&mut self) -> Done {
        self.read(|it| IgnoredAny::deserialize(it).map(|_| ()))
    }

    fn maybe(&mut self, slot: &mut dyn Slot) -> Done {
        self.read(|it| it.deserialize_option(Maybe(slot)))
    }

    fn list(&mut self, slot: &mut dyn Slot) -> Done {
        self.read(|it| it.deserialize_option(List(slot)))
    }

    fn object(&mut self, fields: &mut Fields<'_>) -> Done {
        self.read(|it| it.deserialize_map(Object(fields)))
    }
}

// `as` and the `unwrap_or`s end at the limits of the type, which is what is wanted here.

struct Signed;

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

struct Unsigned;

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

struct Text<'a>(&'a mut dyn FnMut(&str) -> Result<(), String>);

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        (self.0)(text).map_err(E::custom)
    }
}

struct TextOrNumber<'a>(&'a mut dyn FnMut(Scalar<'_>) -> Result<(), String>);

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

struct Maybe<'a>(&'a mut dyn Slot);

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

struct List<'a>(&'a mut dyn Slot);

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

struct Object<'a, 'f>(&'a mut Fields<'f>);

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
