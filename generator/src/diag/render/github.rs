//! Workflow commands of GitHub Actions: `::error file=…,line=…,col=…,title=…::message`.

use super::{Finding, Texts, safe};

pub(super) fn render(texts: &Texts<'_>, finding: &Finding<'_>) -> String {
    let diag = finding.first;
    let (start, end) = texts.places(diag.span);
    let mut message = safe::line(&diag.message);
    for (span, text) in &diag.related {
        let (place, _) = texts.places(*span);
        message += &format!("\n{}: {}:{}:{}", safe::line(text), texts.path(span.file), place.line, place.column);
    }
    for help in diag.advice() {
        message += &format!("\nhelp: {}", safe::line(&help));
    }
    if let Some(note) = finding.more(texts) {
        message += &format!("\n{note}");
    }
    let mut properties =
        format!("file={},line={},col={}", property(&texts.path(diag.span.file)), start.line, start.column);
    // GitHub takes an end column only within one line.
    if end.line == start.line && end.column > start.column {
        properties += &format!(",endLine={},endColumn={}", end.line, end.column);
    }
    let title = property(&format!("{}: {}", diag.code, diag.code.title));
    format!("::{} {properties},title={title}::{}\n", diag.severity.as_str(), data(&message))
}

/// One annotation, whatever it is about: `level` is `error`, `warning` or `notice`.
pub(crate) fn annotation(level: &str, at: Option<(&str, usize)>, title: &str, message: &str) -> String {
    let place = at.map(|(file, line)| format!("file={},line={line},", property(&safe::line(file)))).unwrap_or_default();
    format!("::{level} {place}title={}::{}\n", property(&safe::line(title)), data(message))
}

/// Text after `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
