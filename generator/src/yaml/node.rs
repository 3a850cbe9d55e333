//! Nodes in one arena: compact, and addressed by numbers that keep the order of reading.

use crate::source::Span;
use std::ops::{Index, IndexMut};

/// Identity of a node: equal for the same place in the same file, however many `$ref`s lead there. Ordered as loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    /// Only above `i64::MAX`.
    UInt(u64),
    Float(f64),
    Str(Box<str>),
    Seq(Vec<NodeId>),
    /// In the order of the text; no key twice.
    Map(Vec<(Box<str>, NodeId)>),
}

impl Value {
    /// Whether it is of a `type` of JSON Schema.
    pub fn is_of(&self, ty: &str) -> bool {
        match self {
            Self::Null => ty == "null",
            Self::Bool(_) => ty == "boolean",
            Self::Int(_) | Self::UInt(_) => matches!(ty, "integer" | "number"),
            Self::Float(float) => ty == "number" || (ty == "integer" && float.fract() == 0.0),
            Self::Str(_) => ty == "string",
            Self::Seq(_) => ty == "array",
            Self::Map(_) => ty == "object",
        }
    }

    /// What it is in the words of a diagnostic.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) | Self::UInt(_) | Self::Float(_) => "a number",
            Self::Str(_) => "a string",
            Self::Seq(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    /// Byte range of the key it stands under, in the same file; empty at 0 where there is none.
    pub(crate) key: (u32, u32),
    /// The list or mapping that holds it; none for the top of a file.
    pub(crate) parent: Option<NodeId>,
    pub value: Value,
}

impl Node {
    pub fn key_span(&self) -> Option<Span> {
        let (start, end) = self.key;
        (end > start).then_some(Span { file: self.span.file, start, end })
    }
}

/// All nodes of a run.
#[derive(Clone, Debug, Default)]
pub struct Nodes {
    list: Vec<Node>,
}

impl Nodes {
    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn push(&mut self, span: Span, value: Value) -> NodeId {
        let id = NodeId(u32::try_from(self.list.len()).expect("files are bounded, and so are their nodes"));
        self.list.push(Node { span, key: (0, 0), parent: None, value });
        id
    }

    pub fn truncate(&mut self, len: usize) {
        self.list.truncate(len);
    }

    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.list.len()).map(|index| NodeId(index as u32))
    }

    /// A node and all that it is part of, from the inside.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |id| self[*id].parent)
    }

    /// Child of a mapping.
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        match &self[id].value {
            Value::Map(entries) => entries.iter().find(|(name, _)| &**name == key).map(|(_, child)| *child),
            _ => None,
        }
    }

    pub fn str(&self, id: NodeId) -> Option<&str> {
        match &self[id].value {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }
}

impl Index<NodeId> for Nodes {
    type Output = Node;

    fn index(&self, id: NodeId) -> &Node {
        &self.list[id.index()]
    }
}

impl IndexMut<NodeId> for Nodes {
    fn index_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.list[id.index()]
    }
}
