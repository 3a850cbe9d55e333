//! What a body holds, and the media types that it may have.

use super::{Cx, ty};
use crate::diff::edit::{Edit, Found, Site};
use crate::diff::rules::bodies as rules;
use crate::diff::side::View;
use crate::ir::{Content, TypeId};

/// Types that a content names.
pub(super) fn named(content: &Content) -> Vec<TypeId> {
    match content {
        Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) => ty::named(ty).collect(),
        Content::Text | Content::Bytes => Vec::new(),
    }
}

pub(super) fn kind(view: &View<'_>, content: &Content) -> String {
    match content {
        Content::Json(ty) => format!("JSON: {}", view.words(ty)),
        Content::Form(ty) => format!("a form: {}", view.words(ty)),
        Content::Multipart(ty) => format!("parts: {}", view.words(ty)),
        Content::Text => "text".to_owned(),
        Content::Bytes => "bytes".to_owned(),
    }
}

pub(super) fn compare<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, old: &'a Content, new: &'a Content) {
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

/// Media types: `used` by the clients of each side, among those that are there.
pub(super) fn media(found: &mut Found, site: &Site, used: [&[String]; 2], there: [&[String]; 2]) {
    let [old, new] = there;
    let subject = &site.subject;
    let [old, new] = [old, new].map(|it| it.iter().map(|it| essence(it)).collect::<Vec<_>>());
    let stays = used[0].is_empty() || used[0].iter().any(|it| new.contains(&essence(it)));
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

/// Without the charset, which JSON does not have and servers say or leave out as they like.
fn essence(media_type: &str) -> String {
    let parts = media_type.split(';').map(str::trim);
    let is_charset = |it: &&str| it.to_ascii_lowercase().starts_with("charset=");
    parts.filter(|it| !is_charset(it)).collect::<Vec<_>>().join("; ")
}
