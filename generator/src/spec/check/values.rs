//! Whether a value that is no object fits its place, and what it would be if it is only written differently.

use super::structure::{Mend, Named, Why};
use crate::diag::nearest;
use crate::spec::shape::{Kind, Shape, TYPES};
use crate::yaml::Value;

pub(super) enum Verdict {
    Fine,
    Wrong { why: Why, mend: Mend },
}

/// An error: nobody can say what was meant.
pub(super) fn wrong(named: Named<'_>, value: &Value, wanted: &str, mend: Mend) -> Verdict {
    let message = format!("{named} is {}, and must be {wanted}", value.kind());
    Verdict::Wrong { why: Why { message, help: None, is_error: true, unknown_word: false }, mend }
}

/// A warning: the meaning is plain enough to go on.
pub(super) fn doubtful(message: String, mend: Mend) -> Verdict {
    Verdict::Wrong { why: Why { message, help: None, is_error: false, unknown_word: false }, mend }
}

pub(super) fn judge(named: Named<'_>, shape: Shape) -> Verdict {
    let Named { spec, id, .. } = named;
    let value = &spec.nodes[id].value;
    match shape {
        Shape::Text => text(named, value),
        Shape::Flag => flag(named, value),
        Shape::Number => number(named, value),
        Shape::Count => count(named, value),
        Shape::Texts => texts(named, value),
        Shape::DataList if !matches!(value, Value::Seq(_)) => wrong(named, value, "a list", Mend::Remove),
        Shape::TextMap | Shape::Mapping if !matches!(value, Value::Map(_)) => {
            wrong(named, value, "a mapping", Mend::Remove)
        }
        Shape::Word(words) => word(named, value, words),
        Shape::Types => types(named, value),
        Shape::Bound if matches!(value, Value::Bool(_)) => Verdict::Fine,
        Shape::Bound => number(named, value),
        Shape::FlagOrSchema if !matches!(value, Value::Map(_)) => flag(named, value),
        _ => Verdict::Fine,
    }
}

/// A scalar as the text that its author would have put into quotes.
pub(super) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Int(int) => Some(int.to_string()),
        Value::UInt(uint) => Some(uint.to_string()),
        // `1.0` is a version, and not 1.
        Value::Float(float) => Some(format!("{float:?}")),
        Value::Str(text) => Some(text.to_string()),
        _ => None,
    }
}

fn text(named: Named<'_>, value: &Value) -> Verdict {
    match (value, as_text(value)) {
        (Value::Str(_), _) => Verdict::Fine,
        (_, Some(text)) => {
            let message = format!("{named} is {}, and is taken as the text `{text}`", value.kind());
            let why =
                Why { message, help: Some("put it into quotes".to_owned()), is_error: false, unknown_word: false };
            Verdict::Wrong { why, mend: Mend::Set(Value::Str(text.into())) }
        }
        _ => wrong(named, value, "a string", Mend::Remove),
    }
}

fn flag(named: Named<'_>, value: &Value) -> Verdict {
    match value {
        Value::Bool(_) => Verdict::Fine,
        Value::Str(text) if matches!(&**text, "true" | "false") => doubtful(
            format!("{named} is a string, and is taken as the boolean `{text}`"),
            Mend::Set(Value::Bool(&**text == "true")),
        ),
        _ => wrong(named, value, "a boolean", Mend::Remove),
    }
}

fn number(named: Named<'_>, value: &Value) -> Verdict {
    match value {
        Value::Int(_) | Value::UInt(_) => Verdict::Fine,
        Value::Float(float) if float.is_finite() => Verdict::Fine,
        Value::Float(_) => doubtful(format!("{named} is no finite number; it is left out"), Mend::Remove),
        Value::Str(text) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                let value = text.parse().map_or(Value::Float(number), Value::Int);
                doubtful(format!("{named} is a string, and is taken as the number {text}"), Mend::Set(value))
            }
            _ => wrong(named, value, "a number", Mend::Remove),
        },
        _ => wrong(named, value, "a number", Mend::Remove),
    }
}

