//! One value of a document that is being read, whatever the document's format.
//!
//! Models are read through `&mut dyn Source`, so that the code that reads them exists once and not once a
//! format and a type: it is what keeps this crate quick to compile. serde's generic code is all here and in
//! `visitors`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny};
use serde_json::Value;

use super::decode::Decode;
use super::object::Fields;
use super::slot::Slot;
use super::visitors::{List, Maybe, Object, Signed, Text, TextOrNumber, Unsigned, Wide};

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
    /// The same for integers of more than 64 bits.
    fn wide(&mut self, slot: &mut Option<i128>) -> Done;
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

    fn wide(&mut self, slot: &mut Option<i128>) -> Done {
        self.put(slot, |it| it.deserialize_i128(Wide))
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
