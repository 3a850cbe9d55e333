//! Two types in one place: the same, one inside the other, or neither.

use super::{Cx, Found};
use crate::diff::edit::{Edit, Site};
use crate::diff::rules::Rule;
use crate::diff::rules::types as rules;
use crate::diff::side::View;
use crate::ir::{EnumKind, IntegerFormat, NumberFormat, Shape, StringFormat, Ty, TypeId};

/// Types that a type names.
pub(super) fn named(ty: &Ty) -> std::vec::IntoIter<TypeId> {
    let mut res = Vec::new();
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => open.push(inner),
            Ty::Tuple { places, rest } => open.extend(places.iter().chain(rest.as_deref())),
            Ty::Named(id) => res.push(*id),
            Ty::Any | Ty::Boolean | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => {}
        }
    }
    res.into_iter()
}

/// Whether a value is written as several texts, so that `explode` means something.
pub(super) fn is_many(view: &View<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::List(_) | Ty::Map(_) | Ty::Tuple { .. } | Ty::Any => true,
        Ty::Nullable(inner) => is_many(view, inner),
        Ty::Named(id) => match &view.def(*id).shape {
            Shape::Struct(_) | Shape::Union(_) => true,
            Shape::Enum(_) => false,
            Shape::Alias(inner) => is_many(view, inner),
        },
        Ty::Boolean | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => false,
    }
}

/// Types with null, where null is a value like others: in a list, a map, a whole body.
pub(super) fn whole<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, base: &'a Ty, revision: &'a Ty) {
    match (cx.base.peel(base).1, cx.revision.peel(revision).1) {
        (false, true) => {
            found.push(Edit::new(&rules::BECAME_NULLABLE, site, format!("{} may be null now", site.subject)));
        }
        (true, false) => {
            found.push(Edit::new(&rules::NO_LONGER_NULLABLE, site, format!("{} may no longer be null", site.subject)));
        }
        _ => {}
    }
    compare(cx, found, site, base, revision);
}

/// Types without null, of which the place says whether it may come.
pub(super) fn compare<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, base: &'a Ty, revision: &'a Ty) {
    // What stands behind an alias of both is compared once, of the alias.
    if let (Some(old), Some(new)) = (alias(&cx.base, base), alias(&cx.revision, revision)) {
        found.children.push((old, new));
        return;
    }
    let (old, new) = (cx.base.peel(base).0, cx.revision.peel(revision).0);
    match (old, new) {
        (Ty::List(old), Ty::List(new)) => whole(cx, found, &site.within("an item", "[]"), old, new),
        (Ty::Map(old), Ty::Map(new)) => whole(cx, found, &site.within("a value", "{}"), old, new),
        (Ty::Tuple { places: old, rest: more }, Ty::Tuple { places: new, rest: other })
            if old.len() == new.len() && more.is_some() == other.is_some() =>
        {
            let pairs = old.iter().chain(more.as_deref()).zip(new.iter().chain(other.as_deref()));
            for (at, (old, new)) in pairs.enumerate() {
                let item = site.within(&format!("item {}", at + 1), &format!("[{at}]"));
                whole(cx, found, &item, old, new);
            }
        }
        (Ty::Named(old), Ty::Named(new)) => found.children.push((*old, *new)),
        _ if old == new => {}
        _ => {
            let rule = relation(cx, found, old, new);
            found.push(changed(cx, rule, site, old, new));
        }
    }
}

fn changed(cx: &Cx<'_>, rule: &'static Rule, site: &Site, old: &Ty, new: &Ty) -> Edit {
    let (was, is) = (cx.base.words(old), cx.revision.words(new));
    let message = format!("type of {} was {was}, is {is}", site.subject);
    let edit = Edit::new(rule, site, message).values(was, is);
    Edit { removed: named(old).collect(), added: named(new).collect(), ..edit }
}

/// What held nothing holds something, or the other way round.
pub(super) fn filled(site: &Site, ty: &Ty, is_new: bool) -> Edit {
    let types: Vec<TypeId> = named(ty).collect();
    let (verb, removed, added) = match is_new {
        true => ("holds more than its tag now", Vec::new(), types),
        false => ("is nothing but its tag now", types, Vec::new()),
    };
    let edit = Edit::new(&rules::CHANGED, site, format!("{} {verb}", site.subject));
    Edit { removed, added, ..edit }
}

fn alias(view: &View<'_>, ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Named(id) if matches!(view.def(*id).shape, Shape::Alias(_)) => Some(*id),
        _ => None,
    }
}

