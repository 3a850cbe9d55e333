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
    for event in Parser::new_ext(&text, options()) {
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

/// Nothing but one paragraph.
pub(super) fn is_plain_paragraph(lines: &[String]) -> bool {
    blocks(lines).is_some_and(|blocks| blocks.is_empty())
}

/// To the web, to a person, or to an item of the crate.
fn is_known(address: &str) -> bool {
    ["https://", "http://", "mailto:", "crate::"].iter().any(|it| address.starts_with(it))
}

/// The options of rustdoc.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}
