//! Unions: values of one of several types, told apart without trial decoding.
//!
//! A union is first read as a plain [`Value`]; its tag, its JSON type or its keys choose the variant. What
//! chooses none is kept as the value it was and written back unchanged.

use bytes::Bytes;
use serde::ser::{Error as _, SerializeMap};
use serde_json::Value;

use super::body::Misfit;
use super::decode::Decode;
use super::object::Entries;
use super::path;
use super::source::{Problem, Serde};

/// A union told apart by a discriminator. Each value of the tag has a variant, with or without content;
/// several variants may share a content type. The tag is written once, whether or not the content has a
/// field for it.
macro_rules! tagged_union {
    ($name:ident, $tag:literal { $($value:literal => $variant:ident $(($content:ty))?),* $(,)? } else $unknown:ident) => {
        impl $crate::runtime::json::Decode for $name {
            #[inline]
            fn read(
                source: &mut dyn $crate::runtime::json::source::Source,
                slot: &mut ::std::option::Option<Self>,
            ) -> ::std::result::Result<(), $crate::runtime::json::source::Problem> {
                let value = source.value()?;
                $(if $crate::runtime::json::union::is_tagged(&value, $tag, $value) {
                    *slot = $crate::runtime::tagged_union!(@read $name $variant value $tag $($content)?);
                    return ::std::result::Result::Ok(());
                })*
                *slot = ::std::option::Option::Some($name::$unknown(value));
                ::std::result::Result::Ok(())
            }

            const NAMES: &'static [&'static str] = &[$tag];
        }

        impl $crate::runtime::json::object::Entries for $name {
            fn write_entries<__M: ::serde::ser::SerializeMap>(&self, map: &mut __M, skip: &[&str]) -> ::std::result::Result<(), __M::Error> {
                $($crate::runtime::tagged_union!(@write $name $variant self map skip $tag $value $($content)?);)*
                if let $name::$unknown(value) = self {
                    return value.write_entries(map, skip);
                }
                ::std::result::Result::Ok(())
            }
        }

        $crate::runtime::json::union::union_serde!($name, $unknown);
    };
    (@read $name:ident $variant:ident $value:ident $tag:literal) => {
        ::std::option::Option::Some($name::$variant)
    };
    (@read $name:ident $variant:ident $value:ident $tag:literal $content:ty) => {
        $crate::runtime::json::union::tagged_content::<$content>($value, $tag)?.map($name::$variant)
    };
    (@write $name:ident $variant:ident $self:ident $map:ident $skip:ident $tag:literal $value:literal) => {
        if let $name::$variant = $self {
            return $crate::runtime::json::union::write_tag($map, $skip, $tag, $value);
        }
    };
    (@write $name:ident $variant:ident $self:ident $map:ident $skip:ident $tag:literal $value:literal $content:ty) => {
        if let $name::$variant(content) = $self {
            return $crate::runtime::json::union::write_tagged($map, $skip, $tag, $value, content);
        }
    };
}
pub(crate) use tagged_union;

