//! Reads what was made of a description as rustdoc, a code host or a terminal would.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use std::str::FromStr as _;

/// What a Markdown text may hold beside prose.
pub(crate) struct Rules {
    pub(crate) is_our_html: fn(&str) -> bool,
    pub(crate) languages: &'static [&'static str],
    pub(crate) mentions: bool,
}

/// Rustdoc compiles what is not marked as another language.
const RUNNABLE: &[&str] = &["", "rust", "no_run", "rust,no_run"];

/// What is wrong with a text; counts the blocks of code that rustdoc would run.
pub(crate) fn markdown(text: &str, rules: &Rules, runnable: &mut usize) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut res = Vec::new();
    let mut in_rust = false;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let shown = || text[range.clone()].chars().take(300).collect::<String>();
        match event {
            Event::Html(html) | Event::InlineHtml(html)
                if !html.split_inclusive('\n').all(|it| (rules.is_our_html)(it.trim())) =>
            {
                res.push(format!("HTML {html:?}"));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    CodeBlockKind::Indented => "indented",
                    CodeBlockKind::Fenced(language) => language,
                };
                in_rust = RUNNABLE.contains(&language);
                if in_rust {
                    *runnable += 1;
                } else if !rules.languages.contains(&language) {
                    res.push(format!("a block of code of {language:?}: {}", shown()));
                }
            }
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_rust = false,
            Event::Text(code) if in_rust => res.extend(sample(&code)),
            Event::Start(Tag::Image { .. }) => res.push(format!("an image: {}", shown())),
            Event::Start(Tag::Link { dest_url, .. }) if !is_allowed(&dest_url) => {
                res.push(format!("a link to {dest_url}"))
            }
            Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_)) => {
                res.push(format!("a footnote: {}", shown()))
            }
            Event::Text(text) if !rules.mentions => {
                let mut after = text.split('@').skip(1);
                if after.any(|it| it.starts_with(|c: char| c.is_ascii_alphanumeric())) {
                    res.push(format!("a mention: {text}"));
                }
            }
            _ => {}
        }
    }
    res
}

/// A sample is statements that end with its own last line, and nothing hostile but in its strings.
fn sample(code: &str) -> Option<String> {
    let shown: String = code.lines().map(|it| it.strip_prefix("# ").unwrap_or(it).to_owned() + "\n").collect();
    match TokenStream::from_str(&shown) {
        Err(err) => Some(format!("a sample is not Rust: {err}\n{code}")),
        Ok(tokens) if names(tokens.clone(), "pwn") => Some(format!("a sample runs text:\n{code}")),
        Ok(_) => None,
    }
}

fn names(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|it| match it {
        TokenTree::Group(it) => names(it.stream(), name),
        TokenTree::Ident(it) => it == name,
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn is_allowed(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().and_then(|it| it.split_once(':'));
    scheme.is_none_or(|(scheme, rest)| {
        ["https", "http", "mailto"].contains(&scheme)
            || (rest.starts_with(':') && address.is_ascii() && !address.contains('('))
    })
}

/// Every doc comment of a Rust file, as rustdoc joins its lines.
pub(crate) fn doc_comments(file: &str) -> Vec<String> {
    let mut res = Vec::new();
    collect(TokenStream::from_str(file).expect("the file is Rust"), &mut res);
    res
}

fn collect(tokens: TokenStream, res: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut lines: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_hash = matches!(&tokens[at], TokenTree::Punct(it) if it.as_char() == '#');
        let inner = matches!(tokens.get(at + 1), Some(TokenTree::Punct(it)) if it.as_char() == '!');
        let group = tokens.get(at + 1 + usize::from(inner));
        let doc = match group {
            Some(TokenTree::Group(it)) if is_hash && it.delimiter() == Delimiter::Bracket => doc(it.stream()),
            _ => None,
        };
        match (doc, &tokens[at]) {
            (Some(doc), _) => {
                lines.push(doc);
                at += 2 + usize::from(inner);
                continue;
            }
            (None, TokenTree::Group(group)) => collect(group.stream(), res),
            _ => {}
        }
        if !lines.is_empty() {
            res.push(joined(&std::mem::take(&mut lines)));
        }
        at += 1;
    }
    if !lines.is_empty() {
        res.push(joined(&lines));
    }
}

/// `= "text"` of `doc`.
fn doc(tokens: TokenStream) -> Option<String> {
    let mut tokens = tokens.into_iter();
    let is_doc = matches!(tokens.next(), Some(TokenTree::Ident(it)) if it == "doc");
    tokens.next().filter(|_| is_doc)?;
    match tokens.next() {
        Some(TokenTree::Literal(it)) => syn::parse_str::<syn::LitStr>(&it.to_string()).ok().map(|it| it.value()),
        _ => None,
    }
}

/// Without the indentation that all lines share, as rustdoc takes it away.
fn joined(lines: &[String]) -> String {
    let indents = lines.iter().filter(|it| !it.trim().is_empty()).map(|it| it.len() - it.trim_start_matches(' ').len());
    let indent = indents.min().unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|it| it.get(indent..).unwrap_or_default()).collect();
    lines.join("\n")
}

/// A character that moves a cursor, turns text round or is not seen; of these a shell has no other way to write a tab.
pub(crate) fn hidden(text: &str) -> Option<char> {
    let is_hidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    text.chars().find(|c| is_hidden(*c))
}
