//! Where callers find a method: resources and methods with other names, laid to the edit that is known, or findings of their own.

use super::{Case, order};
use crate::diff::Signature;
use crate::diff::edit::{BOTH, Edit, Site, Spot};
use crate::diff::rules::{Bump, operations};
use crate::diff::side::View;
use crate::diff::wire::{Cx, Reach, Reached};
use crate::plan::{Request, Resource};
use std::collections::{BTreeMap, BTreeSet};

/// An operation of both sides, with its method in each crate.
struct Method<'a> {
    /// Position of the pair.
    at: usize,
    site: Site,
    old: (&'a Resource, &'a Request),
    new: (&'a Resource, &'a Request),
}

pub(super) fn lay(cx: &Cx<'_>, cases: &mut Vec<Case>) {
    let mut resources: BTreeMap<[String; 2], Case> = BTreeMap::new();
    for method in (0..cx.pairs.both.len()).filter_map(|at| method(cx, at)) {
        resource(cx, &method, &mut resources);
        if !method.is_moved() {
            renamed(&method, cases);
        }
        cases.extend(order::of_arguments(cx, method.at, &method.site));
    }
    cases.extend(resources.into_values());
}

fn method<'a>(cx: &Cx<'a>, at: usize) -> Option<Method<'a>> {
    let (base, revision) = cx.pairs.both[at];
    let route = cx.revision.route(revision);
    let site = Site {
        subject: format!("`{route}`"),
        place: route,
        base: Some(cx.base.anchor(Spot::Operation(base))),
        revision: Some(cx.revision.anchor(Spot::Operation(revision))),
    };
    Some(Method { at, site, old: cx.base.request(base)?, new: cx.revision.request(revision)? })
}

impl Method<'_> {
    fn is_moved(&self) -> bool {
        let [old, new] = [self.old, self.new].map(|(resource, _)| (&resource.module, &resource.handle));
        old != new
    }

    fn signature(&self) -> Signature {
        let path = |(resource, request): (&Resource, &Request)| {
            Some(format!("{}::{}::{}", resource.module, resource.handle, request.method))
        };
        Signature { item: String::new(), old: path(self.old), new: path(self.new) }
    }
}

/// All methods of one tag that are of another tag now are one finding.
fn resource(cx: &Cx<'_>, method: &Method<'_>, found: &mut BTreeMap<[String; 2], Case>) {
    let (base, revision) = cx.pairs.both[method.at];
    let [was, is] = [tag(&cx.base, base), tag(&cx.revision, revision)];
    if was == is && !method.is_moved() {
        return;
    }
    let case = found.entry([was.to_owned(), is.to_owned()]).or_insert_with(|| {
        let message = format!("operations tagged `{was}` are tagged `{is}` now");
        let site = Site { place: format!("tag {was}"), ..method.site.clone() };
        let edit = Edit::new(&operations::RESOURCE_RENAMED, &site, message).values(was, is);
        Case::new(Reached { edit, ways: BOTH, operations: BTreeSet::new() })
    });
    case.reached.operations.insert(Reach::Both(method.at));
    if method.is_moved() {
        case.lay(Bump::Major, method.signature());
    }
}

fn tag<'a>(view: &View<'a>, operation: usize) -> &'a str {
    &view.api.groups[view.api.operations[operation].group.0 as usize].tag
}

fn renamed(method: &Method<'_>, cases: &mut Vec<Case>) {
    let (was, is) = (method.old.1, method.new.1);
    if was.method == is.method && was.ident == is.ident {
        return;
    }
    let reach = BTreeSet::from([Reach::Both(method.at)]);
    let is_known =
        |it: &&mut Case| it.reached.edit.rule == &operations::OPERATION_ID_CHANGED && it.reached.operations == reach;
    if let Some(case) = cases.iter_mut().find(is_known) {
        return case.lay(Bump::Major, method.signature());
    }
    let message = format!("method `{}` is called `{}` in Rust now", was.method, is.method);
    let edit = Edit::new(&operations::METHOD_RENAMED, &method.site, message);
    let edit = edit.values(was.method.as_str(), is.method.as_str());
    let mut case = Case::new(Reached { edit, ways: BOTH, operations: reach });
    case.lay(Bump::Major, method.signature());
    cases.push(case);
}
