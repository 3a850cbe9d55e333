//! Parameters: which there are, where they stand, how they are written, whether they must be there.

use super::{Cx, constraints, pairs, ty, words};
use crate::diff::edit::{Anchor, Edit, Found, Site, Spot};
use crate::diff::rules::params as rules;
use crate::diff::rules::{operations, types};
use crate::diff::side::{View, docs_of_uses};
use crate::ir::{Operation, Param, ParamLocation};

type Of<'a> = (usize, &'a Operation);

pub(super) fn compare<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>, route: &str) -> Found {
    let mut found = Found::default();
    let paired = pair_up(cx, base, revision);
    for &(old, new) in &paired {
        one(cx, &mut found, (base, old), (revision, new));
    }
    let (old, new) = (&base.1.params, &revision.1.params);
    for at in (0..old.len()).filter(|at| !paired.iter().any(|it| it.0 == *at)) {
        let site = Site { base: Some(anchor(&cx.base, base.0, at)), ..site(&old[at], route) };
        let message = format!("{} was removed", site.subject);
        let edit = Edit::new(&rules::REMOVED, &site, message).values(cx.base.words(&old[at].ty), "");
        found.push(Edit { removed: ty::named(&old[at].ty).collect(), ..edit });
    }
    for at in (0..new.len()).filter(|at| !paired.iter().any(|it| it.1 == *at)) {
        let site = Site { revision: Some(anchor(&cx.revision, revision.0, at)), ..site(&new[at], route) };
        let (rule, kind) = match is_asked(&new[at]) {
            true => (&rules::REQUIRED_ADDED, "required"),
            false => (&rules::OPTIONAL_ADDED, "optional"),
        };
        let message = format!("{} is new, and {kind}", site.subject);
        let edit = Edit::new(rule, &site, message).values("", cx.revision.words(&new[at].ty));
        found.push(Edit { added: ty::named(&new[at].ty).collect(), ..edit });
    }
    found
}

fn is_asked(param: &Param) -> bool {
    param.required && param.preset.is_none()
}

fn kind(location: ParamLocation) -> &'static str {
    match location {
        ParamLocation::Path => "path parameter",
        ParamLocation::Query => "query parameter",
        ParamLocation::Header => "header parameter",
        ParamLocation::Cookie => "cookie parameter",
    }
}

fn site(param: &Param, route: &str) -> Site {
    let kind = kind(param.location);
    Site {
        subject: format!("{kind} `{}` of `{route}`", param.name),
        place: format!("{route} {} {}", kind.split(' ').next().unwrap_or_default(), param.name),
        base: None,
        revision: None,
    }
}

fn anchor(view: &View<'_>, operation: usize, at: usize) -> Anchor {
    let span = view.api.operations[operation].params[at].origin;
    Anchor { spot: Spot::Param(operation, at), span: Some(span) }
}

/// Which parameter is which: path parameters by where they stand in the same path, all others by place and name, then by name,
/// then by their name in Rust.
pub(crate) fn pair_up(cx: &Cx<'_>, base: Of<'_>, revision: Of<'_>) -> Vec<(usize, usize)> {
    let (old, new) = (&base.1.params, &revision.1.params);
    let is_path = |it: &Param| it.location == ParamLocation::Path;
    let mut res: Vec<(usize, usize)> = Vec::new();
    if pairs::skeleton(&base.1.path) == pairs::skeleton(&revision.1.path) {
        let n_path = |of: &[Param]| of.iter().filter(|it| is_path(it)).count();
        res.extend((0..n_path(old).min(n_path(new))).map(|at| (at, at)));
    }
    let same_name = |old: &Param, new: &Param| match new.location {
        ParamLocation::Header => old.name.eq_ignore_ascii_case(&new.name),
        _ => old.name == new.name,
    };
    let ident = |of: &View<'_>, operation: usize, it: &Param| of.param_ident(operation, it).map(ToString::to_string);
    let same_ident = |old: &Param, new: &Param| {
        let was = ident(&cx.base, base.0, old);
        old.location == new.location && was.is_some() && was == ident(&cx.revision, revision.0, new)
    };
    pairs::further(&mut res, old, new, |old, new| old.location == new.location && same_name(old, new));
    pairs::further(&mut res, old, new, same_name);
    pairs::further(&mut res, old, new, same_ident);
    res
}

