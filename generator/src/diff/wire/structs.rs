//! Objects: which properties there are, whether they must be there, whether they may be null.

use super::shapes::{member, pair_up};
use super::{Cx, constraints, ty, words};
use crate::diff::edit::{Anchor, Edit, Found, Site};
use crate::diff::rules::types as rules;
use crate::diff::rules::values;
use crate::diff::side::{View, docs_of_uses};
use crate::ir::{Additional, Content, Field, Presence, Shape, Struct, Ty, TypeId};
use std::collections::BTreeSet;

type Of<'a> = (TypeId, &'a Struct);

/// Types of replies that awaiting opens, and that have nothing else in them.
pub(super) fn envelopes(view: &View<'_>) -> BTreeSet<TypeId> {
    let opened = view.api.operations.iter().filter(|it| it.unwrap.is_some());
    let types = opened.filter_map(|it| match &it.reply.content {
        Some(Content::Json(ty)) => match view.peel(ty).0 {
            Ty::Named(id) => Some(*id),
            _ => None,
        },
        _ => None,
    });
    types.filter(|id| matches!(&view.def(*id).shape, Shape::Struct(it) if it.fields.len() == 1)).collect()
}

pub(super) fn compare<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, base: Of<'a>, revision: Of<'a>) {
    let Struct { fields: old, additional } = base.1;
    let new = &revision.1.fields;
    let idents = [&cx.base.members(base.0)[..], &cx.revision.members(revision.0)[..]];
    let paired = pair_up(old, new, |old, new| old.name == new.name, idents);
    for &(at, it) in &paired.both {
        field(cx, found, site, (&old[at], &new[it]));
    }
    for it in paired.removed.iter().map(|at| &old[*at]) {
        let site = site_of(site, Some(it), None);
        let rule = if is_required(it) { &rules::REQUIRED_REMOVED } else { &rules::OPTIONAL_REMOVED };
        let edit = Edit::new(rule, &site, format!("{} was removed", site.subject)).values(cx.base.words(&it.ty), "");
        found.push(Edit { removed: ty::named(&it.ty).collect(), ..edit });
    }
    for it in paired.added.iter().map(|at| &new[*at]) {
        let site = site_of(site, None, Some(it));
        let (rule, kind) = match (cx.envelopes.contains(&base.0), is_required(it)) {
            (true, true) => (&rules::ENVELOPE_GREW, "required"),
            (true, false) => (&rules::ENVELOPE_GREW, "optional"),
            (false, true) => (&rules::REQUIRED_ADDED, "required"),
            (false, false) => (&rules::OPTIONAL_ADDED, "optional"),
        };
        let message = format!("{} is new, and {kind}", site.subject);
        let edit = Edit::new(rule, &site, message).values("", cx.revision.words(&it.ty));
        found.push(Edit { added: ty::named(&it.ty).collect(), ..edit });
    }
    extra(cx, found, site, additional, &revision.1.additional);
}

fn extra<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, was: &'a Additional, is: &'a Additional) {
    match (was, is) {
        (Additional::Kept(old), Additional::Kept(new)) => {
            ty::whole(cx, found, &site.within("other properties", "{}"), old, new);
        }
        (Additional::Skipped, Additional::Kept(new)) => {
            let message = format!("{} may have other properties now", site.subject);
            let edit = Edit::new(&rules::EXTRA_KEPT, site, message).values("", cx.revision.words(new));
            found.push(Edit { added: ty::named(new).collect(), ..edit });
        }
        (Additional::Kept(old), Additional::Skipped) => {
            let message = format!("nothing is said of other properties of {} any more", site.subject);
            let edit = Edit::new(&rules::EXTRA_DROPPED, site, message).values(cx.base.words(old), "");
            found.push(Edit { removed: ty::named(old).collect(), ..edit });
        }
        (Additional::Skipped, Additional::Skipped) => {}
    }
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

fn is_nullable(view: &View<'_>, field: &Field) -> bool {
    let by_presence = matches!(field.presence, Presence::Nullable | Presence::OptionalNullable);
    by_presence || matches!(&field.ty, Ty::Named(id) if view.is_null_alias(*id))
}

fn site_of(site: &Site, old: Option<&Field>, new: Option<&Field>) -> Site {
    let name = new.or(old).map(|it| it.name.as_str()).unwrap_or_default();
    let subject = format!("property `{name}` of {}", site.subject);
    let mut site = member(site, subject, [old.map(|it| it.name.as_str()), new.map(|it| it.name.as_str())]);
    let written = |anchor: &mut Option<Anchor>, field: Option<&Field>| {
        anchor.iter_mut().zip(field).for_each(|(it, field)| it.span = Some(field.origin));
    };
    written(&mut site.base, old);
    written(&mut site.revision, new);
    site
}

fn field<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (old, new): (&'a Field, &'a Field)) {
    let site = site_of(site, Some(old), Some(new));
    let Field {
        name,
        ty: of,
        presence: _, // `presence`
        docs,
        default,
        constraints: limits,
        example,
        read_only,
        write_only,
        origin: _,
    } = old;
    if *name != new.name {
        let message = format!("{} was spelled `{name}`", site.subject);
        found.push(Edit::new(&rules::PROPERTY_RESPELLED, &site, message));
    }
    found.edits.extend(presence(cx, &site, old, new));
    if (*read_only, *write_only) != (new.read_only, new.write_only) {
        let message = format!("{} is another way read-only or write-only", site.subject);
        let edit = Edit::new(&values::DOCS_CHANGED, &site, message);
        found.push(edit.values(format!("{read_only} {write_only}"), format!("{} {}", new.read_only, new.write_only)));
    }
    ty::compare(cx, found, &site, of, &new.ty);
    let first = found.edits.len();
    found.edits.extend(constraints::compare(&site, limits, &new.constraints));
    found.edits.extend(constraints::default(&site, default.as_ref(), new.default.as_ref()));
    ty::share(&mut found.edits[first..], of, &new.ty, cx);
    let [said, says] = docs_of_uses((&cx.base, docs, of), (&cx.revision, &new.docs, &new.ty));
    found.edits.extend(words::docs(&site, &said, &says));
    found.edits.extend(words::examples(&site, example, &new.example));
}

/// Whether it must be there, and whether it may be null.
fn presence(cx: &Cx<'_>, site: &Site, old: &Field, new: &Field) -> Vec<Edit> {
    let say = |rule, what: &str| Some(Edit::new(rule, site, format!("{} {what}", site.subject)));
    let required = match (is_required(old), is_required(new)) {
        (false, true) => say(&rules::BECAME_REQUIRED, "became required"),
        (true, false) => say(&rules::BECAME_OPTIONAL, "became optional"),
        _ => None,
    };
    let nullable = match (is_required(old), is_nullable(&cx.base, old), is_nullable(&cx.revision, new)) {
        (true, false, true) => say(&rules::BECAME_NULLABLE, "may be null now"),
        (false, false, true) => say(&rules::OPTIONAL_BECAME_NULLABLE, "may be null now"),
        (true, true, false) => say(&rules::NO_LONGER_NULLABLE, "may no longer be null"),
        (false, true, false) => say(&rules::OPTIONAL_NO_LONGER_NULLABLE, "may no longer be null"),
        _ => None,
    };
    required.into_iter().chain(nullable).collect()
}
