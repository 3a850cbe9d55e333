//! Objects: the table under a struct, and the two loops that every object shares.

use serde::ser::{SerializeMap, Serializer};

use super::path;
use super::slot::{Field, RestSlot, Slot};
use super::source::{Problem, Source};

/// A value that can be written as the entries of a map.
pub(crate) trait Entries {
    /// Adds each entry whose key is not in `skip`.
    fn write_entries<M: SerializeMap>(&self, map: &mut M, skip: &[&str]) -> Result<(), M::Error>;
}

impl<T: Entries> Entries for Box<T> {
    fn write_entries<M: SerializeMap>(&self, map: &mut M, skip: &[&str]) -> Result<(), M::Error> {
        T::write_entries(self, map, skip)
    }
}

/// The JSON form of a struct: one line a property, with its key, its field and its kind.
///
/// Kinds: `required`, `optional`, `nullable`, `tristate`, `list`; `.. => field: rest` takes every other
/// key. See `slot` for what each means.
macro_rules! json_object {
    ($name:ident { $($key:literal => $field:ident : $kind:ident,)* .. => $rest:ident : rest $(,)? }) => {
        $crate::runtime::json_object!(@impl $name [$($key => $field : $kind,)*] [$rest]);
    };
    ($name:ident { $($key:literal => $field:ident : $kind:ident),* $(,)? }) => {
        $crate::runtime::json_object!(@impl $name [$($key => $field : $kind,)*] []);
    };
    (@impl $name:ident [$($key:literal => $field:ident : $kind:ident,)*] [$($rest:ident)?]) => {
        $crate::runtime::json::decode::impl_decode!($name { const NAMES: &'static [&'static str] = &[$($key),*]; } |source, slot| {
            $(let mut $field = $crate::runtime::json::slot::kind::$kind::EMPTY;)*
            $(let mut $rest = $crate::runtime::json::slot::kind::rest::EMPTY;)?
            $crate::runtime::json::object::read_object(
                source,
                Self::NAMES,
                &mut [$(&mut $field),*],
                $crate::runtime::json_object!(@some $($rest)?),
            )?;
            *slot = ::std::option::Option::Some($name {
                $($field: $crate::runtime::json_object!(@take $kind $field),)*
                $($rest: $rest.0,)?
            });
            ::std::result::Result::Ok(())
        });

        impl $crate::runtime::json::object::Entries for $name {
            fn write_entries<__M: ::serde::ser::SerializeMap>(&self, map: &mut __M, skip: &[&str]) -> ::std::result::Result<(), __M::Error> {
                $crate::runtime::json::object::write_object(map, skip, &[
                    $(($key, &$crate::runtime::json::slot::field::$kind(&self.$field)),)*
                    $(("", &$crate::runtime::json::slot::field::rest(&self.$rest)),)?
                ])
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                $crate::runtime::json::object::serialize(self, serializer)
            }
        }
    };
    // `required` is the only kind whose value may not be there.
    (@take required $field:ident) => {
        match $field.0 {
            ::std::option::Option::Some(value) => value,
            ::std::option::Option::None => return ::std::result::Result::Err($crate::runtime::json::object::missing()),
        }
    };
    (@take $kind:ident $field:ident) => { $field.0 };
    (@some) => { ::std::option::Option::None };
    (@some $rest:ident) => { ::std::option::Option::Some(&mut $rest) };
}
pub(crate) use json_object;

/// Lets an object be the value of a parameter.
macro_rules! object_param {
    ($name:ident) => {
        impl $crate::runtime::ToParam for $name {
            #[inline]
            fn to_param(&self) -> $crate::runtime::Param {
                $crate::runtime::Param::from_json(::serde_json::to_string(self))
            }
        }
    };
}
pub(crate) use object_param;

/// Writes an object.
pub(crate) fn serialize<T: Entries, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    value.write_entries(&mut map, &[])?;
    map.end()
}

/// Gives every entry of an object to the slot of its name; what has none goes to `rest` or is skipped.
pub(crate) fn read_object<'a>(
    source: &mut dyn Source,
    names: &'a [&'a str],
    slots: &'a mut [&'a mut dyn Slot],
    rest: Option<&'a mut dyn RestSlot>,
) -> Result<(), Problem> {
    source.object(&mut Fields::new(names, slots, rest))
}

/// What [`read_object`] has reported before.
#[cold]
pub(crate) fn missing() -> Problem {
    Problem::new("missing field")
}

/// An object that is being read.
pub(crate) struct Fields<'a> {
    names: &'a [&'a str],
    slots: &'a mut [&'a mut dyn Slot],
    rest: Option<&'a mut dyn RestSlot>,
    /// The field of the last key that had one.
    at: usize,
    /// The key at hand, if it has none.
    other: Option<String>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(
        names: &'a [&'a str],
        slots: &'a mut [&'a mut dyn Slot],
        rest: Option<&'a mut dyn RestSlot>,
    ) -> Self {
        Fields { names, slots, rest, at: usize::MAX, other: None }
    }

    /// Finds the field of `key`; whether there is one that takes it. Objects mostly come in the order of the
    /// description, so the field after the last one is tried before all are searched.
    #[inline]
    pub(crate) fn find(&mut self, key: &str) -> bool {
        let next = self.at.wrapping_add(1);
        if self.names.get(next).is_some_and(|name| *name == key) {
            self.at = next;
            return true;
        }
        self.search(key)
    }

    fn search(&mut self, key: &str) -> bool {
        match self.names.iter().position(|name| *name == key) {
            Some(at) => {
                self.at = at;
                true
            }
            None if self.rest.is_some() => {
                self.other = Some(key.to_owned());
                true
            }
            None => false,
        }
    }

    /// Takes the value of the key that was found.
    #[inline]
    pub(crate) fn take(&mut self, source: &mut dyn Source) -> Result<(), Problem> {
        if let (Some(rest), Some(key)) = (&mut self.rest, self.other.take()) {
            return rest.fill_at(key, source);
        }
        match self.slots.get_mut(self.at) {
            Some(slot) => match slot.fill(source) {
                Ok(()) => Ok(()),
                Err(problem) => Err(path::at_key(self.names.get(self.at).unwrap_or(&""), problem)),
            },
            None => source.nothing(),
        }
    }

    /// There are no more keys.
    pub(crate) fn end(&self) -> Result<(), Problem> {
        match self.names.iter().zip(&*self.slots).find(|(_, slot)| slot.is_missing()) {
            Some((name, _)) => Err(path::at_key(name, Problem::new(format_args!("missing field `{name}`")))),
            None => Ok(()),
        }
    }
}

/// Writes `fields` in their order.
pub(crate) fn write_object<M: SerializeMap>(
    map: &mut M,
    skip: &[&str],
    fields: &[(&'static str, &dyn Field<M>)],
) -> Result<(), M::Error> {
    fields.iter().try_for_each(|(key, field)| field.write(key, skip, map))
}
