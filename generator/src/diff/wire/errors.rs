//! Replies that say what went wrong.

use super::operations::part;
use super::{Cx, Of, ty, words};
use crate::diff::edit::{Edit, Found, Site, Spot};
use crate::diff::rules::bodies as rules;
use crate::ir::{ErrorReply, StatusMatch};
use crate::source::Span;

pub(super) fn compare<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>) -> Found {
    let mut found = Found::default();
    let (old, new) = (&base.1.errors, &revision.1.errors);
    let site = |at: StatusMatch, was: Span, is: Span| {
        part(cx, [(base.0, was), (revision.0, is)], Spot::Errors, &format!("error {}", status(at)))
    };
    for it in old {
        match new.iter().find(|other| other.status == it.status) {
            Some(other) => both(cx, &mut found, &site(it.status, it.origin, other.origin), (it, other)),
            None => {
                let site = site(it.status, it.origin, revision.1.origin);
                let edit = Edit::new(&rules::ERROR_REMOVED, &site, format!("{} was removed", site.subject));
                found.push(Edit { removed: it.ty.iter().flat_map(ty::named).collect(), ..edit });
            }
        }
    }
    for it in new.iter().filter(|it| !old.iter().any(|other| other.status == it.status)) {
        let site = site(it.status, base.1.origin, it.origin);
        let edit = Edit::new(&rules::ERROR_ADDED, &site, format!("{} is new", site.subject));
        found.push(Edit { added: it.ty.iter().flat_map(ty::named).collect(), ..edit });
    }
    found
}

fn both<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (old, new): (&'a ErrorReply, &'a ErrorReply)) {
    let ErrorReply { status: _, ty: of, description, examples, origin: _ } = old;
    match (of, &new.ty) {
        (None, None) => {}
        (Some(old), Some(new)) => ty::whole(cx, found, site, old, new),
        (None, Some(new)) => {
            let edit = Edit::new(&rules::ERROR_BODY_ADDED, site, format!("{} has a body now", site.subject));
            found.push(Edit { added: ty::named(new).collect(), ..edit });
        }
        (Some(old), None) => {
            let edit = Edit::new(&rules::ERROR_BODY_REMOVED, site, format!("{} has no body any more", site.subject));
            found.push(Edit { removed: ty::named(old).collect(), ..edit });
        }
    }
    found.edits.extend(words::texts(site, ["description"], [description], [&new.description]));
    found.edits.extend(words::examples(site, examples, &new.examples));
}

fn status(it: StatusMatch) -> String {
    match it {
        StatusMatch::Exact(code) => code.to_string(),
        StatusMatch::Range(hundreds) => format!("{hundreds}XX"),
        StatusMatch::Default => "default".to_owned(),
    }
}
