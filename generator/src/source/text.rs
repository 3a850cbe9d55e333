//! Whether bytes are text, and which characters of a text must not be shown as they are.

/// Why bytes are not a text that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// Pictures, archives, programs.
    Binary,
    /// UTF-16 or UTF-32, by its byte order mark or by the pattern of its zero bytes.
    Utf16,
    /// Some 8-bit encoding: the offset of the first byte that is not UTF-8, and that byte.
    NotUtf8 { offset: usize, byte: u8 },
}

/// A control character, or one that is invisible or reorders the text around it: shown as it is, it could make a reader see
/// something else than what a machine reads.
pub(crate) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// One line of text with such characters as escapes of Rust.
pub(crate) fn escape_line(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        if is_harmful(c) { res.extend(c.escape_default()) } else { res.push(c) }
    }
    res
}

/// JSON with such characters as escapes. Beyond ASCII they occur only in strings, where an escape means the same.
pub(crate) fn escape_json(json: &str) -> String {
    let mut res = String::with_capacity(json.len());
    for c in json.chars() {
        if is_harmful(c) && c != '\n' {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| res.push_str(&format!("\\u{unit:04x}")));
        } else {
            res.push(c);
        }
    }
    res
}

/// The text in `bytes`, without a byte order mark.
pub fn decode(bytes: Vec<u8>) -> Result<String, (NotText, Vec<u8>)> {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    if looks_utf16(&bytes) {
        return Err((NotText::Utf16, bytes));
    }
    String::from_utf8(bytes).map_err(|err| {
        let offset = err.utf8_error().valid_up_to();
        let bytes = err.into_bytes();
        let why = if looks_binary(&bytes) { NotText::Binary } else { NotText::NotUtf8 { offset, byte: bytes[offset] } };
        (why, bytes)
    })
}

fn looks_utf16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    let zeros_at = |odd: usize| head.len() >= 4 && head.iter().skip(odd).step_by(2).all(|byte| *byte == 0);
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || zeros_at(0) != zeros_at(1)
}

/// Not UTF-8, and full of bytes that no 8-bit text has.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let strange = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    strange > 0 && strange * 50 >= head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, NotText>) {
        assert_eq!(decode(bytes.to_vec()).map_err(|(why, _)| why), expected.map(str::to_owned), "{bytes:?}");
    }

    #[test]
    fn tells_encodings_apart() {
        check(b"", Ok(""));
        check(b"a: b", Ok("a: b"));
        check(b"\xEF\xBB\xBFa: b", Ok("a: b"));
        check(b"\xFF\xFEa\0:\0", Err(NotText::Utf16));
        check(b"a\0:\0 \0b\0", Err(NotText::Utf16));
        check(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Err(NotText::Binary));
        check(b"title: caf\xE9\n", Err(NotText::NotUtf8 { offset: 10, byte: 0xE9 }));
    }
}
