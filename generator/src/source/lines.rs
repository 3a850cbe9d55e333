//! Which line and column a byte stands in.

use std::sync::Arc;

/// A place as people count: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// The beginnings of a text's lines.
#[derive(Clone, Debug)]
pub struct Lines {
    text: Arc<str>,
    starts: Vec<usize>,
}

impl Lines {
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Self { text, starts }
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The place of a byte; one past the end is the end, one inside a character is that character.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.text[self.starts[line - 1]..offset].chars().count() + 1;
        Place { line, column }
    }

    /// A line without its end, and the offset of its first byte. Lines count from 1.
    pub fn line(&self, line: usize) -> (usize, &str) {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        (start, self.text[start..end].trim_end_matches('\r'))
    }
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
}
