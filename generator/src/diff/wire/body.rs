//! Bodies of requests, of replies and of errors.

use super::operations::part;
use super::{Cx, ty, words};
use crate::diff::edit::{Edit, Found, Site, Spot};
use crate::diff::rules::bodies as rules;
use crate::diff::side::View;
use crate::ir::{Body, Content, Encoding, ErrorReply, Operation, Reply, StatusMatch, Streamed, Success, TypeId};

type Of<'a> = (usize, &'a Operation);

/// Types that a content names.
pub(super) fn named(content: &Content) -> Vec<TypeId> {
    match content {
        Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) => ty::named(ty).collect(),
        Content::Text | Content::Bytes => Vec::new(),
    }
}

fn kind(view: &View<'_>, content: &Content) -> String {
    match content {
        Content::Json(ty) => format!("JSON: {}", view.words(ty)),
        Content::Form(ty) => format!("a form: {}", view.words(ty)),
        Content::Multipart(ty) => format!("parts: {}", view.words(ty)),
        Content::Text => "text".to_owned(),
        Content::Bytes => "bytes".to_owned(),
    }
}

pub(super) fn requests<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>, _: &str) -> Found {
    let mut found = Found::default();
    let spans = [(base.0, base.1.origin), (revision.0, revision.1.origin)];
    let site = part(cx, spans, Spot::Body, ["body", "body"]);
    match (&base.1.body, &revision.1.body) {
        (None, None) => {}
        (Some(old), None) => {
            let edit = Edit::new(&rules::REMOVED, &site, format!("{} was removed", site.subject));
            let edit = edit.values(kind(&cx.base, &old.content), "");
            found.push(Edit { removed: named(&old.content), ..edit });
        }
        (None, Some(new)) => {
            let (rule, what) = match new.required {
                true => (&rules::REQUIRED_ADDED, "required"),
                false => (&rules::OPTIONAL_ADDED, "optional"),
            };
            let edit = Edit::new(rule, &site, format!("{} is new, and {what}", site.subject));
            let edit = edit.values("", kind(&cx.revision, &new.content));
            found.push(Edit { added: named(&new.content), ..edit });
        }
        (Some(old), Some(new)) => {
            let spans = [(base.0, old.origin), (revision.0, new.origin)];
            request(cx, &mut found, &part(cx, spans, Spot::Body, ["body", "body"]), (old, new));
        }
    }
    found
}

fn request<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (old, new): (&'a Body, &'a Body)) {
    let Body { content: of, media_type, media_types, required, encoding, docs, examples, origin: _ } = old;
    match (required, new.required) {
        (false, true) => {
            found.push(Edit::new(&rules::BECAME_REQUIRED, site, format!("{} became required", site.subject)));
        }
        (true, false) => {
            found.push(Edit::new(&rules::BECAME_OPTIONAL, site, format!("{} became optional", site.subject)));
        }
        _ => {}
    }
    let used = [std::slice::from_ref(media_type), std::slice::from_ref(&new.media_type)];
    media(found, site, used, [media_types, &new.media_types]);
    content(cx, found, site, of, &new.content);
    let [was, is] = [written(encoding), written(&new.encoding)];
    if was != is {
        let message = format!("properties of {} are written in another way", site.subject);
        found.push(Edit::new(&rules::MEDIA_TYPE_CHANGED, site, message).values(was, is));
    }
    found.edits.extend(words::docs(site, docs, &new.docs));
    found.edits.extend(words::examples(site, examples, &new.examples));
}

/// How a form's properties are written, where the description says it.
fn written(encoding: &[Encoding]) -> String {
    let property = |it: &Encoding| {
        let Encoding { name, content_type, style, allow_reserved, headers: _, origin: _ } = it;
        let style = style.map(|(style, explode)| format!("{style:?} explode={explode} reserved={allow_reserved}"));
        format!("{name}: {}", style.or_else(|| content_type.clone()).unwrap_or_default())
    };
    encoding.iter().map(property).collect::<Vec<_>>().join("; ")
}

