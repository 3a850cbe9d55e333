//! Values of parameters: what goes into a path, a query or a header, before any encoding.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

/// A parameter's value in the three shapes that OpenAPI's styles know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Param {
    /// Not to be sent.
    Absent,
    /// One text.
    Scalar(String),
    /// Several texts.
    List(Vec<String>),
    /// Names with texts.
    Object(Vec<(String, String)>),
}

impl Param {
    /// The texts of a JSON value; what is nested deeper than a style can say stays JSON.
    pub(crate) fn from_json(value: Option<Value>) -> Self {
        match value {
            None | Some(Value::Null) => Param::Absent,
            Some(Value::Array(items)) => Param::List(items.into_iter().map(text).collect()),
            Some(Value::Object(entries)) => {
                Param::Object(entries.into_iter().map(|(name, value)| (name, text(value))).collect())
            }
            Some(scalar) => Param::Scalar(text(scalar)),
        }
    }

    /// The text of an element or entry, if it has one.
    fn into_text(self) -> Option<String> {
        match self {
            Param::Absent => None,
            Param::Scalar(text) => Some(text),
            Param::List(texts) => Some(texts.join(",")),
            Param::Object(entries) => {
                Some(entries.into_iter().map(|(name, value)| format!("{name},{value}")).collect::<Vec<_>>().join(","))
            }
        }
    }
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A value that can be sent as a parameter.
pub trait ToParam {
    /// The value's shape and texts.
    fn to_param(&self) -> Param;
}

macro_rules! scalars {
    ($($ty:ty),*) => {$(
        impl ToParam for $ty {
            fn to_param(&self) -> Param {
                Param::Scalar(self.to_string())
            }
        }
    )*};
}

scalars!(bool, i32, i64, u32, u64, f32, f64, str, String, Timestamp, jiff::civil::Date);

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
        Param::List(self.iter().filter_map(|item| item.to_param().into_text()).collect())
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
        Param::Object(
            self.iter().filter_map(|(name, value)| Some((name.clone(), value.to_param().into_text()?))).collect(),
        )
    }
}

impl ToParam for Value {
    fn to_param(&self) -> Param {
        Param::from_json(Some(self.clone()))
    }
}
