//! YAML text to nodes, by the events of `saphyr-parser`.

use super::build::{Builder, Key};
use super::{NodeId, Nodes, scalar, syntax};
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{FileId, Span};
use saphyr_parser::{Event, Parser, ScalarStyle};

pub(super) fn parse(diags: &mut Diagnostics, nodes: &mut Nodes, file: FileId, text: &str) -> Option<NodeId> {
    let mut offsets = Offsets { text, ascii: text.is_ascii(), chars: 0, bytes: 0 };
    let mut builder = Builder::new(diags, nodes, file);
    let mut documents = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(err) => {
                let at = offsets.byte(err.marker().index());
                let open = builder.innermost();
                syntax::report(builder.diags, file, text, at as usize, err.info(), open);
                return None;
            }
        };
        let range = (offsets.byte(span.start.index()), offsets.byte(span.end.index()));
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                second_document(builder.diags, Span { file, start: range.0, end: range.1 });
                return None;
            }
        }
        step(&mut builder, event, range)?;
    }
    let root = builder.root;
    if root.is_none() {
        syntax::empty(diags, file);
    }
    root
}

fn step(builder: &mut Builder<'_>, event: Event<'_>, range: (u32, u32)) -> Option<()> {
    match event {
        Event::Scalar(text, style, ..) if builder.wants_key() => {
            let merge = style == ScalarStyle::Plain && text == "<<";
            builder.key(Key { text: text.into(), range, merge });
        }
        Event::Scalar(text, style, anchor, tag) => {
            let empty = range.0 == range.1 && style == ScalarStyle::Plain;
            // The parser places a value that is not there where the next thing begins.
            let range = if empty { builder.pending_key().unwrap_or(range) } else { range };
            builder.scalar(scalar::resolve(text, style, tag.as_deref()), range, anchor);
        }
        Event::SequenceStart(anchor, _) => builder.open_seq(range, anchor)?,
        Event::MappingStart(anchor, _) => builder.open_map(range, anchor)?,
        Event::SequenceEnd | Event::MappingEnd => builder.close((range.1 > range.0).then_some(range.1))?,
        Event::Alias(anchor) if builder.wants_key() => {
            let span = builder.span(range);
            let text = format!("*{anchor}");
            builder.diags.error(codes::NOT_A_KEY, span, "an alias cannot be a key").help("write the key out");
            builder.key(Key { text: text.into(), range, merge: false });
        }
        Event::Alias(anchor) => builder.alias(anchor, range)?,
        Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
    }
    Some(())
}

fn second_document(diags: &mut Diagnostics, span: Span) {
    diags
        .error(codes::MULTI_DOCUMENT, span, "a second YAML document begins here")
        .help("keep one description a file: remove `---` and what follows, or put it into a file of its own");
}

/// Turns the parser's character counts into byte offsets. Places come nearly in order, so the last one is a good beginning.
struct Offsets<'a> {
    text: &'a str,
    /// Then there is nothing to count.
    ascii: bool,
    chars: usize,
    bytes: usize,
}

impl Offsets<'_> {
    fn byte(&mut self, chars: usize) -> u32 {
        if self.ascii {
            return u32::try_from(chars.min(self.text.len())).unwrap_or(u32::MAX);
        }
        let bytes = self.text.as_bytes();
        while self.chars < chars && self.bytes < bytes.len() {
            self.bytes += 1;
            while self.bytes < bytes.len() && !self.text.is_char_boundary(self.bytes) {
                self.bytes += 1;
            }
            self.chars += 1;
        }
        while self.chars > chars {
            self.bytes -= 1;
            while !self.text.is_char_boundary(self.bytes) {
                self.bytes -= 1;
            }
            self.chars -= 1;
        }
        u32::try_from(self.bytes).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_characters() {
        let mut offsets = Offsets { text: "aé€b", ascii: false, chars: 0, bytes: 0 };
        assert_eq!([0, 1, 2, 3, 4, 9, 1, 2].map(|at| offsets.byte(at)), [0, 1, 3, 6, 7, 7, 1, 3]);
    }

    #[test]
    fn empty_value_is_null() {
        use super::super::Value;
        assert_eq!(scalar::resolve("".into(), ScalarStyle::Plain, None), Value::Null);
    }
}
