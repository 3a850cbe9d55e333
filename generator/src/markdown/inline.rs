//! Text within a block: escaped, with only such markup as is safe.

use super::code::code;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// Text of a block as it comes together; spaces outside of code may become line ends, a line end is a hard break.
#[derive(Default)]
pub(super) struct Inline {
    text: String,
    links: Vec<Link>,
}

struct Link {
    /// Where its text begins; None: it leads nowhere that rustdoc knows.
    target: Option<String>,
    from: usize,
}

impl Inline {
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn take(&mut self) -> String {
        self.links.clear();
        std::mem::take(&mut self.text)
    }

    pub(super) fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Code(text) => self.code(text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(text),
            _ => {}
        }
    }

    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis => self.text.push('*'),
            Tag::Strong => self.text.push_str("**"),
            Tag::Strikethrough => self.text.push_str("~~"),
            Tag::Link { link_type, dest_url, .. } => {
                let address = if *link_type == LinkType::Email { None } else { web(dest_url) };
                self.link(address);
            }
            Tag::Image { dest_url, .. } => self.link(web(dest_url)),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Emphasis => self.text.push('*'),
            TagEnd::Strong => self.text.push_str("**"),
            TagEnd::Strikethrough => self.text.push_str("~~"),
            TagEnd::Link | TagEnd::Image => self.unlink(),
            _ => {}
        }
    }

    /// Tags that only dress text go, others are shown.
    pub(super) fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.text(&rest[..at]);
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let name: String =
                rest.chars().skip(1).skip_while(|it| *it == '/').take_while(char::is_ascii_alphanumeric).collect();
            let name = name.to_ascii_lowercase();
            match rest.find('>').filter(|_| DRESS.contains(&name.as_str())) {
                Some(end) => {
                    if name == "br" {
                        self.text.push('\n');
                    }
                    rest = &rest[end + 1..];
                }
                None => {
                    self.text.push_str("\\<");
                    rest = &rest[1..];
                }
            }
        }
        self.text(rest);
    }

    /// Plain text: escaped, with its URLs made links.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = address(rest).filter(|_| self.links.is_empty()) {
            self.escaped(&rest[..at]);
            rest = &rest[at..];
            let token = rest.split(|it: char| it.is_whitespace() || "<>\"`".contains(it)).next().unwrap_or(rest);
            let token = token.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '\\']);
            let token = if token.contains('(') { token } else { token.trim_end_matches([')', ']', '.', ',']) };
            rest = &rest[token.len()..];
            if token.contains(|it: char| !it.is_ascii_alphanumeric() && !"-@:%._+~#=?&/()!$,;*'".contains(it)) {
                self.code(token);
            } else {
                self.text.push_str(&format!("<{token}>"));
            }
        }
        self.escaped(rest);
    }

    fn code(&mut self, text: &str) {
        self.text.push_str(&code(text));
    }

    fn escaped(&mut self, text: &str) {
        let mut last = self.text.chars().next_back();
        let mut chars = text.chars().peekable();
        self.text.reserve(text.len());
        while let Some(it) = chars.next() {
            let next = chars.peek();
            let means = match it {
                '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
                '_' => !(last.is_some_and(char::is_alphanumeric) && next.is_some_and(|it| it.is_alphanumeric())),
                '&' => next.is_some_and(|it| it.is_ascii_alphanumeric() || *it == '#'),
                _ => false,
            };
            if means {
                self.text.push('\\');
            }
            self.text.push(if it == '\n' { ' ' } else { it });
            last = Some(it);
        }
    }

    fn link(&mut self, target: Option<String>) {
        let from = self.text.len();
        if target.is_some() {
            self.text.push('[');
        }
        self.links.push(Link { target, from });
    }

    fn unlink(&mut self) {
        let Some(Link { target: Some(target), from }) = self.links.pop() else {
            return;
        };
        if !self.links.is_empty() {
            // An image within a link: its text is enough.
            self.text.remove(from);
            return;
        }
        let text = self.text[from + 1..].replace('\n', " ");
        self.text.truncate(from);
        if text.trim().is_empty() || text == target || text == target.replace('_', "\\_") {
            self.text.push_str(&format!("<{target}>"));
        } else {
            self.text.push_str(&format!("[{text}]({target})"));
        }
    }
}

/// Tags that dress text and say nothing themselves.
const DRESS: [&str; 33] = [
    "a",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "code",
    "details",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "nobr",
    "ol",
    "p",
    "pre",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
];

/// Where the first URL of a text begins.
fn address(text: &str) -> Option<usize> {
    let begun = |&at: &usize| {
        let rest = text[at..].strip_prefix("https://").or_else(|| text[at..].strip_prefix("http://"));
        let host = rest.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_alphanumeric() || it == '{'));
        host && !text[..at].ends_with(char::is_alphanumeric)
    };
    text.match_indices("http").map(|(at, _)| at).find(begun)
}

/// An address on the web, written so that nothing in it ends a link; None for all others.
fn web(address: &str) -> Option<String> {
    let known = address.starts_with("https://") || address.starts_with("http://");
    let safe = |it: char| match it {
        ' ' => "%20".to_owned(),
        '(' => "%28".to_owned(),
        ')' => "%29".to_owned(),
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        '`' => "%60".to_owned(),
        '*' => "%2A".to_owned(),
        '[' => "%5B".to_owned(),
        ']' => "%5D".to_owned(),
        '|' => "%7C".to_owned(),
        it => it.to_string(),
    };
    known.then(|| address.chars().map(safe).collect())
}
