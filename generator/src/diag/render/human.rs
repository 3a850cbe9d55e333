//! A finding for people: message, place, the line of source with carets, other places, and what to do.

use super::{Finding, Severity, Texts, safe};
use crate::source::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Columns of the terminal that the renderer lays findings out for.
const WIDTH: usize = 160;

/// Characters of a line that are marked at most.
const MARKED: usize = 80;

/// Characters that are shown before and after the beginning of what is marked, where a line is too long to be shown.
const BEFORE: usize = 50;
const AFTER: usize = 90;

pub(super) fn render(texts: &Texts<'_>, finding: &Finding<'_>, color: bool) -> String {
    let diag = finding.first;
    let level = match diag.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(safe::line(&diag.message)).id(diag.code.id);
    let mut first = shown(texts, diag.span, &diag.label, Group::with_title(title));
    for help in diag.advice() {
        first = first.element(Level::HELP.message(safe::line(&help)));
    }
    if let Some(note) = finding.more(texts) {
        first = first.element(Level::NOTE.message(note));
    }
    let mut report = vec![first];
    for (span, text) in &diag.related {
        let title = Group::with_title(Level::NOTE.secondary_title(safe::line(text)));
        report.push(shown(texts, *span, "", title));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    with_own_origins(&renderer.term_width(WIDTH).render(&report)) + "\n\n"
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
    let window = Window::around(line, from);
    let marked: String = line[from..to.max(from)].chars().take(MARKED).collect();
    let start = window.before.len();
    let mut annotation = AnnotationKind::Primary.span(start..start + safe::source(&marked).len());
    if !label.is_empty() {
        annotation = annotation.label(safe::line(label));
    }
    let origin = format!("{}:{}:{}{END_OF_ORIGIN}", texts.path(span.file), place.line, place.column);
    let snippet = Snippet::source(window.before + &window.after).path(origin).line_start(place.line);
    group.element(snippet.annotation(annotation))
}

/// Ends a place that is given to the renderer as a path: what it adds is a column within the window, not within the line.
/// No text of a finding holds this character, as `safe` escapes it.
const END_OF_ORIGIN: char = '\0';

/// A rendered report without the places that the renderer added to those that it was given.
fn with_own_origins(report: &str) -> String {
    let mut parts = report.split(END_OF_ORIGIN);
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|it| it.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    std::iter::once(first).chain(rest).collect()
}

/// What is shown of a line: all of it, or what is around a place.
struct Window {
    before: String,
    after: String,
}

impl Window {
    fn around(line: &str, place: usize) -> Self {
        let (before, after) = line.split_at(place);
        // Bytes bound characters, so that a line of megabytes is not counted to know that it is too long.
        if line.len() <= BEFORE + AFTER {
            return Self { before: safe::source(before), after: safe::source(after) };
        }
        let start = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(AFTER).map_or(after.len(), |(at, _)| at);
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        Self {
            before: format!("{}{}", cut(start > 0), safe::source(&before[start..])),
            after: format!("{}{}", safe::source(&after[..end]), cut(end < after.len())),
        }
    }
}
