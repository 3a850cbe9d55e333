//! When is what an operation began over, as client.toml says it?

use super::ctx::Ctx;
use super::overrides::{awaited, known};
use super::{path_expr, split};
use crate::config::{ConditionConfig, ConditionsConfig, Spanned, WaitStepConfig};
use crate::diag::codes::lower as codes;
use crate::ir::{Condition, Content, ParamLocation, ResourceWait, Ty, Wait, WaitArg, WaitStep};

pub(super) fn apply(cx: &mut Ctx<'_, '_>) {
    let config = cx.config;
    for idx in 0..cx.api.operations.len() {
        let Some(it) = config.operations.get(&cx.api.operations[idx].id) else {
            continue;
        };
        let of_part = split::config_of(cx, &cx.api.operations[idx]).and_then(|it| it.wait.as_ref());
        if let Some(steps) = of_part.or(it.value.wait.as_ref()) {
            let steps = steps.value.iter().filter_map(|it| step(cx, idx, it)).collect();
            cx.api.operations[idx].wait = Some(Wait { steps });
        }
        for (name, wait) in &it.value.resource_waits {
            let args = vec![WaitArg::Caller; path_params(cx, idx).len()];
            let step = conditions(cx, idx, args, &wait.value.conditions);
            let wait = ResourceWait { name: name.clone(), step, docs: wait.value.docs.clone() };
            cx.api.operations[idx].resource_waits.push(wait);
        }
    }
}

fn path_params(cx: &Ctx<'_, '_>, idx: usize) -> Vec<String> {
    let params = cx.api.operations[idx].params.iter();
    params.filter(|it| it.location == ParamLocation::Path).map(|it| it.name.clone()).collect()
}

fn step(cx: &mut Ctx<'_, '_>, begun: usize, config: &WaitStepConfig) -> Option<WaitStep> {
    let ids: Vec<String> = cx.api.operations.iter().map(|it| it.id.clone()).collect();
    let name = &config.poll;
    if !known(cx, codes::OPERATION_UNKNOWN, "operation", &name.value, name.span, ids.iter().map(String::as_str)) {
        return None;
    }
    let poll = ids.iter().position(|it| *it == name.value)?;
    let names = path_params(cx, poll);
    for (arg, text) in &config.args {
        known(cx, codes::PARAMETER_UNKNOWN, "path parameter", arg, text.span, names.iter().map(String::as_str));
    }
    let args: Option<Vec<_>> = names.iter().map(|it| arg(cx, begun, config, it)).collect();
    if args.iter().flatten().filter(|it| matches!(it, WaitArg::Each { .. })).count() > 1 {
        let message = format!("more than one argument of `{}` is taken from each item of a list", name.value);
        cx.diags.error(codes::WAIT_ARGUMENT, name.span, message).help("only one path can have `[*]`");
    }
    let step = conditions(cx, poll, args.clone().unwrap_or_default(), &config.conditions);
    args.map(|_| step)
}

/// Where the value of one path parameter of the polled operation comes from.
fn arg(cx: &mut Ctx<'_, '_>, begun: usize, config: &WaitStepConfig, name: &str) -> Option<WaitArg> {
    let own = path_params(cx, begun);
    let Some(text) = config.args.get(name) else {
        if own.iter().any(|it| it == name) {
            return Some(WaitArg::Param(name.to_owned()));
        }
        let (id, poll) = (&cx.api.operations[begun].id, &config.poll);
        cx.diags
            .error(
                codes::WAIT_ARGUMENT,
                poll.span,
                format!("`{}` needs `{name}`, which `{id}` does not have", poll.value),
            )
            .help(format!("add `args = {{ {name} = \"path.in.the.reply\" }}`"));
        return None;
    };
    if let Some(param) = text.value.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
        let is_known =
            known(cx, codes::PARAMETER_UNKNOWN, "path parameter", param, text.span, own.iter().map(String::as_str));
        return is_known.then(|| WaitArg::Param(param.to_owned()));
    }
    let Some(Content::Json(reply)) = cx.api.operations[begun].reply.content.clone() else {
        let id = &cx.api.operations[begun].id;
        cx.diags
            .error(codes::WAIT_ARGUMENT, text.span, format!("`{id}` answers no JSON to take `{}` from", text.value))
            .help("take it from the request's own path parameter: `{name}`");
        return None;
    };
    if text.value.contains("[*]") {
        return path_expr::each(cx, text, &reply).map(|(list, item)| WaitArg::Each { list, item });
    }
    path_expr::resolve(cx, text, &reply).map(|(path, _)| WaitArg::Reply(path))
}

fn conditions(cx: &mut Ctx<'_, '_>, poll: usize, args: Vec<WaitArg>, config: &ConditionsConfig) -> WaitStep {
    let given = awaited(cx, poll).unwrap_or(Ty::Any);
    let mut all = |list: &[ConditionConfig]| list.iter().filter_map(|it| condition(cx, it, &given)).collect();
    WaitStep {
        poll,
        args,
        done: all(&config.done),
        done_status: config.done_status.iter().map(|it| it.value).collect(),
        failed: all(&config.failed),
        tolerate: config.tolerate.iter().map(|it| it.value).collect(),
        interval_seconds: config.interval_seconds,
    }
}

fn condition(cx: &mut Ctx<'_, '_>, config: &ConditionConfig, given: &Ty) -> Option<Condition> {
    let text = Spanned { value: config.path.value.clone(), span: config.path.span };
    let (path, _) = path_expr::resolve(cx, &text, given)?;
    Some(match &config.values {
        Some(values) => Condition::Equals { path, values: values.clone() },
        None => Condition::Set { path },
    })
}
