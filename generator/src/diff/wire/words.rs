//! Words and examples, which travel nowhere: what documentation says.

use super::{Cx, Reach, Reached};
use crate::diff::edit::{Anchor, BOTH, Edit, Site, Spot};
use crate::diff::rules::values as rules;
use crate::ir::{Docs, Group};
use std::collections::BTreeSet;

type Text<'a> = &'a Option<String>;

/// One edit for all texts of a thing.
pub(super) fn texts<const N: usize>(
    site: &Site,
    names: [&str; N],
    was: [Text<'_>; N],
    is: [Text<'_>; N],
) -> Option<Edit> {
    let changed: Vec<usize> =
        (0..N).filter(|&it| was[it].as_deref().map(str::trim) != is[it].as_deref().map(str::trim)).collect();
    if changed.is_empty() {
        return None;
    }
    let listed: Vec<&str> = changed.iter().map(|&it| names[it]).collect();
    let all = |of: [Text<'_>; N]| changed.iter().filter_map(|&it| of[it].clone()).collect::<Vec<_>>().join("\n");
    let verb = if changed.len() == 1 { "says" } else { "say" };
    let message = format!("{} of {} {verb} something else", listed.join(" and "), site.subject);
    Some(Edit::new(&rules::DOCS_CHANGED, site, message).values(all(was), all(is)))
}

pub(super) fn docs(site: &Site, was: &Docs, is: &Docs) -> Vec<Edit> {
    let Docs { title, description, deprecated } = was;
    let mut res: Vec<Edit> = deprecation(site, *deprecated, is.deprecated).into_iter().collect();
    res.extend(texts(site, ["title", "description"], [title, description], [&is.title, &is.description]));
    res
}

pub(super) fn deprecation(site: &Site, was: bool, is: bool) -> Option<Edit> {
    match (was, is) {
        (false, true) => Some(Edit::new(&rules::DEPRECATED, site, format!("{} is deprecated now", site.subject))),
        (true, false) => {
            Some(Edit::new(&rules::UNDEPRECATED, site, format!("{} is no longer deprecated", site.subject)))
        }
        _ => None,
    }
}

pub(super) fn examples<T: PartialEq + std::fmt::Debug>(site: &Site, was: &T, is: &T) -> Option<Edit> {
    let message = || format!("an example of {} changed", site.subject);
    (was != is)
        .then(|| Edit::new(&rules::EXAMPLE_CHANGED, site, message()).values(format!("{was:?}"), format!("{is:?}")))
}

/// What is said of the API and of its tags.
pub(super) fn compare(cx: &Cx<'_>) -> Vec<Reached> {
    let anchor = Some(Anchor { spot: Spot::Api, span: None });
    let site = Site { subject: "the API".to_owned(), place: "info".to_owned(), base: anchor.clone(), revision: anchor };
    let (old, new) = (cx.base.api, cx.revision.api);
    let (was, is) = (Some(old.title.clone()), Some(new.title.clone()));
    let edit = texts(&site, ["title", "description"], [&was, &old.description], [&is, &new.description]);
    let mut res: Vec<Reached> =
        edit.map(|edit| Reached { edit, ways: BOTH, operations: BTreeSet::new() }).into_iter().collect();
    res.extend(schemes(cx));
    for (group, Group { tag, description, origin }) in new.groups.iter().enumerate() {
        let Some(before) = old.groups.iter().find(|it| it.tag == *tag) else {
            continue;
        };
        let at = |span| Some(Anchor { spot: Spot::Api, span });
        let site = Site {
            subject: format!("tag `{tag}`"),
            place: format!("tag {tag}"),
            base: at(before.origin),
            revision: at(*origin),
        };
        let of_group = |revision: usize| new.operations[revision].group.0 as usize == group;
        let both = cx.pairs.both.iter().enumerate().filter(|(_, (_, it))| of_group(*it));
        let operations: BTreeSet<Reach> = both.map(|(at, _)| Reach::Both(at)).collect();
        let edit = texts(&site, ["description"], [&before.description], [description]);
        res.extend(edit.map(|edit| Reached { edit, ways: BOTH, operations }));
    }
    res
}

/// What is said of ways to say who is calling; the docs of the client's builder have it.
fn schemes(cx: &Cx<'_>) -> Vec<Reached> {
    let both = cx.revision.api.security_schemes.iter().filter_map(|is| {
        let was = cx.base.api.security_schemes.iter().find(|it| it.name == is.name)?;
        let at = |span| Some(Anchor { spot: Spot::Access, span: Some(span) });
        let (subject, place) = (format!("security scheme `{}`", is.name), format!("security scheme {}", is.name));
        let site = Site { subject, place, base: at(was.origin), revision: at(is.origin) };
        texts(&site, ["description"], [&was.description], [&is.description])
    });
    both.map(|edit| Reached { edit, ways: BOTH, operations: BTreeSet::new() }).collect()
}