fn one<'a>(cx: &Cx<'a>, found: &mut Found, (base, old): (Of<'a>, usize), (revision, new): (Of<'a>, usize)) {
    let route = cx.revision.route(revision.0);
    let (was, is) = (&base.1.params[old], &revision.1.params[new]);
    let site = Site {
        base: Some(anchor(&cx.base, base.0, old)),
        revision: Some(anchor(&cx.revision, revision.0, new)),
        ..site(is, &route)
    };
    let Param {
        name,
        location,
        required: _,
        style,
        explode,
        allow_reserved,
        allow_empty,
        ty: of,
        nullable,
        preset,
        docs,
        default,
        constraints: limits,
        example,
        origin: _,
    } = was;
    let subject = &site.subject;
    if location != &is.location {
        let message = format!("{} `{name}` of `{route}` is a {} now", kind(*location), kind(is.location));
        found.push(Edit::new(&rules::MOVED, &site, message).values(kind(*location), kind(is.location)));
    }
    if *location == ParamLocation::Path && name != &is.name {
        let message = format!("path parameter `{name}` of `{route}` is called `{}` now", is.name);
        // All operations of the path have it.
        let whole = Site { place: format!("{} -> {}", base.1.path, revision.1.path), ..site.clone() };
        found.push(Edit::new(&operations::PATH_PARAM_RENAMED, &whole, message).values(name, &is.name));
    } else if name != &is.name && !(*location == ParamLocation::Header && name.eq_ignore_ascii_case(&is.name)) {
        let message = format!("{} `{name}` of `{route}` is spelled `{}` now", kind(*location), is.name);
        found.push(Edit::new(&rules::RESPELLED, &site, message).values(name, &is.name));
    }
    let written = |it: &Param| {
        let reserved = if it.allow_reserved { ", reserved characters as they are" } else { "" };
        let empty = if it.allow_empty { ", perhaps empty" } else { "" };
        format!("{:?}, explode {}{reserved}{empty}", it.style, it.explode)
    };
    let explodes_otherwise = *explode != is.explode && ty::is_many(&cx.base, of);
    let otherwise = *style != is.style || *allow_reserved != is.allow_reserved || explodes_otherwise;
    // Each place has a style of its own.
    let otherwise = otherwise || *allow_empty != is.allow_empty;
    if otherwise && location == &is.location {
        let message = format!("{subject} is written in another way: {} → {}", written(was), written(is));
        found.push(Edit::new(&rules::STYLE_CHANGED, &site, message).values(written(was), written(is)));
    }
    match (is_asked(was), is_asked(is)) {
        (false, true) => found.push(Edit::new(&rules::BECAME_REQUIRED, &site, format!("{subject} became required"))),
        (true, false) => found.push(Edit::new(&rules::BECAME_OPTIONAL, &site, format!("{subject} became optional"))),
        _ => {}
    }
    match (nullable, is.nullable) {
        (false, true) => {
            found.push(Edit::new(&types::OPTIONAL_BECAME_NULLABLE, &site, format!("{subject} may be null now")));
        }
        (true, false) => {
            let message = format!("{subject} may no longer be null");
            found.push(Edit::new(&types::OPTIONAL_NO_LONGER_NULLABLE, &site, message));
        }
        _ => {}
    }
    if *preset != is.preset {
        let message = format!("client.toml presets another value of {subject}");
        found.push(Edit::new(&operations::CONVENIENCE_CHANGED, &site, message));
    }
    ty::compare(cx, found, &site, of, &is.ty);
    let first = found.edits.len();
    found.edits.extend(constraints::compare(&site, limits, &is.constraints));
    found.edits.extend(constraints::default(&site, default.as_ref(), is.default.as_ref()));
    ty::share(&mut found.edits[first..], of, &is.ty, cx);
    let [said, says] = docs_of_uses((&cx.base, docs, of), (&cx.revision, &is.docs, &is.ty));
    found.edits.extend(words::docs(&site, &said, &says));
    found.edits.extend(words::examples(&site, example, &is.example));
}
