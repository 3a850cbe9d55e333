//! What are the arms of a `oneOf` or `anyOf`, before they are types?
//!
//! Knows what an arm says and what it is called; not how arms are told apart.

use super::compose;
use super::ctx::Ctx;
use super::flat::{Extra, Flat, Group};
use super::term::{Key, Term};
use super::{object, schema};
use crate::ir::{Docs, JsonType, Ty};
use std::collections::BTreeSet;
use std::rc::Rc;

/// An arm before it is a type.
#[derive(Clone)]
pub(super) struct Branch<'s> {
    /// As written: what it is called.
    pub named: Term<'s>,
    /// With what all arms have in common.
    pub term: Term<'s>,
    pub flat: Rc<Flat<'s>>,
}

/// Not only a remark, or a list of required names.
pub(super) fn decides<'s>(cx: &mut Ctx<'_, 's>, group: &Group<'s>) -> bool {
    group.discriminator.is_some() || group.arms.iter().any(|it| !compose::flat(cx, it).is_blank())
}

#[derive(Default)]
struct Found<'s> {
    list: Vec<Term<'s>>,
    seen: BTreeSet<Key>,
    nullable: bool,
}

/// The arms of a group, each with what all have in common, and whether one of them is null.
pub(super) fn of_group<'s>(
    cx: &mut Ctx<'_, 's>,
    group: &Group<'s>,
    common: Option<&Term<'s>>,
) -> (Vec<Branch<'s>>, bool) {
    let mut found = Found::default();
    expand(cx, group, &mut found, 0);
    (with_common(cx, found.list, common), found.nullable)
}

/// Arms of arms are arms, unless something else holds them together.
fn expand<'s>(cx: &mut Ctx<'_, 's>, group: &Group<'s>, found: &mut Found<'s>, depth: usize) {
    for arm in &group.arms {
        let mut arm = arm.clone();
        let mut flat = compose::flat(cx, &arm);
        found.nullable |= flat.nullable;
        while let Some(only) = flat.only.clone().filter(|it| it.key() != arm.key()) {
            arm = only;
            flat = compose::flat(cx, &arm);
            found.nullable |= flat.nullable;
        }
        if flat.never || is_null(&flat) || !found.seen.insert(arm.key()) {
            continue;
        }
        match flat.groups.as_slice() {
            [inner]
                if depth < 8
                    && group.discriminator.is_none()
                    && is_open(cx, &flat, inner, group)
                    && !is_apart(cx, &arm, group) =>
            {
                expand(cx, inner, found, depth + 1);
            }
            _ => found.list.push(arm),
        }
    }
}

fn is_open<'s>(cx: &mut Ctx<'_, 's>, flat: &Flat<'s>, inner: &Group<'s>, outer: &Group<'s>) -> bool {
    let is_merged = |cx: &mut Ctx<'_, 's>| {
        inner.any && !outer.any && inner.arms.iter().all(|it| compose::flat(cx, it).kind == Some(JsonType::Object))
    };
    inner.discriminator.is_none() && !flat.has_shape() && decides(cx, inner) && !is_merged(cx)
}

/// schemars writes an optional field as `anyOf: [{$ref: …}, {nullable: true}]`.
fn is_null(flat: &Flat<'_>) -> bool {
    flat.nullable && (flat.is_blank() || flat.values.as_ref().is_some_and(Vec::is_empty))
}

/// A union with a name whose values are of another JSON type than those of all other arms: it stays one arm, so that
/// `oneOf: [Message, [Message]]` is a `Message` or a list of them.
fn is_apart<'s>(cx: &mut Ctx<'_, 's>, arm: &Term<'s>, group: &Group<'s>) -> bool {
    let Term::Node(at) = arm else { return false };
    if schema::component_name(cx, *at).is_none() {
        return false;
    }
    let flat = compose::flat(cx, arm);
    let kind = kind_of(cx, &flat);
    let is_other = |cx: &mut Ctx<'_, 's>, other: &Term<'s>| {
        let flat = compose::flat(cx, other);
        is_null(&flat) || kind.is_some() && kind_of(cx, &flat).is_some_and(|other| Some(other) != kind)
    };
    group.arms.iter().all(|other| other.key() == arm.key() || is_other(cx, other))
}

fn with_common<'s>(cx: &mut Ctx<'_, 's>, arms: Vec<Term<'s>>, common: Option<&Term<'s>>) -> Vec<Branch<'s>> {
    arms.into_iter()
        .map(|named| {
            let term = match common {
                Some(common) => Term::all(vec![common.clone(), named.clone()]),
                None => named.clone(),
            };
            Branch { flat: compose::flat(cx, &term), named, term }
        })
        .collect()
}

/// The one JSON type of all values of a schema.
pub(super) fn kind_of<'s>(cx: &mut Ctx<'_, 's>, flat: &Flat<'s>) -> Option<JsonType> {
    if flat.kind.is_some() {
        return flat.kind;
    }
    let arms: Vec<_> = flat.groups.iter().flat_map(|it| it.arms.clone()).take(64).collect();
    let kinds: BTreeSet<_> = arms.iter().map(|it| compose::flat(cx, it).kind).collect();
    match kinds.first() {
        Some(kind) if kinds.len() == 1 => *kind,
        _ => None,
    }
}

/// Each property of any arm; required where all require it.
pub(super) fn join<'s>(flat: &Flat<'s>, branches: &[Branch<'s>]) -> Flat<'s> {
    let mut joined = Flat { kind: Some(JsonType::Object), groups: Vec::new(), ..flat.clone() };
    let mut props: indexmap::IndexMap<String, Vec<Term<'s>>> = indexmap::IndexMap::new();
    for branch in branches {
        for (name, term) in &branch.flat.props {
            props.entry(name.clone()).or_default().push(term.clone());
        }
        if let Some(extra @ (Extra::Any | Extra::Of(_))) = &branch.flat.additional {
            joined.additional = Some(extra.clone());
        }
    }
    joined.props = props.into_iter().map(|(name, terms)| (name, Term::any(terms))).collect();
    let required = branches.iter().map(|it| it.flat.required.clone());
    joined.required = required.reduce(|a, b| a.intersection(&b).cloned().collect()).unwrap_or_default();
    joined
}

/// What an arm is called by its author.
pub(super) fn label<'s>(cx: &Ctx<'_, 's>, branch: &Branch<'s>) -> Option<String> {
    if let Term::Node(at) = &branch.named
        && let Some(name) = schema::component_name(cx, *at)
    {
        return Some(name.to_owned());
    }
    match &branch.named {
        Term::Node(_) => branch.flat.notes.title.clone(),
        _ => None,
    }
}

pub(super) fn arm_docs(branch: Option<&Branch<'_>>, ty: &Ty) -> Docs {
    branch.map_or_else(Docs::default, |it| object::usage_docs(&it.named, &it.flat, ty))
}

/// Null of an arm is null of the union.
pub(super) fn strip_null(ty: Ty) -> Ty {
    match ty {
        Ty::Nullable(inner) => *inner,
        ty => ty,
    }
}
