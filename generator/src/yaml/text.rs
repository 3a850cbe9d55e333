//! YAML text to nodes, by the events of `granit-parser`.

use super::build::{Builder, Key};
use super::{NodeId, Nodes, printable, scalar, syntax};
use crate::diag::Diagnostics;
use crate::diag::codes::source as codes;
use crate::source::{FileId, Span};
use granit_parser::{Event, Parser, ScalarStyle};
use std::ops::Range;

pub(super) fn parse(diags: &mut Diagnostics, nodes: &mut Nodes, file: FileId, text: &str) -> Option<NodeId> {
    let mut builder = Builder::new(diags, nodes, file);
    let mut documents = 0;
    let text = &*printable::text(builder.diags, file, text);
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(err) => {
                syntax::report(builder.diags, file, text, &err);
                return None;
            }
        };
        let range = range(span.byte_range());
        if matches!(event, Event::DocumentStart(..)) {
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
        Event::SequenceStart(_, anchor, _) => builder.open_seq(range, anchor)?,
        Event::MappingStart(_, anchor, _) => builder.open_map(range, anchor)?,
        Event::SequenceEnd | Event::MappingEnd => builder.close((range.1 > range.0).then_some(range.1))?,
        Event::Alias(anchor) if builder.wants_key() => {
            let span = builder.span(range);
            let text = format!("*{anchor}");
            builder.diags.error(codes::NOT_A_KEY, span, "an alias cannot be a key").help("write the key out");
            builder.key(Key { text: text.into(), range, merge: false });
        }
        Event::Alias(anchor) => builder.alias(anchor, range)?,
        _ => {}
    }
    Some(())
}

fn second_document(diags: &mut Diagnostics, span: Span) {
    diags
        .error(codes::MULTI_DOCUMENT, span, "a second YAML document begins here")
        .help("keep one description a file: remove `---` and what follows, or put it into a file of its own");
}

/// Events of a text always have their bytes; those of other inputs may not.
fn range(bytes: Option<Range<usize>>) -> (u32, u32) {
    let Range { start, end } = bytes.unwrap_or_default();
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    (offset(start), offset(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_value_is_null() {
        use super::super::Value;
        assert_eq!(scalar::resolve("".into(), ScalarStyle::Plain, None), Value::Null);
    }
}
