//! Text that came out of a description, made harmless: it cannot move a terminal's cursor, change colours or reverse the direction of reading.

use crate::source::{escape_line, is_harmful};

/// One line of text.
pub(crate) fn line(text: impl AsRef<str>) -> String {
    escape_line(text.as_ref())
}

/// A line of source: as wide as it was, so that carets stay under what they mark.
pub(super) fn source(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\t' {
                ' '
            } else if is_harmful(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect()
}
