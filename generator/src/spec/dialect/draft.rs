//! A schema while it is being folded: its entries, and whether any of them has changed.

use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec};
use crate::yaml::Value;

pub(super) struct Draft {
    pub(super) id: NodeId,
    entries: Vec<(Box<str>, NodeId)>,
    changed: bool,
}

impl Draft {
    pub(super) fn new(id: NodeId, entries: Vec<(Box<str>, NodeId)>) -> Self {
        Self { id, entries, changed: false }
    }

    pub(super) fn finish(self, spec: &mut Spec) {
        if self.changed {
            spec.rewrite(self.id, Value::Map(self.entries));
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<NodeId> {
        self.entries.iter().find(|(name, _)| &**name == key).map(|(_, id)| *id)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| &**key)
    }

    /// Removes an entry and returns it.
    pub(super) fn take(&mut self, key: &str) -> Option<NodeId> {
        let at = self.entries.iter().position(|(name, _)| &**name == key)?;
        self.changed = true;
        Some(self.entries.remove(at).1)
    }

    /// Removes the entries that `wanted` picks and returns them.
    pub(super) fn take_all(&mut self, wanted: impl Fn(&str) -> bool) -> Vec<(Box<str>, NodeId)> {
        let (taken, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.entries).into_iter().partition(|(key, _)| wanted(key));
        self.entries = kept;
        self.changed |= !taken.is_empty();
        taken
    }

    /// Sets an entry; a new one goes to the end.
    pub(super) fn put(&mut self, key: &str, id: NodeId) {
        self.changed = true;
        match self.entries.iter_mut().find(|(name, _)| &**name == key) {
            Some((_, old)) => *old = id,
            None => self.entries.push((key.into(), id)),
        }
    }

    /// Sets an entry to a new node that stands in the place of `like`.
    pub(super) fn set(&mut self, spec: &mut Spec, like: NodeId, key: &str, value: Value) {
        let shape = Kind::Schema.child(key).unwrap_or(Shape::Data);
        let id = spec.add(like, shape, value);
        self.put(key, id);
    }

    pub(super) fn nullable(&mut self, spec: &mut Spec, like: NodeId) {
        let already = self.get("nullable").is_some_and(|id| spec.nodes[id].value == Value::Bool(true));
        if !already {
            self.set(spec, like, "nullable", Value::Bool(true));
        }
    }
}
