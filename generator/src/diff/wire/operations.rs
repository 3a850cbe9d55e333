//! What is said of an operation as such: whether it is there, where, and what it is called.

use super::{Cx, Of, Reach, Reached, bodies, content, errors, found, headers, params, replies, words};
use crate::diff::edit::{Anchor, BOTH, Edit, Found, RECEIVED, SENT, Site, Spot, Ways};
use crate::diff::rules::operations as rules;
use crate::diff::side::View;
use crate::ir::{Operation, Paging, ResourceWait, TypeId, Wait, WaitStep};
use crate::source::Span;
use std::collections::BTreeSet;

/// Operations that only one side has.
pub(super) fn lonely(cx: &Cx<'_>) -> Vec<Reached> {
    let mut res = Vec::new();
    for &at in &cx.pairs.removed {
        let route = cx.base.route(at);
        let is_left_out = is_skipped(&cx.revision, &cx.base.api.operations[at]);
        let (rule, what) = match is_left_out {
            true => (&rules::LEFT_OUT, "can no longer be generated"),
            false => (&rules::REMOVED, "was removed"),
        };
        let site = Site { base: Some(cx.base.anchor(Spot::Operation(at))), ..blank(&route) };
        let mut edit = Edit::new(rule, &site, format!("`{route}` {what}")).values(&route, "");
        edit.removed = roots(&cx.base.api.operations[at]);
        res.push(Reached { edit, ways: BOTH, operations: BTreeSet::from([Reach::Removed(at)]) });
    }
    for &at in &cx.pairs.added {
        let route = cx.revision.route(at);
        let (rule, what) = match is_skipped(&cx.base, &cx.revision.api.operations[at]) {
            true => (&rules::GENERATED, "can be generated now"),
            false => (&rules::ADDED, "is new"),
        };
        let site = Site { revision: Some(cx.revision.anchor(Spot::Operation(at))), ..blank(&route) };
        let mut edit = Edit::new(rule, &site, format!("`{route}` {what}")).values("", &route);
        edit.added = roots(&cx.revision.api.operations[at]);
        res.push(Reached { edit, ways: BOTH, operations: BTreeSet::from([Reach::Added(at)]) });
    }
    res
}

fn is_skipped(view: &View<'_>, operation: &Operation) -> bool {
    view.api.skipped.iter().any(|it| it.operation == operation.id)
}

fn blank(route: &str) -> Site {
    Site { subject: format!("`{route}`"), place: route.to_owned(), base: None, revision: None }
}

/// Types that an operation names.
fn roots(operation: &Operation) -> Vec<TypeId> {
    let mut res: Vec<TypeId> = operation.params.iter().flat_map(|it| super::ty::named(&it.ty)).collect();
    res.extend(operation.body.iter().flat_map(|it| content::named(&it.content)));
    res.extend(operation.reply.content.iter().flat_map(content::named));
    res.extend(operation.errors.iter().filter_map(|it| it.ty.as_ref()).flat_map(super::ty::named));
    res
}

/// One operation on both sides: what is found, by the way it travels.
pub(super) fn compare(cx: &Cx<'_>, base: usize, revision: usize) -> Vec<(Ways, Found)> {
    let [old, new] = [&cx.base.api.operations[base], &cx.revision.api.operations[revision]];
    let site = Site {
        base: Some(cx.base.anchor(Spot::Operation(base))),
        revision: Some(cx.revision.anchor(Spot::Operation(revision))),
        ..blank(&cx.revision.route(revision))
    };
    let (base, revision): (Of<'_>, Of<'_>) = ((base, old), (revision, new));
    vec![
        (BOTH, found(itself(&site, old, new))),
        (SENT, params::compare(cx, base, revision)),
        (SENT, bodies::compare(cx, base, revision)),
        (RECEIVED, replies::compare(cx, base, revision)),
        (RECEIVED, headers::compare(cx, base, revision)),
        (RECEIVED, errors::compare(cx, base, revision)),
    ]
}

