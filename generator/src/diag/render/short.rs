//! `FILE:LINE:COL: error[E0107]: message`: what editors and `grep` understand.

use super::{Texts, safe};
use crate::diag::Diagnostic;

pub(super) fn render(texts: &Texts<'_>, diag: &Diagnostic) -> String {
    let (start, _) = texts.places(diag.span);
    let path = texts.path(diag.span.file);
    let message = safe::line(&diag.message);
    format!("{path}:{}:{}: {}[{}]: {message}\n", start.line, start.column, diag.severity.as_str(), diag.code)
}
