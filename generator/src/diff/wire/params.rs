//! Parameters: which there are, where they stand, how they are written, whether they must be there.

use super::pairs::{self, Pairs};
use super::{Cx, Of, constraints, ty, words};
use crate::diff::edit::{Edit, Found, Site, Spot};
use crate::diff::rules::params as rules;
use crate::diff::rules::{operations, types};
use crate::diff::side::{View, docs_of_uses};
use crate::ir::{Param, ParamLocation};

pub(super) fn compare<'a>(cx: &Cx<'a>, base: Of<'a>, revision: Of<'a>) -> Found {
    let mut found = Found::default();
    let route = &cx.revision.route(revision.0);
    let (old, new) = (&base.1.params, &revision.1.params);
    let paired = Pairs::new(pair_up(cx, base, revision), old.len(), new.len());
    for &(old, new) in &paired.both {
        one(cx, &mut found, (base, old), (revision, new));
    }
    for at in paired.removed {
        let site = Site { base: Some(cx.base.anchor(Spot::Param(base.0, at))), ..site(&old[at], route) };
        let message = format!("{} was removed", site.subject);
        let edit = Edit::new(&rules::REMOVED, &site, message).values(cx.base.words(&old[at].ty), "");
        found.push(Edit { removed: ty::named(&old[at].ty).collect(), ..edit });
    }
    for at in paired.added {
        let site = Site { revision: Some(cx.revision.anchor(Spot::Param(revision.0, at))), ..site(&new[at], route) };
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
    let (was, is) = (&base.1.params[old], &revision.1.params[new]);
    let site = Site {
        base: Some(cx.base.anchor(Spot::Param(base.0, old))),
        revision: Some(cx.revision.anchor(Spot::Param(revision.0, new))),
        ..site(is, &cx.revision.route(revision.0))
    };
    let Param {
        name: _,           // `place`
        location: _,       // `place`
        required: _,       // `presence`
        style: _,          // `style`
        explode: _,        // `style`
        allow_reserved: _, // `style`
        allow_empty: _,    // `style`
        ty: of,
        nullable: _, // `presence`
        preset,
        docs,
        default,
        constraints: limits,
        example,
        origin: _,
    } = was;
    found.edits.extend(place(cx, &site, (base, was), (revision, is)));
    found.edits.extend(style(cx, &site, was, is));
    found.edits.extend(presence(&site, was, is));
    if *preset != is.preset {
        let message = format!("client.toml presets another value of {}", site.subject);
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

type At<'a> = (Of<'a>, &'a Param);

/// Where it stands, and what it is called there.
fn place<'a>(cx: &Cx<'a>, site: &Site, (base, was): At<'a>, (revision, is): At<'a>) -> Vec<Edit> {
    let Param { name, location, .. } = was;
    let (kind, route) = (kind(*location), cx.revision.route(revision.0));
    let mut res = Vec::new();
    if *location != is.location {
        let now = self::kind(is.location);
        let message = format!("{kind} `{name}` of `{route}` is a {now} now");
        res.push(Edit::new(&rules::MOVED, site, message).values(kind, now));
    }
    let is_same = *name == is.name || *location == ParamLocation::Header && name.eq_ignore_ascii_case(&is.name);
    if *location == ParamLocation::Path && *name != is.name {
        let message = format!("{kind} `{name}` of `{route}` is called `{}` now", is.name);
        // All operations of the path have it.
        let whole = Site { place: format!("{} -> {}", base.1.path, revision.1.path), ..site.clone() };
        res.push(Edit::new(&operations::PATH_PARAM_RENAMED, &whole, message).values(name, &is.name));
    } else if !is_same {
        let message = format!("{kind} `{name}` of `{route}` is spelled `{}` now", is.name);
        res.push(Edit::new(&rules::RESPELLED, site, message).values(name, &is.name));
    }
    res
}

/// How it is written; each place has a style of its own.
fn style(cx: &Cx<'_>, site: &Site, was: &Param, is: &Param) -> Option<Edit> {
    let explodes_otherwise = was.explode != is.explode && ty::is_many(&cx.base, &was.ty);
    let rest = |it: &Param| (it.style, it.allow_reserved, it.allow_empty);
    if was.location != is.location || (rest(was) == rest(is) && !explodes_otherwise) {
        return None;
    }
    let written = |it: &Param| {
        let reserved = if it.allow_reserved { ", reserved characters as they are" } else { "" };
        let empty = if it.allow_empty { ", perhaps empty" } else { "" };
        format!("{:?}, explode {}{reserved}{empty}", it.style, it.explode)
    };
    let (was, is) = (written(was), written(is));
    let message = format!("{} is written in another way: {was} → {is}", site.subject);
    Some(Edit::new(&rules::STYLE_CHANGED, site, message).values(was, is))
}

/// Whether it must be there, and whether it may be null.
fn presence(site: &Site, was: &Param, is: &Param) -> Vec<Edit> {
    let say = |rule, what: &str| Some(Edit::new(rule, site, format!("{} {what}", site.subject)));
    let required = match (is_asked(was), is_asked(is)) {
        (false, true) => say(&rules::BECAME_REQUIRED, "became required"),
        (true, false) => say(&rules::BECAME_OPTIONAL, "became optional"),
        _ => None,
    };
    let nullable = match (was.nullable, is.nullable) {
        (false, true) => say(&types::OPTIONAL_BECAME_NULLABLE, "may be null now"),
        (true, false) => say(&types::OPTIONAL_NO_LONGER_NULLABLE, "may no longer be null"),
        _ => None,
    };
    required.into_iter().chain(nullable).collect()
}