/// A union told apart by JSON type: `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`;
/// `integer` stands before `number`. An object must fit its variant; a list or scalar that does not is kept as it came.
macro_rules! json_union {
    ($name:ident { $($kind:ident => $variant:ident $(($content:ty))?),* $(,)? } else $unknown:ident) => {
        impl $crate::runtime::json::Decode for $name {
            #[inline]
            fn read(
                source: &mut dyn $crate::runtime::json::source::Source,
                slot: &mut ::std::option::Option<Self>,
            ) -> ::std::result::Result<(), $crate::runtime::json::source::Problem> {
                const KINDS: &[&str] = &[$(::std::stringify!($kind)),*];
                let value = source.value()?;
                $(if $crate::runtime::json::union::is_kind(&value, ::std::stringify!($kind), KINDS) {
                    *slot = $crate::runtime::json_union!(@read $name $kind $variant $unknown value $($content)?);
                    return ::std::result::Result::Ok(());
                })*
                *slot = ::std::option::Option::Some($name::$unknown(value));
                ::std::result::Result::Ok(())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::json::source::deserialize(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                $($crate::runtime::json_union!(@write $name $variant self serializer $($content)?);)*
                match self {
                    $name::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                    _ => serializer.serialize_unit(),
                }
            }
        }
    };
    (@read $name:ident $kind:ident $variant:ident $unknown:ident $value:ident) => {
        ::std::option::Option::Some($name::$variant)
    };
    (@read $name:ident object $variant:ident $unknown:ident $value:ident $content:ty) => {
        $crate::runtime::json::union::content::<$content>($value)?.map($name::$variant)
    };
    (@read $name:ident $kind:ident $variant:ident $unknown:ident $value:ident $content:ty) => {
        ::std::option::Option::Some(match $crate::runtime::json::union::fitting::<$content>(&$value) {
            ::std::option::Option::Some(content) => $name::$variant(content),
            ::std::option::Option::None => $name::$unknown($value),
        })
    };
    (@write $name:ident $variant:ident $self:ident $serializer:ident) => {};
    (@write $name:ident $variant:ident $self:ident $serializer:ident $content:ty) => {
        if let $name::$variant(content) = $self {
            return ::serde::Serialize::serialize(content, $serializer);
        }
    };
}
pub(crate) use json_union;

/// A union of objects told apart by their keys: the first arm whose keys are all there.
macro_rules! keyed_union {
    ($name:ident { $([$($key:literal),*] => $variant:ident($content:ty)),* $(,)? } else $unknown:ident) => {
        impl $crate::runtime::json::Decode for $name {
            #[inline]
            fn read(
                source: &mut dyn $crate::runtime::json::source::Source,
                slot: &mut ::std::option::Option<Self>,
            ) -> ::std::result::Result<(), $crate::runtime::json::source::Problem> {
                let value = source.value()?;
                $(if $crate::runtime::json::union::has_keys(&value, &[$($key),*]) {
                    *slot = $crate::runtime::json::union::content::<$content>(value)?.map($name::$variant);
                    return ::std::result::Result::Ok(());
                })*
                *slot = ::std::option::Option::Some($name::$unknown(value));
                ::std::result::Result::Ok(())
            }
        }

        impl $crate::runtime::json::object::Entries for $name {
            fn write_entries<__M: ::serde::ser::SerializeMap>(&self, map: &mut __M, skip: &[&str]) -> ::std::result::Result<(), __M::Error> {
                match self {
                    $($name::$variant(content) => $crate::runtime::json::object::Entries::write_entries(content, map, skip),)*
                    $name::$unknown(value) => $crate::runtime::json::object::Entries::write_entries(value, map, skip),
                }
            }
        }

        $crate::runtime::json::union::union_serde!($name, $unknown);
    };
}
pub(crate) use keyed_union;

/// A union told apart by the status of the reply that it is the body of; exact statuses stand before ranges. Read from anywhere
/// else, it is none of its known variants. A variant without content has no body.
macro_rules! status_union {
    ($name:ident { $($status:pat => $variant:ident $(($content:ty))?),* $(,)? } else $unknown:ident) => {
        impl $crate::runtime::json::Decode for $name {
            #[inline]
            fn read(
                source: &mut dyn $crate::runtime::json::source::Source,
                slot: &mut ::std::option::Option<Self>,
            ) -> ::std::result::Result<(), $crate::runtime::json::source::Problem> {
                *slot = ::std::option::Option::Some($name::$unknown(source.value()?));
                ::std::result::Result::Ok(())
            }

            fn from_reply(
                status: u16,
                body: &::bytes::Bytes,
            ) -> ::std::result::Result<Self, $crate::runtime::json::body::Misfit> {
                match status {
                    $($status => $crate::runtime::status_union!(@read $name $variant body $($content)?),)*
                    _ => $crate::runtime::json::union::any(body).map($name::$unknown),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::json::source::deserialize(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(&self, serializer: __S) -> ::std::result::Result<__S::Ok, __S::Error> {
                $($crate::runtime::json_union!(@write $name $variant self serializer $($content)?);)*
                match self {
                    $name::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                    _ => serializer.serialize_unit(),
                }
            }
        }
    };
    (@read $name:ident $variant:ident $body:ident) => {
        ::std::result::Result::Ok($name::$variant)
    };
    (@read $name:ident $variant:ident $body:ident $content:ty) => {
        <$content as $crate::runtime::json::Decode>::from_body($body).map($name::$variant)
    };
}
pub(crate) use status_union;

/// serde's traits for a union whose known variants are objects.
macro_rules! union_serde {
    ($name:ident, $unknown:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::json::source::deserialize(deserializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<__S: ::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $name::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                    _ => $crate::runtime::json::object::serialize(self, serializer),
                }
            }
        }
    };
}
pub(crate) use union_serde;

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
        && !T::NAMES.contains(&tag)
    {
        entries.remove(tag);
    }
    content(value)
}

/// Whether `value` is an object that says `tag` is `expected`.
pub(crate) fn is_tagged(value: &Value, tag: &str, expected: &str) -> bool {
    value.get(tag).and_then(Value::as_str) == Some(expected)
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
pub(crate) fn write_tag<M: SerializeMap>(map: &mut M, skip: &[&str], tag: &str, value: &str) -> Result<(), M::Error> {
    if skip.contains(&tag) { Ok(()) } else { map.serialize_entry(tag, value) }
}

/// Writes a variant: its tag, then its content without one.
pub(crate) fn write_tagged<M: SerializeMap, T: Entries>(
    map: &mut M,
    skip: &[&str],
    tag: &str,
    value: &str,
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
