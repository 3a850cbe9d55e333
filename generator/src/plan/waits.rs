//! Waits: which request polls, with what, and when it is over.

use super::access::{self, written};
use super::routes::Routes;
use super::types::Types;
use super::{
    ArgRole, Argument, ConditionPlan, ParamLocation, ReplyValue, Request, ResourceWait, RustTy, WaitArgPlan, WaitPlan,
    WaitStepPlan, params, reply, wait_docs,
};
use crate::diag::{Diagnostics, codes};
use crate::ir::{Condition, Operation, ReplyPath, WaitArg, WaitStep};

/// What can be polled.
pub(crate) struct Targets<'t, 'a> {
    pub(crate) types: &'t Types<'a>,
    pub(crate) routes: &'t Routes,
    /// By position of the operation.
    pub(crate) planned: &'t [Request],
}

/// `.wait()` of the request that stands at `at`.
pub(crate) fn of_request(diags: &mut Diagnostics, targets: &Targets<'_, '_>, at: usize) -> Option<WaitPlan> {
    let operation = &targets.types.api.operations[at];
    let steps = operation.wait.as_ref()?.steps.iter();
    let steps: Vec<WaitStepPlan> = steps.map(|it| step(diags, targets, at, it)).collect::<Option<_>>()?;
    let output = output(steps.last()?);
    let docs = wait_docs::wait(&steps);
    Some(WaitPlan { steps, output, docs })
}

/// What is gone has no state to give, not even as one of several.
fn output(last: &WaitStepPlan) -> RustTy {
    match (&last.output, last.each()) {
        (RustTy::Unit, _) | (_, None) => last.output.clone(),
        (_, Some(_)) => RustTy::Vec(Box::new(last.output.clone())),
    }
}

/// Waits that stand on the resource beside the operation at `at`, which they poll.
pub(crate) fn of_resource(diags: &mut Diagnostics, targets: &Targets<'_, '_>, at: usize) -> Vec<ResourceWait> {
    let operation = &targets.types.api.operations[at];
    let waits = operation.resource_waits.iter().zip(&targets.routes.requests[at].waits);
    waits
        .filter_map(|(wait, method)| {
            let step = step(diags, targets, at, &wait.step)?;
            Some(ResourceWait {
                method: method.clone(),
                docs: wait_docs::resource_wait(wait.docs.as_deref(), &step),
                step,
            })
        })
        .collect()
}

fn step(diags: &mut Diagnostics, targets: &Targets<'_, '_>, begun: usize, step: &WaitStep) -> Option<WaitStepPlan> {
    let Targets { types, routes, planned } = *targets;
    let (polled, route) = (&types.api.operations[step.poll], &routes.requests[step.poll]);
    let request = &planned[step.poll];
    let mut args = Vec::new();
    let asked = request.args.iter().filter(|it| is_path(&it.role));
    for (arg, source) in asked.zip(&step.args) {
        args.push(argument(diags, targets, (begun, polled), arg, source)?);
    }
    let done = conditions(diags, types, polled, &step.done)?;
    let failed = conditions(diags, types, polled, &step.failed)?;
    Some(WaitStepPlan {
        resource: routes.resources[route.resource].module.clone(),
        method: route.method.clone(),
        args,
        polled: request.reply.output.clone(),
        // What is gone has no state to give.
        output: if step.done_status.is_empty() { request.reply.output.clone() } else { RustTy::Unit },
        done,
        done_status: step.done_status.clone(),
        failed,
        tolerate: step.tolerate.clone(),
        interval_seconds: step.interval_seconds,
    })
}

fn is_path(role: &ArgRole) -> bool {
    matches!(role, ArgRole::Param(param) if param.location == ParamLocation::Path)
}

fn argument<'a>(
    diags: &mut Diagnostics,
    targets: &Targets<'_, 'a>,
    (begun, polled): (usize, &'a Operation),
    arg: &super::RequestArg,
    source: &WaitArg,
) -> Option<WaitArgPlan> {
    let types = targets.types;
    let operation: &'a Operation = &types.api.operations[begun];
    match source {
        WaitArg::Reply(path) => {
            let access = reply::way(diags, types, operation, path)?.access;
            Some(WaitArgPlan::Reply(ReplyValue { access, each: None }))
        }
        WaitArg::Each { list, item } => {
            let list = reply::way(diags, types, operation, list)?;
            let found = access::resolve_each(types, list.end, item);
            let each = found.map_err(|why| reply::dead(diags, operation, item, &why)).ok()?.access;
            Some(WaitArgPlan::Reply(ReplyValue { access: list.access, each: Some(each) }))
        }
        WaitArg::Param(name) => {
            let own = targets.planned[begun].args.iter().find(|it| is_path(&it.role) && named(&it.role, name));
            let Some(Argument { ident, ty, .. }) = own.map(|it| it.argument.clone()) else {
                let message = format!("`{}` has no path parameter `{name}` to wait with", operation.id);
                diags.error(codes::plan::DEAD_PATH, operation.origin, message);
                return None;
            };
            Some(WaitArgPlan::Param { name: name.clone(), ident, ty })
        }
        WaitArg::Caller => params::path_argument(types, polled, arg).map(WaitArgPlan::Caller),
    }
}

fn named(role: &ArgRole, name: &str) -> bool {
    matches!(role, ArgRole::Param(param) if param.name == name)
}

fn conditions<'a>(
    diags: &mut Diagnostics,
    types: &Types<'a>,
    polled: &'a Operation,
    conditions: &[Condition],
) -> Option<Vec<ConditionPlan>> {
    let output = reply::output(types, polled);
    if output.is_none() && polled.unwrap.is_some() {
        return None; // `unwrap` itself leads nowhere, and was reported.
    }
    let mut way = |path: &ReplyPath| match output.map(|it| access::resolve(types, it, path)) {
        Some(Ok(way)) => Some(way.access),
        Some(Err(why)) => {
            let message = format!("path `{}` leads nowhere in what `{}` gives", written(path), polled.id);
            diags.error(codes::plan::DEAD_PATH, polled.origin, message).label(why);
            None
        }
        None => {
            let message = format!("`{}` gives nothing to look into for `{}`", polled.id, written(path));
            diags.error(codes::plan::DEAD_PATH, polled.origin, message);
            None
        }
    };
    let planned = conditions.iter().map(|it| match it {
        Condition::Equals { path, values } => {
            Some(ConditionPlan::Equals { access: way(path)?, values: values.clone() })
        }
        Condition::Set { path } => Some(ConditionPlan::Set(way(path)?)),
    });
    planned.collect()
}
