//! A finding for people: message, place, the line of source with carets, other places, and what to do.

use super::{Severity, Texts, safe};
use crate::diag::Diagnostic;
use crate::source::{Lines, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Characters of a line that are shown at most, and how many of them stand before the place.
const WIDTH: usize = 160;
const LEAD: usize = 60;

pub(super) fn render(texts: &Texts<'_>, diag: &Diagnostic, color: bool) -> String {
    let level = match diag.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(safe::line(&diag.message))
        .id(diag.code.id);
    let mut first = shown(
        texts,
        diag.span,
        &diag.label,
        AnnotationKind::Primary,
        Group::with_title(title),
    );
    for help in &diag.help {
        first = first.element(Level::HELP.message(safe::line(help)));
    }
    let mut report = vec![first];
    for (span, text) in &diag.related {
        let title = Group::with_title(Level::NOTE.secondary_title(safe::line(text)));
        report.push(shown(texts, *span, "", AnnotationKind::Primary, title));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    format!("{}\n\n", renderer.term_width(WIDTH + 20).render(&report))
}

/// The group with a place: the origin apart from the snippet, because the snippet may show only a part of the line.
fn shown<'a>(
    texts: &Texts<'_>,
    span: Span,
    label: &str,
    kind: AnnotationKind,
    group: Group<'a>,
) -> Group<'a> {
    let (start, _) = texts.places(span);
    let origin = Origin::path(texts.path(span.file))
        .line(start.line)
        .char_column(start.column);
    let group = group.element(origin);
    let Some((line, range)) = cut(texts, span) else {
        return group;
    };
    let mut annotation: Annotation<'a> = kind.span(range);
    if !label.is_empty() {
        annotation = annotation.label(safe::line(label));
    }
    group.element(
        Snippet::source(line)
            .line_start(start.line)
            .annotation(annotation),
    )
}

/// The line of a place, or the part of it around the place, and the bytes of that text to mark.
fn cut(texts: &Texts<'_>, span: Span) -> Option<(String, std::ops::Range<usize>)> {
    let text = texts.text(span.file);
    if text.is_empty() {
        return None;
    }
    let lines = Lines::new(text);
    let place = lines.place(span.start as usize);
    let (begin, line) = lines.line(place.line);
    let from =
        line.floor_char_boundary((span.start as usize).saturating_sub(begin).min(line.len()));
    let to = line.floor_char_boundary(
        (span.end as usize)
            .saturating_sub(begin)
            .clamp(from, line.len()),
    );
    let before = place.column - 1;
    let skipped = if line.chars().count() <= WIDTH {
        0
    } else {
        before.saturating_sub(LEAD)
    };
    let head = if skipped > 0 { "…" } else { "" };
    let rest: String = line.chars().skip(skipped).take(WIDTH).collect();
    let tail = if line.chars().skip(skipped).nth(WIDTH).is_some() {
        "…"
    } else {
        ""
    };
    let lead = safe::source(&rest.chars().take(before - skipped).collect::<String>());
    let marked = safe::source(
        &line[from..to]
            .chars()
            .take(WIDTH - (before - skipped))
            .collect::<String>(),
    );
    let shown = format!("{head}{}{tail}", safe::source(&rest));
    let start = (head.len() + lead.len()).min(shown.len());
    Some((shown, start..start + marked.len()))
}