fn itself(site: &Site, old: &Operation, new: &Operation) -> Vec<Edit> {
    // Whoever adds something to an operation decides here what a change of it means.
    let Operation {
        id,
        name: _,  // rust: the method's name
        group: _, // rust: the resource
        method: _,
        path: _,
        params: _,
        body: _,
        reply: _,
        errors: _,
        effect: _,   // follows from the method
        security: _, // with the schemes
        barred: _,   // with the schemes
        servers: _,
        paging: _,
        wait: _,
        resource_waits: _,
        unwrap: _,
        value_header: _,
        summary,
        description,
        deprecated,
        external_docs,
        origin: _,
    } = old;
    let mut res = route(site, old, new);
    if *id != new.id {
        let message = format!("operationId of {} was `{id}`, is `{}`", site.subject, new.id);
        res.push(Edit::new(&rules::OPERATION_ID_CHANGED, site, message).values(id, &new.id));
    }
    let [was, is] = [conveniences(old), conveniences(new)];
    if was != is {
        let message = format!("pages, waits or output of {} are another by client.toml", site.subject);
        res.push(Edit::new(&rules::CONVENIENCE_CHANGED, site, message).values(was, is));
    }
    res.extend(words::deprecation(site, *deprecated, new.deprecated));
    let was = [summary, description, external_docs];
    let is = [&new.summary, &new.description, &new.external_docs];
    res.extend(words::texts(site, ["summary", "description", "link to more"], was, is));
    res
}

/// Method and path, as far as they are on the wire.
fn route(site: &Site, old: &Operation, new: &Operation) -> Vec<Edit> {
    let (Operation { method, path, .. }, mut res) = (old, Vec::new());
    if super::pairs::skeleton(path) != super::pairs::skeleton(&new.path) {
        let whole = Site { place: format!("{path} -> {}", new.path), ..site.clone() };
        let message = format!("path `{path}` is now `{}`", new.path);
        res.push(Edit::new(&rules::PATH_CHANGED, &whole, message).values(path, &new.path));
    }
    if *method != new.method {
        let (was, is) = (format!("{method:?}").to_uppercase(), format!("{:?}", new.method).to_uppercase());
        let message = format!("`{was} {path}` is now `{is} {}`", new.path);
        res.push(Edit::new(&rules::METHOD_CHANGED, site, message).values(was, is));
    }
    res
}

/// Pages, waits and output, which only client.toml decides, as one text.
fn conveniences(of: &Operation) -> String {
    let header = of.value_header.and_then(|it| of.reply.headers.get(it)).map(|it| it.name.to_ascii_lowercase());
    format!("{:?}", (pages(&of.paging), &of.unwrap, header, wait_text(&of.wait, &of.resource_waits)))
}

/// Paging as text, without the type of items, whose number means nothing on the other side.
fn pages(paging: &Option<Paging>) -> Option<String> {
    let Paging { items, item: _, keyed, values_only, next, total, total_header, page_size } = paging.as_ref()?;
    Some(format!("{items:?} {keyed} {values_only} {next:?} {total:?} {total_header:?} {page_size:?}"))
}

/// Waits as text, without the positions of operations, which mean nothing on the other side.
fn wait_text(wait: &Option<Wait>, on_resource: &[ResourceWait]) -> String {
    let step = |it: &WaitStep| {
        let WaitStep { poll: _, args, done, done_status, failed, tolerate, interval_seconds } = it;
        format!("{args:?} {done:?} {done_status:?} {failed:?} {tolerate:?} {interval_seconds:?}")
    };
    let own = wait.iter().flat_map(|it| &it.steps).map(step);
    own.chain(on_resource.iter().map(|it| format!("{} {}", it.name, step(&it.step)))).collect::<Vec<_>>().join("; ")
}

/// A part of an operation, on both sides: a position and a place for each.
pub(super) fn part(cx: &Cx<'_>, of: [(usize, Span); 2], spot: fn(usize) -> Spot, name: &str) -> Site {
    let [(base, was), (revision, is)] = of;
    let route = cx.revision.route(revision);
    Site {
        subject: format!("{name} of `{route}`"),
        place: format!("{route} {name}"),
        base: Some(Anchor { spot: spot(base), span: Some(was) }),
        revision: Some(Anchor { spot: spot(revision), span: Some(is) }),
    }
}
