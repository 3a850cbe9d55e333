//! JSON as a person would write it: keys in the order of the model, short things on one line.

use super::super::types::Types;
use crate::markdown::escape_json;
use crate::plan::{ModelKind, RustTy, TagValue, UnionPlan, UnionTagging, UnionVariant};
use serde_json::{Map, Value};

/// Longer than this, and an object or list takes several lines.
const WIDTH: usize = 76;

/// `value`, which is a `ty`.
pub(in super::super) fn json(value: &Value, ty: &RustTy, types: &Types<'_>) -> String {
    let mut res = String::new();
    write_lines(&ordered(value, ty, types), 0, &mut res);
    res
}

/// The same on one line.
pub(in super::super) fn json_line(value: &Value, ty: &RustTy, types: &Types<'_>) -> String {
    one_line(&ordered(value, ty, types))
}

/// The entries of an object, each value on one line.
pub(super) fn entries(value: &Value, ty: &RustTy, types: &Types<'_>) -> Vec<(String, String)> {
    match ordered(value, ty, types) {
        Tree::Object(entries) => entries.into_iter().map(|(key, it)| (key, one_line(&it))).collect(),
        Tree::Leaf(_) | Tree::List(_) => Vec::new(),
    }
}

/// A value whose keys have an order.
enum Tree {
    Leaf(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

fn ordered(value: &Value, ty: &RustTy, types: &Types<'_>) -> Tree {
    let ty = types.bare(ty);
    match (value, ty) {
        (Value::Array(items), _) => {
            let item = types.element(ty);
            Tree::List(items.iter().map(|it| ordered(it, item, types)).collect())
        }
        (Value::Object(entries), RustTy::Map(item)) => {
            Tree::Object(entries.iter().map(|(key, it)| (key.clone(), ordered(it, item, types))).collect())
        }
        (Value::Object(entries), RustTy::Model(model)) => match types.kind(model) {
            Some(ModelKind::Struct(plan)) => {
                let known = plan.fields.iter().filter_map(|it| Some((&it.name, entries.get(&it.name)?, &it.ty)));
                let is_known = |key: &String| plan.fields.iter().any(|it| it.name == *key);
                let rest = plan.rest.as_ref().map_or(&RustTy::Value, |(_, ty)| ty);
                let others = entries.iter().filter(|(key, _)| !is_known(key)).map(|(key, it)| (key, it, rest));
                Tree::Object(known.chain(others).map(|(key, it, ty)| (key.clone(), ordered(it, ty, types))).collect())
            }
            Some(ModelKind::Union(plan)) => of_union(plan, value, entries, types),
            _ => untyped(value),
        },
        _ => untyped(value),
    }
}

fn of_union(plan: &UnionPlan, value: &Value, entries: &Map<String, Value>, types: &Types<'_>) -> Tree {
    let Some((variant, ty)) = variant(plan, value).and_then(|it| Some((it, it.ty.as_ref()?))) else {
        return untyped(value);
    };
    let mut res = ordered(value, ty, types);
    // The tag comes first: it says what the others are.
    if let (UnionTagging::Property(name), Tree::Object(all), Some(_)) = (&plan.tagging, &mut res, &variant.tag) {
        let at = all.iter().position(|(key, _)| key == name);
        if let (Some(at), true) = (at, entries.len() > 1) {
            let tag = all.remove(at);
            all.insert(0, tag);
        }
    }
    res
}

/// The variant that holds `value`, told as the runtime tells it.
pub(super) fn variant<'p>(plan: &'p UnionPlan, value: &Value) -> Option<&'p UnionVariant> {
    match &plan.tagging {
        UnionTagging::Property(name) => {
            let tag = match value.as_object()?.get(name) {
                Some(value) => Some(TagValue::from_json(value)?),
                None => None,
            };
            plan.variants.iter().find(|variant| variant.tag == tag)
        }
        // Which it is, only the status says.
        UnionTagging::Status => None,
        UnionTagging::JsonType => {
            let kinds: &[&str] = match value {
                Value::Bool(_) => &["boolean"],
                Value::Number(it) if it.is_f64() => &["number"],
                Value::Number(_) => &["integer", "number"],
                Value::String(_) => &["string"],
                Value::Array(_) => &["array"],
                Value::Object(_) => &["object"],
                Value::Null => &[],
            };
            let of = |kind: &&str| plan.variants.iter().find(|it| it.json_type == Some(*kind));
            kinds.iter().find_map(of)
        }
        UnionTagging::Keys => {
            let entries = value.as_object()?;
            plan.variants.iter().find(|it| it.keys.iter().all(|key| entries.contains_key(key)))
        }
    }
}