/// Media types: `used` by the clients of each side, among those that are there.
fn media(found: &mut Found, site: &Site, used: [&[String]; 2], there: [&[String]; 2]) {
    let [old, new] = there;
    let subject = &site.subject;
    let stays = used[0].is_empty() || used[0].iter().any(|it| new.contains(it));
    if !stays {
        let (was, is) = (used[0].join(", "), used[1].join(", "));
        let message = format!("media type of {subject} was `{was}`, is `{is}`");
        found.push(Edit::new(&rules::MEDIA_TYPE_CHANGED, site, message).values(was, is));
        return;
    }
    for name in new.iter().filter(|it| !old.contains(it)) {
        let message = format!("{subject} may be `{name}`, too");
        found.push(Edit::new(&rules::MEDIA_TYPE_ADDED, site, message).values("", name));
    }
    for name in old.iter().filter(|it| !new.contains(it)) {
        let message = format!("{subject} is no longer `{name}`");
        found.push(Edit::new(&rules::MEDIA_TYPE_REMOVED, site, message).values(name, ""));
    }
}

fn content<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, old: &'a Content, new: &'a Content) {
    match (old, new) {
        (Content::Json(old), Content::Json(new))
        | (Content::Form(old), Content::Form(new))
        | (Content::Multipart(old), Content::Multipart(new)) => {
            ty::whole(cx, found, site, old, new);
        }
        (Content::Text, Content::Text) | (Content::Bytes, Content::Bytes) => {}
        // Another media type is a finding already.
        (old, new) => match found.edits.iter_mut().find(|it| it.rule.id.starts_with("media-type")) {
            Some(known) => {
                known.removed.extend(named(old));
                known.added.extend(named(new));
            }
            None => {
                let (was, is) = (kind(&cx.base, old), kind(&cx.revision, new));
                let message = format!("{} was {was}, is {is}", site.subject);
                let edit = Edit::new(&rules::MEDIA_TYPE_CHANGED, site, message).values(was, is);
                found.push(Edit { removed: named(old), added: named(new), ..edit });
            }
        },
    }
}

pub(super) fn replies<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>, _: &str) -> Found {
    let mut found = Found::default();
    let (old, new) = (&base.1.reply, &revision.1.reply);
    let Reply {
        content: of,
        stream,
        accept,
        media_types,
        optional,
        statuses,
        successes: said,
        description,
        headers: _,
        examples,
        origin,
    } = old;
    let spans = [(base.0, *origin), (revision.0, new.origin)];
    let site = part(cx, spans, Spot::Reply, ["reply", "reply"]);
    match (of, &new.content) {
        (None, None) => {}
        (Some(old), None) => {
            let edit = Edit::new(&rules::REPLY_REMOVED, &site, format!("{} has no body any more", site.subject));
            let edit = edit.values(kind(&cx.base, old), "");
            found.push(Edit { removed: named(old), ..edit });
        }
        (None, Some(new)) => {
            let edit = Edit::new(&rules::REPLY_ADDED, &site, format!("{} has a body now", site.subject));
            let edit = edit.values("", kind(&cx.revision, new));
            found.push(Edit { added: named(new), ..edit });
        }
        (Some(old), Some(is)) => {
            media(&mut found, &site, [accept, &new.accept], [media_types, &new.media_types]);
            content(cx, &mut found, &site, old, is);
            match (optional, new.optional) {
                (false, true) => {
                    let message = format!("{} may have no body now", site.subject);
                    found.push(Edit::new(&rules::REPLY_BECAME_OPTIONAL, &site, message));
                }
                (true, false) => {
                    let message = format!("{} always has a body now", site.subject);
                    found.push(Edit::new(&rules::REPLY_BECAME_REQUIRED, &site, message));
                }
                _ => {}
            }
        }
    }
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

fn status(it: StatusMatch) -> String {
    match it {
        StatusMatch::Exact(code) => code.to_string(),
        StatusMatch::Range(hundreds) => format!("{hundreds}XX"),
        StatusMatch::Default => "default".to_owned(),
    }
}

pub(super) fn errors<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>, _: &str) -> Found {
    let mut found = Found::default();
    let (old, new) = (&base.1.errors, &revision.1.errors);
    let site = |at: StatusMatch, was: crate::source::Span, is: crate::source::Span| {
        let status = status(at);
        let names = [format!("error {status}"), format!("error {status}")];
        part(cx, [(base.0, was), (revision.0, is)], Spot::Errors, [&names[0], &names[1]])
    };
    for it in old {
        match new.iter().find(|other| other.status == it.status) {
            Some(other) => error(cx, &mut found, &site(it.status, it.origin, other.origin), (it, other)),
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

fn error<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (old, new): (&'a ErrorReply, &'a ErrorReply)) {
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
