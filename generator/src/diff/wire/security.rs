//! Who may call: ways in, compared by how credentials are shown and not by what a scheme is called.

use super::pairs::further;
use super::{Cx, Reach, Reached};
use crate::diff::edit::{Anchor, BOTH, Edit, Site, Spot};
use crate::diff::rules::Rule;
use crate::diff::rules::operations as rules;
use crate::diff::side::View;
use crate::ir::{Operation, RequiredScheme, SecurityKind, SecurityRequirement, SecurityScheme};
use std::collections::{BTreeMap, BTreeSet};

/// What changed, however many operations it changed for: (rule, what was, what is, sentence).
type Key = (&'static str, String, String, String);

pub(super) fn compare(cx: &Cx<'_>) -> Vec<Reached> {
    let mut found: BTreeMap<Key, (&'static Rule, BTreeSet<Reach>)> = BTreeMap::new();
    for (at, (base, revision)) in cx.pairs.both.iter().enumerate() {
        for (rule, old, new, message) in one(cx, *base, *revision) {
            let key = (rule.id, old, new, message);
            found.entry(key).or_insert_with(|| (rule, BTreeSet::new())).1.insert(Reach::Both(at));
        }
    }
    found.into_iter().map(|(key, (rule, operations))| edit(cx, rule, key, operations)).collect()
}

fn edit(cx: &Cx<'_>, rule: &'static Rule, key: Key, operations: BTreeSet<Reach>) -> Reached {
    let (_, old, new, message) = key;
    let first = operations.iter().find_map(|it| match it {
        Reach::Both(at) => cx.pairs.both.get(*at),
        Reach::Removed(_) | Reach::Added(_) => None,
    });
    let anchor =
        |view: &View<'_>, at: usize| Some(Anchor { spot: Spot::Access, span: Some(view.api.operations[at].origin) });
    let (route, count) = match first {
        Some((_, revision)) => (cx.revision.route(*revision), operations.len()),
        None => (String::new(), 0),
    };
    let (place, of) = match count {
        1 => (format!("{route} security"), format!("`{route}`")),
        n => (format!("security of {n} operations"), format!("{n} operations")),
    };
    let site = Site {
        subject: of.clone(),
        place,
        base: first.and_then(|(base, _)| anchor(&cx.base, *base)),
        revision: first.and_then(|(_, revision)| anchor(&cx.revision, *revision)),
    };
    let edit = Edit::new(rule, &site, format!("{of}: {message}")).values(old, new);
    Reached { edit, ways: BOTH, operations }
}

/// (rule, what was, what is, sentence)
type Found = (&'static Rule, String, String, String);

/// One way in: how credentials are shown, each with its scopes.
type Way = BTreeMap<String, BTreeSet<String>>;

fn ways(view: &View<'_>, operation: &Operation) -> Vec<Way> {
    let way =
        |SecurityRequirement { schemes }: &SecurityRequirement| schemes.iter().map(|it| shown(view, it)).collect();
    let barred =
        operation.barred.then(|| Way::from([("something that no request can show".to_owned(), BTreeSet::new())]));
    operation.security.iter().map(way).chain(barred).collect()
}

fn shown(view: &View<'_>, RequiredScheme { scheme, scopes }: &RequiredScheme) -> (String, BTreeSet<String>) {
    let known = view.api.security_schemes.iter().find(|it| it.name == *scheme);
    (known.map_or_else(|| scheme.clone(), text), scopes.iter().cloned().collect())
}

fn text(SecurityScheme { name: _, kind, description: _, origin: _ }: &SecurityScheme) -> String {
    match kind {
        SecurityKind::Bearer => "a bearer token".to_owned(),
        SecurityKind::Basic => "user and password".to_owned(),
        SecurityKind::ApiKey { location, name } => {
            format!("an API key in the {} `{name}`", format!("{location:?}").to_lowercase())
        }
        SecurityKind::OAuth2 => "an OAuth 2 token".to_owned(),
        SecurityKind::Http(scheme) => format!("`Authorization: {scheme}`"),
    }
}

fn words(way: &Way) -> String {
    if way.is_empty() { "nothing".to_owned() } else { way.keys().cloned().collect::<Vec<_>>().join(" with ") }
}

fn one(cx: &Cx<'_>, base: usize, revision: usize) -> Vec<Found> {
    let old = ways(&cx.base, &cx.base.api.operations[base]);
    let new = ways(&cx.revision, &cx.revision.api.operations[revision]);
    let all = |it: &[Way]| it.iter().map(words).collect::<Vec<_>>().join(" or ");
    let is_open = |it: &[Way]| it.is_empty() || it.iter().any(Way::is_empty);
    match (is_open(&old), is_open(&new)) {
        (true, false) => {
            return vec![(
                &rules::SECURITY_ADDED,
                "nothing".to_owned(),
                all(&new),
                format!("{} is asked for now", all(&new)),
            )];
        }
        (false, true) => {
            return vec![(
                &rules::SECURITY_REMOVED,
                all(&old),
                "nothing".to_owned(),
                "no credentials are asked for any more".to_owned(),
            )];
        }
        _ => {}
    }
    alternatives(&old, &new)
}

/// Ways that are the same on both sides are put aside one by one; then those that differ in scopes; what is left came or went.
fn alternatives(old: &[Way], new: &[Way]) -> Vec<Found> {
    let mut pairs = Vec::new();
    further(&mut pairs, old, new, |was, is| was == is);
    further(&mut pairs, old, new, |was, is| was.keys().eq(is.keys()));
    let mut res: Vec<Found> = pairs.iter().flat_map(|(at, it)| scopes(&old[*at], &new[*it])).collect();
    let lone = |all: &[Way], taken: &dyn Fn(usize) -> bool| -> Vec<String> {
        (0..all.len()).filter(|it| !taken(*it)).map(|it| words(&all[it])).collect()
    };
    let gone = lone(old, &|it| pairs.iter().any(|pair| pair.0 == it));
    let come = lone(new, &|it| pairs.iter().any(|pair| pair.1 == it));
    if let ([was], [is]) = (&gone[..], &come[..]) {
        let message = format!("{was} was asked for, now it is {is}");
        res.push((&rules::SCHEME_CHANGED, was.clone(), is.clone(), message));
        return res;
    }
    res.extend(gone.into_iter().map(|it| {
        let message = format!("{it} is no longer a way in");
        (&rules::SECURITY_ALTERNATIVE_REMOVED, it, String::new(), message)
    }));
    res.extend(come.into_iter().map(|it| {
        let message = format!("{it} is a way in, too");
        (&rules::SECURITY_ALTERNATIVE_ADDED, String::new(), it, message)
    }));
    res
}

fn scopes(was: &Way, is: &Way) -> Vec<Found> {
    let mut res: Vec<Found> = Vec::new();
    let list = |it: Vec<&String>| it.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    for (scheme, scopes) in was {
        let now = &is[scheme];
        let (added, removed) = (list(now.difference(scopes).collect()), list(scopes.difference(now).collect()));
        if !added.is_empty() {
            let message = format!("{scheme} needs {added} now");
            res.push((&rules::SCOPE_ADDED, String::new(), added, message));
        }
        if !removed.is_empty() {
            let message = format!("{scheme} no longer needs {removed}");
            res.push((&rules::SCOPE_REMOVED, removed, String::new(), message));
        }
    }
    res
}
