//! The first sentence and the first paragraph of a text, and what follows them.

use super::blocks::Blocks;
use super::plain::clean;
use super::rewrite::READ;
use super::verify::{OPTIONS, is_plain_paragraph};
use super::wrap::paragraph;
use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeStream};

/// The first sentence of the first paragraph, as rustdoc; `None` where the text does not begin with a paragraph.
pub(crate) fn first_sentence(text: &str) -> Option<String> {
    paragraphs(text, true).first().map(|it| first(it).to_owned())
}

/// The paragraphs that a text begins with, on one line.
pub(crate) fn lead(text: &str) -> String {
    paragraphs(text, false).join(" ")
}

/// The first paragraph of what is rustdoc already, on one line.
pub(crate) fn opening(lines: &[String]) -> Option<String> {
    split(lines).map(|(opening, _)| opening)
}

/// The same, in its lines; none where there is no such paragraph.
pub(crate) fn opening_lines(lines: &[String]) -> Vec<String> {
    opening(lines).map(|it| paragraph(&it)).unwrap_or_default()
}

/// The first sentence of what is rustdoc already.
pub(crate) fn brief(lines: &[String]) -> Option<String> {
    split(lines).map(|(opening, _)| first(&opening).to_owned())
}

/// What is rustdoc already, without its first sentence.
pub(crate) fn without_first_sentence(lines: &[String]) -> Vec<String> {
    let Some((opening, rest)) = split(lines) else {
        return lines.to_vec();
    };
    let mut res = paragraph(opening[first(&opening).len()..].trim());
    let rest = rest.iter().skip_while(|line| res.is_empty() && line.is_empty());
    let rest: Vec<String> = rest.cloned().collect();
    res.extend(rest);
    res
}

/// With a full stop, if it has no other end.
pub(crate) fn sentence(markdown: &str) -> String {
    let text = markdown.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', ')']) { text.to_owned() } else { format!("{text}.") }
}

/// The paragraphs that a text begins with, or only the first of them, each on one line.
fn paragraphs(text: &str, only_first: bool) -> Vec<String> {
    let text = clean(text);
    let mut writer = Blocks::new(usize::MAX);
    let mut depth = 0_usize;
    for event in TextMergeStream::new(Parser::new_ext(&text, READ)) {
        match &event {
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => depth += 1,
            Event::Start(_) | Event::Rule if depth == 0 => break,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        writer.event(event);
        if only_first && depth == 0 && writer.has_begun() {
            break;
        }
    }
    let (lines, _) = writer.finish();
    lines.split(String::is_empty).filter(|it| is_plain_paragraph(it) && !it.is_empty()).map(unbroken).collect()
}

/// The first paragraph on one line, and the lines behind it.
fn split(lines: &[String]) -> Option<(String, &[String])> {
    let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
    let (opening, rest) = lines.split_at(end);
    (end > 0 && is_plain_paragraph(opening)).then(|| (unbroken(opening), rest))
}

/// The lines of a paragraph on one line; a hard break becomes a space.
fn unbroken(lines: &[String]) -> String {
    let is_hard = |line: &str| (line.len() - line.trim_end_matches('\\').len()) % 2 == 1;
    let lines = lines.iter().map(|line| if is_hard(line) { &line[..line.len() - 1] } else { line });
    lines.collect::<Vec<_>>().join(" ")
}

/// Up to the first full stop that ends a sentence, outside of code, links and emphasis.
fn first(markdown: &str) -> &str {
    let mut depth = 0;
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(_) if depth == 0 => {
                let mut stops = markdown[range.clone()].match_indices('.').map(|(at, _)| range.start + at);
                if let Some(at) = stops.find(|at| is_end(markdown, *at)) {
                    return &markdown[..=at];
                }
            }
            _ => {}
        }
    }
    markdown
}

fn is_end(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let follows = after.strip_prefix(' ').is_some_and(|it| !it.starts_with(char::is_lowercase));
    follows && !before.ends_with("e.g") && !before.ends_with("i.e")
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn first_sentences() {
        let cases = [
            ("Lists all. And more.", Some("Lists all.")),
            ("See `a. B` here. No", Some("See `a. B` here.")),
            ("Of *a. B* and [c. D](https://e.f). No", Some("Of *a. B* and [c. D](https://e.f).")),
            ("Some, e.g. This one. No", Some("Some, e.g. This one.")),
            ("One\\\nline. No", Some("One line.")),
            ("```\nx\n```", None),
            ("#### Heading\ntext", None),
            ("7. seven", None),
            ("| a |\n|---|\n| b |", None),
            ("", None),
        ];
        for (text, first) in cases {
            assert_eq!(first_sentence(text).as_deref(), first, "{text}");
            assert_eq!(brief(&lines(text)).as_deref(), first, "{text}");
        }
    }

    #[test]
    fn what_follows_the_first_sentence() {
        let rest = |text: &str| without_first_sentence(&lines(text)).join("\n");
        assert_eq!(rest("Lists all. And more.\n\n- x"), "And more.\n\n- x");
        assert_eq!(rest("Lists all.\n\n- x"), "- x");
        assert_eq!(rest("Lists all"), "");
        assert_eq!(rest("- x"), "- x");
    }

    #[test]
    fn leading_paragraphs() {
        assert_eq!(lead("a\n\nb\n\n- c\n\nd"), "a b");
        assert_eq!(lead("### a\nb"), "");
        assert_eq!(opening(&lines("```\na\n\nb\n```")), None);
    }
}
