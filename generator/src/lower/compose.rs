//! What do several schemas say together: `allOf`, and one property described in several of its members.
//!
//! Makes no types. Each node is folded once, however many lead to it.

use super::ctx::Ctx;
use super::flat::{self, Extra, Flat, Group, Notes};
use super::limits;
use super::term::{Key, Term};
use crate::diag::codes::lower as codes;
use crate::ir::{Constraints, JsonType};
use crate::spec::At;
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

/// Schemas that may extend each other by `allOf`. Each has the properties of all before it, so that their number grows with the square.
const LONGEST_FAMILY: usize = 400;

/// What a term says, all of it in one place.
pub(super) fn flat<'s>(cx: &mut Ctx<'_, 's>, term: &Term<'s>) -> Rc<Flat<'s>> {
    let key = term.key();
    if let Some(known) = cx.flats.get(&key) {
        return Rc::clone(known);
    }
    let flat = match term {
        Term::Node(at) => match node(cx, at.target()) {
            Some(flat) => flat,
            None => return Rc::new(Flat::blank(at.target())),
        },
        Term::Bare(inner) => bare(&flat(cx, inner)),
        Term::All(terms) => {
            let parts = terms.iter().map(|it| Part { flat: flat(cx, it), term: it.clone(), own: false }).collect();
            fold(cx, term.at(), parts)
        }
        Term::Any(arms) => group(term, arms, true),
        Term::One(arms) => group(term, arms, false),
    };
    let flat = Rc::new(flat);
    cx.flats.insert(key, Rc::clone(&flat));
    flat
}

fn bare<'s>(flat: &Flat<'s>) -> Flat<'s> {
    Flat { groups: Vec::new(), discriminator: None, only: None, ..flat.clone() }
}

fn group<'s>(term: &Term<'s>, arms: &[Term<'s>], any: bool) -> Flat<'s> {
    let mut flat = Flat::blank(term.at());
    flat.groups.push(Group { arms: arms.to_vec(), any, discriminator: None });
    flat
}

/// None: it contains itself by `allOf`, which the front end has reported.
fn node<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>) -> Option<Flat<'s>> {
    if cx.folding.contains(&at.id()) {
        return None;
    }
    let (own, members) = flat::own(cx, at);
    let conditional = conditional(at);
    if members.is_empty() && conditional.is_empty() {
        return Some(own);
    }
    if cx.folding.len() >= LONGEST_FAMILY {
        limits::family(cx, &Term::Node(at));
        return Some(own);
    }
    cx.folding.push(at.id());
    let mut parts: Vec<Part<'s>> = Vec::new();
    for member in members {
        let term = Term::Node(member);
        parts.push(Part { flat: flat(cx, &term), term, own: false });
    }
    let is_inline = |part: &&Part<'s>| !is_elsewhere(part) && part.flat.groups.is_empty();
    // Microsoft Graph describes a base as `allOf: [{$ref: parent}, {properties, discriminator}]`.
    let of_member = parts.iter().filter(is_inline).find_map(|part| part.flat.discriminator.clone());
    let discriminator = own.discriminator.clone().or(of_member);
    parts.push(Part { flat: Rc::new(own), term: Term::Node(at), own: true });
    for it in conditional {
        let term = Term::Node(it);
        let flat = Flat { required: BTreeSet::new(), only: None, ..(*flat(cx, &term)).clone() };
        parts.push(Part { flat: Rc::new(flat), term, own: false });
    }
    cx.folding.pop();
    let mut flat = fold(cx, at, parts);
    // A parent that lists its children by `oneOf` says nothing about the child that extends it.
    flat.groups.retain(|it| !it.arms.iter().any(|arm| arm.key() == Key::Node(at.id())));
    if flat.only.as_ref().is_some_and(|only| is_child(cx, at, only)) {
        flat.only = None;
    }
    flat.discriminator = discriminator;
    Some(flat)
}