fn untyped(value: &Value) -> Tree {
    match value {
        Value::Array(items) => Tree::List(items.iter().map(untyped).collect()),
        Value::Object(entries) => Tree::Object(entries.iter().map(|(key, it)| (key.clone(), untyped(it))).collect()),
        leaf => Tree::Leaf(escape_json(&leaf.to_string())),
    }
}

fn one_line(tree: &Tree) -> String {
    let mut res = String::new();
    write_line(tree, &mut res);
    res
}

fn write_line(tree: &Tree, res: &mut String) {
    match tree {
        Tree::Leaf(text) => res.push_str(text),
        Tree::List(items) => {
            res.push('[');
            for (at, item) in items.iter().enumerate() {
                res.push_str(if at == 0 { "" } else { ", " });
                write_line(item, res);
            }
            res.push(']');
        }
        Tree::Object(entries) => {
            res.push('{');
            for (at, (key, item)) in entries.iter().enumerate() {
                res.push_str(if at == 0 { "" } else { ", " });
                res.push_str(&quoted(key));
                res.push_str(": ");
                write_line(item, res);
            }
            res.push('}');
        }
    }
}

fn quoted(key: &str) -> String {
    escape_json(&Value::from(key).to_string())
}

/// What is left of `room` behind the tree on one line; None where it does not fit.
fn fit(tree: &Tree, room: usize) -> Option<usize> {
    let text = |text: &str, room: usize| room.checked_sub(text.chars().count());
    match tree {
        Tree::Leaf(it) => text(it, room),
        Tree::List(items) => {
            let separators = 2 * items.len().max(1);
            items.iter().try_fold(room.checked_sub(separators)?, |room, it| fit(it, room))
        }
        Tree::Object(entries) => {
            let separators = 2 * entries.len().max(1);
            let entry = |room, (key, it): &(String, Tree)| fit(it, text(&quoted(key), room)?.checked_sub(2)?);
            entries.iter().try_fold(room.checked_sub(separators)?, entry)
        }
    }
}

fn write_lines(tree: &Tree, indent: usize, res: &mut String) {
    let items: Vec<(Option<&str>, &Tree)> = match tree {
        Tree::List(items) => items.iter().map(|it| (None, it)).collect(),
        Tree::Object(entries) => entries.iter().map(|(key, it)| (Some(key.as_str()), it)).collect(),
        Tree::Leaf(_) => return write_line(tree, res),
    };
    if fit(tree, WIDTH.saturating_sub(indent)).is_some() {
        return write_line(tree, res);
    }
    let (open, close) = if matches!(tree, Tree::List(_)) { ('[', ']') } else { ('{', '}') };
    res.push(open);
    for (at, (key, item)) in items.into_iter().enumerate() {
        res.push_str(if at == 0 { "\n" } else { ",\n" });
        res.extend(std::iter::repeat_n(' ', indent + 2));
        if let Some(key) = key {
            res.push_str(&quoted(key));
            res.push_str(": ");
        }
        write_lines(item, indent + 2, res);
    }
    res.push('\n');
    res.extend(std::iter::repeat_n(' ', indent));
    res.push(close);
}
