//! Ways into a reply: `links.actions[rel=create].id` as steps through Rust fields.

use super::fields::held;
use super::types::Types;
use super::{Access, AccessStep, Ident, Slot};
use crate::ir::{PathStep, ReplyPath, Ty};
use std::fmt::Write;

/// A way in, and the description's type at its end.
pub(crate) struct Way<'a> {
    pub(crate) access: Access,
    pub(crate) end: &'a Ty,
}

/// Follows `path` from a value of type `start`, which is there even if it may be null; the error says which part leads nowhere and why.
pub(crate) fn resolve<'a>(types: &Types<'a>, start: &'a Ty, path: &ReplyPath) -> Result<Way<'a>, String> {
    let mut here = types.peel(start).0;
    let mut access = Access { steps: Vec::new(), optional: false, ty: types.rust(here) };
    for step in &path.0 {
        here = match step {
            PathStep::Key(key) => key_step(types, &mut access, here, key)?,
            PathStep::First { of } => first_step(types, &mut access, here, of.as_ref())?,
        };
    }
    access.ty = types.rust(here);
    Ok(Way { access, end: here })
}

fn key_step<'a>(types: &Types<'a>, access: &mut Access, here: &'a Ty, key: &str) -> Result<&'a Ty, String> {
    let (ident, held) = property(types, here, key)?;
    let optional = matches!(held.slot, Slot::Optional | Slot::Nullable | Slot::Tristate);
    access.steps.push(AccessStep::Field { ident, optional, boxed: held.boxed });
    if held.slot == Slot::Tristate {
        access.steps.push(AccessStep::Flatten);
    }
    access.optional |= optional;
    Ok(held.value)
}

fn first_step<'a>(
    types: &Types<'a>,
    access: &mut Access,
    here: &'a Ty,
    of: Option<&(String, String)>,
) -> Result<&'a Ty, String> {
    let item = item_of(types, here)?;
    let of = match of {
        Some((key, value)) => Some((property(types, item, key)?.0, value.clone())),
        None => None,
    };
    access.steps.push(AccessStep::First { of });
    access.optional = true;
    Ok(item)
}

/// Follows `path` from each item of a list of type `list`.
pub(crate) fn resolve_each<'a>(types: &Types<'a>, list: &'a Ty, path: &ReplyPath) -> Result<Way<'a>, String> {
    resolve(types, item_of(types, types.peel(list).0)?, path)
}

fn item_of<'a>(types: &Types<'a>, list: &'a Ty) -> Result<&'a Ty, String> {
    let Ty::List(item) = list else {
        return Err("what stands before `[…]` is no list".to_owned());
    };
    match types.peel(item) {
        (_, true) => Err("the list before `[…]` may hold null".to_owned()),
        (item, false) => Ok(item),
    }
}

fn property<'a>(types: &Types<'a>, here: &'a Ty, key: &str) -> Result<(Ident, super::fields::Held<'a>), String> {
    let Some((id, shape)) = types.structure(here) else {
        return Err(format!("`{key}` is looked for in what is no object with named properties"));
    };
    let Some(at) = shape.fields.iter().position(|it| it.name == key) else {
        return Err(format!("`{}` has no property `{key}`", types.name(id)));
    };
    Ok((types.fields[id.0 as usize][at].clone(), held(types, id, shape, at)))
}

/// As written in client.toml.
pub(crate) fn written(path: &ReplyPath) -> String {
    let mut text = String::new();
    for step in &path.0 {
        let dot = if text.is_empty() { "" } else { "." };
        let _ = match step {
            PathStep::Key(key) => write!(text, "{dot}{key}"),
            PathStep::First { of: None } => write!(text, "[]"),
            PathStep::First { of: Some((key, value)) } => write!(text, "[{key}={value}]"),
        };
    }
    text
}
