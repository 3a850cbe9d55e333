//! Paths, and path parameters against their templates.

use super::{child, entries, items, put, text};
use crate::diag::codes::spec as codes;
use crate::diag::{Diagnostics, nearest};
use crate::source::Span;
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec, loss, refs};
use crate::yaml::Value;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub(in crate::spec) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Whether each path can be one.
pub(super) fn syntax(diags: &mut Diagnostics, spec: &mut Spec) {
    let Some(paths) = child(spec, spec.root, "paths") else {
        return;
    };
    for (path, item) in entries(spec, paths).into_iter().filter(|(path, _)| !path.starts_with("x-")) {
        if let Err(why) = templates(&path) {
            let span = super::key_span(spec, item);
            let message = format!("invalid path `{path}`: {why}");
            loss::report(diags, spec, item, codes::INVALID_PATH, span, message);
        }
    }
}

/// Path parameters against the templates of their paths.
pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let Some(paths) = child(spec, spec.root, "paths") else {
        return;
    };
    let mut known: BTreeMap<String, (Box<str>, Span)> = BTreeMap::new();
    for (path, item) in entries(spec, paths).into_iter().filter(|(path, _)| !path.starts_with("x-")) {
        let span = super::key_span(spec, item);
        if let Ok(names) = templates(&path) {
            let names = once_each(diags, span, names);
            parameters(diags, spec, span, &names, item);
            match known.entry(without_names(&path)) {
                Entry::Vacant(entry) => drop(entry.insert((path, span))),
                Entry::Occupied(entry) => equivalent(diags, &path, span, entry.get()),
            }
        }
    }
}

/// A path with its templates emptied: what a server goes by.
fn without_names(path: &str) -> String {
    let parts = path.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    parts.collect::<Vec<_>>().join("{}")
}

fn equivalent(diags: &mut Diagnostics, path: &str, span: Span, (other, first): &(Box<str>, Span)) {
    diags
        .warning(codes::EQUIVALENT_PATHS, span, format!("`{path}` and `{other}` match the same URLs"))
        .related(*first, "first described here")
        .help("describe both below one path");
}

/// A name that a path has twice is one parameter, whose value is sent in both places.
fn once_each<'p>(diags: &mut Diagnostics, span: Span, names: Vec<&'p str>) -> Vec<&'p str> {
    let mut seen = Vec::new();
    for name in names {
        if seen.contains(&name) {
            let message = format!("`{{{name}}}` is in this path twice; both get the same value");
            diags.warning(codes::PATH_PARAMETER, span, message).help("give each its own name");
        } else {
            seen.push(name);
        }
    }
    seen
}

/// The names between braces.
fn templates(path: &str) -> Result<Vec<&str>, String> {
    if !path.starts_with('/') {
        return Err("must start with `/`".to_owned());
    }
    if path.contains(char::is_control) {
        return Err("it contains a control character".to_owned());
    }
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let (brace, after) = rest[at..].split_at(1);
        let end = after.find(['{', '}']).filter(|end| after[*end..].starts_with('}'));
        let (Some(end), "{") = (end, brace) else {
            let other = if brace == "{" { "}" } else { "{" };
            return Err(format!("a `{brace}` in it has no `{other}`"));
        };
        let name = &after[..end];
        if name.is_empty() {
            return Err("`{}` has no name between the braces".to_owned());
        }
        names.push(name);
        rest = &after[end + 1..];
    }
    Ok(names)
}

fn parameters(diags: &mut Diagnostics, spec: &mut Spec, path: Span, names: &[&str], item: NodeId) {
    let shared = list(spec, item);
    duplicates(diags, spec, item);
    for (method, operation) in entries(spec, item).into_iter().filter(|(key, _)| METHODS.contains(&&**key)) {
        if spec.unusable(operation).is_some() {
            continue;
        }
        duplicates(diags, spec, operation);
        let own = list(spec, operation);
        let declared: Vec<&str> = shared
            .iter()
            .chain(&own)
            .filter(|it| text(spec, **it, "in") == Some("path"))
            .filter_map(|it| text(spec, *it, "name"))
            .collect();
        let missing: Vec<&str> = names.iter().filter(|name| !declared.contains(name)).copied().collect();
        for name in missing {
            diags
                .warning(codes::PATH_PARAMETER, path, format!("`{{{name}}}` has no parameter; it is taken as a string"))
                .label(format!("in `{method}`"))
                .help(format!("add `{{name: {name}, in: path, required: true, schema: {{type: string}}}}`"));
            declare(spec, operation, "path", name);
        }
        superfluous(diags, spec, operation, names);
    }
    superfluous(diags, spec, item, names);
}