fn count(named: Named<'_>, value: &Value) -> Verdict {
    match value {
        Value::Int(int) if *int >= 0 => Verdict::Fine,
        Value::Float(float) if *float >= 0.0 && float.fract() == 0.0 && *float < 9e15 => {
            doubtful(format!("{named} is written with a fraction"), Mend::Set(Value::Int(*float as i64)))
        }
        Value::Int(_) | Value::UInt(_) | Value::Float(_) => {
            doubtful(format!("{named} must be a number of things; it is left out"), Mend::Remove)
        }
        Value::Str(text) => match text.parse::<u32>() {
            Ok(number) => doubtful(
                format!("{named} is a string, and is taken as the number {text}"),
                Mend::Set(Value::Int(number.into())),
            ),
            Err(_) => wrong(named, value, "a number", Mend::Remove),
        },
        _ => wrong(named, value, "a number", Mend::Remove),
    }
}

fn texts(named: Named<'_>, value: &Value) -> Verdict {
    match value {
        Value::Seq(_) => Verdict::Fine,
        Value::Bool(_) if named.key().as_deref() == Some("required") => Verdict::Wrong {
            why: Why {
                message: format!("{named} is a boolean, as in JSON Schema draft 3; it is ignored"),
                help: Some(
                    "list the names of required properties in `required` of the object that has them".to_owned(),
                ),
                is_error: false,
                unknown_word: false,
            },
            mend: Mend::Remove,
        },
        Value::Str(text) => {
            doubtful(format!("{named} is a string, and is taken as a list of `{text}` alone"), Mend::Wrap)
        }
        _ => wrong(named, value, "a list of strings", Mend::Remove),
    }
}

fn word(named: Named<'_>, value: &Value, words: &[&str]) -> Verdict {
    match value {
        Value::Str(word) if words.contains(&&**word) => Verdict::Fine,
        Value::Str(word) => unknown(named, word, words),
        _ => wrong(named, value, "a string", Mend::Remove),
    }
}

fn unknown(named: Named<'_>, word: &str, words: &[&str]) -> Verdict {
    let help = match nearest(word, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if word == "body" => "a body is described by `requestBody`".to_owned(),
        None if word == "file" => "a file is `type: string` with `format: binary`".to_owned(),
        None if word == "any" => "leave `type` out to allow everything".to_owned(),
        None => format!("known are `{}`", words.join("`, `")),
    };
    let holder = named.spec.nodes[named.id].parent.and_then(|it| named.spec.shape(it));
    // Requests can do without the credentials, and schemes of a kind of their own are published.
    let is_error = holder != Some(Shape::One(Kind::SecurityScheme));
    let rest = if is_error { "" } else { "; no credentials are sent for this scheme" };
    let message = format!("{named} cannot be `{word}`{rest}");
    let why = Why { message, help: Some(help), is_error, unknown_word: true };
    Verdict::Wrong { why, mend: Mend::Remove }
}

fn types(named: Named<'_>, value: &Value) -> Verdict {
    match value {
        Value::Str(word) if TYPES.contains(&&**word) => Verdict::Fine,
        Value::Str(word) => unknown(named, word, TYPES),
        Value::Seq(items) => {
            let words = items.iter().map(|item| &named.spec.nodes[*item].value);
            for item in words {
                match item {
                    // An unquoted `null` in the list is what nearly everybody writes once.
                    Value::Null => {}
                    Value::Str(word) if TYPES.contains(&&**word) => {}
                    Value::Str(word) => return unknown(named, word, TYPES),
                    other => {
                        return wrong(named, other, "a string, or a list of strings", Mend::Remove);
                    }
                }
            }
            Verdict::Fine
        }
        _ => wrong(named, value, "a string", Mend::Remove),
    }
}

/// The kinds of which an object without a required field is left out, rather than read without it.
pub(super) fn is_dispensable(kind: Kind) -> bool {
    matches!(kind, Kind::License | Kind::Tag | Kind::ExternalDocs | Kind::Server | Kind::ServerVariable)
}
