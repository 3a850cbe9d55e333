//! How are the arms of a `oneOf` or `anyOf` told apart?
//!
//! By tag (`tags`), else by JSON type, else by which keys are there (`keys`); never by trying.

use super::arms::{self, Branch};
use super::ctx::{Ctx, Value, place};
use super::flat::{Discriminator, Flat, Group};
use super::schema::{self, Site};
use super::term::Term;
use super::{enums, formats, keys, object, tags};
use crate::diag::codes::lower as codes;
use crate::ir::{Arm, JsonType, Shape, Tagging, Ty, Union};
use std::collections::BTreeSet;

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Value {
    let groups: Vec<&Group<'s>> = flat.groups.iter().filter(|it| arms::decides(cx, it)).collect();
    let group = match groups.as_slice() {
        [] => {
            return schema::plain(cx, site, &Flat { groups: Vec::new(), ..flat.clone() });
        }
        [group] => (*group).clone(),
        several => {
            cx.diags
                .warning(codes::SEVERAL_UNIONS, flat.at.span(), "several `oneOf` or `anyOf` hold together here")
                .label("becomes one type with the properties of all of them")
                .help("give each union a property of its own, or list the combinations in one `oneOf`");
            Group { arms: several.iter().flat_map(|it| it.arms.clone()).collect(), any: true, discriminator: None }
        }
    };
    let common = flat.has_shape().then(|| Term::Bare(Box::new(site.term.clone())));
    let (mut branches, has_null) = arms::of_group(cx, &group, common.as_ref());
    // An arm that is the union itself adds no value to it.
    branches.retain(|branch| branch.named.key() != *site.key);
    let nullable = flat.nullable || has_null;
    let it = Several { site, flat, any: group.any, nullable };
    let mut value = branch_out(cx, it, group.discriminator.as_ref(), &branches);
    value.nullable |= nullable;
    value
}

fn branch_out<'s>(
    cx: &mut Ctx<'_, 's>,
    it: Several<'_, 's>,
    discriminator: Option<&Discriminator<'s>>,
    branches: &[Branch<'s>],
) -> Value {
    if let ([branch], None) = (branches, discriminator) {
        return schema::lower(cx, &branch.term, it.site.place);
    }
    let kinds: Vec<_> = branches.iter().map(|it| arms::kind_of(cx, &it.flat)).collect();
    let is_object = |it: &Option<JsonType>| matches!(it, Some(JsonType::Object) | None);
    if let Some(discriminator) = discriminator {
        if kinds.iter().all(is_object) {
            return tags::tagged(cx, it, discriminator, branches);
        }
        cx.diags
            .warning(
                codes::DISCRIMINATOR_UNUSABLE,
                it.flat.at.span(),
                "a `discriminator` over schemas that are no objects",
            )
            .label("ignored")
            .help("leave the `discriminator` out, or describe every arm as an object that has the property");
    }
    untagged(cx, it, branches, &kinds)
}

/// A union while it becomes a type.
#[derive(Clone, Copy)]
pub(super) struct Several<'t, 's> {
    pub site: Site<'t, 's>,
    pub flat: &'t Flat<'s>,
    pub any: bool,
    pub nullable: bool,
}

