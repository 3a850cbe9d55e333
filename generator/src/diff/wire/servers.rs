//! Where the API is: addresses with their variables, of all operations and of some.

use super::{Cx, Reach, Reached};
use crate::diff::edit::{Anchor, BOTH, Edit, Site, Spot};
use crate::diff::rules::operations as rules;
use crate::diff::rules::{Rule, values};
use crate::ir::{Server, ServerVariable};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compare(cx: &Cx<'_>) -> Vec<Reached> {
    let mut res = Vec::new();
    let anchor = Some(Anchor { spot: Spot::Servers, span: None });
    let site =
        Site { subject: "the API".to_owned(), place: "servers".to_owned(), base: anchor.clone(), revision: anchor };
    let (old, new) = (&cx.base.api.operations, &cx.revision.api.operations);
    let both = || cx.pairs.both.iter().enumerate();
    let common =
        both().filter(|(_, (base, revision))| old[*base].servers.is_empty() && new[*revision].servers.is_empty());
    let common: BTreeSet<Reach> = common.map(|(at, _)| Reach::Both(at)).collect();
    for edit in servers(&site, &cx.base.api.servers, &cx.revision.api.servers) {
        res.push(Reached { edit, ways: BOTH, operations: common.clone() });
    }
    // What all operations of a path have in common is one edit.
    let mut own: BTreeMap<(String, String), (Edit, BTreeSet<Reach>)> = BTreeMap::new();
    for (at, (base, revision)) in both() {
        let (old, new) = (&old[*base], &new[*revision]);
        if old.servers.is_empty() && new.servers.is_empty() {
            continue;
        }
        let site = Site {
            subject: format!("`{}`", cx.revision.route(*revision)),
            place: format!("{} servers", new.path),
            base: Some(Anchor { spot: Spot::Operation(*base), span: Some(old.origin) }),
            revision: Some(Anchor { spot: Spot::Operation(*revision), span: Some(new.origin) }),
        };
        let of = |own: &'_ [Server], all: &'_ [Server]| if own.is_empty() { all.to_vec() } else { own.to_vec() };
        let was = of(&old.servers, &cx.base.api.servers);
        let is = of(&new.servers, &cx.revision.api.servers);
        for edit in servers(&site, &was, &is) {
            let key = (edit.old.clone(), edit.new.clone());
            own.entry(key).or_insert_with(|| (edit, BTreeSet::new())).1.insert(Reach::Both(at));
        }
    }
    res.extend(own.into_values().map(|(edit, operations)| Reached { edit, ways: BOTH, operations }));
    res
}

/// An address with its variables filled in, without a slash at its end: the same for whoever calls it.
fn address(Server { url, description: _, variables }: &Server) -> String {
    let mut url = url.clone();
    for ServerVariable { name, default, values: _, description: _ } in variables {
        url = url.replace(&format!("{{{name}}}"), default);
    }
    url.trim_end_matches('/').to_owned()
}

fn servers(site: &Site, old: &[Server], new: &[Server]) -> Vec<Edit> {
    let mut res = Vec::new();
    let (was, is): (Vec<String>, Vec<String>) = (old.iter().map(address).collect(), new.iter().map(address).collect());
    let gone: Vec<&String> = was.iter().filter(|it| !is.contains(it)).collect();
    let come: Vec<&String> = is.iter().filter(|it| !was.contains(it)).collect();
    let of = &site.subject;
    if let ([was], [is]) = (&gone[..], &come[..]) {
        let message = format!("server of {of} was `{was}`, is `{is}`");
        res.push(Edit::new(&rules::SERVER_CHANGED, site, message).values(*was, *is));
    } else {
        let each = |rule: &'static Rule, url: &str, what: &str| {
            Edit::new(rule, site, format!("server `{url}` of {of} {what}"))
        };
        res.extend(gone.iter().map(|it| each(&rules::SERVER_REMOVED, it, "was removed").values((*it).clone(), "")));
        res.extend(come.iter().map(|it| each(&rules::SERVER_ADDED, it, "is new").values("", (*it).clone())));
    }
    let moved = gone.is_empty() && was.first() != is.first() && was.first().is_some_and(|it| is.contains(it));
    if let (true, Some(was), Some(is)) = (moved, was.first(), is.first()) {
        let message = format!("default server of {of} was `{was}`, is `{is}`");
        res.push(Edit::new(&rules::SERVERS_REORDERED, site, message).values(was, is));
    }
    for server in old {
        let Some(other) = new.iter().find(|it| address(it) == address(server)) else {
            continue;
        };
        res.extend(variables(site, server, other));
    }
    res
}

fn variables(site: &Site, old: &Server, new: &Server) -> Vec<Edit> {
    let text = |it: &Server| format!("{:?} {:?}", it.description, it.variables);
    if text(old) == text(new) {
        return Vec::new();
    }
    let values_of = |it: &Server| -> BTreeSet<String> {
        it.variables.iter().flat_map(|it| it.values.iter().map(|value| format!("{}={value}", it.name))).collect()
    };
    let (was, is) = (values_of(old), values_of(new));
    let list = |it: Vec<&String>| it.into_iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    let (gone, come) = (list(was.difference(&is).collect()), list(is.difference(&was).collect()));
    let url = &new.url;
    let (rule, message) = match (gone.is_empty(), come.is_empty()) {
        (false, _) if !is.is_empty() => {
            (&rules::SERVER_REMOVED, format!("server `{url}` can no longer be had with {gone}"))
        }
        (true, false) if !was.is_empty() => {
            (&rules::SERVER_ADDED, format!("server `{url}` can be had with {come}, too"))
        }
        _ => (&values::DOCS_CHANGED, format!("what is said of server `{url}` changed")),
    };
    vec![Edit::new(rule, site, message).values(gone, come)]
}
