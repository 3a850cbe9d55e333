//! Values of parameters: what goes into a path, a query or a header, before any encoding.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// A parameter's value in the shapes that OpenAPI's styles know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Param {
    /// Not to be sent.
    Absent,
    /// A text.
    Text(String),
    /// A number or a truth value, as it is written.
    Literal(String),
    /// Several values.
    List(Vec<Param>),
    /// Names with values.
    Object(Vec<(String, Param)>),
}

impl Param {
    /// What a value is in JSON, in its order.
    pub(crate) fn from_json(json: serde_json::Result<String>) -> Self {
        json.and_then(|json| serde_json::from_str(&json)).unwrap_or(Param::Absent)
    }

    /// One text for it, if it has one; what is nested deeper than a style can say is JSON.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Param::Absent => None,
            Param::Text(text) | Param::Literal(text) => Some(Cow::Borrowed(text)),
            Param::List(_) | Param::Object(_) => Some(Cow::Owned(self.json())),
        }
    }

    fn json(&self) -> String {
        let quoted = |text: &str| Value::from(text).to_string();
        match self {
            Param::Absent => "null".to_owned(),
            Param::Text(text) => quoted(text),
            Param::Literal(text) => text.clone(),
            Param::List(items) => format!("[{}]", items.iter().map(Param::json).collect::<Vec<_>>().join(",")),
            Param::Object(entries) => {
                let entry = |(key, value): &(String, Param)| format!("{}:{}", quoted(key), value.json());
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
            }
        }
    }
}

/// Reads what a value of any type is in JSON.
impl<'de> Deserialize<'de> for Param {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Shape)
    }
}

struct Shape;

impl<'de> Visitor<'de> for Shape {
    type Value = Param;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Param, E> {
        Ok(Param::Absent)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Param, E> {
        Ok(value.to_param())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Param, E> {
        Ok(value.to_param())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Param, E> {
        Ok(value.to_param())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Param, E> {
        Ok(value.to_param())
    }

    fn visit_str<E>(self, text: &str) -> Result<Param, E> {
        Ok(text.to_param())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Param, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Param::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Param, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Param::Object(entries))
    }
}

/// A value that can be sent as a parameter.
pub trait ToParam {
    /// The value's shape and texts.
    fn to_param(&self) -> Param;
}

macro_rules! scalars {
    ($shape:ident: $($ty:ty),*) => {$(
        impl ToParam for $ty {
            fn to_param(&self) -> Param {
                Param::$shape(self.to_string())
            }
        }
    )*};
}

scalars!(Literal: bool, i32, i64, u32, u64, i128, f32, f64);
scalars!(Text: str, String, Timestamp, jiff::civil::Date);

impl ToParam for Param {
    fn to_param(&self) -> Param {
        self.clone()
    }
}

impl<T: ToParam + ?Sized> ToParam for &T {
    fn to_param(&self) -> Param {
        T::to_param(self)
    }
}

impl<T: ToParam> ToParam for Option<T> {
    fn to_param(&self) -> Param {
        self.as_ref().map_or(Param::Absent, T::to_param)
    }
}

impl<T: ToParam> ToParam for [T] {
    fn to_param(&self) -> Param {
        Param::List(self.iter().map(T::to_param).collect())
    }
}

impl<T: ToParam> ToParam for Vec<T> {
    fn to_param(&self) -> Param {
        self.as_slice().to_param()
    }
}

impl<T: ToParam, const N: usize> ToParam for [T; N] {
    fn to_param(&self) -> Param {
        self.as_slice().to_param()
    }
}

impl<T: ToParam> ToParam for BTreeMap<String, T> {
    fn to_param(&self) -> Param {
        Param::Object(self.iter().map(|(name, value)| (name.clone(), value.to_param())).collect())
    }
}

impl ToParam for Value {
    fn to_param(&self) -> Param {
        Param::from_json(serde_json::to_string(self))
    }
}
