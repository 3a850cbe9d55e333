//! Arguments that come in another order.

use super::Case;
use crate::diff::Signature;
use crate::diff::edit::{BOTH, Edit, Site, Spot};
use crate::diff::rules::{Bump, crates};
use crate::diff::side::View;
use crate::diff::wire::{Cx, Reach, Reached, pair_params};
use crate::ir::TypeId;
use crate::plan::{ArgRole, Constructor, ModelKind, Request};
use std::collections::{BTreeMap, BTreeSet};

/// A required argument, by what it is: a parameter by its position, or the body.
#[derive(Clone, Copy, PartialEq)]
enum Argument {
    Param(usize),
    Body,
}

/// Required arguments of a method that both sides have; what they are called does not count.
pub(super) fn of_arguments(cx: &Cx<'_>, at: usize, site: &Site) -> Option<Case> {
    let (base, revision) = cx.pairs.both[at];
    let ((_, was), (_, is)) = (cx.base.request(base)?, cx.revision.request(revision)?);
    let operations = (&cx.base.api.operations[base], &cx.revision.api.operations[revision]);
    let params = pair_params(cx, (base, operations.0), (revision, operations.1));
    let partner = |it: Argument| match it {
        Argument::Body => Some(it),
        Argument::Param(at) => params.iter().find(|it| it.0 == at).map(|it| Argument::Param(it.1)),
    };
    let new = arguments(&cx.revision, revision, is);
    let old = arguments(&cx.base, base, was).into_iter().filter_map(partner);
    if old.filter_map(|it| new.iter().position(|other| *other == it)).is_sorted() {
        return None;
    }
    let names = |of: &Request| of.args.iter().map(|it| it.argument.ident.to_string()).collect::<Vec<_>>().join(", ");
    let [was, is] = [names(was), names(is)];
    let message = format!("required arguments of {} come in another order: ({was}) → ({is})", site.subject);
    let signature =
        Signature { item: site.subject.clone(), old: Some(format!("({was})")), new: Some(format!("({is})")) };
    let edit = Edit::new(&crates::ARGUMENTS_REORDERED, site, message).values(was, is);
    let mut res = Case::new(Reached { edit, ways: BOTH, operations: BTreeSet::from([Reach::Both(at)]) });
    res.lay(Bump::Major, signature);
    Some(res)
}

fn arguments(view: &View<'_>, operation: usize, request: &Request) -> Vec<Argument> {
    let argument = |role: &ArgRole| match role {
        ArgRole::Param(plan) => view.param_at(operation, &plan.name, plan.location).map(Argument::Param),
        ArgRole::Body => Some(Argument::Body),
    };
    request.args.iter().filter_map(|it| argument(&it.role)).collect()
}

/// Constructors that take their arguments in another order.
pub(super) fn of_fields(cx: &Cx<'_>, types: &BTreeMap<(TypeId, TypeId), BTreeSet<Reach>>) -> Vec<Reached> {
    let mut res = Vec::new();
    for ((base, revision), operations) in types {
        let [was, is] = [constructor(&cx.base, *base), constructor(&cx.revision, *revision)];
        if was.iter().filter_map(|it| is.iter().position(|other| other == it)).is_sorted() {
            continue;
        }
        let name = cx.revision.name(*revision);
        let site = Site {
            subject: format!("`{name}`"),
            place: format!("{name}::new"),
            base: Some(cx.base.anchor(Spot::Type(*base))),
            revision: Some(cx.revision.anchor(Spot::Type(*revision))),
        };
        let [was, is] = [was.join(", "), is.join(", ")];
        let message = format!("required properties of `{name}` come in another order: ({was}) → ({is})");
        let edit = Edit::new(&crates::ARGUMENTS_REORDERED, &site, message).values(was, is);
        res.push(Reached { edit, ways: BOTH, operations: operations.clone() });
    }
    res
}

/// What the arguments of `new` are called, where they go by their order.
fn constructor<'a>(view: &View<'a>, id: TypeId) -> Vec<&'a str> {
    match view.model(id).map(|it| &it.kind) {
        Some(ModelKind::Struct(plan)) => match &plan.constructor {
            Constructor::New(args) => args.iter().map(|(at, _)| plan.fields[*at].ident.as_str()).collect(),
            Constructor::Named { .. } => Vec::new(),
        },
        _ => Vec::new(),
    }
}
