//! Puts nodes together as a reader meets them: nesting, keys, anchors, merge keys. The same for YAML and JSON.

use super::{MAX_DEPTH, NodeId, Nodes, Value, syntax};
use crate::diag::codes::source as codes;
use crate::diag::{Diagnostics, Loss};
use crate::source::{FileId, Span};
use std::collections::BTreeMap;

/// Methods return `None` once the document cannot be read on; what is wrong has been said by then.
pub(super) struct Builder<'a> {
    pub(super) diags: &'a mut Diagnostics,
    pub(super) nodes: &'a mut Nodes,
    file: FileId,
    pub(super) stack: Vec<Frame>,
    pub(super) anchors: BTreeMap<usize, Anchor>,
    pub(super) copied: usize,
    pub(super) first_alias: Option<(u32, u32)>,
    pub(super) root: Option<NodeId>,
}

pub(super) struct Frame {
    id: NodeId,
    anchor: usize,
    children: Children,
}

enum Children {
    Seq(Vec<NodeId>),
    Map { entries: Vec<(Box<str>, NodeId)>, key: Option<Key>, merges: Vec<NodeId> },
}

pub(super) struct Key {
    pub(super) text: Box<str>,
    pub(super) range: (u32, u32),
    /// `<<`, written plainly.
    pub(super) merge: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Open,
    Done(NodeId),
}

impl<'a> Builder<'a> {
    pub(super) fn new(diags: &'a mut Diagnostics, nodes: &'a mut Nodes, file: FileId) -> Self {
        Self {
            diags,
            nodes,
            file,
            stack: Vec::new(),
            anchors: BTreeMap::new(),
            copied: 0,
            first_alias: None,
            root: None,
        }
    }

    pub(super) fn span(&self, (start, end): (u32, u32)) -> Span {
        Span { file: self.file, start, end }
    }

    /// Whether the next thing is a key.
    pub(super) fn wants_key(&self) -> bool {
        matches!(self.stack.last(), Some(Frame { children: Children::Map { key: None, .. }, .. }))
    }

    /// Range of the key that waits for its value.
    pub(super) fn pending_key(&self) -> Option<(u32, u32)> {
        match self.stack.last() {
            Some(Frame { children: Children::Map { key: Some(key), .. }, .. }) => Some(key.range),
            _ => None,
        }
    }

    pub(super) fn key(&mut self, new: Key) {
        if let Some(Frame { children: Children::Map { key, .. }, .. }) = self.stack.last_mut() {
            *key = Some(new);
        }
    }

    pub(super) fn open_map(&mut self, range: (u32, u32), anchor: usize) -> Option<()> {
        self.open(range, anchor, Children::Map { entries: Vec::new(), key: None, merges: Vec::new() })
    }

    pub(super) fn open_seq(&mut self, range: (u32, u32), anchor: usize) -> Option<()> {
        self.open(range, anchor, Children::Seq(Vec::new()))
    }

    fn open(&mut self, range: (u32, u32), anchor: usize, children: Children) -> Option<()> {
        if self.wants_key() {
            self.diags
                .error(codes::NOT_A_KEY, self.span(range), "a list or a mapping cannot be a key")
                .help("write the key as text, in quotes if it has brackets or braces");
            return None;
        }
        if self.stack.len() >= MAX_DEPTH {
            self.too_deep(range);
            return None;
        }
        let id = self.nodes.push(self.span(range), Value::Null);
        if anchor > 0 {
            self.anchors.insert(anchor, Anchor::Open);
        }
        self.stack.push(Frame { id, anchor, children });
        Some(())
    }

    /// Ends the innermost collection: at its bracket, or where its last child ends.
    pub(super) fn close(&mut self, bracket: Option<u32>) -> Option<()> {
        let Frame { id, anchor, children } = self.stack.pop()?;
        let last = match &children {
            Children::Seq(items) => items.last(),
            Children::Map { entries, .. } => entries.last().map(|(_, child)| child),
        };
        let end = bracket.or_else(|| last.map(|child| self.nodes[*child].span.end)).unwrap_or_default();
        let value = match children {
            Children::Seq(items) => Value::Seq(items),
            Children::Map { entries, merges, .. } => {
                let entries = self.merge(entries, &merges)?;
                Value::Map(self.distinct(entries))
            }
        };
        let node = &mut self.nodes[id];
        node.value = value;
        node.span.end = node.span.end.max(end);
        self.attach(id, anchor);
        Some(())
    }

    pub(super) fn scalar(&mut self, value: Value, range: (u32, u32), anchor: usize) {
        let id = self.nodes.push(self.span(range), value);
        self.attach(id, anchor);
    }

    pub(super) fn attach(&mut self, id: NodeId, anchor: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, Anchor::Done(id));
        }
        self.nodes[id].parent = self.stack.last().map(|frame| frame.id);
        match self.stack.last_mut().map(|frame| &mut frame.children) {
            None => self.root = Some(id),
            Some(Children::Seq(items)) => items.push(id),
            Some(Children::Map { entries, key, merges }) => {
                let Some(key) = key.take() else { return };
                self.nodes[id].key = key.range;
                if key.merge {
                    merges.push(id);
                } else {
                    entries.push((key.text, id));
                }
            }
        }
    }

    /// Reports keys that come twice; the first stays.
    fn distinct(&mut self, entries: Vec<(Box<str>, NodeId)>) -> Vec<(Box<str>, NodeId)> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].0.cmp(&entries[*b].0).then(a.cmp(b)));
        let twice: Vec<(usize, usize)> = order
            .windows(2)
            .filter(|pair| entries[pair[0]].0 == entries[pair[1]].0)
            .map(|pair| (pair[0], pair[1]))
            .collect();
        if twice.is_empty() {
            return entries;
        }
        for (first, second) in &twice {
            let (key, id) = &entries[*second];
            let place = |id: NodeId| self.nodes[id].key_span().unwrap_or(self.nodes[id].span);
            let (here, there) = (place(*id), place(entries[*first].1));
            let loss = Loss::keyword("only the first is used", here);
            self.diags
                .survivable(codes::DUPLICATE_KEY, here, format!("the key `{key}` stands twice in one mapping"), loss)
                .related(there, "first here")
                .help("rename one of them, or join their contents: most readers would silently keep only one");
        }
        let dropped: Vec<usize> = twice.iter().map(|(_, second)| *second).collect();
        let kept = entries.into_iter().enumerate().filter(|(at, _)| !dropped.contains(at));
        kept.map(|(_, entry)| entry).collect()
    }

    pub(super) fn too_deep(&mut self, range: (u32, u32)) {
        let span = self.span(range);
        syntax::too_deep(self.diags, span);
    }
}
