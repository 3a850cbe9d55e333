//! JSON text to nodes, by the letter of RFC 8259: no comments, no trailing commas, no bare words.
//!
//! Written by hand because every node needs its byte range, and the readers at hand either keep none or accept more than JSON.

mod scalar;

use super::build::{Builder, Key};
use super::{NodeId, Nodes, syntax};
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{FileId, Span};

pub(super) fn parse(diags: &mut Diagnostics, nodes: &mut Nodes, file: FileId, text: &str) -> Option<NodeId> {
    let mut reader = Reader { text, at: 0, open: Vec::new(), builder: Builder::new(diags, nodes, file) };
    reader.skip_space();
    if reader.at == text.len() {
        syntax::empty(diags, file);
        return None;
    }
    match reader.document() {
        Ok(()) => reader.builder.root,
        Err(Stop::Reported) => None,
        Err(Stop::Bad { at, message, help }) => {
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            let span = Span { file, start: to_u32(at), end: to_u32(at + width) };
            let diag = diags.error(codes::JSON_SYNTAX, span, format!("invalid JSON: {message}"));
            if !help.is_empty() {
                diag.help(help);
            }
            None
        }
    }
}

enum Stop {
    Reported,
    Bad { at: usize, message: String, help: &'static str },
}

struct Reader<'a, 'b> {
    text: &'a str,
    at: usize,
    /// Closing brackets that are owed.
    open: Vec<u8>,
    builder: Builder<'b>,
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<(), Stop> {
        loop {
            self.value()?;
            // After a value: a comma and the next one, or the ends of what is open.
            loop {
                self.skip_space();
                let Some(&closing) = self.open.last() else {
                    return self.end();
                };
                match self.peek() {
                    Some(b',') => {
                        self.at += 1;
                        self.next_item(closing)?;
                        break;
                    }
                    Some(byte) if byte == closing => self.close()?,
                    _ => return Err(self.unclosed(closing)),
                }
            }
        }
    }

    fn end(&self) -> Result<(), Stop> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.bad("text after the end of the document", "remove it: a JSON file holds one value")),
        }
    }

    fn unclosed(&self, closing: u8) -> Stop {
        let wanted = char::from(closing);
        match self.peek() {
            None => self.bad(format!("the file ends before `{wanted}`"), "the file may have been cut off"),
            Some(b'/') => self.comment(),
            Some(_) => self.bad(format!("expected `,` or `{wanted}`"), ""),
        }
    }

    /// What follows a comma or an opening bracket: in an object, a key.
    fn next_item(&mut self, closing: u8) -> Result<(), Stop> {
        self.skip_space();
        if self.peek() == Some(closing) {
            return Err(self.bad(format!("a comma before `{}`", char::from(closing)), "remove the trailing comma"));
        }
        if closing == b'}' { self.key() } else { Ok(()) }
    }

    fn key(&mut self) -> Result<(), Stop> {
        if self.peek() != Some(b'"') {
            return Err(match self.peek() {
                Some(b'/') => self.comment(),
                _ => self.bad("expected a key in double quotes", ""),
            });
        }
        let start = self.at;
        let text = self.string()?;
        self.builder.key(Key { text: text.into(), range: (to_u32(start), to_u32(self.at)), merge: false });
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.bad("expected `:` after the key", ""));
        }
        self.at += 1;
        Ok(())
    }

    /// A scalar, an empty collection, or the beginnings of collections down to the first scalar.
    fn value(&mut self) -> Result<(), Stop> {
        loop {
            self.skip_space();
            let start = self.at;
            let (closing, opened) = match self.peek() {
                Some(b'{') => (b'}', self.builder.open_map(range(start, start + 1), 0)),
                Some(b'[') => (b']', self.builder.open_seq(range(start, start + 1), 0)),
                _ => {
                    let value = self.scalar()?;
                    self.builder.scalar(value, range(start, self.at), 0);
                    return Ok(());
                }
            };
            opened.ok_or(Stop::Reported)?;
            self.open.push(closing);
            self.at += 1;
            self.skip_space();
            if self.peek() == Some(closing) {
                return self.close();
            }
            self.next_item(closing)?;
        }
    }

    fn close(&mut self) -> Result<(), Stop> {
        self.open.pop();
        self.at += 1;
        self.builder.close(Some(to_u32(self.at))).ok_or(Stop::Reported)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn comment(&self) -> Stop {
        self.bad("a comment", "JSON has no comments: name the file .yaml, where `# …` is one")
    }

    fn bad(&self, message: impl Into<String>, help: &'static str) -> Stop {
        Stop::Bad { at: self.text.floor_char_boundary(self.at), message: message.into(), help }
    }
}

fn range(start: usize, end: usize) -> (u32, u32) {
    (to_u32(start), to_u32(end))
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
