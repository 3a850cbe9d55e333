//! A place in the description: what the next stage reads it through.

use super::{NodeId, Spec};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// A copyable cursor. Getters answer for [`target`](Self::target): a `$ref` looks like what it leads to, unless they say otherwise.
#[derive(Clone, Copy)]
pub struct At<'s> {
    pub(super) spec: &'s Spec,
    pub(super) id: NodeId,
}

impl<'s> At<'s> {
    pub(super) fn new(spec: &'s Spec, id: NodeId) -> Self {
        Self { spec, id }
    }

    /// Identity of this very place, not of the target.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Place of the value; of a `$ref`, not of what it leads to.
    pub fn span(self) -> Span {
        self.written().span
    }

    /// Place of the key that the value stands under, else of the value.
    pub fn key_span(self) -> Span {
        self.written().key_span().unwrap_or(self.span())
    }

    /// Whether this is a `$ref`.
    pub fn is_ref(self) -> bool {
        self.spec.targets.contains_key(&self.id)
    }

    /// Follows `$ref`s to the end.
    pub fn target(self) -> Self {
        Self::new(self.spec, self.spec.targets.get(&self.id).copied().unwrap_or(self.id))
    }

    /// Child under a key, as written: it may be a `$ref` itself.
    pub fn get(self, key: &str) -> Option<Self> {
        self.spec.nodes.get(self.target().id, key).map(|id| Self::new(self.spec, id))
    }

    /// Children of a mapping, in the order of the text.
    pub fn entries(self) -> impl Iterator<Item = (&'s str, Self)> {
        let entries = match self.value() {
            Value::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(move |(key, id)| (&**key, Self::new(self.spec, *id)))
    }

    /// Items of a list.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let items = match self.value() {
            Value::Seq(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().map(move |id| Self::new(self.spec, *id))
    }

    pub fn as_str(self) -> Option<&'s str> {
        match self.value() {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_bool(self) -> Option<bool> {
        match self.value() {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    pub fn as_i64(self) -> Option<i64> {
        match self.value() {
            Value::Int(int) => Some(*int),
            _ => None,
        }
    }

    pub fn as_u64(self) -> Option<u64> {
        match self.value() {
            Value::Int(int) => u64::try_from(*int).ok(),
            Value::UInt(uint) => Some(*uint),
            _ => None,
        }
    }

    pub fn as_f64(self) -> Option<f64> {
        match self.value() {
            Value::Int(int) => Some(*int as f64),
            Value::UInt(uint) => Some(*uint as f64),
            Value::Float(float) => Some(*float),
            _ => None,
        }
    }

    pub fn is_null(self) -> bool {
        matches!(self.value(), Value::Null)
    }

    pub fn is_mapping(self) -> bool {
        matches!(self.value(), Value::Map(_))
    }

    pub fn is_sequence(self) -> bool {
        matches!(self.value(), Value::Seq(_))
    }

    /// What the target is called: its key below `components`, else the last segment of the first `$ref` that leads to it, or the stem
    /// of its file. `None` for what stands inline.
    pub fn name(self) -> Option<&'s str> {
        self.spec.names.get(&self.target().id).map(|name| &**name)
    }

    /// Why an operation cannot be generated, where it cannot.
    pub fn unusable(self) -> Option<&'s str> {
        self.spec.unusable(self.id)
    }

    /// The schema that this value of a discriminator's `mapping` names, by reference or by name.
    pub fn mapped(self) -> Option<Self> {
        self.spec.mapped.get(&self.id).map(|id| Self::new(self.spec, *id))
    }

    /// The deep value of an example or a default. `$ref`s inside it are data and stay as they are; numbers that JSON lacks become null.
    pub fn to_json(self) -> serde_json::Value {
        match self.value() {
            Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => (*flag).into(),
            Value::Int(int) => (*int).into(),
            Value::UInt(uint) => (*uint).into(),
            Value::Float(float) => (*float).into(),
            Value::Str(text) => (&**text).into(),
            Value::Seq(items) => items.iter().map(|id| Self::new(self.spec, *id).data()).collect(),
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, id)| (key.to_string(), Self::new(self.spec, *id).data()));
                serde_json::Value::Object(entries.collect())
            }
        }
    }

    fn data(self) -> serde_json::Value {
        match self.reference() {
            Some(text) => serde_json::json!({ "$ref": text }),
            None => self.to_json(),
        }
    }

    /// The text of the `$ref` that stands here.
    pub(super) fn reference(self) -> Option<&'s str> {
        let text = self.spec.nodes.get(self.id, "$ref").filter(|_| self.is_ref())?;
        self.spec.nodes.str(text)
    }

    fn written(self) -> &'s Node {
        &self.spec.nodes[self.id]
    }

    fn value(self) -> &'s Value {
        &self.spec.nodes[self.target().id].value
    }
}

impl std::fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("At").field(&self.id).finish()
    }
}
