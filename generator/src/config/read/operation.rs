//! The keys of `[operations.X]`.

use super::wait::{resource_wait, wait};
use crate::config::table::{Problems, Table};
use crate::config::value::json;
use crate::config::{OperationConfig, ParameterConfig, Spanned, SplitConfig};

pub(super) fn operation(problems: &mut Problems, table: &mut Table<'_>) -> OperationConfig {
    table.exclusive(problems, &["unwrap", "value-header"]);
    OperationConfig {
        name: table.string(problems, "name"),
        skip: table.flag(problems, "skip"),
        unwrap: table.string(problems, "unwrap"),
        value_header: table.string(problems, "value-header"),
        paging: table.string(problems, "paging"),
        wait: wait(problems, table),
        resource_waits: flatten(table.map(problems, "resource-wait", resource_wait)),
        split: table.map(problems, "split", split),
        parameters: table.map(problems, "parameters", parameter),
    }
}

fn split(problems: &mut Problems, table: &mut Table<'_>) -> SplitConfig {
    SplitConfig {
        body: table.string(problems, "body"),
        reply: table.string(problems, "reply"),
        summary: table.string(problems, "summary").map(|it| it.value),
        description: table.string(problems, "description").map(|it| it.value),
        unwrap: table.string(problems, "unwrap"),
        wait: wait(problems, table),
    }
}

fn parameter(problems: &mut Problems, table: &mut Table<'_>) -> ParameterConfig {
    let name = table.string(problems, "name");
    let path = table.path("preset");
    let preset = table
        .get("preset")
        .map(|node| Spanned { value: json(problems, &path, node), span: problems.span(node.span()) });
    ParameterConfig { name, preset }
}

/// Leaves out what could not be read; it was reported.
fn flatten<T>(
    map: std::collections::BTreeMap<String, Spanned<Option<T>>>,
) -> std::collections::BTreeMap<String, Spanned<T>> {
    map.into_iter().filter_map(|(name, it)| Some((name, Spanned { value: it.value?, span: it.span }))).collect()
}
