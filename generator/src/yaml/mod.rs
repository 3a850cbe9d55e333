//! What a YAML or JSON text says: a tree of nodes that know where they stand.
//!
//! Knows nothing of OpenAPI. Both formats end in the same nodes; what differs is how strict the reader is.

mod alias;
mod build;
mod json;
mod node;
mod printable;
mod scalar;
mod syntax;
mod text;

use crate::diag::Diagnostics;
use crate::source::FileId;
use std::path::Path;

pub use node::{Node, NodeId, Nodes, Value};

/// How deep collections may nest: deeper than any description, and far from the end of the stack.
pub const MAX_DEPTH: usize = 200;

/// How many nodes the aliases of one file may copy.
pub const MAX_ALIAS_NODES: usize = 200_000;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Yaml,
    Json,
}

impl Format {
    /// By the name; a text of another name is JSON if it begins as JSON does.
    pub fn of(path: &Path, text: &str) -> Self {
        match path.extension().and_then(|it| it.to_str()) {
            Some("json") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            _ if text.trim_start().starts_with('{') => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// Reads one document into `nodes`. What is wrong goes to `diags`; then there is no tree.
pub fn parse(diags: &mut Diagnostics, nodes: &mut Nodes, file: FileId, format: Format) -> Option<NodeId> {
    let text = diags.text(file);
    let before = nodes.len();
    let root = match format {
        Format::Yaml => text::parse(diags, nodes, file, &text),
        Format::Json => json::parse(diags, nodes, file, &text),
    };
    if root.is_none() {
        nodes.truncate(before);
    }
    root
}
