//! Makes the YAML parser's complaints helpful: says what people usually did to get each of them.

use super::MAX_DEPTH;
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{FileId, Span};

/// What the parser says (a part of it), what we say, and what to do. The first that fits is taken.
const SAYINGS: &[(&str, &str, &str)] = &[
    ("tab", "a tab in the indentation", "indent with spaces: YAML forbids tabs there"),
    (
        "unknown anchor",
        "the alias names an anchor that is not there",
        "define it earlier in the same file with `&name`",
    ),
    (
        "mapping values are not allowed",
        "a `:` that cannot stand here",
        "put text that contains `: ` into quotes, and check the indentation of this line",
    ),
    (
        "did not find expected <document start>",
        "this line is outside of the document",
        "check its indentation: it stands further left than the line it belongs to",
    ),
    (
        "did not find expected key",
        "this line fits no mapping above it",
        "check its indentation: keys of one mapping begin in the same column",
    ),
    (
        "did not find expected '-' indicator",
        "this line fits no list above it",
        "check its indentation: items of one list begin in the same column with `- `",
    ),
    (
        "could not find expected ':'",
        "a key without `:`",
        "write `key: value`; a text of several lines begins with `|` or `>`",
    ),
    ("simple key expect", "a key without `:`", "write `key: value`; a text of several lines begins with `|` or `>`"),
    ("',' or '}'", "the mapping in braces is not closed", "add the missing `,` or `}`"),
    ("',' or ']'", "the list in brackets is not closed", "add the missing `,` or `]`"),
    (
        "unexpected end of stream",
        "the file ends in the middle of a value",
        "close the quote or bracket that is open here",
    ),
    ("unclosed bracket", "a bracket that is never closed", "add the missing `]` or `}`"),
    (
        "reserved indicator",
        "a character that cannot begin a value",
        "put the value into quotes: `@` and `` ` `` are reserved",
    ),
    (
        "unexpected character",
        "a character that cannot begin a value",
        "put the value into quotes: `@`, `%` and `` ` `` are reserved",
    ),
    (
        "invalid escape",
        "an escape that YAML does not have",
        "use single quotes where backslashes mean themselves: `'\\d+'`",
    ),
    (
        "unknown escape character",
        "an escape that YAML does not have",
        "use single quotes where backslashes mean themselves: `'\\d+'`",
    ),
    (
        "indentation in quoted scalar",
        "a quoted text that goes on where it cannot",
        "close the quote that is open here, or indent the lines that it goes on in",
    ),
    (
        "trailing content after double-quoted scalar",
        "text after the closing quote",
        "write a quote inside of quotes as `\\\"`, and `- ` or a new line before the next value",
    ),
    ("invalid indentation", "an indentation that fits nothing above", "begin keys of one mapping in the same column"),
];

/// `open` is the innermost collection that was being read.
pub(super) fn report(diags: &mut Diagnostics, file: FileId, text: &str, at: usize, said: &str, open: Option<Span>) {
    let at = text.floor_char_boundary(at.min(text.len()));
    let tab = tab_before(text, at);
    let at = tab.unwrap_or(at);
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    let span = Span { file, start: to_u32(at), end: to_u32(at + width) };
    if said.contains("recursion limit") {
        too_deep(diags, span);
        return;
    }
    let said = if tab.is_some() { "tab" } else { said };
    let (message, help) = match SAYINGS.iter().find(|(part, ..)| said.contains(part)) {
        Some((_, message, help)) => (*message, Some(*help)),
        None => (said, None),
    };
    let diag = diags.error(codes::YAML_SYNTAX, span, format!("invalid YAML: {message}"));
    diag.help.extend(help.map(str::to_owned));
    if let Some(open) = open.filter(|_| width == 0) {
        diag.related(Span { end: open.start + 1, ..open }, "this was open at the end of the file");
    }
}

pub(super) fn too_deep(diags: &mut Diagnostics, span: Span) {
    diags
        .error(codes::TOO_DEEP, span, format!("nested more than {MAX_DEPTH} levels deep"))
        .help("give inner schemas a name below `components/schemas` and use `$ref`");
}

pub(super) fn empty(diags: &mut Diagnostics, file: FileId) {
    diags
        .error(codes::EMPTY_DOCUMENT, Span::start_of(file), "the file is empty")
        .help("a description begins with `openapi: 3.1.0`, `info:` and `paths:`");
}

/// Position of the first tab in the indentation of the line of `at`: whatever the parser says, that is the cause.
fn tab_before(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = text[start..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    indent.enumerate().find(|(_, byte)| *byte == b'\t').map(|(offset, _)| start + offset)
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
