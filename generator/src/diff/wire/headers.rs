//! Headers of replies.

use super::{Cx, Of, ty, words};
use crate::diff::edit::{Anchor, Edit, Found, Site, Spot};
use crate::diff::rules::bodies as rules;
use crate::ir::ReplyHeader;

pub(super) fn compare<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>) -> Found {
    let mut found = Found::default();
    let route = cx.revision.route(revision.0);
    let (old, new) = (&base.1.reply.headers, &revision.1.reply.headers);
    let anchor = |operation: usize, it: &ReplyHeader| Anchor { spot: spot(operation, &it.name), span: Some(it.origin) };
    let site = |name: &str| Site {
        subject: format!("reply header `{name}` of `{route}`"),
        place: format!("{route} reply header {name}"),
        base: None,
        revision: None,
    };
    for was in old {
        let site = Site { base: Some(anchor(base.0, was)), ..site(&was.name) };
        match new.iter().find(|it| it.name.eq_ignore_ascii_case(&was.name)) {
            Some(is) => {
                let site = Site { revision: Some(anchor(revision.0, is)), ..site };
                one(cx, &mut found, &site, (was, is));
            }
            None => {
                let rule = match was.required {
                    true => &rules::REQUIRED_HEADER_REMOVED,
                    false => &rules::OPTIONAL_HEADER_REMOVED,
                };
                let message = format!("{} was removed", site.subject);
                found.push(Edit::new(rule, &site, message).values(&was.name, ""));
            }
        }
    }
    for is in new.iter().filter(|it| !old.iter().any(|was| was.name.eq_ignore_ascii_case(&it.name))) {
        let site = Site { revision: Some(anchor(revision.0, is)), ..site(&is.name) };
        let message = format!("{} is new", site.subject);
        found.push(Edit::new(&rules::HEADER_ADDED, &site, message).values("", &is.name));
    }
    found
}

/// A header of the replies of an operation, however it is cased.
pub(crate) fn spot(operation: usize, name: &str) -> Spot {
    Spot::Header(operation, name.to_ascii_lowercase())
}

fn one<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (was, is): (&'a ReplyHeader, &'a ReplyHeader)) {
    let ReplyHeader { name: _, required, ty: of, description, deprecated, origin: _ } = was;
    match (required, is.required) {
        (false, true) => {
            let message = format!("{} is always there now", site.subject);
            found.push(Edit::new(&rules::HEADER_BECAME_REQUIRED, site, message));
        }
        (true, false) => {
            let message = format!("{} may be missing now", site.subject);
            found.push(Edit::new(&rules::HEADER_BECAME_OPTIONAL, site, message));
        }
        _ => {}
    }
    ty::whole(cx, found, site, of, &is.ty);
    // An accessor that is deprecated is deprecated for all operations at once.
    found.edits.extend(words::deprecation(site, *deprecated, is.deprecated));
    found.edits.extend(words::texts(site, ["description"], [description], [&is.description]));
}
