//! The keys of a wait: what to ask, and when it is over.

use crate::config::table::{Node, Problems, Table};
use crate::config::value::{integer, string, strings, table};
use crate::config::{ConditionConfig, ConditionsConfig, ResourceWaitConfig, Spanned, WaitStepConfig};
use toml::de::DeValue;

/// `wait` of `owner`: one step, or `steps = [...]`.
pub(super) fn wait(problems: &mut Problems, owner: &mut Table<'_>) -> Option<Spanned<Vec<WaitStepConfig>>> {
    let span = owner.key_span(problems, "wait");
    let value = owner.table(problems, "wait", |problems, it| {
        if !it.has("steps") {
            return step(problems, it).into_iter().collect();
        }
        it.exclusive(problems, &["steps", "poll"]);
        it.exclusive(problems, &["steps", "done"]);
        it.exclusive(problems, &["steps", "done-status"]);
        let res = steps(problems, it);
        ask_step_keys(it);
        res
    })?;
    Some(Spanned { value, span })
}

/// So that a step's keys beside `steps` are reported once, as excluding it.
fn ask_step_keys(table: &mut Table<'_>) {
    table.get("poll");
    table.get("done");
    table.get("done-status");
}

fn steps(problems: &mut Problems, owner: &mut Table<'_>) -> Vec<WaitStepConfig> {
    let Some(node) = owner.get("steps") else {
        return Vec::new();
    };
    let path = owner.path("steps");
    let DeValue::Array(items) = node.get_ref() else {
        problems.wrong_type(&path, "a list of tables", node);
        return Vec::new();
    };
    if items.is_empty() {
        let span = problems.span(node.span());
        problems.invalid(span, format!("`{path}` is empty"), "must have a step");
    }
    items.iter().enumerate().filter_map(|(n, it)| one_of(problems, &path, n, it)).collect()
}

fn one_of<'t>(problems: &mut Problems, path: &str, n: usize, node: &'t Node<'t>) -> Option<WaitStepConfig> {
    let span = problems.span(node.span());
    table(problems, format!("{path}[{n}]"), span, node, step).flatten()
}

fn step(problems: &mut Problems, table: &mut Table<'_>) -> Option<WaitStepConfig> {
    let poll = table.needed_string(problems, "poll");
    let args = table.string_map(problems, "args");
    let conditions = conditions(problems, table);
    Some(WaitStepConfig { poll: poll?, args, conditions })
}

pub(super) fn resource_wait(problems: &mut Problems, table: &mut Table<'_>) -> Option<ResourceWaitConfig> {
    let docs = table.string(problems, "docs").map(|it| it.value);
    Some(ResourceWaitConfig { docs, conditions: conditions(problems, table) })
}

fn conditions(problems: &mut Problems, table: &mut Table<'_>) -> ConditionsConfig {
    if !table.has("done") && !table.has("done-status") {
        table.missing(problems, "`done` or `done-status`");
    }
    let interval = table.positive(problems, "interval-seconds");
    ConditionsConfig {
        done: paths(problems, table, "done"),
        done_status: statuses(problems, table, "done-status"),
        failed: paths(problems, table, "failed"),
        tolerate: statuses(problems, table, "tolerate"),
        interval_seconds: interval.and_then(|it| u64::try_from(it.value).ok()),
    }
}

fn paths(problems: &mut Problems, owner: &mut Table<'_>, key: &'static str) -> Vec<ConditionConfig> {
    let mut res = Vec::new();
    if let Some(node) = owner.get(key) {
        let path = owner.path(key);
        collect(problems, &path, "", node, &mut res);
        if res.is_empty() && node.get_ref().as_table().is_some_and(|it| it.is_empty()) {
            let span = problems.span(node.span());
            problems.invalid(span, format!("`{path}` is empty"), "must have a condition");
        }
    }
    res
}

/// `image.status = […]` without quotes is a table in a table; it means the path with the dot.
fn collect(problems: &mut Problems, name: &str, prefix: &str, node: &Node<'_>, res: &mut Vec<ConditionConfig>) {
    let DeValue::Table(entries) = node.get_ref() else {
        problems.wrong_type(name, "a table of conditions", node);
        return;
    };
    let span = problems.span(node.span());
    for entry in Table::new(name.to_owned(), span, entries).entries(problems) {
        let path = if prefix.is_empty() { entry.key.to_owned() } else { format!("{prefix}.{}", entry.key) };
        if entry.node.get_ref().is_table() {
            collect(problems, name, &path, entry.node, res);
            continue;
        }
        if let Some(values) = condition(problems, &format!("{name}.{path}"), entry.node) {
            let path = Spanned { value: path, span: entry.span };
            res.push(ConditionConfig { path, values });
        }
    }
}

/// `true` for «is set», or the values that meet it.
fn condition(problems: &mut Problems, name: &str, node: &Node<'_>) -> Option<Option<Vec<String>>> {
    match node.get_ref() {
        DeValue::Boolean(true) => Some(None),
        DeValue::Boolean(false) => {
            let message = format!("`{name}` is `false`, which no reply can meet");
            problems.invalid(problems.span(node.span()), message, "`true` means «is set»");
            None
        }
        DeValue::String(_) => string(problems, name, node).map(|it| Some(vec![it.value])),
        DeValue::Array(items) if !items.is_empty() => {
            let values = strings(problems, name, node)?;
            Some(Some(values.into_iter().map(|it| it.value).collect()))
        }
        DeValue::Array(_) => {
            let message = format!("`{name}` is empty");
            problems.invalid(problems.span(node.span()), message, "must have a value");
            None
        }
        _ => {
            problems.wrong_type(name, "a list of strings, or `true` for «is set»", node);
            None
        }
    }
}

fn statuses(problems: &mut Problems, table: &mut Table<'_>, key: &'static str) -> Vec<Spanned<u16>> {
    let Some(node) = table.get(key) else {
        return Vec::new();
    };
    let path = table.path(key);
    let DeValue::Array(items) = node.get_ref() else {
        problems.wrong_type(&path, "a list of statuses", node);
        return Vec::new();
    };
    items.iter().filter_map(|it| status(problems, &path, it)).collect()
}

fn status(problems: &mut Problems, path: &str, node: &Node<'_>) -> Option<Spanned<u16>> {
    let value = integer(problems, path, node)?;
    let span = problems.span(node.span());
    match u16::try_from(value) {
        Ok(value) if (100..600).contains(&value) => Some(Spanned { value, span }),
        _ => {
            problems.invalid(span, format!("`{path}` has {value}"), "is no HTTP status");
            None
        }
    }
}
