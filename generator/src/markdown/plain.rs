//! Plain text: which characters it may hold, and how Markdown shows it as it is.

use super::wrap::guarded;
use crate::source::is_harmful;
use std::borrow::Cow;

/// Line ends and tabs made plain, harmful characters removed.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\t', "    ");
    let is_line_end = |c: char| matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let chars = text.chars().map(|c| if is_line_end(c) { '\n' } else { c });
    Cow::Owned(chars.filter(|&c| c == '\n' || !is_harmful(c)).collect())
}

/// Text on one line, for manifests and headings that are not Markdown.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Markdown that shows one line of `text` as it is, within a line.
///
/// `@` becomes code: GitHub notifies whom a comment mentions, and reads mentions after escapes and entities are gone.
pub(super) fn escape(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = if c == '@' { rest.len() - rest.trim_start_matches('@').len() } else { c.len_utf8() };
        match c {
            '@' => {
                res.push('`');
                res.push_str(&rest[..run]);
                res.push('`');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '#' | '~' => {
                res.push('\\');
                res.push(c);
            }
            c if is_harmful(c) => res.push(' '),
            c => res.push(c),
        }
        rest = &rest[run..];
    }
    res
}

/// Markdown that shows `text` as it is, also at the start of a line.
pub(crate) fn prose(text: &str) -> String {
    let res = escape(&one_line(text));
    let word = res.split(' ').next().unwrap_or_default();
    let guarded = guarded(word);
    if guarded == word { res } else { guarded.into_owned() + &res[word.len()..] }
}

/// Inline Markdown as a cell of a table: a bar that is not escaped would end it, in code too.
pub(crate) fn cell(markdown: &str) -> String {
    let text = one_line(markdown);
    if !text.contains('|') {
        return text;
    }
    let mut res = String::with_capacity(text.len() + 1);
    let mut escaped = false;
    for c in text.chars() {
        if c == '|' && !escaped {
            res.push('\\');
        }
        escaped = c == '\\' && !escaped;
        res.push(c);
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_shown_as_it_is() {
        assert_eq!(prose("<b> [x](y) *z* | `w` \\"), "\\<b\\> \\[x\\](y) \\*z\\* \\| \\`w\\` \\\\");
        assert_eq!(prose("1. one\n# two"), "1\\. one \\# two");
        assert_eq!(prose("- @all"), "\\- `@`all");
    }

    #[test]
    fn a_cell_stays_one_cell() {
        assert_eq!(cell("a | b\n`c|d` \\| e"), "a \\| b `c\\|d` \\| e");
    }

    #[test]
    fn harmful_characters_are_removed() {
        assert_eq!(one_line("a\u{202e}b\u{7}c\u{2029}d\te"), "abc d e");
    }
}
