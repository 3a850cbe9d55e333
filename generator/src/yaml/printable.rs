//! Characters that YAML does not allow, and published descriptions have.

use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{FileId, Span};
use std::borrow::Cow;

/// The text without the characters that YAML forbids: descriptions that were pasted from elsewhere have them, and other readers let
/// them pass. Each is replaced by a blank of the same length, so that places stay right.
pub(super) fn text<'t>(diags: &mut Diagnostics, file: FileId, text: &'t str) -> Cow<'t, str> {
    let mut forbidden = text.char_indices().filter(|(_, c)| is_forbidden(*c));
    let Some((at, c)) = forbidden.next() else {
        return Cow::Borrowed(text);
    };
    let more = match forbidden.count() {
        0 => String::new(),
        1 => " (and 1 more place)".to_owned(),
        n => format!(" (and {n} more places)"),
    };
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span { file, start: offset(at), end: offset(at + c.len_utf8()) };
    let message = format!("YAML does not allow the character U+{:04X}; it is read as a blank{more}", u32::from(c));
    diags
        .warning(codes::FORBIDDEN_CHARACTER, span, message)
        .help("remove it, or write it as an escape in double quotes");
    let blank = |c: char| match c {
        c if !is_forbidden(c) => c,
        c if c.len_utf8() == 1 => ' ',
        c if c.len_utf8() == 2 => '\u{a0}',
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(blank).collect())
}

/// YAML 1.2, section 5.1.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::is_forbidden;

    #[test]
    fn what_yaml_allows() {
        for c in ['\t', '\n', '\r', ' ', '~', '\u{85}', '\u{a0}', '\u{2028}', '\u{feff}', '\u{fffd}', '\u{1f600}'] {
            assert!(!is_forbidden(c), "{c:?}");
        }
        for c in ['\u{1}', '\u{b}', '\u{1b}', '\u{7f}', '\u{80}', '\u{92}', '\u{fffe}'] {
            assert!(is_forbidden(c), "{c:?}");
        }
    }
}
