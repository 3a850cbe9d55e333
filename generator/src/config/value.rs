//! Values of one kind out of a table: a string, a list of strings, a number, a table, a map.
//!
//! Every function gives what could be read and reports the rest, so that one run finds every mistake.

use super::Spanned;
use super::table::{Node, Problems, Table};
use std::collections::BTreeMap;
use toml::de::DeValue;

impl<'t> Table<'t> {
    pub(super) fn string(&mut self, problems: &mut Problems, key: &'static str) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        string(problems, &self.path(key), node)
    }

    /// As [`Self::string`], but it must be there.
    pub(super) fn needed_string(&mut self, problems: &mut Problems, key: &'static str) -> Option<Spanned<String>> {
        if !self.has(key) {
            self.missing(problems, &format!("`{key}`"));
        }
        self.string(problems, key)
    }

    /// A list of strings, or one string for a list of one.
    pub(super) fn strings(&mut self, problems: &mut Problems, key: &'static str) -> Vec<Spanned<String>> {
        self.list(problems, key).unwrap_or_default()
    }

    /// As [`Self::strings`], where an empty list is something else than none.
    pub(super) fn list(&mut self, problems: &mut Problems, key: &'static str) -> Option<Vec<Spanned<String>>> {
        let node = self.get(key)?;
        strings(problems, &self.path(key), node)
    }

    pub(super) fn flag(&mut self, problems: &mut Problems, key: &'static str) -> bool {
        let Some(node) = self.get(key) else {
            return false;
        };
        node.get_ref().as_bool().unwrap_or_else(|| {
            problems.wrong_type(&self.path(key), "`true` or `false`", node);
            false
        })
    }

    /// A number of 1 or more.
    pub(super) fn positive(&mut self, problems: &mut Problems, key: &'static str) -> Option<Spanned<i64>> {
        let node = self.get(key)?;
        let path = self.path(key);
        let value = integer(problems, &path, node)?;
        if value < 1 {
            let span = problems.span(node.span());
            problems.invalid(span, format!("`{path}` is {value}"), "must be 1 or more");
            return None;
        }
        Some(Spanned { value, span: problems.span(node.span()) })
    }

    /// The table at `key`, read by `read`; its unknown keys are reported.
    pub(super) fn table<T>(
        &mut self,
        problems: &mut Problems,
        key: &'static str,
        read: impl FnOnce(&mut Problems, &mut Table<'t>) -> T,
    ) -> Option<T> {
        let node = self.get(key)?;
        let span = self.key_span(problems, key);
        table(problems, self.path(key), span, node, read)
    }

    /// The table at `key`, whose keys are names: each of its tables read by `read`.
    pub(super) fn map<T>(
        &mut self,
        problems: &mut Problems,
        key: &'static str,
        mut read: impl FnMut(&mut Problems, &mut Table<'t>) -> T,
    ) -> BTreeMap<String, Spanned<T>> {
        self.leaves(problems, key, |problems, path, entry| table(problems, path, entry.span, entry.node, &mut read))
    }

    /// The table at `key`, whose keys are names and whose values are strings.
    pub(super) fn string_map(
        &mut self,
        problems: &mut Problems,
        key: &'static str,
    ) -> BTreeMap<String, Spanned<String>> {
        self.leaves(problems, key, |problems, path, entry| string(problems, &path, entry.node).map(|it| it.value))
    }

    /// The table at `key`, whose keys are names: each value read by `read`.
    pub(super) fn leaves<T>(
        &mut self,
        problems: &mut Problems,
        key: &'static str,
        mut read: impl FnMut(&mut Problems, String, &super::table::Entry<'t>) -> Option<T>,
    ) -> BTreeMap<String, Spanned<T>> {
        let mut res = BTreeMap::new();
        let Some(node) = self.get(key) else {
            return res;
        };
        let path = self.path(key);
        let DeValue::Table(entries) = node.get_ref() else {
            problems.wrong_type(&path, "a table", node);
            return res;
        };
        let names = Table::new(path, problems.span(node.span()), entries);
        for entry in names.entries(problems) {
            if let Some(value) = read(problems, names.path(entry.key), &entry) {
                res.insert(entry.key.to_owned(), entry.spanned(value));
            }
        }
        res
    }
}

pub(super) fn table<'t, T>(
    problems: &mut Problems,
    name: String,
    span: crate::source::Span,
    node: &'t Node<'t>,
    read: impl FnOnce(&mut Problems, &mut Table<'t>) -> T,
) -> Option<T> {
    let DeValue::Table(entries) = node.get_ref() else {
        problems.wrong_type(&name, "a table", node);
        return None;
    };
    let mut table = Table::new(name, span, entries);
    let res = read(problems, &mut table);
    table.finish(problems);
    Some(res)
}

pub(super) fn string(problems: &mut Problems, path: &str, node: &Node<'_>) -> Option<Spanned<String>> {
    let Some(value) = node.get_ref().as_str() else {
        problems.wrong_type(path, "a string", node);
        return None;
    };
    let span = problems.span(node.span());
    if value.is_empty() {
        problems.invalid(span, format!("`{path}` is empty"), "must say something, or be left out");
        return None;
    }
    Some(Spanned { value: value.to_owned(), span })
}

pub(super) fn strings(problems: &mut Problems, path: &str, node: &Node<'_>) -> Option<Vec<Spanned<String>>> {
    match node.get_ref() {
        DeValue::String(_) => string(problems, path, node).map(|it| vec![it]),
        DeValue::Array(items) => Some(items.iter().filter_map(|it| string(problems, path, it)).collect()),
        _ => {
            problems.wrong_type(path, "a string or a list of strings", node);
            None
        }
    }
}

pub(super) fn integer(problems: &mut Problems, path: &str, node: &Node<'_>) -> Option<i64> {
    let DeValue::Integer(digits) = node.get_ref() else {
        problems.wrong_type(path, "an integer", node);
        return None;
    };
    let res = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
    if res.is_none() {
        let span = problems.span(node.span());
        problems.invalid(span, format!("`{path}` is too large"), "does not fit 64 bits");
    }
    res
}

/// Any value, as JSON has it.
pub(super) fn json(problems: &mut Problems, path: &str, node: &Node<'_>) -> serde_json::Value {
    match node.get_ref() {
        DeValue::String(it) => it.as_ref().into(),
        DeValue::Integer(_) => integer(problems, path, node).into(),
        DeValue::Float(it) => it.as_str().parse::<f64>().ok().into(),
        DeValue::Boolean(it) => (*it).into(),
        DeValue::Datetime(it) => it.to_string().into(),
        DeValue::Array(items) => items.iter().map(|it| json(problems, path, it)).collect(),
        DeValue::Table(entries) => {
            entries.iter().map(|(key, it)| (key.get_ref().to_string(), json(problems, path, it))).collect()
        }
    }
}
