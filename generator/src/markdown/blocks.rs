//! Blocks of Markdown (paragraphs, lists, code, tables) written as lines of rustdoc.

use super::code::longest_run;
use super::inline::Inline;
use super::plain;
use super::verify::Block;
use super::wrap::wrap;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Writes events as lines.
#[derive(Default)]
pub(super) struct Blocks {
    /// Of a line of text.
    width: usize,
    lines: Vec<String>,
    within: Vec<Within>,
    /// Quotes and items beyond [`DEEPEST`] that are open.
    flattened: usize,
    /// Numbers of the lists that are open; None for bullets.
    lists: Vec<Option<u64>>,
    inline: Inline,
    code: Option<String>,
    row: Vec<String>,
    head: usize,
    /// What has been begun, to be compared with what a reader finds in the lines.
    written: Vec<Block>,
}

/// Deeper quotes and lists are written as if they were at this depth: each line repeats the marks of all that it is in, so that
/// 500 kB of `> ` before 500 kB of words would become gigabytes.
const DEEPEST: usize = 16;

enum Within {
    Quote,
    Item { marker: String, begun: bool },
}

impl Blocks {
    pub(super) fn new(width: usize) -> Blocks {
        Blocks { width, ..Blocks::default() }
    }

    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.inline.text(&text),
            },
            Event::Html(html) | Event::InlineHtml(html) => self.inline.html(&html),
            Event::Rule => {
                self.gap();
                self.written.push(Block::Rule);
                self.line("---");
            }
            Event::TaskListMarker(done) => self.inline.text(if done { "☑ " } else { "☐ " }),
            other => self.inline.event(&other),
        }
    }

    /// Whether a line has been written.
    pub(super) fn has_begun(&self) -> bool {
        !self.lines.is_empty()
    }

    /// The lines, and the blocks that they consist of.
    pub(super) fn finish(mut self) -> (Vec<String>, Vec<Block>) {
        self.flush(false);
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        (self.lines, self.written)
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.flush(true),
            Tag::Heading { level, .. } => {
                self.flush(true);
                self.head = level as usize;
            }
            Tag::BlockQuote(_) => {
                self.gap();
                self.enter(Within::Quote, Block::Quote);
            }
            Tag::CodeBlock(_) => {
                self.gap();
                self.code = Some(String::new());
            }
            Tag::List(number) => {
                self.flush(false);
                if self.lists.is_empty() || number.is_some() {
                    self.gap();
                }
                self.lists.push(number);
            }
            Tag::Item => self.item(),
            Tag::Table(_) => {
                self.gap();
                self.written.push(Block::Table);
            }
            Tag::TableHead | Tag::TableRow => self.row.clear(),
            Tag::TableCell => {}
            other => self.inline.start(&other),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(false),
            TagEnd::Heading(_) => self.heading(),
            TagEnd::BlockQuote(_) => {
                self.flush(false);
                self.leave();
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush(false);
                if self.is_fresh() {
                    self.line("");
                }
                self.leave();
            }
            TagEnd::TableCell => {
                let cell = self.one_line();
                self.row.push(plain::cell(&cell.replace("\\|", "|")));
            }
            TagEnd::TableHead => {
                self.row();
                let rule = vec!["---"; self.row.len()].join(" | ");
                self.line(&format!("| {rule} |"));
            }
            TagEnd::TableRow => self.row(),
            other => self.inline.end(&other),
        }
    }

    /// Where a line cannot end: hard breaks become spaces.
    fn one_line(&mut self) -> String {
        wrap(&self.inline.take().replace('\n', " "), usize::MAX).join(" ")
    }

    fn row(&mut self) {
        self.line(&format!("| {} |", self.row.join(" | ")));
    }

    fn item(&mut self) {
        self.flush(false);
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.enter(Within::Item { marker, begun: false }, Block::Item);
    }

    fn enter(&mut self, within: Within, block: Block) {
        if self.within.len() == DEEPEST {
            self.flattened += 1;
        } else {
            self.written.push(block);
            self.within.push(within);
        }
    }

    fn leave(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
        } else {
            self.within.pop();
        }
    }

    fn heading(&mut self) {
        let text = self.one_line();
        let text = text.strip_suffix('#').map_or(text.clone(), |it| format!("{it}\\#"));
        if !text.is_empty() {
            self.gap();
            self.written.push(Block::Heading(self.head));
            self.line(&format!("{} {text}", "#".repeat(self.head)));
        }
    }

    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let fence = "`".repeat(longest_run(&code, '`').max(2) + 1);
        self.written.push(Block::code(&code));
        self.line(&format!("{fence}text"));
        for line in code.lines() {
            self.line(line);
        }
        self.line(&fence);
    }

    /// Writes the text that has come together; `block`: a block begins, so that it stands apart.
    fn flush(&mut self, block: bool) {
        let text = self.inline.take();
        let width = self.width.saturating_sub(self.within.len() * 2).max(40);
        let lines = wrap(&text, width);
        if !lines.is_empty() {
            if !self.is_fresh() {
                self.gap();
            }
            for line in lines {
                self.line(&line);
            }
        }
        if block {
            self.gap();
        }
    }

    /// An item whose first line has not been written.
    fn is_fresh(&self) -> bool {
        matches!(self.within.last(), Some(Within::Item { begun: false, .. }))
    }

    /// Sets the next block apart from the last one.
    fn gap(&mut self) {
        if !self.inline.is_empty() {
            self.flush(false);
        }
        let apart = self.lines.last().is_none_or(|it| it.trim_end_matches(['>', ' ']).is_empty());
        if !self.is_fresh() && !apart {
            self.line("");
        }
    }

    fn line(&mut self, text: &str) {
        let mut line = String::new();
        for it in &mut self.within {
            match it {
                Within::Quote => line.push_str("> "),
                Within::Item { marker, begun: true } => line.extend(std::iter::repeat_n(' ', marker.len())),
                Within::Item { marker, begun } => {
                    *begun = true;
                    line.push_str(marker);
                }
            }
        }
        line.push_str(text.trim_end());
        line.truncate(line.trim_end().len());
        self.lines.push(line);
    }
}
