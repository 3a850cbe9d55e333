//! Two types with names, whatever those are.

use super::pairs::{self, Pairs};
use super::{Cx, constraints, structs, ty, unions, words};
use crate::diff::edit::{Anchor, Edit, Found, Site, Spot};
use crate::diff::rules::types as rules;
use crate::diff::side::View;
use crate::ir::{Additional, Docs, Enum, EnumKind, EnumValue, Shape, Ty, TypeDef, TypeId, TypeName};
use crate::plan::Ident;

pub(super) fn compare(cx: &Cx<'_>, (base, revision): (TypeId, TypeId)) -> Found {
    let TypeDef { name: old_name, docs, shape, usage: _, group: _, examples, origin } = cx.base.def(base);
    let new = cx.revision.def(revision);
    let name = cx.revision.name(revision);
    let site = Site {
        subject: format!("`{name}`"),
        place: name,
        base: Some(Anchor { spot: Spot::Type(base), span: Some(*origin) }),
        revision: Some(Anchor { spot: Spot::Type(revision), span: Some(new.origin) }),
    };
    let mut found = Found::default();
    match (shape, &new.shape) {
        (Shape::Struct(old), Shape::Struct(new)) => {
            structs::compare(cx, &mut found, &site, (base, old), (revision, new));
        }
        (Shape::Enum(old), Shape::Enum(new)) if old.kind == new.kind => {
            enums(cx, &mut found, &site, (base, old), (revision, new));
        }
        (Shape::Union(old), Shape::Union(new)) => unions::compare(cx, &mut found, &site, (base, old), (revision, new)),
        (Shape::Alias(old), Shape::Alias(new)) => ty::compare(cx, &mut found, &site, old, new),
        (old, other) => {
            let rule = ty::relation(cx, &mut found, &Ty::Named(base), &Ty::Named(revision));
            let message = format!("{} was {}, is {}", site.subject, kind(old), kind(other));
            found.push(Edit::new(rule, &site, message).values(kind(old), kind(other)));
        }
    }
    // An inline type is named by its title: another title is another name.
    let untitled = |it: &Docs, name: &TypeName| match name {
        TypeName::Component(_) => it.clone(),
        TypeName::Title { .. } | TypeName::Place(_) => Docs { title: None, ..it.clone() },
    };
    found.edits.extend(words::docs(&site, &untitled(docs, old_name), &untitled(&new.docs, &new.name)));
    found.edits.extend(words::examples(&site, examples, &new.examples));
    found
}

/// Types that a type leads to.
pub(crate) fn parts(view: &View<'_>, id: TypeId) -> Vec<TypeId> {
    match &view.def(id).shape {
        Shape::Struct(it) => {
            let extra = match &it.additional {
                Additional::Kept(ty) => Some(ty),
                Additional::Skipped => None,
            };
            it.fields.iter().map(|it| &it.ty).chain(extra).flat_map(ty::named).collect()
        }
        Shape::Union(it) => it.arms.iter().filter_map(|it| it.ty.as_ref()).flat_map(ty::named).collect(),
        Shape::Alias(of) => ty::named(of).collect(),
        Shape::Enum(_) => Vec::new(),
    }
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Struct(_) => "an object",
        Shape::Enum(Enum { kind: EnumKind::String, .. }) => "one of several texts",
        Shape::Enum(Enum { kind: EnumKind::Integer, .. }) => "one of several numbers",
        Shape::Union(_) => "one of several shapes",
        Shape::Alias(_) => "a plain value",
    }
}

/// The site of a member of both, or of one.
pub(super) fn member(site: &Site, subject: String, names: [Option<&str>; 2]) -> Site {
    let [base, revision] = names;
    let at = |anchor: &Option<Anchor>, name: Option<&str>| match (anchor, name) {
        (Some(Anchor { spot: Spot::Type(id), span }), Some(name)) => {
            Some(Anchor { spot: Spot::Member(*id, name.to_owned()), span: *span })
        }
        (Some(Anchor { spot: Spot::Type(id), .. }), None) => Some(Anchor { spot: Spot::Within(*id), span: None }),
        _ => None,
    };
    let name = revision.or(base).unwrap_or_default();
    Site {
        subject,
        place: format!("{}.{name}", site.place),
        base: at(&site.base, base),
        revision: at(&site.revision, revision),
    }
}

/// Which of the old are which of the new: those of the same key, then those of the same name in Rust.
pub(super) fn pair_up<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool, idents: [&[&Ident]; 2]) -> Pairs {
    let mut both: Vec<(usize, usize)> = Vec::new();
    pairs::further(&mut both, old, new, same);
    let ident = |side: usize, at: usize| idents[side].get(at);
    let alike = |at: usize, it: usize| ident(0, at).is_some() && ident(0, at) == ident(1, it);
    pairs::further_at(&mut both, old.len(), new.len(), alike);
    Pairs::new(both, old.len(), new.len())
}

fn enums(cx: &Cx<'_>, found: &mut Found, site: &Site, base: (TypeId, &Enum), revision: (TypeId, &Enum)) {
    let Enum { kind: _, values, default } = base.1;
    let new = revision.1;
    let idents = [&cx.base.members(base.0)[..], &cx.revision.members(revision.0)[..]];
    let paired = pair_up(values, &new.values, |old, new| old.wire == new.wire, idents);
    let of = &site.subject;
    for &(at, it) in &paired.both {
        let EnumValue { wire, docs } = &values[at];
        let is = &new.values[it];
        let site = member(site, format!("value `{}` of {of}", is.wire), [Some(wire), Some(&is.wire)]);
        if *wire != is.wire {
            let message = format!("value `{wire}` of {of} is spelled `{}` now", is.wire);
            found.push(Edit::new(&rules::VALUE_RESPELLED, &site, message).values(wire, &is.wire));
        }
        found.edits.extend(words::docs(&site, docs, &is.docs));
    }
    for EnumValue { wire, .. } in paired.removed.iter().map(|at| &values[*at]) {
        let site = member(site, format!("value `{wire}` of {of}"), [Some(wire), None]);
        found.push(Edit::new(&rules::VALUE_REMOVED, &site, format!("{} was removed", site.subject)).values(wire, ""));
    }
    for EnumValue { wire, .. } in paired.added.iter().map(|at| &new.values[*at]) {
        let site = member(site, format!("value `{wire}` of {of}"), [None, Some(wire)]);
        found.push(Edit::new(&rules::VALUE_ADDED, &site, format!("{} is new", site.subject)).values("", wire));
    }
    found.edits.extend(constraints::default(site, default.as_ref(), new.default.as_ref()));
}
