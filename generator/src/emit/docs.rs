//! Text that came from the description, made inert where it stands as a comment or in Markdown.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown;
use crate::markdown::is_harmful;
pub(super) use crate::markdown::{code, fenced, one_line, prose};

/// `///` lines of a text; what rustdoc would run or take for HTML is shown as it is.
pub(super) fn outer(lines: &[String]) -> TokenStream {
    with_sample(lines, &[])
}

/// `///` lines of a text, and of a sample of ours that rustdoc runs.
pub(super) fn with_sample(text: &[String], sample: &[String]) -> TokenStream {
    let mut lines = checked(text).into_owned();
    lines.extend_from_slice(sample);
    let lines = comment_lines(&lines);
    quote!(#(#[doc = #lines])*)
}

/// The text, or each of its lines as plain text where rustdoc would run any of them or take it for HTML.
pub(super) fn checked(lines: &[String]) -> Cow<'_, [String]> {
    if markdown::is_inert(lines) {
        return Cow::Borrowed(lines);
    }
    Cow::Owned(lines.iter().map(|line| prose(line)).collect())
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

/// Lines that a comment can hold: without control characters, and without those that reorder the text around them, which
/// rustc refuses.
fn inert_lines(lines: &[String]) -> impl Iterator<Item = Cow<'_, str>> {
    lines.iter().flat_map(|text| {
        let empty = text.is_empty().then_some(Cow::Borrowed(""));
        empty.into_iter().chain(text.lines().map(inert_line))
    })
}

fn inert_line(line: &str) -> Cow<'_, str> {
    if !line.contains(is_harmful) {
        return Cow::Borrowed(line.trim_end());
    }
    let line: String = line.replace('\t', "    ").chars().filter(|it| !is_harmful(*it)).collect();
    Cow::Owned(line.trim_end().to_owned())
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
    fn only_a_sample_is_run() {
        let hostile = ["~~~".to_owned(), "panic!()".to_owned()];
        let sample = ["", "```", "run();", "```"].map(str::to_owned);
        let docs = with_sample(&hostile, &sample).to_string();
        assert!(docs.contains("\\\\~\\\\~") && docs.contains("run();"), "{docs}");
    }
}
