//! What type is a schema?
//!
//! Every term becomes a type once; a named type is known before its parts are, so that it may hold itself.

use super::compose;
use super::ctx::{Ctx, Value, place};
use super::flat::{Extra, Flat};
use super::term::{Key, Term};
use super::{enums, formats, limits, object, tags, union};
use crate::ir::{JsonType, Shape, Ty, TypeName};
use crate::spec::At;

/// Deeper than any sane description goes when properties of union arms are joined with each other.
const DEEPEST: usize = 6;

/// Schemas that may be within each other, each by a reference in the one before it.
const LONGEST_CHAIN: usize = 4_000;

/// A term while it becomes a type.
#[derive(Clone, Copy)]
pub(super) struct Site<'t, 's> {
    pub term: &'t Term<'s>,
    pub key: &'t Key,
    /// Words for it, should it have no name.
    pub place: &'t [String],
}

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, term: &Term<'s>, place: &[String]) -> Value {
    let key = term.key();
    if let Some(known) = cx.values.get(&key) {
        return known.clone();
    }
    if term.depth() > DEEPEST {
        cx.untyped.insert(key, term.clone());
        return Value::of(Ty::Any);
    }
    let flat = compose::flat(cx, term);
    if let Some(only) = &flat.only
        && only.key() != key
    {
        let mut value = lower(cx, only, place);
        value.nullable |= flat.nullable;
        return value;
    }
    if cx.busy.contains(&key) {
        return knot(cx, term, &key, place, &flat);
    }
    if cx.busy.len() >= LONGEST_CHAIN {
        return limits::chain(cx, term);
    }
    cx.busy.insert(key.clone());
    let mut value = match flat.never {
        true => Value { never: true, ..Value::of(Ty::Any) },
        false => shape(cx, Site { term, key: &key, place }, &flat),
    };
    value.nullable |= flat.nullable;
    cx.busy.remove(&key);
    if value.ty == Ty::Any && !value.never {
        cx.untyped.insert(key.clone(), term.clone());
    }
    let value = settle(cx, Site { term, key: &key, place }, &flat, value);
    cx.values.insert(key, value.clone());
    value
}

/// All component schemas, used or not.
pub(super) fn lower_components(cx: &mut Ctx<'_, '_>) {
    let components: Vec<_> = cx.components.iter().map(|(name, at)| (*name, *at)).collect();
    for (name, at) in components {
        lower(cx, &Term::Node(at), &[name.to_owned()]);
    }
}

/// A list or map that holds itself gets a name, by which it can.
fn knot<'s>(cx: &mut Ctx<'_, 's>, term: &Term<'s>, key: &Key, place: &[String], flat: &Flat<'s>) -> Value {
    let id = match cx.knots.get(key) {
        Some(id) => *id,
        None => {
            let name = name(cx, term, flat, place);
            let id = cx.declare(name, flat);
            cx.knots.insert(key.clone(), id);
            id
        }
    };
    Value { nullable: flat.nullable, ..Value::of(Ty::Named(id)) }
}

/// Gives a plain schema the name that its author gave it, in whatever file that is.
fn settle<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>, value: Value) -> Value {
    let has_name = matches!(site.term, Term::Node(at) if component_name(cx, *at).is_some());
    let id = match cx.knots.remove(site.key) {
        Some(id) => id,
        None if has_name && !value.never && !matches!(value.ty, Ty::Named(_)) => {
            let name = name(cx, site.term, flat, site.place);
            cx.declare(name, flat)
        }
        None => return value,
    };
    cx.define(id, Shape::Alias(value.ty));
    Value { ty: Ty::Named(id), ..value }
}

pub(super) fn shape<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Value {
    if let Term::Node(at) = site.term
        && let Some(discriminator) = &flat.discriminator
        && flat.groups.is_empty()
        && tags::has_children(cx, at.target(), discriminator)
    {
        return tags::family(cx, site, flat, discriminator, at.target());
    }
    if !flat.groups.is_empty() {
        return union::lower(cx, site, flat);
    }
    plain(cx, site, flat)
}

/// Without any union.
pub(super) fn plain<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Value {
    if flat.values.is_some() && !matches!(flat.kind, Some(JsonType::Array | JsonType::Object)) {
        return enums::lower(cx, site, flat);
    }
    let format = flat.notes.constraints.format.as_deref();
    let ty = match flat.kind {
        None => Ty::Any,
        Some(JsonType::Boolean) => Ty::Boolean,
        Some(JsonType::Integer) => formats::integer(&flat.notes.constraints),
        Some(JsonType::Number) => formats::number(format),
        Some(JsonType::String) => formats::string(cx, format),
        Some(JsonType::Array) if !flat.places.is_empty() => tuple(cx, site, flat),
        Some(JsonType::Array) => {
            let inner = match &flat.items {
                Some(items) => lower(cx, items, &place(&inside(cx, site, flat), "item")).into_ty(),
                None => Ty::Any,
            };
            Ty::List(Box::new(inner))
        }
        Some(JsonType::Object) => return object::lower(cx, site, flat),
    };
    Value::of(ty)
}

fn tuple<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Ty {
    let words = inside(cx, site, flat);
    let mut places = Vec::new();
    for (at, term) in flat.places.iter().enumerate() {
        places.push(lower(cx, term, &place(&words, format!("item {}", at + 1))).into_ty());
    }
    let rest = match (&flat.items, flat.is_closed) {
        (_, true) => None,
        (Some(items), _) => Some(lower(cx, items, &place(&words, "item")).into_ty()),
        (None, _) => Some(Ty::Any),
    };
    Ty::Tuple { places, rest: rest.map(Box::new) }
}

pub(super) fn map<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Ty {
    let inner = match &flat.additional {
        Some(Extra::Of(term)) => lower(cx, term, &place(&inside(cx, site, flat), "value")).into_ty(),
        _ => Ty::Any,
    };
    Ty::Map(Box::new(inner))
}

/// Words that places inside a nameless list or map begin with.
fn inside<'s>(cx: &Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Vec<String> {
    match name(cx, site.term, flat, site.place) {
        TypeName::Component(name) => vec![name],
        _ => site.place.to_vec(),
    }
}

pub(super) fn name<'s>(cx: &Ctx<'_, 's>, term: &Term<'s>, flat: &Flat<'s>, place: &[String]) -> TypeName {
    if let Term::Node(at) = term
        && let Some(name) = component_name(cx, *at)
    {
        return TypeName::Component(name.to_owned());
    }
    let place = place.to_vec();
    match (&flat.notes.title, term) {
        (Some(title), Term::Node(_)) if title.chars().any(char::is_alphanumeric) => {
            TypeName::Title { title: title.clone(), place }
        }
        _ => TypeName::Place(place),
    }
}

/// The name by which authors refer to a schema; the last segment of a pointer may be a keyword, which names nothing.
pub(super) fn component_name<'s>(cx: &Ctx<'_, 's>, at: At<'s>) -> Option<&'s str> {
    let at = at.target();
    let name = at.name()?;
    let is_keyword = matches!(name, "schema" | "items" | "additionalProperties" | "not");
    let is_index = name.chars().all(|it| it.is_ascii_digit());
    (cx.component_ids.contains(&at.id()) || !(is_keyword || is_index)).then_some(name)
}
