//! Breaking inline Markdown into lines.

use super::code::{code_span, n_ticks};
use super::plain::prose;
use super::verify::is_plain_paragraph;
use std::borrow::Cow;

/// Width of a line of text behind `/// `.
pub(super) const WIDTH: usize = 96;

/// One paragraph of inline Markdown, broken into lines; as plain text where that would not be one paragraph.
pub(crate) fn paragraph(text: &str) -> Vec<String> {
    let laid_out =
        [WIDTH, usize::MAX].into_iter().map(|width| wrap(text, width)).find(|lines| is_plain_paragraph(lines));
    laid_out.unwrap_or_else(|| vec![prose(text)])
}

/// Breaks inline Markdown at spaces outside of code; a line end in `text` is a hard break.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut parts = text.split('\n').filter(|part| !part.trim().is_empty()).peekable();
    while let Some(part) = parts.next() {
        let mut line = String::with_capacity(part.len().min(width));
        let mut taken = 0;
        for word in words(part) {
            let length = word.chars().count();
            if !line.is_empty() && taken + 1 + length > width {
                let next = String::with_capacity(line.len());
                lines.push(std::mem::replace(&mut line, next));
            }
            if line.is_empty() {
                let word = guarded(word);
                taken = word.chars().count();
                line.push_str(&word);
            } else {
                taken += 1 + length;
                line.push(' ');
                line.push_str(word);
            }
        }
        if parts.peek().is_some() {
            line.push('\\');
        }
        lines.push(line);
    }
    lines
}

/// What stands between the spaces of a line. Inline code is never broken: in `` `A ~~~ B` ``, a line that began with `~~~` would
/// begin a block of code, which rustdoc compiles and runs.
fn words(text: &str) -> Vec<&str> {
    let mut res = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or_default();
        if c == ' ' {
            res.push(&text[from..at]);
            from = at + 1;
        }
        at += match c {
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '`' => code_span(rest).unwrap_or_else(|| n_ticks(rest)),
            c => c.len_utf8(),
        };
    }
    res.push(&text[from..]);
    res.retain(|word| !word.is_empty());
    res
}

/// A word at the start of a line must not begin a list, heading, quote, table or rule.
pub(super) fn guarded(word: &str) -> Cow<'_, str> {
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && matches!(&word[digits..], "." | ")") {
        return Cow::Owned(format!("{}\\{}", &word[..digits], &word[digits..]));
    }
    let is_marker = !word.is_empty() && word.chars().all(|c| "-+=:|#*_~".contains(c));
    let is_begin = word.starts_with(['>', '|']) || word.starts_with("~~~");
    if is_marker || is_begin { Cow::Owned(format!("\\{word}")) } else { Cow::Borrowed(word) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_code_is_never_broken() {
        let code = format!("`{} ~~~ {} ~~~ {}`", "A".repeat(94), "C".repeat(100), "B".repeat(94));
        assert_eq!(paragraph(&format!("The value {code} of it.")), ["The value", &code, "of it."].map(str::to_owned));
    }

    #[test]
    fn words_at_the_start_of_a_line_begin_nothing() {
        let filler = "x".repeat(WIDTH);
        for word in ["~~~", "~~~rust", "1.", "2)", "-", "+", "#", "##", "===", "---", ">", "> x", "|", "***", "___"] {
            let lines = paragraph(&format!("{filler} {word} {filler}"));
            assert!(is_plain_paragraph(&lines), "{lines:?}");
            assert!(!lines[0].starts_with("```"), "{lines:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_paragraph_is_shown_as_it_is() {
        assert_eq!(paragraph("<b>x</b>"), ["\\<b\\>x\\</b\\>"]);
        assert_eq!(paragraph("[x](javascript:alert) y"), ["\\[x\\](javascript:alert) y"]);
    }
}
