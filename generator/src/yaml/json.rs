//! JSON text to nodes, by the letter of RFC 8259: no comments, no trailing commas, no bare words.
//!
//! Written by hand because every node needs its byte range, and the readers at hand either keep none or accept more than JSON.

use super::build::{Builder, Key};
use super::scalar::decimal;
use super::{NodeId, Nodes, Value, syntax};
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{FileId, Span};
use std::borrow::Cow;

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

impl<'a> Reader<'a, '_> {
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

    fn scalar(&mut self) -> Result<Value, Stop> {
        match self.peek() {
            Some(b'"') => self.string().map(|text| Value::Str(text.into())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(byte) if byte.is_ascii_alphabetic() => self.word(),
            None => Err(self.bad("the file ends where a value should stand", "the file may have been cut off")),
            Some(b'<') => {
                Err(self.bad("expected a value, found `<`", "is this an HTML page? download the description itself"))
            }
            Some(b'\'') => Err(self.bad("a string in single quotes", "use double quotes")),
            Some(b'/') => Err(self.comment()),
            Some(_) => Err(self.bad("expected a value", "")),
        }
    }

    fn word(&mut self) -> Result<Value, Stop> {
        let rest = &self.text[self.at..];
        let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let value = match &rest[..len] {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            other => {
                return Err(self.bad(format!("a bare word `{other}`"), "put text into double quotes"));
            }
        };
        self.at += len;
        Ok(value)
    }

    fn number(&mut self) -> Result<Value, Stop> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let leading_zero = self.peek() == Some(b'0');
        let digits = self.digits()?;
        if leading_zero && digits > 1 {
            self.at = start;
            return Err(self.bad("a number with a leading zero", "put it into double quotes if the zero matters"));
        }
        let integral = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        let text = &self.text[start..self.at];
        if self.at == integral {
            return Ok(decimal(text));
        }
        match text.parse::<f64>() {
            Ok(float) if float.is_finite() => Ok(Value::Float(float)),
            _ => {
                self.at = start;
                Err(self.bad("a number beyond every range", ""))
            }
        }
    }

    fn digits(&mut self) -> Result<usize, Stop> {
        let count = self.text[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        if count == 0 { Err(self.bad("expected a digit", "")) } else { Ok(count) }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        let opening = self.at;
        self.at += 1;
        let mut run = self.at;
        let mut owned = String::new();
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    owned.push_str(&self.text[run..self.at]);
                    owned.push(self.escape()?);
                    run = self.at;
                }
                Some(0..=0x1F) => {
                    return Err(
                        self.bad("a control character in a string", r"write it as an escape: `\n`, `\t`, `\u0007`")
                    );
                }
                Some(_) => self.at += 1,
                None => {
                    self.at = opening;
                    return Err(self.bad("a string that is never closed", ""));
                }
            }
        }
        let rest = &self.text[run..self.at];
        self.at += 1;
        Ok(if owned.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(owned + rest) })
    }

    fn escape(&mut self) -> Result<char, Stop> {
        let start = self.at;
        self.at += 2;
        let plain = match self.text.as_bytes().get(start + 1) {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(start),
            _ => {
                self.at = start;
                return Err(self.bad("an escape that JSON does not have", r"a backslash itself is written `\\`"));
            }
        };
        Ok(plain)
    }

    /// `\uXXXX`, or two of them that make one character beyond the first 65,536.
    fn unicode(&mut self, start: usize) -> Result<char, Stop> {
        let first = self.hex(start)?;
        let code = if (0xD800..0xDC00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            let second = self.hex(start)?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(self.lone_surrogate(start));
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.lone_surrogate(start))
    }

    fn hex(&mut self, start: usize) -> Result<u32, Stop> {
        let digits = self.text.get(self.at..self.at + 4).filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(code) = digits.and_then(|it| u32::from_str_radix(it, 16).ok()) else {
            self.at = start;
            return Err(self.bad(r"`\u` without four hexadecimal digits", ""));
        };
        self.at += 4;
        Ok(code)
    }

    fn lone_surrogate(&mut self, start: usize) -> Stop {
        self.at = start;
        self.bad("half of a surrogate pair", "write the character itself: the file is UTF-8")
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
