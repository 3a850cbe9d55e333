//! A finding for people: message, place, the line of source with carets, other places, and what to do.

use super::{Severity, Texts, safe};
use crate::diag::Diagnostic;
use crate::source::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Columns that are shown at most; the renderer cuts longer lines around the place.
const WIDTH: usize = 160;

/// Characters of a line that are marked at most.
const MARKED: usize = 80;

pub(super) fn render(texts: &Texts<'_>, diag: &Diagnostic, color: bool) -> String {
    let level = match diag.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(safe::line(&diag.message)).id(diag.code.id);
    let mut first = shown(texts, diag.span, &diag.label, Group::with_title(title));
    for help in diag.advice() {
        first = first.element(Level::HELP.message(safe::line(&help)));
    }
    let mut report = vec![first];
    for (span, text) in &diag.related {
        let title = Group::with_title(Level::NOTE.secondary_title(safe::line(text)));
        report.push(shown(texts, *span, "", title));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n\n", renderer.term_width(WIDTH).render(&report))
}

fn shown<'a>(texts: &Texts<'_>, span: Span, label: &str, group: Group<'a>) -> Group<'a> {
    let lines = texts.lines(span.file);
    let place = lines.place(span.start as usize);
    let (begin, line) = lines.line(place.line);
    if lines.is_empty() {
        return group.element(Origin::path(texts.path(span.file)).line(1).char_column(1));
    }
    // What covers several lines is marked on its first one.
    let within = |offset: u32| line.floor_char_boundary((offset as usize).saturating_sub(begin));
    let (from, to) = (within(span.start), within(span.end));
    let start = safe::source(&line[..from]).len();
    let marked: String = line[from..to.max(from)].chars().take(MARKED).collect();
    let mut annotation = AnnotationKind::Primary.span(start..start + safe::source(&marked).len());
    if !label.is_empty() {
        annotation = annotation.label(safe::line(label));
    }
    let snippet = Snippet::source(safe::source(line)).path(texts.path(span.file)).line_start(place.line);
    group.element(snippet.annotation(annotation))
}
