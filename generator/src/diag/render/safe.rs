//! Text that came out of a description, made harmless: it cannot move a terminal's cursor, change colours or reverse the direction of reading.

use crate::source::is_harmful;

/// One line of text.
pub(crate) fn line(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    if !text.chars().any(is_harmful) {
        return text.to_owned();
    }
    let mut res = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_harmful(c) {
            res.extend(c.escape_default());
        } else {
            res.push(c);
        }
    }
    res
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
