//! Paths into replies, as client.toml writes them: `links.actions[rel=create].id`.
//!
//! Reads them and follows them through types; does not know what they are for.

use super::ctx::Ctx;
use crate::config::Spanned;
use crate::diag::codes::lower as codes;
use crate::diag::nearest;
use crate::ir::{Additional, PathStep, ReplyPath, Shape, Ty, TypeDef};

/// The path and the type at its end; None after an error, which has been reported.
pub(super) fn resolve(cx: &mut Ctx<'_, '_>, text: &Spanned<String>, from: &Ty) -> Option<(ReplyPath, Ty)> {
    let path = read(cx, text)?;
    let ty = check(cx, text, &path, from)?;
    Some((path, ty))
}

/// `list[*].item`: the way to a list, and the way on from each of its items.
pub(super) fn each(cx: &mut Ctx<'_, '_>, text: &Spanned<String>, from: &Ty) -> Option<(ReplyPath, ReplyPath)> {
    let (list, item) = text.value.split_once("[*]")?;
    let mut path = read_as(cx, text, &format!("{list}[0]{item}"))?;
    check(cx, text, &path, from)?;
    let n_steps = parse(&format!("{list}[0]")).map_or(0, |it| it.len());
    let item = path.0.split_off(n_steps);
    path.0.pop();
    Some((path, ReplyPath(item)))
}

/// The type at the end of a path that `text` stands for.
pub(super) fn check(cx: &mut Ctx<'_, '_>, text: &Spanned<String>, path: &ReplyPath, from: &Ty) -> Option<Ty> {
    let lost = match follow(&cx.types, from, &path.0) {
        Ok(ty) => return Some(ty),
        Err(lost) => lost,
    };
    let error = cx.diags.error(codes::PATH_UNKNOWN, text.span, format!("`{}` leads nowhere: {}", text.value, lost.why));
    if let Some(name) = nearest(&lost.key, lost.known.iter().map(String::as_str)) {
        error.help(format!("did you mean `{name}`?"));
    }
    error.help(match lost.known.as_slice() {
        [] => "paths lead through the properties of what the operation answers".to_owned(),
        known => format!("there are: {}", known.join(", ")),
    });
    None
}

pub(super) fn read(cx: &mut Ctx<'_, '_>, text: &Spanned<String>) -> Option<ReplyPath> {
    read_as(cx, text, &text.value)
}

/// Reads `path`, which stands for `text`.
fn read_as(cx: &mut Ctx<'_, '_>, text: &Spanned<String>, path: &str) -> Option<ReplyPath> {
    match parse(path) {
        Ok(steps) => Some(ReplyPath(steps)),
        Err(why) => {
            cx.diags
                .error(codes::PATH_SYNTAX, text.span, format!("`{}` is no path: {why}", text.value))
                .help("write keys with dots between them, `[0]` for a list's first item, `[key=value]` for the first that has it");
            None
        }
    }
}

/// As [`resolve`], for paths that need not lead anywhere.
pub(super) fn try_resolve(cx: &Ctx<'_, '_>, path: &ReplyPath, from: &Ty) -> Option<Ty> {
    follow(&cx.types, from, &path.0).ok()
}

pub(super) fn parse(text: &str) -> Result<Vec<PathStep>, String> {
    let mut steps = Vec::new();
    for segment in text.split('.') {
        let (key, mut rest) = segment.split_at(segment.find('[').unwrap_or(segment.len()));
        if key.is_empty() && (rest.is_empty() || !steps.is_empty()) {
            return Err("a key is missing".to_owned());
        }
        if !key.is_empty() {
            steps.push(PathStep::Key(key.to_owned()));
        }
        while let Some(inner) = rest.strip_prefix('[') {
            let (selector, after) = inner.split_once(']').ok_or("a `]` is missing")?;
            steps.push(PathStep::First { of: select(selector)? });
            rest = after;
        }
        if !rest.is_empty() {
            return Err(format!("`{rest}` after `]`"));
        }
    }
    Ok(steps)
}

fn select(text: &str) -> Result<Option<(String, String)>, String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok(Some((key.to_owned(), value.trim_matches('"').to_owned()))),
        None if text == "0" => Ok(None),
        _ => Err(format!("`[{text}]` is neither `[0]` nor `[key=value]`")),
    }
}

struct Lost {
    key: String,
    why: String,
    known: Vec<String>,
}

fn follow(types: &[TypeDef], from: &Ty, steps: &[PathStep]) -> Result<Ty, Lost> {
    let Some((step, rest)) = steps.split_first() else {
        return Ok(from.clone());
    };
    match from {
        Ty::Any => Ok(Ty::Any),
        Ty::Nullable(inner) => follow(types, inner, steps),
        Ty::Named(id) => follow_shape(types, &types[id.0 as usize].shape, steps),
        Ty::Map(inner) if matches!(step, PathStep::Key(_)) => follow(types, inner, rest),
        Ty::List(inner) => match step {
            PathStep::First { of: None } => follow(types, inner, rest),
            PathStep::First { of: Some((key, _)) } => {
                follow(types, inner, &[PathStep::Key(key.clone())])?;
                follow(types, inner, rest)
            }
            PathStep::Key(key) => Err(lost(key, format!("`{key}` is asked of a list; say which item, `[0]`"))),
        },
        _ => Err(match step {
            PathStep::Key(key) => lost(key, format!("`{key}` is asked of a value without properties")),
            PathStep::First { .. } => lost("", "an item is asked of a value that is no list".to_owned()),
        }),
    }
}

fn follow_shape(types: &[TypeDef], shape: &Shape, steps: &[PathStep]) -> Result<Ty, Lost> {
    match shape {
        Shape::Alias(ty) => follow(types, ty, steps),
        Shape::Union(union) => {
            let mut first: Option<Lost> = None;
            for ty in union.arms.iter().filter_map(|it| it.ty.as_ref()) {
                match follow(types, ty, steps) {
                    Ok(ty) => return Ok(ty),
                    Err(lost) => drop(first.get_or_insert(lost)),
                }
            }
            Err(first.unwrap_or_else(|| lost("", "it is asked of a union whose arms hold nothing".to_owned())))
        }
        Shape::Struct(it) => {
            let Some((PathStep::Key(key), rest)) = steps.split_first() else {
                return Err(lost("", "an item is asked of an object".to_owned()));
            };
            match it.fields.iter().find(|field| field.name == *key) {
                Some(field) => follow(types, &field.ty, rest),
                None => match &it.additional {
                    Additional::Kept(ty) => follow(types, ty, rest),
                    Additional::Skipped => Err(Lost {
                        known: it.fields.iter().map(|it| it.name.clone()).collect(),
                        ..lost(key, format!("there is no `{key}`"))
                    }),
                },
            }
        }
        Shape::Enum(_) => Err(lost("", "a property is asked of an enum".to_owned())),
    }
}

fn lost(key: &str, why: String) -> Lost {
    Lost { key: key.to_owned(), why, known: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_selectors_are_read() {
        let key = |it: &str| PathStep::Key(it.to_owned());
        let create = PathStep::First { of: Some(("rel".to_owned(), "create".to_owned())) };
        assert_eq!(parse("links.actions[rel=create].id"), Ok(vec![key("links"), key("actions"), create, key("id")]));
        assert_eq!(parse("actions[0]"), Ok(vec![key("actions"), PathStep::First { of: None }]));
        assert_eq!(parse("[0].id"), Ok(vec![PathStep::First { of: None }, key("id")]));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "a..b", "a[", "a[1]", "a[0]b", "a."] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
