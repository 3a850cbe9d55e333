//! The fields of an object while it is read ([`Slot`]) and while it is written ([`Field`]).
//!
//! One kind of slot for each presence a description can give a property; all leniency about absent and
//! `null` is here.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::decode::Decode;
use super::object::Fields;
use super::path;
use super::source::{Problem, Source};

/// A field that waits for its value.
pub(crate) trait Slot {
    /// Takes the value.
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem>;

    /// Whether a value is needed and none came.
    fn is_missing(&self) -> bool {
        false
    }
}

/// The field that takes what no other field is named for.
pub(crate) trait RestSlot {
    /// Takes `key` and its value.
    fn fill_at(&mut self, key: String, source: &mut dyn Source) -> Result<(), Problem>;
}

/// Absent is an error; `null` too, unless the type is a list or a map.
pub(crate) struct Required<T>(pub(crate) Option<T>);

/// Absent and `null` are `None`. The difference between `optional` and `nullable` is in writing.
pub(crate) struct Optional<T>(pub(crate) Option<T>);

/// Absent is `None`, `null` is `Some(None)`.
pub(crate) struct Tristate<T>(pub(crate) Option<Option<T>>);

/// Absent and `null` are empty.
pub(crate) struct List<T>(pub(crate) T);

/// Every key that no field is named for.
pub(crate) struct Rest<T>(pub(crate) BTreeMap<String, T>);

/// Takes one item after the other.
pub(crate) struct Push<T>(pub(crate) Vec<T>);

// What slots begin as. Constants, as a call would be one more way to unwind for every field.

impl<T> Required<T> {
    pub(crate) const EMPTY: Self = Required(None);
}

impl<T> Optional<T> {
    pub(crate) const EMPTY: Self = Optional(None);
}

impl<T> Tristate<T> {
    pub(crate) const EMPTY: Self = Tristate(None);
}

impl<T: Empty> List<T> {
    pub(crate) const EMPTY: Self = List(T::EMPTY);
}

impl<T> Rest<T> {
    pub(crate) const EMPTY: Self = Rest(BTreeMap::new());
}

/// A list or map.
pub(crate) trait Empty {
    const EMPTY: Self;
}

impl<T> Empty for Vec<T> {
    const EMPTY: Self = Vec::new();
}

impl<T> Empty for BTreeMap<String, T> {
    const EMPTY: Self = BTreeMap::new();
}

/// The slots under the names that `json_object!` has for them.
pub(crate) mod kind {
    pub(crate) use super::{
        List as list, Optional as nullable, Optional as optional, Required as required, Rest as rest,
        Tristate as tristate,
    };
}

/// The writing side of each kind of slot, under the same names.
pub(crate) mod field {
    pub(crate) use super::{
        Always as list, Always as nullable, Always as required, Entries as rest, IfSet as optional, IfSet as tristate,
    };
}

impl<T: Decode> Slot for Required<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        T::read(source, &mut self.0)
    }

    fn is_missing(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Decode> Slot for Optional<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        let mut value = Required(None);
        source.maybe(&mut value)?;
        self.0 = value.0;
        Ok(())
    }
}

impl<T: Decode> Slot for Tristate<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        let mut value = Required(None);
        source.maybe(&mut value)?;
        self.0 = Some(value.0);
        Ok(())
    }
}

impl<T: Decode> Slot for List<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        let mut value = None;
        T::read(source, &mut value)?;
        if let Some(value) = value {
            self.0 = value;
        }
        Ok(())
    }
}

impl<T: Decode> Slot for Push<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        let mut item = None;
        T::read(source, &mut item)?;
        if let Some(item) = item {
            self.0.push(item);
        }
        Ok(())
    }
}

impl<T: Decode> Slot for Rest<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        source.object(&mut Fields::new(&[], &mut [], Some(self)))
    }
}

impl<T: Decode> RestSlot for Rest<T> {
    fn fill_at(&mut self, key: String, source: &mut dyn Source) -> Result<(), Problem> {
        let mut value = None;
        if let Err(problem) = T::read(source, &mut value) {
            return Err(path::at_key(&key, problem));
        }
        if let Some(value) = value {
            self.0.insert(key, value);
        }
        Ok(())
    }
}

/// A field that writes itself.
pub(crate) trait Field<M: SerializeMap> {
    /// Adds the entry `key`, unless there is nothing to say or `skip` has the key.
    fn write(&self, key: &'static str, skip: &[&str], map: &mut M) -> Result<(), M::Error>;
}

/// Always written, `None` as `null`.
pub(crate) struct Always<'a, T>(pub(crate) &'a T);

/// Written if it is `Some`, without the `Some`.
pub(crate) struct IfSet<'a, T>(pub(crate) &'a Option<T>);

/// Written entry by entry.
pub(crate) struct Entries<'a, T>(pub(crate) &'a BTreeMap<String, T>);

impl<M: SerializeMap, T: Serialize> Field<M> for Always<'_, T> {
    fn write(&self, key: &'static str, skip: &[&str], map: &mut M) -> Result<(), M::Error> {
        if skip.contains(&key) { Ok(()) } else { map.serialize_entry(key, self.0) }
    }
}

impl<M: SerializeMap, T: Serialize> Field<M> for IfSet<'_, T> {
    fn write(&self, key: &'static str, skip: &[&str], map: &mut M) -> Result<(), M::Error> {
        match self.0 {
            Some(value) if !skip.contains(&key) => map.serialize_entry(key, value),
            _ => Ok(()),
        }
    }
}

impl<M: SerializeMap, T: Serialize> Field<M> for Entries<'_, T> {
    fn write(&self, _key: &'static str, skip: &[&str], map: &mut M) -> Result<(), M::Error> {
        for (key, value) in self.0 {
            if !skip.contains(&key.as_str()) {
                map.serialize_entry(key, value)?;
            }
        }
        Ok(())
    }
}
