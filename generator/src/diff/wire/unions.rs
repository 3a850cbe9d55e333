//! One of several shapes: which there are, and how they are told apart.

use super::shapes::{member, pair_up};
use super::{Cx, ty, words};
use crate::diff::edit::{Edit, Found, Site};
use crate::diff::rules::types as rules;
use crate::ir::{Arm, Tagging, TypeId, Union};

type Of<'a> = (TypeId, &'a Union);

pub(super) fn compare<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, base: Of<'a>, revision: Of<'a>) {
    let (Union { tagging, arms: old }, new) = (base.1, &revision.1.arms);
    found.edits.extend(told_otherwise(site, tagging, &revision.1.tagging));
    let is_tagged = matches!((tagging, &revision.1.tagging), (Tagging::Property(_), Tagging::Property(_)));
    let same = |old: &Arm, new: &Arm| if is_tagged { old.tag == new.tag } else { old.name == new.name };
    let idents = [&cx.base.members(base.0)[..], &cx.revision.members(revision.0)[..]];
    let paired = pair_up(old, new, same, idents);
    for &(at, it) in &paired.both {
        let of = &site.subject;
        let site = arm(site, Some(&old[at]), Some(&new[it]));
        if is_tagged {
            found.edits.extend(respelled(&site, of, (&old[at], &new[it])));
        }
        both(cx, found, &site, (&old[at], &new[it]));
    }
    for it in paired.removed.iter().map(|at| &old[*at]) {
        let site = arm(site, Some(it), None);
        let edit = Edit::new(&rules::ARM_REMOVED, &site, format!("{} was removed", site.subject)).values(&it.name, "");
        found.push(Edit { removed: it.ty.iter().flat_map(ty::named).collect(), ..edit });
    }
    for it in paired.added.iter().map(|at| &new[*at]) {
        let site = arm(site, None, Some(it));
        let edit = Edit::new(&rules::ARM_ADDED, &site, format!("{} is new", site.subject)).values("", &it.name);
        found.push(Edit { added: it.ty.iter().flat_map(ty::named).collect(), ..edit });
    }
}

fn arm(site: &Site, old: Option<&Arm>, new: Option<&Arm>) -> Site {
    let name = new.or(old).map(|it| it.name.as_str()).unwrap_or_default();
    let subject = format!("shape `{name}` of {}", site.subject);
    member(site, subject, [old.map(|it| it.name.as_str()), new.map(|it| it.name.as_str())])
}

fn respelled(site: &Site, of: &str, (old, new): (&Arm, &Arm)) -> Option<Edit> {
    let [was, is] = [old, new].map(|it| it.tag.as_ref().map(ToString::to_string).unwrap_or_default());
    let message = format!("tag `{was}` of {of} is spelled `{is}` now");
    (was != is).then(|| Edit::new(&rules::ARM_RESPELLED, site, message).values(was, is))
}

fn both<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (old, new): (&'a Arm, &'a Arm)) {
    let Arm { ty: held, tag: _, json_type: _, keys: _, name: _, docs } = old;
    match (held, &new.ty) {
        (Some(old), Some(new)) => ty::whole(cx, found, site, old, new),
        (None, Some(new)) => found.push(ty::filled(site, new, true)),
        (Some(old), None) => found.push(ty::filled(site, old, false)),
        (None, None) => {}
    }
    found.edits.extend(words::docs(site, docs, &new.docs));
}

fn told_otherwise(site: &Site, was: &Tagging, is: &Tagging) -> Option<Edit> {
    let [was, is] = [told(was), told(is)];
    let message = format!("shapes of {} were told apart by {was}, are by {is}", site.subject);
    (was != is).then(|| Edit::new(&rules::TAGGING_CHANGED, site, message).values(was, is))
}

fn told(tagging: &Tagging) -> String {
    match tagging {
        Tagging::Property(name) => format!("property `{name}`"),
        Tagging::Status => "the status of the reply".to_owned(),
        // By whatever differs: no words of the description say how, so a change of how is none of its own.
        Tagging::JsonType | Tagging::Keys => "their content".to_owned(),
    }
}
