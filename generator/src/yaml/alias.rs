//! Aliases and merge keys: what one place of a YAML file takes from another, within bounds.

use super::build::{Anchor, Builder};
use super::{MAX_ALIAS_NODES, MAX_DEPTH, NodeId, Value};
use crate::diag::codes::source as codes;

impl Builder<'_> {
    /// A copy of what an anchor marks.
    pub(super) fn alias(&mut self, anchor: usize, range: (u32, u32)) -> Option<()> {
        let span = self.span(range);
        self.first_alias.get_or_insert(range);
        match self.anchors.get(&anchor) {
            Some(Anchor::Done(id)) => {
                let copy = self.copy(*id, self.stack.len(), range)?;
                self.attach(copy, 0);
                Some(())
            }
            Some(Anchor::Open) => {
                self.diags
                    .error(
                        codes::ALIAS_CYCLE,
                        span,
                        "the alias stands inside what it repeats: the document would have no end",
                    )
                    .help("write a recursive type with `$ref`: `$ref: '#/components/schemas/…'`");
                None
            }
            None => {
                self.diags.error(codes::YAML_SYNTAX, span, "the alias names an anchor that is not there");
                None
            }
        }
    }

    fn copy(&mut self, id: NodeId, depth: usize, at: (u32, u32)) -> Option<NodeId> {
        if depth >= MAX_DEPTH {
            self.too_deep(at);
            return None;
        }
        self.copied += 1;
        if self.copied > MAX_ALIAS_NODES {
            let (first, here) = (self.span(self.first_alias.unwrap_or(at)), self.span(at));
            self.diags
                .error(
                    codes::ALIAS_EXPANSION,
                    first,
                    format!("the aliases of this file expand to over {MAX_ALIAS_NODES} nodes"),
                )
                .related(here, "the limit is reached here")
                .help("share schemas with `$ref`, which costs nothing, instead of aliases");
            return None;
        }
        let node = self.nodes[id].clone();
        let copy = self.nodes.push(node.span, Value::Null);
        self.nodes[copy].key = node.key;
        let mut child = |id: NodeId| {
            let child = self.copy(id, depth + 1, at)?;
            self.nodes[child].parent = Some(copy);
            Some(child)
        };
        let value = match node.value {
            Value::Seq(items) => Value::Seq(items.into_iter().map(child).collect::<Option<_>>()?),
            Value::Map(entries) => {
                Value::Map(entries.into_iter().map(|(key, id)| Some((key, child(id)?))).collect::<Option<_>>()?)
            }
            other => other,
        };
        self.nodes[copy].value = value;
        Some(copy)
    }

    /// YAML 1.1's `<<`: the entries of other mappings, where this one has none of that name.
    pub(super) fn merge(
        &mut self,
        mut entries: Vec<(Box<str>, NodeId)>,
        merges: &[NodeId],
    ) -> Option<Vec<(Box<str>, NodeId)>> {
        for from in merges {
            let sources = match &self.nodes[*from].value {
                Value::Seq(items) => items.clone(),
                _ => vec![*from],
            };
            for source in sources {
                let Value::Map(more) = &self.nodes[source].value else {
                    let span = self.nodes[source].span;
                    self.diags.error(codes::YAML_SYNTAX, span, "`<<` merges mappings, and this is none");
                    return None;
                };
                for (key, child) in more {
                    if !entries.iter().any(|(name, _)| name == key) {
                        entries.push((key.clone(), *child));
                    }
                }
            }
        }
        Some(entries)
    }
}
