//! Objects: the table under a struct, and the two loops that every object shares.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use super::path;
use super::slot::{Field, RestSlot, Slot};

/// A struct that can be read from a map.
pub(crate) trait Object: Sized {
    /// The keys that have a field of their own.
    const NAMES: &'static [&'static str];

    /// Reads the entries of `map`; `None` if a field is missing, which [`read_object`] has then reported.
    fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error>;
}

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
        impl $crate::runtime::json::object::Object for $name {
            const NAMES: &'static [&'static str] = &[$($key),*];

            fn read<'de, __A: ::serde::de::MapAccess<'de>>(map: &mut __A) -> ::std::result::Result<::std::option::Option<Self>, __A::Error> {
                $(let mut $field = $crate::runtime::json::slot::$kind();)*
                $(let mut $rest = $crate::runtime::json::slot::rest();)?
                $crate::runtime::json::object::read_object(
                    map,
                    Self::NAMES,
                    &mut [$(&mut $field),*],
                    $crate::runtime::json_object!(@some $($rest)?),
                )?;
                ::std::result::Result::Ok(::std::option::Option::Some($name {
                    $($field: $crate::runtime::json_object!(@take $kind $field),)*
                    $($rest: $rest.0,)?
                }))
            }
        }

        impl $crate::runtime::json::object::Entries for $name {
            fn write_entries<__M: ::serde::ser::SerializeMap>(&self, map: &mut __M, skip: &[&str]) -> ::std::result::Result<(), __M::Error> {
                $crate::runtime::json::object::write_object(map, skip, &[
                    $(($key, &$crate::runtime::json::slot::field::$kind(&self.$field)),)*
                    $(("", &$crate::runtime::json::slot::field::rest(&self.$rest)),)?
                ])
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode<'de, __D: ::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::json::object::decode(deserializer)
            }

            fn names(key: &str) -> bool {
                <$name as $crate::runtime::json::object::Object>::NAMES.contains(&key)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::json::object::decode(deserializer)
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
            ::std::option::Option::None => return ::std::result::Result::Ok(::std::option::Option::None),
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
            fn to_param(&self) -> $crate::runtime::Param {
                $crate::runtime::Param::from_json(::serde_json::to_value(self).ok())
            }
        }
    };
}
pub(crate) use object_param;

/// Reads an object.
pub(crate) fn decode<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// Writes an object.
pub(crate) fn serialize<T: Entries, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    value.write_entries(&mut map, &[])?;
    map.end()
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match T::read(&mut map)? {
            Some(value) => Ok(value),
            None => Err(A::Error::custom("missing field")),
        }
    }
}

/// Gives every entry of `map` to the slot of its name; what has none goes to `rest` or is skipped.
pub(crate) fn read_object<'de, A: MapAccess<'de>>(
    map: &mut A,
    names: &[&str],
    slots: &mut [&mut dyn Slot<'de, A>],
    mut rest: Option<&mut dyn RestSlot<'de, A>>,
) -> Result<(), A::Error> {
    let mut next = 0;
    while let Some(key) = map.next_key_seed(KeySeed { names, next, keep: rest.is_some() })? {
        match (key, &mut rest) {
            (Key::Known(at), _) => {
                if let (Some(slot), Some(name)) = (slots.get_mut(at), names.get(at)) {
                    slot.fill(map).map_err(|error| path::at_key(name, error))?;
                }
                next = at + 1;
            }
            (Key::Other(key), Some(rest)) => rest.fill(key, map)?,
            (Key::Other(_), None) => {
                map.next_value::<IgnoredAny>()?;
            }
        }
    }
    match names.iter().zip(slots).find(|(_, slot)| slot.is_missing()) {
        Some((name, _)) => Err(path::at_key(name, A::Error::custom(format_args!("missing field `{name}`")))),
        None => Ok(()),
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

enum Key {
    Known(usize),
    Other(String),
}

/// Reads a key. Objects mostly come in the order of the description, so the field after the last one is
/// tried before all are searched.
#[derive(Clone, Copy)]
struct KeySeed<'a> {
    names: &'a [&'a str],
    next: usize,
    keep: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        if self.names.get(self.next).is_some_and(|name| *name == key) {
            return Ok(Key::Known(self.next));
        }
        match self.names.iter().position(|name| *name == key) {
            Some(at) => Ok(Key::Known(at)),
            None => Ok(Key::Other(if self.keep { key.to_owned() } else { String::new() })),
        }
    }
}
