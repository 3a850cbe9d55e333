//! Values close to a given one and not equal to it.

use serde_json::{Value, json};

use super::compare::Survey;

/// Changes each scalar of a typed reply, in turn, and tells those that are then still taken for what was served. Of the items
/// of a list, the first stands for all.
pub(super) fn unseen(served: &Value, typed: &Value) -> Vec<String> {
    let mut pointers = Vec::new();
    scalars(typed, String::new(), &mut pointers);
    let mut altered = typed.clone();
    pointers.retain(|pointer| {
        let Some(place) = altered.pointer_mut(pointer) else {
            return true;
        };
        let other = others(place).swap_remove(0);
        let before = std::mem::replace(place, other);
        let mut survey = Survey::default();
        survey.look("reply", served, &altered);
        if let Some(place) = altered.pointer_mut(pointer) {
            *place = before;
        }
        survey.differences.is_empty()
    });
    pointers
}

/// JSON pointers to the scalars of a value.
fn scalars(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().take(1).for_each(|item| scalars(item, format!("{pointer}/0"), pointers)),
        Value::Object(members) => {
            for (key, member) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                scalars(member, format!("{pointer}/{key}"), pointers);
            }
        }
        _ => pointers.push(pointer),
    }
}

/// Values close to this one and not equal to it.
pub(super) fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![false.into(), 0.into(), "".into()],
        Value::Bool(value) => vec![(!value).into()],
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => vec![number.wrapping_add(1).into(), (-1 - number).into()],
            (None, number) => vec![(number.unwrap_or_default() * 2.0 + 1.0).into()],
        },
        Value::String(text) => vec![format!("{text}x").into(), format!("{text} ").into(), format!("é{text}").into()],
        Value::Array(_) | Value::Object(_) => variations(value).into_iter().map(|(_, value)| value).collect(),
    }
}

/// The value with one thing in it changed, gone or added, and what that is.
pub(super) fn variations(value: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    match value {
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                for (what, other) in variations(item) {
                    let mut items = items.clone();
                    items[position] = other;
                    all.push((format!("[{position}]{what}"), items.into()));
                }
                let mut items = items.clone();
                items.remove(position);
                all.push((format!(" without [{position}]"), items.into()));
            }
            all.push((" with an item more".to_owned(), [items.as_slice(), &["more".into()]].concat().into()));
        }
        Value::Object(members) => {
            for (key, member) in members {
                for (what, other) in variations(member) {
                    let mut members = members.clone();
                    members[key] = other;
                    all.push((format!(".{key}{what}"), members.into()));
                }
                let mut members = members.clone();
                members.remove(key);
                all.push((format!(" without {key}"), members.into()));
            }
            let mut members = members.clone();
            members.insert("no_such_key".to_owned(), Value::Null);
            all.push((" with a key more".to_owned(), members.into()));
            all.push((" = null".to_owned(), Value::Null));
        }
        Value::Null => {
            all.extend([Value::Bool(false), json!({}), json!([])].map(|other| (format!(" = {other}"), other)))
        }
        scalar => {
            all.extend(others(scalar).into_iter().map(|other| (format!(" = {other}"), other)));
            all.push((" = null".to_owned(), Value::Null));
        }
    }
    all
}
