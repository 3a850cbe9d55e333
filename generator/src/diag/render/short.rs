//! `FILE:LINE:COL: error[E0107]: message`: what editors and `grep` understand.

use super::{Finding, Texts, safe};

pub(super) fn render(texts: &Texts<'_>, finding: &Finding<'_>) -> String {
    let diag = finding.first;
    let (start, _) = texts.places(diag.span);
    let path = texts.path(diag.span.file);
    let more = finding.more(texts).map(|it| format!(" ({it})")).unwrap_or_default();
    let message = safe::line(&diag.message) + &more;
    format!("{path}:{}:{}: {}[{}]: {message}\n", start.line, start.column, diag.severity.as_str(), diag.code)
}
