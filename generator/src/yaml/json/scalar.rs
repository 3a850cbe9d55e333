//! One value of JSON that holds no others: a string, a number, a word.

use super::super::Value;
use super::super::scalar::decimal;
use super::{Reader, Stop};
use std::borrow::Cow;

impl<'a> Reader<'a, '_> {
    pub(super) fn scalar(&mut self) -> Result<Value, Stop> {
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

    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
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
}
