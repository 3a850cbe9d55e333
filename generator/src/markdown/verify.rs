//! What rustdoc will see in Markdown that has been laid out: it must be what was meant, or it is not printed as Markdown.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// A block other than a paragraph.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Block {
    Heading(usize),
    Quote,
    Item,
    /// Its lines, without blanks at their ends.
    Code(String),
    Table,
    Rule,
}

impl Block {
    pub(super) fn code(text: &str) -> Block {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        Block::Code(lines.join("\n").trim_end().to_owned())
    }
}

/// Blocks of `lines`, in order; None where rustdoc would find HTML, a link to somewhere else than the web or the crate, or code that
/// it would compile.
pub(super) fn blocks(lines: &[String]) -> Option<Vec<Block>> {
    let text = lines.join("\n");
    let mut res = Vec::new();
    let mut code: Option<String> = None;
    for event in Parser::new_ext(&text, OPTIONS) {
        match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => return None,
            Event::Text(text) => {
                if let Some(code) = &mut code {
                    code.push_str(&text);
                }
            }
            Event::Rule => res.push(Block::Rule),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "text" => {
                code = Some(String::new());
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => return None,
            Event::Start(Tag::Heading { level, .. }) => res.push(Block::Heading(level as usize)),
            Event::Start(Tag::BlockQuote(_)) => res.push(Block::Quote),
            Event::Start(Tag::Item) => res.push(Block::Item),
            Event::Start(Tag::Table(_)) => res.push(Block::Table),
            Event::Start(Tag::Link { dest_url, .. }) if !is_known(&dest_url) => return None,
            Event::Start(Tag::Image { .. }) => return None,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => {
                res.push(Block::code(&code.take().unwrap_or_default()));
            }
            _ => {}
        }
    }
    Some(res)
}

/// Whether rustdoc would find nothing in `lines` that is run, and nothing but text and such links.
pub(crate) fn is_inert(lines: &[String]) -> bool {
    blocks(lines).is_some()
}

/// Nothing but one paragraph.
pub(super) fn is_plain_paragraph(lines: &[String]) -> bool {
    blocks(lines).is_some_and(|blocks| blocks.is_empty())
}

/// To the web, to a person, to a place nearby, or by a path of Rust (`crate::models::Pet`), which rustdoc resolves.
fn is_known(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else {
        return true;
    };
    let is_word = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" | "mailto" => true,
        scheme => scheme.contains(['/', '?', '#']) || rest.starts_with(':') && address.split("::").all(is_word),
    }
}

/// The options of rustdoc.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inert() {
        let is_inert = |text: &str| is_inert(&text.lines().map(str::to_owned).collect::<Vec<_>>());
        let harmless = [
            "a `b` *c*",
            "[a](https://b.c)",
            "[`A`](crate::models::A)",
            "[`a`](Self::a)",
            "[a](b.md#c:d)",
            "<a@b.cc>",
            "```text\nx\n```",
        ];
        for it in harmless {
            assert!(is_inert(it), "{it}");
        }
        let hostile = [
            "```\nx\n```",
            "```rust\nx\n```",
            "~~~\nx",
            "    x",
            "<b>",
            "a <i>",
            "![a](b)",
            "[a](javascript:b)",
            "[a](JavaScript:b)",
            "[a](data::b,c)",
        ];
        for it in hostile {
            assert!(!is_inert(it), "{it}");
        }
    }
}
