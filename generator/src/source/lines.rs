//! Which line and column a byte stands in.

use std::sync::Arc;

/// A place as people count: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

/// The beginnings of a text's lines.
#[derive(Clone, Debug)]
pub struct Lines {
    text: Arc<str>,
    starts: Vec<usize>,
    /// Characters that begin before each block: a minified document is one line, which is not counted anew for each place.
    chars: Vec<usize>,
}

impl Lines {
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut chars = vec![0];
        for block in text.as_bytes().chunks_exact(BLOCK) {
            chars.push(chars[chars.len() - 1] + n_chars(block));
        }
        Self { text, starts, chars }
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The place of a byte; one past the end is the end, one inside a character is that character.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.chars_before(offset) - self.chars_before(self.starts[line - 1]) + 1;
        Place { line, column }
    }

    fn chars_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.chars[block] + n_chars(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// A line without its end, and the offset of its first byte. Lines count from 1.
    pub fn line(&self, line: usize) -> (usize, &str) {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        (start, self.text[start..end].trim_end_matches('\r'))
    }
}

/// Characters that begin in these bytes of a text.
fn n_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters() {
        let lines = Lines::new("aé€b\r\nx\n");
        let place = |at| lines.place(at);
        assert_eq!(place(0), Place { line: 1, column: 1 });
        assert_eq!(place(6), Place { line: 1, column: 4 });
        assert_eq!(place(4), Place { line: 1, column: 3 });
        assert_eq!(place(9), Place { line: 2, column: 1 });
        assert_eq!(place(99), Place { line: 3, column: 1 });
        assert_eq!(lines.line(1), (0, "aé€b"));
        assert_eq!(lines.line(3), (11, ""));
    }

    #[test]
    fn counts_characters_of_long_lines() {
        for unit in ["a", "é", "€", "ab€"] {
            let text = format!("x\n{}", unit.repeat(3 * BLOCK));
            let lines = Lines::new(text.as_str());
            for offset in [2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK, text.len() - 1, text.len()] {
                let offset = text.floor_char_boundary(offset);
                let column = text[2..offset].chars().count() + 1;
                assert_eq!(lines.place(offset), Place { line: 2, column }, "{unit} at {offset}");
            }
        }
        let whole = "é".repeat(BLOCK / 2);
        assert_eq!(Lines::new(whole.as_str()).place(BLOCK).column, BLOCK / 2 + 1);
    }
}
