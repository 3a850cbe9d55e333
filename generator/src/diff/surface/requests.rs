//! Methods of resources, and what can be done with the requests that they give.

use super::{Item, Names, Surface, text};
use crate::diff::edit::Spot;
use crate::diff::side::View;
use crate::diff::wire::header_spot;
use crate::ir::{Content, Operation, PathStep, Ty, TypeId};
use crate::plan::{
    ArgRole, PagingPlan, ReplyPlan, Request, RequestArg, RequestSetter, Resource, ResourceWait, SetterTarget,
    StreamPlan, WaitArgPlan, WaitPlan,
};

pub(super) fn list(view: &View<'_>, names: &Names, res: &mut Surface) {
    for at in 0..view.api.operations.len() {
        if let Some((resource, request)) = view.request(at) {
            one(view, names, at, (resource, request), res);
        }
    }
    for resource in &view.krate.resources {
        let [module, handle] = names.resource(resource);
        for wait in &resource.waits {
            let args = wait.step.args.iter().filter_map(|it| match it {
                WaitArgPlan::Caller(argument) => Some(argument),
                WaitArgPlan::Reply(_) | WaitArgPlan::Param { .. } => None,
            });
            let text = format!("{} -> {}", text::arguments(names, args), text::ty(names, &wait.step.output));
            res.insert(format!("{module}::{handle}::{}", wait.method), Item::new(text, polled(view, resource, wait)));
        }
    }
}

fn polled(view: &View<'_>, resource: &Resource, wait: &ResourceWait) -> Vec<Spot> {
    let all = 0..view.api.operations.len();
    let is_it = |it: &usize| {
        view.request(*it)
            .is_some_and(|(of, request)| of.module == resource.module && request.method == wait.step.method)
    };
    all.filter(is_it).flat_map(|it| [Spot::Operation(it), Spot::Reply(it)]).collect()
}

fn one(view: &View<'_>, names: &Names, at: usize, (resource, request): (&Resource, &Request), res: &mut Surface) {
    let Request {
        ident: _, // named after the method
        method: _,
        constant: _,
        operation: _,
        docs: _,
        deprecated: _,
        args,
        preset: _,
        setters,
        body: _,
        reply,
        stream,
        paging,
        wait,
        sample: _,
        reference: _,
        mock: _, // follows from the reply
    } = request;
    let [module, handle, method] = names.request(at, resource, request);
    let path = format!("{module}::{handle}::{method}");
    let text = text::arguments(names, args.iter().map(|it| &it.argument));
    res.insert(path.clone(), Item::new(text, argument_causes(view, at, args)));
    for it in setters {
        let item = Item::new(text::arguments(names, std::iter::once(&it.argument)), setter_causes(view, at, it));
        res.insert(format!("{path}(…).{}", it.argument.ident), item.of(&path));
    }
    let mut members = gives(names, reply, stream.as_ref());
    if let Some(PagingPlan { item, keyed, .. }) = paging {
        let item = text::ty(names, item);
        members.push(("items", if *keyed { format!("(String, {item})") } else { item }));
    }
    if let Some(WaitPlan { steps: _, output, docs: _ }) = wait {
        members.push(("wait", text::ty(names, output)));
    }
    let causes = reply_causes(view, at);
    for (name, text) in members {
        res.insert(format!("{path}(…).{name}"), Item::new(text, causes.clone()).of(&path));
    }
}

/// What comes of a request, by the method that gives it.
fn gives<'a>(names: &Names, reply: &ReplyPlan, stream: Option<&'a StreamPlan>) -> Vec<(&'a str, String)> {
    let ReplyPlan { ty, output, unwrap: _, optional: _, statuses: _, examples: _, value_header: _ } = reply;
    let whole = || [("await", text::ty(names, output)), ("with_response", text::ty(names, ty))];
    let Some(StreamPlan { method, kind, item, accept: _, switch: _, only }) = stream else {
        return whole().to_vec();
    };
    let streamed = format!("{kind:?}<{}>", text::ty(names, item));
    if *only { vec![("await", streamed)] } else { [vec![(method.as_str(), streamed)], whole().to_vec()].concat() }
}

fn argument_causes(view: &View<'_>, at: usize, args: &[RequestArg]) -> Vec<Spot> {
    let cause = |it: &RequestArg| match &it.role {
        ArgRole::Param(plan) => {
            view.param_at(at, &plan.name, plan.location).map_or(Spot::Operation(at), |it| Spot::Param(at, it))
        }
        ArgRole::Body => Spot::Body(at),
    };
    args.iter().map(cause).chain([Spot::Operation(at)]).collect()
}

fn setter_causes(view: &View<'_>, at: usize, setter: &RequestSetter) -> Vec<Spot> {
    let operation = &view.api.operations[at];
    let mut res = vec![Spot::Body(at), Spot::Operation(at)];
    match &setter.target {
        SetterTarget::Param(plan) => {
            res = view.param_at(at, &plan.name, plan.location).map(|it| Spot::Param(at, it)).into_iter().collect();
            res.push(Spot::Operation(at));
        }
        SetterTarget::BodyField(name) | SetterTarget::BodyFieldNull(name) => {
            let content = operation.body.as_ref().map(|it| &it.content);
            res.extend(named(view, content).map(|id| Spot::Member(id, name.clone())));
        }
        SetterTarget::Body => {}
    }
    res
}

fn named(view: &View<'_>, content: Option<&Content>) -> Option<TypeId> {
    match content? {
        Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) => match ty {
            Ty::Named(id) => Some(*id),
            Ty::Nullable(_) | Ty::Any | Ty::Boolean | Ty::Integer(_) | Ty::Number(_) => None,
            Ty::String(_) | Ty::List(_) | Ty::Map(_) | Ty::Tuple { .. } => None,
        },
        Content::Text | Content::Bytes => None,
    }
    .filter(|id| view.model(*id).is_some())
}

/// The reply, and the properties of it that awaiting opens.
fn reply_causes(view: &View<'_>, at: usize) -> Vec<Spot> {
    let Operation { reply, unwrap, paging, value_header, .. } = &view.api.operations[at];
    let mut res = vec![Spot::Reply(at), Spot::Operation(at)];
    let header = value_header.and_then(|it| reply.headers.get(it));
    res.extend(header.map(|it| header_spot(at, &it.name)));
    let Some(id) = named(view, reply.content.as_ref()) else {
        return res;
    };
    let items = paging.iter().filter_map(|it| match it.items.0.first() {
        Some(PathStep::Key(key)) => Some(key.clone()),
        _ => None,
    });
    let opened = unwrap.iter().filter_map(|it| it.split('.').next()).map(str::to_owned);
    res.extend(opened.chain(items).map(|key| Spot::Member(id, key)));
    res
}