/// Schemas that hold under a condition: what they describe may be there.
fn conditional(at: At<'_>) -> Vec<At<'_>> {
    let branches = ["then", "else"].into_iter().filter_map(|key| at.get(key));
    let dependent = at.get("dependentSchemas").into_iter().flat_map(At::entries).map(|(_, it)| it);
    branches.chain(dependent).filter(|it| it.is_mapping()).collect()
}

/// Whether a schema that adds nothing to another is still a type of its own: one of the arms of a base with a discriminator, or of a
/// union that lists it. `Diagnostics: {allOf: [{$ref: Rule}]}` has the fields of `Rule`, and is not the union of all rules.
fn is_child<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>, only: &Term<'s>) -> bool {
    if !cx.component_ids.contains(&at.id()) {
        return false;
    }
    let base = flat(cx, only);
    let lists = |group: &Group<'s>| group.arms.iter().any(|arm| arm.key() == Key::Node(at.id()));
    match base.groups.as_slice() {
        [] => base.discriminator.is_some(),
        groups => groups.iter().any(lists),
    }
}

struct Part<'s> {
    term: Term<'s>,
    flat: Rc<Flat<'s>>,
    /// The keywords beside `allOf`.
    own: bool,
}

fn fold<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>, parts: Vec<Part<'s>>) -> Flat<'s> {
    let mut acc = Flat::blank(at);
    for part in &parts {
        merge(cx, &mut acc, &part.flat);
    }
    acc.only = only(&acc, &parts);
    acc.nullable = nullable(&parts);
    acc.notes = notes(&parts, acc.only.as_ref());
    acc
}

/// The one member that has a say in the type, where it has a name of its own.
fn only<'s>(acc: &Flat<'s>, parts: &[Part<'s>]) -> Option<Term<'s>> {
    let mut candidates: Vec<&Part<'s>> = parts.iter().filter(|it| it.flat.is_heavy()).collect();
    if candidates.is_empty() {
        candidates = parts.iter().filter(|it| it.flat.kind.is_some() && is_elsewhere(it)).collect();
    }
    let part = *candidates.first()?;
    let meant = |it: &Part<'s>| it.flat.only.clone().unwrap_or_else(|| it.term.clone());
    let term = meant(part);
    let same = candidates.iter().all(|it| meant(it).key() == term.key());
    let adds = acc.kind != part.flat.kind || acc.required != part.flat.required;
    (same && !adds && is_elsewhere(part)).then_some(term)
}

fn is_elsewhere(part: &Part<'_>) -> bool {
    match &part.term {
        Term::Node(at) => !part.own && at.is_ref(),
        _ => true,
    }
}

/// By the letter every member must allow null; authors mean the wrapper, a remark beside the one schema, or that schema.
fn nullable(parts: &[Part<'_>]) -> bool {
    let remark = |it: &Part<'_>| it.own || (!it.flat.is_heavy() && it.flat.kind.is_none());
    if parts.iter().any(|it| remark(it) && it.flat.nullable) {
        return true;
    }
    let mut meant = parts.iter().filter(|it| !remark(it)).peekable();
    meant.peek().is_some() && meant.all(|it| it.flat.nullable)
}

/// Remarks of the schema itself first, then of members written in place, then of the one schema it wraps.
fn notes<'s>(parts: &[Part<'s>], only: Option<&Term<'s>>) -> Notes {
    let mut acc = Notes::default();
    let inline = |it: &&Part<'s>| it.own || !is_elsewhere(it);
    for part in parts.iter().rev().filter(inline) {
        complete(&mut acc, &part.flat.notes);
    }
    acc.is_here = acc.description.is_some();
    if only.is_some() || parts.iter().all(|it| !inline(&it)) {
        for part in parts.iter().rev().filter(|it| !inline(it)) {
            let title = acc.title.take();
            complete(&mut acc, &part.flat.notes);
            acc.title = title;
        }
    }
    acc
}

fn complete(acc: &mut Notes, other: &Notes) {
    let or = |a: &mut Option<String>, b: &Option<String>| {
        if a.is_none() {
            a.clone_from(b);
        }
    };
    or(&mut acc.title, &other.title);
    or(&mut acc.description, &other.description);
    acc.deprecated |= other.deprecated;
    acc.read_only |= other.read_only;
    acc.write_only |= other.write_only;
    acc.default = acc.default.take().or_else(|| other.default.clone());
    acc.example = acc.example.take().or_else(|| other.example.clone());
    complete_constraints(&mut acc.constraints, &other.constraints);
}