fn list(spec: &Spec, holder: NodeId) -> Vec<NodeId> {
    child(spec, holder, "parameters").map(|it| items(spec, it)).unwrap_or_default()
}

fn set_list(spec: &mut Spec, holder: NodeId, list: Vec<NodeId>) {
    let like = child(spec, holder, "parameters").unwrap_or(holder);
    let list = spec.add(like, Shape::List(Kind::Parameter), Value::Seq(list));
    put(spec, holder, "parameters", list);
}

pub(super) fn has_parameter(spec: &Spec, holder: NodeId, place: &str, name: &str) -> bool {
    let is_it = |it: &NodeId| text(spec, *it, "in") == Some(place) && text(spec, *it, "name") == Some(name);
    list(spec, holder).iter().any(is_it)
}

/// Adds the parameter that the path speaks of; one in a path is required.
pub(super) fn declare(spec: &mut Spec, operation: NodeId, place: &str, name: &str) {
    let operation = refs::end_of(spec, operation);
    let entry = |spec: &mut Spec, key: &str, value: Value| {
        let shape = Kind::Parameter.child(key).unwrap_or(Shape::Data);
        (key.into(), spec.add(operation, shape, value))
    };
    let ty = spec.add(operation, Shape::Types, Value::Str("string".into()));
    let parameter = vec![
        entry(spec, "name", Value::Str(name.into())),
        entry(spec, "in", Value::Str(place.into())),
        entry(spec, "required", Value::Bool(place == "path")),
        entry(spec, "schema", Value::Map(vec![("type".into(), ty)])),
    ];
    let parameter = spec.add(operation, Shape::One(Kind::Parameter), Value::Map(parameter));
    let mut list = list(spec, operation);
    list.push(parameter);
    set_list(spec, operation, list);
}

fn superfluous(diags: &mut Diagnostics, spec: &mut Spec, holder: NodeId, names: &[&str]) {
    let all = list(spec, holder);
    let (kept, gone): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| {
        text(spec, *it, "in") != Some("path") || text(spec, *it, "name").is_none_or(|name| names.contains(&name))
    });
    if gone.is_empty() {
        return;
    }
    for id in &gone {
        let name = text(spec, *id, "name").unwrap_or_default().to_owned();
        let diag = diags.warning(
            codes::PATH_PARAMETER,
            place(spec, *id),
            format!("the path has no `{{{name}}}`; the parameter is left out"),
        );
        if let Some(near) = nearest(&name, names.iter().copied()) {
            diag.help(format!("did you mean `{near}`?"));
        }
    }
    set_list(spec, holder, kept);
}

fn duplicates(diags: &mut Diagnostics, spec: &mut Spec, holder: NodeId) {
    let all = list(spec, holder);
    let mut seen: BTreeMap<(String, String), NodeId> = BTreeMap::new();
    let mut kept = Vec::new();
    for id in &all {
        let key = |key| text(spec, *id, key).unwrap_or_default().to_owned();
        let key = (key("in"), key("name"));
        match seen.get(&key) {
            Some(first) if !key.1.is_empty() => {
                let message =
                    format!("the {} parameter `{}` stands twice in this list; the first is taken", key.0, key.1);
                diags
                    .warning(codes::DUPLICATE_PARAMETER, place(spec, *id), message)
                    .related(place(spec, *first), "first here");
            }
            _ => {
                seen.insert(key, *id);
                kept.push(*id);
            }
        }
    }
    if kept.len() < all.len() {
        set_list(spec, holder, kept);
    }
}

/// The name of a parameter; of a reference, the reference.
fn place(spec: &Spec, id: NodeId) -> Span {
    let name = if spec.targets.contains_key(&id) { None } else { child(spec, id, "name") };
    spec.nodes[name.unwrap_or(id)].span
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_between_braces() {
        assert_eq!(templates("/a/{b}/c-{d}.{e}"), Ok(vec!["b", "d", "e"]));
        assert_eq!(templates("/"), Ok(vec![]));
        for bad in ["a", "", "/{", "/{a", "/a}", "/{}", "/{a{b}}"] {
            assert!(templates(bad).is_err(), "{bad}");
        }
    }
}
