//! One JSON object a line, for tools. Keys are only ever added:
//!
//! | key | value |
//! |---|---|
//! | `code` | `E0107` |
//! | `severity` | `error` or `warning` |
//! | `message`, `label` | text; `label` may be empty |
//! | `file` | path as given, with slashes |
//! | `line`, `column` | from 1; columns in characters |
//! | `end_line`, `end_column` | one past the last character |
//! | `related` | list of objects with `message` and the keys of a place |
//! | `help` | list of texts |
//! | `loss` | what the client lacks if the run goes on: `kind` (`keyword`, `schema` or `operation`) and `text`, or null |

use super::Texts;
use crate::diag::Diagnostic;
use crate::source::{Span, escape_json};
use serde_json::{Value, json};

pub(super) fn render(texts: &Texts<'_>, diag: &Diagnostic) -> String {
    let related: Vec<Value> =
        diag.related.iter().map(|(span, text)| place(texts, *span, json!({ "message": text }))).collect();
    let object = json!({
        "code": diag.code.id,
        "severity": diag.severity.as_str(),
        "message": diag.message,
        "label": diag.label,
        "related": related,
        "help": diag.advice().collect::<Vec<_>>(),
        "loss": diag.loss.as_ref().map(|it| json!({ "kind": it.kind.as_str(), "text": it.text })),
    });
    escape_json(&place(texts, diag.span, object).to_string()) + "\n"
}

pub(super) fn place(texts: &Texts<'_>, span: Span, mut object: Value) -> Value {
    let (start, end) = texts.places(span);
    object["file"] = texts.path(span.file).into();
    object["line"] = start.line.into();
    object["column"] = start.column.into();
    object["end_line"] = end.line.into();
    object["end_column"] = end.column.into();
    object
}
