//! `Decode`: how a value of each type is read, leniency included.
//!
//! The rules for numbers, lists and maps hold at every depth; `json_object!` and the other macros build
//! serde's `Deserialize` on top of it.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use bytes::Bytes;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::body::{self, Misfit};
use super::slot::{Push, Required, Rest};
use super::source::{Problem, Scalar, Source};

/// A value that can be read from a reply.
pub(crate) trait Decode: Sized {
    /// The keys that an object of this type has a field of its own for.
    const NAMES: &'static [&'static str] = &[];

    /// Its variants are read from the whole object: they may have fields for the tag of a union around this one.
    const IS_UNION: bool = false;

    /// A body of this type is the value as it came, not JSON.
    const IS_RAW: bool = false;

    /// Reads the value into `slot`. Not returned: a `Result` of each type would be much code for nothing.
    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem>;

    /// Reads the value from a whole reply body.
    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        body::from_json(body)
    }

    /// Reads the value from a whole reply, whose status says what it holds where that is told apart by it.
    fn from_reply(_status: u16, body: &Bytes) -> Result<Self, Misfit> {
        Self::from_body(body)
    }
}

/// `Decode`, with more than its `read`, and serde's `Deserialize` for a type of the client.
macro_rules! impl_decode {
    ($name:ident { $($more:item)* } |$source:ident, $slot:ident| $read:expr) => {
        impl $crate::runtime::json::Decode for $name {
            $($more)*

            // Inlined, so that what is only ever sent is not compiled for nothing.
            #[inline]
            fn read(
                $source: &mut dyn $crate::runtime::json::source::Source,
                $slot: &mut ::std::option::Option<Self>,
            ) -> ::std::result::Result<(), $crate::runtime::json::source::Problem> {
                $read
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<__D: ::serde::Deserializer<'de>>(deserializer: __D) -> ::std::result::Result<Self, __D::Error> {
                $crate::runtime::json::source::deserialize(deserializer)
            }
        }
    };
}
pub(crate) use impl_decode;

macro_rules! scalars {
    ($($ty:ty: |$source:ident, $slot:ident| $value:expr),* $(,)?) => {$(
        impl Decode for $ty {
            fn read($source: &mut dyn Source, $slot: &mut Option<Self>) -> Result<(), Problem> {
                $value
            }
        }
    )*};
}

scalars!(
    bool: |source, slot| source.bool(slot),
    i32: |source, slot| converted(source, slot, |wide: i64| wide.clamp(i32::MIN.into(), i32::MAX.into()) as i32),
    i64: |source, slot| source.signed(slot),
    u32: |source, slot| converted(source, slot, |wide: u64| wide.min(u32::MAX.into()) as u32),
    u64: |source, slot| source.unsigned(slot),
    i128: |source, slot| source.wide(slot),
    f32: |source, slot| converted(source, slot, |wide: f64| wide as f32),
    f64: |source, slot| source.float(slot),
    String: |source, slot| source.string(slot),
    Value: |source, slot| put(source.value(), slot),
    Timestamp: |source, slot| source.scalar(&mut |scalar| moment(scalar).map(|value| *slot = value)),
    Date: |source, slot| source.text(&mut |text| day(text).map(|value| *slot = value)),
);

fn put<T>(read: Result<T, Problem>, slot: &mut Option<T>) -> Result<(), Problem> {
    read.map(|value| *slot = Some(value))
}

/// Reads another type and converts it.
pub(crate) fn converted<A: Decode, T>(
    source: &mut dyn Source,
    slot: &mut Option<T>,
    convert: fn(A) -> T,
) -> Result<(), Problem> {
    let mut value = None;
    A::read(source, &mut value)?;
    *slot = value.map(convert);
    Ok(())
}

/// Reads a text as what it stands for.
pub(crate) fn parsed<T: FromStr<Err: Display>>(source: &mut dyn Source) -> Result<T, Problem> {
    let mut res = None;
    let read = source.text(&mut |text| match text.parse() {
        Ok(value) => {
            res = Some(value);
            Ok(())
        }
        Err(error) => Err(T::Err::to_string(&error)),
    });
    match (read, res) {
        (Ok(()), Some(value)) => Ok(value),
        (Ok(()), None) => Err(Problem::new("no text")),
        (Err(problem), _) => Err(problem),
    }
}

/// A moment as APIs write it: RFC 3339, the same in UTC without saying so, or seconds since 1970. What would be
/// past the year 9999 in seconds is milliseconds. An empty text is no value.
fn moment(scalar: Scalar<'_>) -> Result<Option<Timestamp>, String> {
    let moment = match scalar {
        Scalar::Text("") => return Ok(None),
        Scalar::Text(text) => text.parse().or_else(|error| {
            let local = text.parse::<DateTime>().and_then(|it| it.to_zoned(TimeZone::UTC));
            local.map(|it| it.timestamp()).map_err(|_| error)
        }),
        Scalar::Number(number) => {
            let moment = |seconds| SignedDuration::try_from_secs_f64(seconds).and_then(Timestamp::from_duration);
            moment(number).or_else(|error| moment(number / 1000.0).map_err(|_| error))
        }
    };
    moment.map(Some).map_err(|error| error.to_string())
}

/// A day, of which an empty text is none.
fn day(text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: jiff::Error| error.to_string())
}

impl<T: Decode> Decode for Box<T> {
    const NAMES: &'static [&'static str] = T::NAMES;
    const IS_UNION: bool = T::IS_UNION;

    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        let mut value = None;
        T::read(source, &mut value)?;
        if let Some(value) = value {
            *slot = Some(Box::new(value));
        }
        Ok(())
    }
}

impl<T: Decode> Decode for Option<T> {
    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        let mut value = Required(None);
        source.maybe(&mut value)?;
        *slot = Some(value.0);
        Ok(())
    }

    /// A reply that may have no body.
    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        match T::IS_RAW {
            _ if body.is_empty() => Ok(None),
            true => T::from_body(body).map(Some),
            false if body.trim_ascii().is_empty() => Ok(None),
            false => body::from_json(body),
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        let mut items = Push(Vec::new());
        source.list(&mut items)?;
        *slot = Some(items.0);
        Ok(())
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        let mut entries = Rest(BTreeMap::new());
        source.maybe(&mut entries)?;
        *slot = Some(entries.0);
        Ok(())
    }
}

/// A reply whose body is of no interest: whatever comes is ignored.
impl Decode for () {
    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        *slot = Some(());
        source.nothing()
    }

    fn from_body(_body: &Bytes) -> Result<Self, Misfit> {
        Ok(())
    }
}

/// A reply that is not JSON, as it came.
impl Decode for Bytes {
    const IS_RAW: bool = true;

    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        converted::<String, _>(source, slot, Bytes::from)
    }

    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        Ok(body.clone())
    }
}

/// A reply that is plain text; bytes that are not UTF-8 are replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

impl Decode for Text {
    const IS_RAW: bool = true;

    fn read(source: &mut dyn Source, slot: &mut Option<Self>) -> Result<(), Problem> {
        converted(source, slot, Text)
    }

    fn from_body(body: &Bytes) -> Result<Self, Misfit> {
        Ok(Text(String::from_utf8_lossy(body).into_owned()))
    }
}