fn complete_constraints(acc: &mut Constraints, other: &Constraints) {
    if acc.minimum.is_none() {
        acc.minimum.clone_from(&other.minimum);
        acc.exclusive_minimum = other.exclusive_minimum;
    }
    if acc.maximum.is_none() {
        acc.maximum.clone_from(&other.maximum);
        acc.exclusive_maximum = other.exclusive_maximum;
    }
    acc.multiple_of = acc.multiple_of.take().or_else(|| other.multiple_of.clone());
    acc.min_length = acc.min_length.or(other.min_length);
    acc.max_length = acc.max_length.or(other.max_length);
    acc.min_items = acc.min_items.or(other.min_items);
    acc.max_items = acc.max_items.or(other.max_items);
    acc.unique_items |= other.unique_items;
    acc.pattern = acc.pattern.take().or_else(|| other.pattern.clone());
    acc.format = acc.format.take().or_else(|| other.format.clone());
}

/// Both hold; where they contradict each other the later one wins.
fn merge<'s>(cx: &mut Ctx<'_, 's>, acc: &mut Flat<'s>, other: &Flat<'s>) {
    merge_kind(cx, acc, other);
    acc.never |= other.never;
    for (name, term) in &other.props {
        let both = match acc.props.get(name) {
            Some(known) => Term::all(vec![known.clone(), term.clone()]),
            None => term.clone(),
        };
        acc.props.insert(name.clone(), both);
    }
    acc.required.extend(other.required.iter().cloned());
    acc.additional = match (acc.additional.take(), other.additional.clone()) {
        (Some(Extra::Of(a)), Some(Extra::Of(b))) => Some(Extra::Of(Term::all(vec![a, b]))),
        (Some(Extra::Of(a)), Some(Extra::Any | Extra::Forbidden)) => Some(Extra::Of(a)),
        (a, Some(Extra::Forbidden)) if a.is_some() => a,
        (a, b) => b.or(a),
    };
    acc.items = match (acc.items.take(), other.items.clone()) {
        (Some(a), Some(b)) => Some(Term::all(vec![a, b])),
        (a, b) => b.or(a),
    };
    if acc.places.is_empty() {
        acc.places = other.places.clone();
    }
    acc.is_closed |= other.is_closed;
    merge_values(cx, acc, other);
    for group in &other.groups {
        let keys = |it: &Group<'s>| it.arms.iter().map(Term::key).collect::<Vec<_>>();
        if !acc.groups.iter().any(|it| keys(it) == keys(group)) {
            acc.groups.push(group.clone());
        }
    }
}

fn merge_kind<'s>(cx: &mut Ctx<'_, 's>, acc: &mut Flat<'s>, other: &Flat<'s>) {
    acc.kind = match (acc.kind, other.kind) {
        (Some(JsonType::Integer), Some(JsonType::Number)) => Some(JsonType::Integer),
        (Some(a), Some(b)) if a != b && (a, b) != (JsonType::Number, JsonType::Integer) => {
            let found = format!("schemas that must hold together are of type {} and {}", a.name(), b.name());
            cx.diags
                .warning(codes::CONTRADICTION, other.at.span(), found)
                .label("this one is used")
                .help("describe it once, or give both places the same `type`");
            acc.values = None;
            acc.props.clear();
            acc.items = None;
            acc.places.clear();
            Some(b)
        }
        (a, b) => b.or(a),
    };
}

fn merge_values<'s>(cx: &mut Ctx<'_, 's>, acc: &mut Flat<'s>, other: &Flat<'s>) {
    let Some(theirs) = &other.values else { return };
    let Some(ours) = acc.values.take() else {
        acc.values = Some(theirs.clone());
        return;
    };
    let allowed: HashSet<&Json> = theirs.iter().map(|it| &it.value).collect();
    let both: Vec<_> = ours.iter().filter(|it| allowed.contains(&it.value)).cloned().collect();
    if both.is_empty() {
        cx.diags
            .warning(codes::CONTRADICTION, other.at.span(), "enums that must hold together have no value in common")
            .label("these values are used")
            .help("describe the values in one place");
        acc.values = Some(theirs.clone());
    } else {
        acc.values = Some(both);
    }
}