/// Edits of a scalar that stands behind an alias on both sides are the alias's, not its users'.
pub(super) fn share(edits: &mut [Edit], base: &Ty, revision: &Ty, cx: &Cx<'_>) {
    if let (Some(old), Some(new)) = (alias(&cx.base, base), alias(&cx.revision, revision)) {
        edits.iter_mut().for_each(|it| it.through = Some((old, new)));
    }
}

/// Whether all values of the one are values of the other.
pub(super) fn relation(cx: &Cx<'_>, found: &mut Found, old: &Ty, new: &Ty) -> &'static Rule {
    use StringFormat::{Binary, Plain};
    match (old, new) {
        (_, Ty::Any) => &rules::WIDENED,
        (Ty::Any, _) => &rules::NARROWED,
        (Ty::Integer(_), Ty::Number(_)) => &rules::WIDENED,
        (Ty::Number(_), Ty::Integer(_)) => &rules::NARROWED,
        (Ty::Integer(old), Ty::Integer(new)) => integers(*old, *new),
        (Ty::Number(NumberFormat::Float), Ty::Number(_)) => &rules::WIDENED,
        (Ty::Number(_), Ty::Number(_)) => &rules::NARROWED,
        (Ty::String(_), Ty::String(Plain | Binary)) => &rules::WIDENED,
        (Ty::String(Plain | Binary), Ty::String(_)) => &rules::NARROWED,
        (Ty::Map(of), Ty::Named(id)) if **of == Ty::Any && is_struct(&cx.revision, *id) => &rules::NARROWED,
        (Ty::Named(id), Ty::Map(of)) if **of == Ty::Any && is_struct(&cx.base, *id) => &rules::WIDENED,
        (_, Ty::Named(id)) if is_enum_of(&cx.revision, *id, old) => &rules::NARROWED,
        (Ty::Named(id), _) if is_enum_of(&cx.base, *id, new) => &rules::OPENED,
        (_, Ty::Named(id)) if arm_like(cx, found, *id, old, true) => &rules::WIDENED,
        (Ty::Named(id), _) if arm_like(cx, found, *id, new, false) => &rules::NARROWED,
        _ => &rules::CHANGED,
    }
}

fn integers(old: IntegerFormat, new: IntegerFormat) -> &'static Rule {
    let range = |it: IntegerFormat| match it {
        IntegerFormat::Int32 => (i128::from(i32::MIN), i128::from(i32::MAX)),
        IntegerFormat::Int64 => (i128::from(i64::MIN), i128::from(i64::MAX)),
        IntegerFormat::Uint32 => (0, i128::from(u32::MAX)),
        IntegerFormat::Uint64 => (0, i128::from(u64::MAX)),
        IntegerFormat::Int128 => (i128::MIN, i128::MAX),
    };
    let ((low, high), (new_low, new_high)) = (range(old), range(new));
    if new_low <= low && high <= new_high {
        &rules::WIDENED
    } else if low <= new_low && new_high <= high {
        &rules::NARROWED
    } else {
        &rules::CHANGED
    }
}

fn is_struct(view: &View<'_>, id: TypeId) -> bool {
    matches!(view.def(id).shape, Shape::Struct(_))
}

fn is_enum_of(view: &View<'_>, id: TypeId, scalar: &Ty) -> bool {
    let Shape::Enum(shape) = &view.def(id).shape else {
        return false;
    };
    match shape.kind {
        EnumKind::String => *scalar == Ty::String(StringFormat::Plain),
        EnumKind::Integer => matches!(scalar, Ty::Integer(_)),
    }
}

/// Whether `ty` is one of the arms of the union `id`; what they hold is compared further on.
fn arm_like(cx: &Cx<'_>, found: &mut Found, id: TypeId, ty: &Ty, is_new: bool) -> bool {
    let (of, other) = if is_new { (&cx.revision, &cx.base) } else { (&cx.base, &cx.revision) };
    let Shape::Union(union) = &of.def(id).shape else {
        return false;
    };
    for arm in union.arms.iter().filter_map(|it| it.ty.as_ref()) {
        match (of.peel(arm).0, ty) {
            (Ty::Named(arm), Ty::Named(lone)) if of.name(*arm) == other.name(*lone) => {
                found.children.push(if is_new { (*lone, *arm) } else { (*arm, *lone) });
                return true;
            }
            (Ty::Named(_), _) => {}
            (arm, ty) if arm == ty => return true,
            _ => {}
        }
    }
    false
}
