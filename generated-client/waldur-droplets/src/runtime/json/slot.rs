//! The fields of an object while it is read ([`Slot`]) and while it is written ([`Field`]).
//!
//! One kind of slot for each presence a description can give a property; all leniency about absent and
//! `null` is here.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::MapAccess;
use serde::ser::SerializeMap;

use super::decode::{Decode, Seed};
use super::path;

/// A field that waits for its value.
pub(crate) trait Slot<'de, A: MapAccess<'de>> {
    /// Takes the value that the map stands at.
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error>;

    /// Whether a value is needed and none came.
    fn is_missing(&self) -> bool {
        false
    }
}

/// The field that takes what no other field is named for.
pub(crate) trait RestSlot<'de, A: MapAccess<'de>> {
    /// Takes `key` and the value that the map stands at.
    fn fill(&mut self, key: String, map: &mut A) -> Result<(), A::Error>;
}

pub(crate) struct Required<T>(pub(crate) Option<T>);
pub(crate) struct Optional<T>(pub(crate) Option<T>);
pub(crate) struct Tristate<T>(pub(crate) Option<Option<T>>);
pub(crate) struct List<T>(pub(crate) T);
pub(crate) struct Rest<T>(pub(crate) BTreeMap<String, T>);

/// Absent is an error; `null` too, unless the type is a list or a map.
pub(crate) fn required<T>() -> Required<T> {
    Required(None)
}

/// Absent and `null` are `None`.
pub(crate) fn optional<T>() -> Optional<T> {
    Optional(None)
}

/// As [`optional`]; the difference is in writing.
pub(crate) fn nullable<T>() -> Optional<T> {
    Optional(None)
}

/// Absent is `None`, `null` is `Some(None)`.
pub(crate) fn tristate<T>() -> Tristate<T> {
    Tristate(None)
}

/// Absent and `null` are empty.
pub(crate) fn list<T: Default>() -> List<T> {
    List(T::default())
}

/// Every key that no field is named for.
pub(crate) fn rest<T>() -> Rest<T> {
    Rest(BTreeMap::new())
}

impl<'de, A: MapAccess<'de>, T: Decode> Slot<'de, A> for Required<T> {
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error> {
        match map.next_value_seed(Seed::new()) {
            Ok(value) => self.0 = Some(value),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn is_missing(&self) -> bool {
        self.0.is_none()
    }
}

impl<'de, A: MapAccess<'de>, T: Decode> Slot<'de, A> for Optional<T> {
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error> {
        match map.next_value_seed(Seed::new()) {
            Ok(value) => self.0 = value,
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>, T: Decode> Slot<'de, A> for Tristate<T> {
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error> {
        match map.next_value_seed(Seed::new()) {
            Ok(value) => self.0 = Some(value),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>, T: Decode> Slot<'de, A> for List<T> {
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error> {
        // A `match`, as `?` would be two more functions a type.
        match map.next_value_seed(Seed::new()) {
            Ok(value) => self.0 = value,
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>, T: Decode> RestSlot<'de, A> for Rest<T> {
    fn fill(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        let value = map.next_value_seed(Seed::new()).map_err(|error| path::at_key(&key, error))?;
        self.0.insert(key, value);
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

/// The writing side of each kind of slot, under the same names.
pub(crate) mod field {
    use super::{Always, BTreeMap, Entries, IfSet};

    pub(crate) fn required<T>(value: &T) -> Always<'_, T> {
        Always(value)
    }

    pub(crate) fn optional<T>(value: &Option<T>) -> IfSet<'_, T> {
        IfSet(value)
    }

    pub(crate) fn nullable<T>(value: &Option<T>) -> Always<'_, Option<T>> {
        Always(value)
    }

    pub(crate) fn tristate<T>(value: &Option<Option<T>>) -> IfSet<'_, Option<T>> {
        IfSet(value)
    }

    pub(crate) fn list<T>(value: &T) -> Always<'_, T> {
        Always(value)
    }

    pub(crate) fn rest<T>(value: &BTreeMap<String, T>) -> Entries<'_, T> {
        Entries(value)
    }
}
