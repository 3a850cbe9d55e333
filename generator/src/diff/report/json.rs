//! One JSON object for tools. Keys are only ever added while `version` stays what it is:
//!
//! | key | value |
//! |---|---|
//! | `version` | 1 |
//! | `verdict.wire` | `breaking`, `non-breaking` or `none`: the worst of all changes |
//! | `verdict.rust` | `major`, `minor`, `patch` or `none` |
//! | `changes` | a list, what breaks first |
//!
//! A change:
//!
//! | key | value |
//! |---|---|
//! | `id` | the rule: `generator explain ID` says more |
//! | `wire`, `rust` | as above, of this change alone |
//! | `message` | a sentence |
//! | `place`, `old`, `new` | what it is about, what was and what is; texts, perhaps empty |
//! | `sent`, `received` | whether clients send it, whether they receive it |
//! | `operations` | `METHOD /path` of each operation that it reaches |
//! | `signatures` | public items of the crate that change: `item`, `old`, `new` (null where there is none; `item` is empty where it is renamed) |
//! | `base`, `revision` | `file`, `line`, `column` on that side; null where that side lacks it |
//! | `fingerprint` | what an approval names |
//! | `reason` | why the rule says so |
//! | `approved` | the reason somebody gave for it, or null |

use super::{Place, Places};
use crate::diff::{Change, Comparison};
use crate::source::escape_json;
use serde_json::{Value, json};

/// Raised when a key changes its meaning or goes.
pub const VERSION: u32 = 1;

pub(super) fn render(comparison: &Comparison, places: &Places) -> String {
    let changes: Vec<Value> = comparison.changes.iter().map(|it| change(it, places)).collect();
    let object = json!({
        "version": VERSION,
        "verdict": { "wire": comparison.wire().as_str(), "rust": comparison.rust().as_str() },
        "changes": changes,
    });
    escape_json(&format!("{object:#}\n"))
}

fn change(it: &Change, places: &Places) -> Value {
    let signatures: Vec<Value> =
        it.signatures.iter().map(|it| json!({ "item": it.item, "old": it.old, "new": it.new })).collect();
    json!({
        "id": it.rule.id,
        "wire": it.wire.as_str(),
        "rust": it.rust.as_str(),
        "message": it.message,
        "place": it.place,
        "old": it.old,
        "new": it.new,
        "sent": it.sent,
        "received": it.received,
        "operations": it.operations,
        "signatures": signatures,
        "base": place(places.base(it.base)),
        "revision": place(places.revision(it.revision)),
        "fingerprint": it.fingerprint(),
        "approved": it.approved,
        "reason": it.reason(),
    })
}

fn place(place: Option<&Place>) -> Value {
    place.map_or(Value::Null, |Place { file, line, column }| json!({ "file": file, "line": line, "column": column }))
}
