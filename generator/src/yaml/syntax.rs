//! Turns the YAML parser's errors into findings that name what people usually did to get each of them.

use super::MAX_DEPTH;
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{FileId, Span};
use granit_parser::{ErrorKind, ScanError};

/// What is wrong, and what to do; nothing where the parser's own words have to do.
fn saying(kind: &ErrorKind) -> Option<(&'static str, &'static str)> {
    use ErrorKind as E;
    Some(match kind {
        E::UnclosedFlowCollection { open: '[' } => ("`[` is never closed", "add the missing `]`"),
        E::UnclosedFlowCollection { .. } => ("`{` is never closed", "add the missing `}`"),
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabAtBlockScalarStart => TAB,
        E::UnknownAnchor => {
            ("the alias names an anchor that does not exist", "define it earlier in the same file with `&name`")
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement => {
            ("unexpected `:`", "put text that contains `: ` into quotes, and check the indentation of this line")
        }
        E::ExpectedDocumentStart => (
            "this line is outside of the document",
            "check its indentation: it starts further left than the line it belongs to",
        ),
        E::ExpectedBlockMappingKey => (
            "this line does not belong to any mapping above it",
            "check its indentation: keys of one mapping start in the same column",
        ),
        E::ExpectedBlockSequenceEntry => (
            "this line does not belong to any list above it",
            "check its indentation: items of one list start in the same column with `- `",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => {
            ("a key without `:`", "write `key: value`; a text of several lines starts with `|` or `>`")
        }
        E::ExpectedFlowMappingSeparator | E::UnexpectedEofFlowMapping | E::UnexpectedEofImplicitFlowMapping => {
            ("the mapping in braces is not closed", "add the missing `,` or `}`")
        }
        E::ExpectedFlowSequenceSeparator | E::UnexpectedEofFlowSequence => {
            ("the list in brackets is not closed", "add the missing `,` or `]`")
        }
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => {
            ("a closing bracket that does not match", "close the innermost open bracket first")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => {
            ("a quote that is never closed", "close the quote that is open here")
        }
        E::UnexpectedCharacter { .. } => {
            ("a character that cannot start a value", "put the value into quotes: `@`, `%` and `` ` `` are reserved")
        }
        E::UnknownQuotedScalarEscape => {
            ("an escape that YAML does not have", "use single quotes to keep backslashes as they are: `'\\d+'`")
        }
        E::InvalidTrailingDoubleQuotedScalar | E::InvalidTrailingSingleQuotedScalar => (
            "text after the closing quote",
            "write a quote inside double quotes as `\\\"`, and start the next value on a new line",
        ),
        E::InvalidIndentation | E::InvalidBlockScalarIndent | E::InvalidQuotedScalarIndent => (
            "an indentation that does not match any line above",
            "keys of one mapping start in the same column, and a value is indented further than its key",
        ),
        _ => return None,
    })
}

const TAB: (&str, &str) = ("a tab in the indentation", "indent with spaces: YAML does not allow tabs there");

pub(super) fn report(diags: &mut Diagnostics, file: FileId, text: &str, err: &ScanError) {
    let at = err.marker().byte_offset().unwrap_or_default();
    let at = text.floor_char_boundary(at.min(text.len()));
    let mark = |at: usize| {
        let width = text[at..].chars().next().map_or(0, char::len_utf8);
        Span { file, start: to_u32(at), end: to_u32(at + width) }
    };
    if *err.kind() == ErrorKind::RecursionLimitExceeded {
        too_deep(diags, mark(at));
        return;
    }
    if let Some(open) = runaway_quote(text, at, err.kind()) {
        diags
            .error(codes::YAML_SYNTAX, mark(open), "invalid YAML: a quote that is not closed in time")
            .related(mark(at), "it is closed only here, where more text follows")
            .help("close the quote that is open here");
        return;
    }
    let tab = tab_before(text, at);
    let (message, help) = match if tab.is_some() { Some(TAB) } else { saying(err.kind()) } {
        Some((message, help)) => (message.to_owned(), Some(help)),
        None => (err.info(), None),
    };
    let span = mark(tab.unwrap_or(at));
    let diag = diags.error(codes::YAML_SYNTAX, span, format!("invalid YAML: {message}"));
    diag.help.extend(help.map(str::to_owned));
}

/// Position of the quote that opens the text which is closed before `at`, if that is on an earlier line: then the closing quote is
/// that of another text, and the one that is missing belongs to this one.
fn runaway_quote(text: &str, at: usize, kind: &ErrorKind) -> Option<usize> {
    let (quote, escape) = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => ('\'', '\''),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => ('"', '\\'),
        _ => return None,
    };
    let mut head = &text[..text[..at].rfind(quote)?];
    let close = head.len();
    let open = loop {
        let open = head.rfind(quote)?;
        let escapes = head[..open].bytes().rev().take_while(|byte| char::from(*byte) == escape).count();
        if escapes % 2 == 0 {
            break open;
        }
        head = &head[..open - escapes];
    };
    text[open..close].contains('\n').then_some(open)
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
