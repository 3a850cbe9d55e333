//! Markdown that is safe by construction: the only way for text of a description into rustdoc, READMEs, reference pages and review
//! comments.
//!
//! Whole texts are parsed and written anew ([`lines`]); names and values become inline code ([`code`]) or escaped prose ([`prose`]).
//! Whatever is broken into lines is parsed once more, and must have kept its structure.

mod blocks;
mod code;
mod inline;
mod message;
mod plain;
mod rewrite;
mod sentence;
mod verify;
mod wrap;

pub(crate) use crate::source::{escape_json, is_harmful};
pub(crate) use code::{code, fenced};
pub(crate) use message::message;
pub(crate) use plain::{cell, one_line, prose};
pub(crate) use rewrite::lines;
pub(crate) use sentence::{brief, first_sentence, lead, opening, opening_lines, sentence, without_first_sentence};
pub(crate) use verify::is_inert;
pub(crate) use wrap::paragraph;
