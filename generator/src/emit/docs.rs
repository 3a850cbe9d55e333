//! Text that came from the description, made inert where it stands as a comment or in Markdown.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown::code_span;
pub(super) use crate::markdown::{code, fenced, is_harmful, one_line, prose};

/// `///` lines.
pub(super) fn outer(lines: &[String]) -> TokenStream {
    let lines = comment_lines(lines);
    quote!(#(#[doc = #lines])*)
}

/// `///` lines, or `fallback` where the description says nothing: every public item is documented.
pub(super) fn outer_or(lines: &[String], fallback: &str) -> TokenStream {
    if lines.iter().all(|line| line.trim().is_empty()) { outer(&[fallback.to_owned()]) } else { outer(lines) }
}

/// `///` lines of one text of ours.
pub(super) fn line(text: &str) -> TokenStream {
    outer(&[text.to_owned()])
}

/// What follows the `//!` or `///` of each line.
pub(super) fn comment_lines(lines: &[String]) -> Vec<String> {
    let mut res: Vec<String> = inert_lines(lines)
        .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") })
        .skip_while(String::is_empty)
        .collect();
    while res.last().is_some_and(String::is_empty) {
        res.pop();
    }
    res
}

/// One text as lines that a comment can hold: without control characters, and without those that
/// reorder the text around them, which rustc refuses.
pub(super) fn inert(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let empty = text.is_empty().then_some(Cow::Borrowed(""));
    empty.into_iter().chain(text.lines().map(inert_line))
}

fn inert_lines(lines: &[String]) -> impl Iterator<Item = Cow<'_, str>> {
    lines.iter().flat_map(|it| inert(it))
}

fn inert_line(line: &str) -> Cow<'_, str> {
    if !line.contains(is_harmful) {
        return Cow::Borrowed(line.trim_end());
    }
    let line: String = line.replace('\t', "    ").chars().filter(|it| !is_harmful(*it)).collect();
    Cow::Owned(line.trim_end().to_owned())
}

/// The first paragraph.
pub(super) fn first_paragraph(lines: &[String]) -> Vec<String> {
    let lines = inert_lines(lines).skip_while(|line| line.is_empty());
    lines.take_while(|line| !line.is_empty()).map(Cow::into_owned).collect()
}

/// One text as a cell of a Markdown table.
pub(super) fn cell(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;")
}

/// A summary as a sentence; the operation's id where there is none.
pub(super) fn sentence(summary: &str, id: &str) -> String {
    let text = plain(&one_line(summary));
    match text.chars().last() {
        None => format!("Operation {}.", code(id)),
        Some('.' | '!' | '?') => text,
        Some(_) => text + ".",
    }
}

/// Text without links and HTML: what Markdown would read outside of code is escaped, what is so already stays.
fn plain(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let (mut rest, mut escaped) = (text, false);
    while let Some(c) = rest.chars().next() {
        let ticks = if escaped { 0 } else { rest.len() - rest.trim_start_matches('`').len() };
        let code = code_span(rest).filter(|_| !escaped);
        if ticks > 0 && code.is_none() {
            res.push_str(&"\\`".repeat(ticks));
        } else {
            if matches!(c, '[' | ']' | '<') && !escaped {
                res.push('\\');
            }
            res.push_str(&rest[..code.unwrap_or(c.len_utf8())]);
        }
        rest = &rest[code.unwrap_or(c.len_utf8().max(ticks))..];
        escaped = c == '\\' && !escaped;
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_inside_its_comment() {
        let lines = comment_lines(&["one */ {{ two }}\nthree\r\u{202E}\u{7}".to_owned(), String::new()]);
        assert_eq!(lines, [" one */ {{ two }}", " three"]);
    }

    #[test]
    fn code_that_is_never_closed_hides_no_tag() {
        assert_eq!(sentence("a `b[0]` <c>", ""), "a `b[0]` \\<c>.");
        assert_eq!(sentence("``` <a> ``[b]", ""), "\\`\\`\\` \\<a> \\`\\`\\[b\\].");
        assert_eq!(sentence("``a`<b>``<c>", ""), "``a`<b>``\\<c>.");
    }

    #[test]
    fn a_cell_stays_one_cell() {
        assert_eq!(cell("a | b\n<c>"), "a \\| b &lt;c>");
    }
}
