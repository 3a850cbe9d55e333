//! Bodies of requests.

use super::operations::part;
use super::{Cx, Of, content, words};
use crate::diff::edit::{Edit, Found, Site, Spot};
use crate::diff::rules::bodies as rules;
use crate::ir::{Body, Encoding};

pub(super) fn compare<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>) -> Found {
    let mut found = Found::default();
    let spans = [(base.0, base.1.origin), (revision.0, revision.1.origin)];
    let site = part(cx, spans, Spot::Body, "body");
    match (&base.1.body, &revision.1.body) {
        (None, None) => {}
        (Some(old), None) => {
            let edit = Edit::new(&rules::REMOVED, &site, format!("{} was removed", site.subject));
            let edit = edit.values(content::kind(&cx.base, &old.content), "");
            found.push(Edit { removed: content::named(&old.content), ..edit });
        }
        (None, Some(new)) => {
            let (rule, what) = match new.required {
                true => (&rules::REQUIRED_ADDED, "required"),
                false => (&rules::OPTIONAL_ADDED, "optional"),
            };
            let edit = Edit::new(rule, &site, format!("{} is new, and {what}", site.subject));
            let edit = edit.values("", content::kind(&cx.revision, &new.content));
            found.push(Edit { added: content::named(&new.content), ..edit });
        }
        (Some(old), Some(new)) => {
            let spans = [(base.0, old.origin), (revision.0, new.origin)];
            both(cx, &mut found, &part(cx, spans, Spot::Body, "body"), (old, new));
        }
    }
    found
}

fn both<'a>(cx: &Cx<'a>, found: &mut Found, site: &Site, (old, new): (&'a Body, &'a Body)) {
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
    content::media(found, site, used, [media_types, &new.media_types]);
    content::compare(cx, found, site, of, &new.content);
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