fn untagged<'s>(
    cx: &mut Ctx<'_, 's>,
    it: Several<'_, 's>,
    branches: &[Branch<'s>],
    kinds: &[Option<JsonType>],
) -> Value {
    let mut by_kind: Vec<(Option<JsonType>, Vec<Branch<'s>>)> = Vec::new();
    for (kind, branch) in kinds.iter().zip(branches) {
        match by_kind.iter_mut().find(|(known, _)| known == kind) {
            Some((_, list)) => list.push(branch.clone()),
            None => by_kind.push((*kind, vec![branch.clone()])),
        }
    }
    match by_kind.as_slice() {
        [] => Value::of(Ty::Any),
        [(Some(kind), list)] => same_kind(cx, it, *kind, list),
        _ if kinds.iter().all(|it| matches!(it, None | Some(JsonType::Object))) => with_anything(cx, it, branches),
        _ if kinds.contains(&None) => Value::of(Ty::Any),
        _ => by_json_type(cx, it, &by_kind),
    }
}

/// Objects beside `{}`, which says nothing: of `anyOf` nothing is left of it, of `oneOf` it is what remains.
fn with_anything<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>, branches: &[Branch<'s>]) -> Value {
    if branches.iter().all(|it| it.flat.is_blank()) || branches.iter().any(|it| !it.flat.groups.is_empty()) {
        return Value::of(Ty::Any);
    }
    objects(cx, it, branches)
}

fn same_kind<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>, kind: JsonType, branches: &[Branch<'s>]) -> Value {
    if let [branch] = branches {
        return schema::lower(cx, &branch.term, it.site.place);
    }
    match kind {
        JsonType::Boolean => Value::of(Ty::Boolean),
        JsonType::String | JsonType::Integer | JsonType::Number => scalars(cx, it, kind, branches),
        JsonType::Array => {
            let items: Vec<_> = branches.iter().filter_map(|it| it.flat.items.clone()).collect();
            if items.len() < branches.len() {
                return Value::of(Ty::List(Box::new(Ty::Any)));
            }
            let term = if it.any { Term::any(items) } else { Term::one(items) };
            let inner = schema::lower(cx, &term, &place(it.site.place, "item")).into_ty();
            Value::of(Ty::List(Box::new(inner)))
        }
        JsonType::Object => objects(cx, it, branches),
    }
}

/// Enums are united; where any value fits beside them, the enum is open anyway.
fn scalars<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>, kind: JsonType, branches: &[Branch<'s>]) -> Value {
    if let Some(mut values) = enums::unite(branches.iter().map(|it| &*it.flat)) {
        // `{enum: [role], allOf: [{$ref: Kind}]}` is a kind, and only this one.
        if let Some(narrower) = &it.flat.values {
            values.retain(|value| narrower.iter().any(|it| it.value == value.value));
        }
        let flat = Flat { kind: Some(kind), values: Some(values), groups: Vec::new(), ..it.flat.clone() };
        return enums::lower(cx, it.site, &flat);
    }
    let formats: BTreeSet<_> = branches.iter().map(|it| it.flat.notes.constraints.format.as_deref()).collect();
    let format = if formats.len() == 1 { formats.first().copied().flatten() } else { None };
    Value::of(match kind {
        JsonType::Integer => formats::widest_integer(branches.iter().map(|it| &it.flat.notes.constraints)),
        JsonType::Number => formats::number(format),
        _ => formats::string(cx, format),
    })
}

fn by_json_type<'s>(
    cx: &mut Ctx<'_, 's>,
    it: Several<'_, 's>,
    by_kind: &[(Option<JsonType>, Vec<Branch<'s>>)],
) -> Value {
    let (value, words) = declare(cx, it);
    let mut arms = Vec::new();
    for (kind, branches) in by_kind {
        let Some(kind) = *kind else { continue };
        let terms: Vec<_> = branches.iter().map(|it| it.term.clone()).collect();
        let term = if it.any { Term::any(terms) } else { Term::one(terms) };
        let label = match branches.as_slice() {
            [branch] => arms::label(cx, branch),
            _ => None,
        };
        let name = label.unwrap_or_else(|| kind.name().to_owned());
        let ty = schema::lower(cx, &term, &place(&words, &name)).into_ty();
        let docs = arms::arm_docs(branches.first().filter(|_| branches.len() == 1), &ty);
        arms.push(Arm {
            ty: Some(arms::strip_null(ty)),
            tag: None,
            json_type: Some(kind),
            keys: Vec::new(),
            name,
            docs,
        });
    }
    finish(cx, &value, Union { tagging: Tagging::JsonType, arms });
    value
}

fn objects<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>, branches: &[Branch<'s>]) -> Value {
    if let Some(discriminator) = tags::of_base(cx, branches) {
        return tags::tagged(cx, it, &discriminator, branches);
    }
    if let Some(tagged) = tags::implied(cx, branches) {
        return tags::by_property(cx, it, &tagged);
    }
    let is_nested = branches.iter().any(|it| !it.flat.groups.is_empty());
    if it.any && !is_nested {
        return merged(cx, it, branches);
    }
    let Some(keyed) = keys::tell_apart(cx, it.flat.at, branches) else {
        return if is_nested { Value::of(Ty::Any) } else { merged(cx, it, branches) };
    };
    if let [(branch, _)] = keyed.as_slice() {
        return schema::lower(cx, &branch.term, it.site.place);
    }
    let (value, words) = declare(cx, it);
    let arms = keyed.into_iter().map(|(branch, keys)| {
        let name = arms::label(cx, &branch).or_else(|| keys.first().cloned()).unwrap_or_else(|| "object".to_owned());
        let ty = arms::strip_null(schema::lower(cx, &branch.term, &place(&words, &name)).into_ty());
        let docs = arms::arm_docs(Some(&branch), &ty);
        Arm { ty: Some(ty), tag: None, json_type: None, keys, name, docs }
    });
    let arms = arms.collect();
    finish(cx, &value, Union { tagging: Tagging::Keys, arms });
    value
}

/// One struct that can be any of them.
fn merged<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>, branches: &[Branch<'s>]) -> Value {
    let joined = arms::join(it.flat, branches);
    object::lower(cx, it.site, &joined)
}

/// The union's type, known before its arms so that they may hold it; and the words their places begin with.
pub(super) fn declare<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>) -> (Value, Vec<String>) {
    let name = schema::name(cx, it.site.term, it.flat, it.site.place);
    let id = cx.declare(name, it.flat);
    let value = Value { nullable: it.nullable, ..Value::of(Ty::Named(id)) };
    cx.values.insert(it.site.key.clone(), value.clone());
    (value, cx.words(id))
}

pub(super) fn finish(cx: &mut Ctx<'_, '_>, value: &Value, union: Union) {
    if let Ty::Named(id) = value.ty {
        cx.define(id, Shape::Union(union));
    }
}
