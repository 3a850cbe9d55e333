//! One node as a type of `openapiv3`: a shallow deserializer.
//!
//! Where the type holds another object that may be a reference (a schema, a parameter, a response …) it is handed
//! `{"$ref": "<number of the node>"}`, so that the caller goes on with [`Spec::at`](super::Spec::at) and keeps places and identities.

use super::shape::{Kind, Shape};
use super::{At, loss};
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::yaml::Value;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use std::fmt;

impl<'s> At<'s> {
    /// Decodes the target. What does not fit is reported where it stands, and nothing comes back.
    pub fn decode<T: DeserializeOwned>(self, diags: &mut Diagnostics) -> Option<T> {
        match T::deserialize(NodeDe::top(self, None)) {
            Ok(value) => Some(value),
            Err(Fault(message)) => {
                let culprit = self.culprit::<T>(&message);
                let what = match culprit.map(|(key, _)| key) {
                    Some(key) => format!("`{key}` cannot be read"),
                    None => "this object cannot be read".to_owned(),
                };
                let span = culprit.map_or(self, |(_, at)| at).span();
                let (_, loss) = loss::of(self.spec, self.target().id);
                diags.survivable(codes::UNDECODABLE, span, what, loss).label(message);
                None
            }
        }
    }

    /// The child without which the complaint would be another: `openapiv3` buffers its input, so a fault carries no place of its own.
    fn culprit<T: DeserializeOwned>(self, message: &str) -> Option<(&'s str, Self)> {
        self.entries().find(|(key, _)| match T::deserialize(NodeDe::top(self, Some(key))) {
            Ok(_) => true,
            Err(Fault(other)) => other != message && !other.contains(&format!("missing field `{key}`")),
        })
    }
}

#[derive(Debug)]
struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

#[derive(Clone, Copy)]
struct NodeDe<'s, 'k> {
    at: At<'s>,
    /// The node that was asked for: never handed out as a reference to itself.
    top: bool,
    /// A key to leave out.
    without: Option<&'k str>,
    /// Part of an example or a default, where a `$ref` is data: followed, it could lead back here without end.
    is_part_of_data: bool,
}

impl<'s, 'k> NodeDe<'s, 'k> {
    fn top(at: At<'s>, without: Option<&'k str>) -> Self {
        Self { at, top: true, without, is_part_of_data: false }
    }

    fn below(&self, at: At<'s>) -> NodeDe<'s, 'static> {
        NodeDe { at, top: false, without: None, is_part_of_data: self.is_part_of_data || self.is_data() }
    }

    fn shape(&self) -> Option<Shape> {
        self.at.spec.shape(self.at.id)
    }

    fn is_data(&self) -> bool {
        matches!(self.shape(), Some(Shape::Data | Shape::DataList))
    }

    fn is_handed_out(&self) -> bool {
        use Kind::{Example, Header, Link, Parameter, PathItem, RequestBody, Response, Schema, SecurityScheme};
        let kinds = [Schema, Parameter, Response, RequestBody, Header, Example, Link, SecurityScheme, PathItem];
        !self.top && matches!(self.shape(), Some(Shape::One(kind)) if kinds.contains(&kind))
    }

    /// Children as the types of `openapiv3` expect them: no nulls for absent things, and no callbacks, which hold operations whole.
    fn entries(&self) -> impl Iterator<Item = (&'s str, NodeDe<'s, 'static>)> + use<'s, 'k> {
        let Self { at, without, .. } = *self;
        let (is_data, below) = (self.is_data(), self.below(at));
        at.entries().filter_map(move |(key, child)| {
            let shape = at.spec.shape(child.id);
            let absent = child.is_null() && !is_data && shape != Some(Shape::Data);
            let skipped = without == Some(key) || absent || shape == Some(Shape::Map(Kind::Callback));
            (!skipped).then_some((key, NodeDe { at: child, ..below }))
        })
    }
}

impl<'de> IntoDeserializer<'de, Fault> for NodeDe<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for NodeDe<'_, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_handed_out() {
            let reference = std::iter::once(("$ref", self.at.id.0.to_string()));
            return visitor.visit_map(MapDeserializer::new(reference));
        }
        if let Some(text) = self.at.reference().filter(|_| self.is_part_of_data) {
            return visitor.visit_map(MapDeserializer::new(std::iter::once(("$ref", text))));
        }
        let target = self.at.target();
        match &target.spec.nodes[target.id].value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Int(int) => match u64::try_from(*int) {
                Ok(uint) => visitor.visit_u64(uint),
                Err(_) => visitor.visit_i64(*int),
            },
            Value::UInt(uint) => visitor.visit_u64(*uint),
            Value::Float(float) => visitor.visit_f64(*float),
            Value::Str(text) => visitor.visit_str(text),
            Value::Seq(_) => visitor.visit_seq(SeqDeserializer::new(target.items().map(|it| self.below(it)))),
            Value::Map(_) => visitor.visit_map(MapDeserializer::new(self.entries())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.at.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.at.as_str() {
            Some(word) => visitor.visit_enum(word.into_deserializer()),
            None => visitor.visit_enum(de::value::MapAccessDeserializer::new(MapDeserializer::new(self.entries()))),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}
