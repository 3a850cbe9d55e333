//! Markdown that is safe by construction: the only way for text of a description into rustdoc, READMEs, reference pages and review
//! comments.
//!
//! Whole texts are parsed and written anew ([`lines`]); names and values become inline code ([`code`]) or escaped prose ([`prose`]).
//! Whatever is broken into lines is parsed once more, and must have kept its structure.

mod blocks;
mod code;
mod inline;
mod plain;
mod rewrite;
mod verify;
mod wrap;

pub(crate) use crate::source::{escape_json, is_harmful};
pub(crate) use code::{code, code_span, fenced};
pub(crate) use plain::{escape, one_line, prose};
pub(crate) use rewrite::{brief, first_sentence, lines};
pub(crate) use wrap::paragraph;
