//! Replies that say that it worked.

use super::operations::part;
use super::{Cx, Of, content, ty, words};
use crate::diff::edit::{Edit, Found, Site, Spot};
use crate::diff::rules::bodies as rules;
use crate::ir::{Reply, Streamed, Success};

pub(super) fn compare<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>) -> Found {
    let mut found = Found::default();
    let (old, new) = (&base.1.reply, &revision.1.reply);
    let Reply {
        content: _, // `body`
        stream,
        accept: _,      // `body`
        media_types: _, // `body`
        optional: _,    // `body`
        statuses,
        successes: said,
        description,
        headers: _, // travel beside it
        examples,
        origin,
    } = old;
    let site = part(cx, [(base.0, *origin), (revision.0, new.origin)], Spot::Reply, "reply");
    body(cx, &mut found, &site, (old, new));
    streams(cx, &mut found, &site, [stream.as_ref(), new.stream.as_ref()]);
    successes(&mut found, &site, statuses, &new.statuses);
    // What is said of each status, where they are the same ones.
    let [was, is] = match *statuses == new.statuses {
        true => [all_said(said), all_said(&new.successes)],
        false => [description.clone(), new.description.clone()],
    };
    found.edits.extend(words::texts(&site, ["description"], [&was], [&is]));
    found.edits.extend(words::examples(&site, examples, &new.examples));
    found
}

/// What comes back, and whether it always does.
fn body<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (old, new): (&'a Reply, &'a Reply)) {
    let subject = &site.subject;
    match (&old.content, &new.content) {
        (None, None) => {}
        (Some(was), None) => {
            let edit = Edit::new(&rules::REPLY_REMOVED, site, format!("{subject} has no body any more"));
            let edit = edit.values(content::kind(&cx.base, was), "");
            found.push(Edit { removed: content::named(was), ..edit });
        }
        (None, Some(is)) => {
            let edit = Edit::new(&rules::REPLY_ADDED, site, format!("{subject} has a body now"));
            let edit = edit.values("", content::kind(&cx.revision, is));
            found.push(Edit { added: content::named(is), ..edit });
        }
        (Some(was), Some(is)) => {
            content::media(found, site, [&old.accept, &new.accept], [&old.media_types, &new.media_types]);
            content::compare(cx, found, site, was, is);
            let (rule, what) = match (old.optional, new.optional) {
                (false, true) => (&rules::REPLY_BECAME_OPTIONAL, "may have no body now"),
                (true, false) => (&rules::REPLY_BECAME_REQUIRED, "always has a body now"),
                _ => return,
            };
            found.push(Edit::new(rule, site, format!("{subject} {what}")));
        }
    }
}

/// The reply as a stream.
fn streams<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, [old, new]: [Option<&'a Streamed>; 2]) {
    let subject = &site.subject;
    match (old, new) {
        (None, None) => {}
        (Some(old), None) => {
            let edit = Edit::new(&rules::REPLY_REMOVED, site, format!("{subject} is no stream any more"));
            found.push(Edit { removed: ty::named(&old.item).collect(), ..edit.values(&old.media_type, "") });
        }
        (None, Some(new)) => {
            let edit = Edit::new(&rules::REPLY_ADDED, site, format!("{subject} may be a stream now"));
            found.push(Edit { added: ty::named(&new.item).collect(), ..edit.values("", &new.media_type) });
        }
        (Some(old), Some(new)) => {
            if (old.framing, &old.media_type) != (new.framing, &new.media_type) {
                let message = format!("stream of {subject} was `{}`, is `{}`", old.media_type, new.media_type);
                let edit = Edit::new(&rules::MEDIA_TYPE_CHANGED, site, message);
                found.push(edit.values(&old.media_type, &new.media_type));
            }
            ty::whole(cx, found, site, &old.item, &new.item);
        }
    }
}

fn all_said(successes: &[Success]) -> Option<String> {
    let all: Vec<&str> = successes.iter().filter_map(|it| it.description.as_deref()).collect();
    Some(all.join("\n"))
}

fn successes(found: &mut Found, site: &Site, was: &[String], is: &[String]) {
    let gone: Vec<String> = was.iter().filter(|it| !is.contains(it)).cloned().collect();
    let come: Vec<String> = is.iter().filter(|it| !was.contains(it)).cloned().collect();
    let (rule, message) = match (gone.is_empty(), come.is_empty()) {
        (true, true) => return,
        (true, false) => (&rules::SUCCESS_ADDED, format!("{} may be {}, too", site.subject, come.join(", "))),
        (false, true) => (&rules::SUCCESS_REMOVED, format!("{} is no longer {}", site.subject, gone.join(", "))),
        (false, false) => (
            &rules::SUCCESS_CHANGED,
            format!("status of {} was {}, is {}", site.subject, gone.join(", "), come.join(", ")),
        ),
    };
    found.push(Edit::new(rule, site, message).values(gone.join(", "), come.join(", ")));
}
