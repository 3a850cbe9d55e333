//! What is sent: every argument, and of the options one or two.

use super::fit::{fitted, is_required};
use super::value::{UNBOUND, made};
use super::{Side, Spot, first_or_made};
use crate::ir::{Body, Content, Field, NextPage, Operation, Param, ParamLocation, Shape, Ty};
use crate::plan::params::find;
use crate::plan::types::Types;
use crate::plan::{ArgRole, ParamPlan, Request, RequestArg, RequestSetter, SetterTarget};
use serde_json::{Map, Value};

/// Options of a body that are shown.
const FEW: usize = 2;

pub(super) fn args(types: &Types<'_>, operation: &Operation, args: &[RequestArg]) -> Vec<Value> {
    let values = args.iter().map(|arg| match &arg.role {
        ArgRole::Param(plan) => find(operation, plan).map(|it| param(types, it)),
        ArgRole::Body => operation.body.as_ref().map(|it| body(types, it)),
    });
    values.map(|it| it.unwrap_or(Value::Null)).collect()
}

fn param<'a>(types: &Types<'a>, it: &'a Param) -> Value {
    let spot = Spot { ty: types.peel(&it.ty).0, constraints: &it.constraints, name: &it.name };
    let value = first_or_made(types, Side::Sent, spot, it.example.iter().chain(&it.default).filter(|it| !it.is_null()));
    // A segment of a path is never empty.
    let is_empty = it.location == ParamLocation::Path && value.as_object().is_some_and(Map::is_empty);
    if is_empty { with_an_option(types, spot, value) } else { value }
}

/// The first example that fits, cut down to what is required and the first options; else what is required and the first option.
fn body<'a>(types: &Types<'a>, it: &'a Body) -> Value {
    let (Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty)) = &it.content else {
        let example = it.examples.iter().map(|(_, it)| it).find(|it| it.is_string());
        return example.cloned().unwrap_or_else(|| Value::from("some text"));
    };
    let spot = Spot { ty: types.peel(ty).0, constraints: &UNBOUND, name: "value" };
    match example(types, it, spot) {
        Some(example) => cut(types, spot, example),
        None => with_an_option(types, spot, made(types, Side::Sent, spot)),
    }
}

/// The first example that fits and shows an option, else the first that fits.
fn example<'a>(types: &Types<'a>, it: &'a Body, spot: Spot<'a>) -> Option<Value> {
    let of_type = types.structure(spot.ty).into_iter().flat_map(|(id, _)| &types.def(id).examples);
    let all = it.examples.iter().map(|(_, value)| value).chain(of_type);
    let mut fitting = all.filter_map(|it| fitted(types, Side::Sent, spot, it));
    let first = fitting.next()?;
    let shows = |it: &Value| match types.structure(spot.ty) {
        Some((_, shape)) => shape.fields.iter().any(|field| !is_required(field) && it.get(&field.name).is_some()),
        None => true,
    };
    if shows(&first) { Some(first) } else { Some(fitting.find(shows).unwrap_or(first)) }
}

/// An object without the options beyond the first few; anything else as it is.
fn cut<'a>(types: &Types<'a>, spot: Spot<'a>, example: Value) -> Value {
    let (Some((_, shape)), Value::Object(entries)) = (types.structure(spot.ty), &example) else {
        return example;
    };
    let mut options = 0;
    let mut res = Map::new();
    for field in &shape.fields {
        let Some(value) = entries.get(&field.name) else { continue };
        options += usize::from(!is_required(field));
        if is_required(field) || options <= FEW && !field.docs.deprecated {
            res.insert(field.name.clone(), value.clone());
        }
    }
    Value::Object(res)
}

/// What is made of required fields alone, and the first option that says something.
fn with_an_option<'a>(types: &Types<'a>, spot: Spot<'a>, value: Value) -> Value {
    let (Some((_, shape)), Value::Object(mut entries)) = (types.structure(spot.ty), value.clone()) else {
        return value;
    };
    let options = shape.fields.iter().filter(|it| !is_required(it) && !it.read_only && !it.docs.deprecated);
    let ranked = options.min_by_key(|it| (it.example.is_none(), !is_telling(types, &it.ty)));
    if let Some(field) = ranked {
        entries.insert(field.name.clone(), of_field(types, field));
    }
    Value::Object(entries)
}

fn of_field<'a>(types: &Types<'a>, field: &'a Field) -> Value {
    let spot = Spot { ty: types.peel(&field.ty).0, constraints: &field.constraints, name: &field.name };
    first_or_made(types, Side::Sent, spot, field.example.iter().chain(&field.default).filter(|it| !it.is_null()))
}

/// Texts and known values say more than numbers and flags.
fn is_telling<'a>(types: &Types<'a>, ty: &'a Ty) -> bool {
    match types.peel(ty).0 {
        Ty::String(_) => true,
        Ty::Named(id) => matches!(types.def(*id).shape, Shape::Enum(_)),
        Ty::List(item) => is_telling(types, item),
        _ => false,
    }
}

pub(super) fn setters(types: &Types<'_>, operation: &Operation, request: &Request) -> Vec<(usize, Value)> {
    let mut chosen = of_body(types, operation, &request.setters);
    if chosen.is_empty() {
        chosen.extend(of_params(types, operation, request));
    }
    chosen.retain(|(_, value)| !value.is_null());
    chosen.sort_by_key(|(at, _)| *at);
    chosen
}

/// Properties of an optional body: those that its example shows first, else the first that says something.
fn of_body<'a>(types: &Types<'a>, operation: &'a Operation, setters: &[RequestSetter]) -> Vec<(usize, Value)> {
    let Some((it, ty)) = operation.body.as_ref().filter(|it| !it.required).and_then(|it| match &it.content {
        Content::Json(ty) => Some((it, ty)),
        _ => None,
    }) else {
        return Vec::new();
    };
    let Some((_, shape)) = types.structure(types.peel(ty).0) else {
        return whole_body(types, it, setters);
    };
    let spot = Spot { ty: types.peel(ty).0, constraints: &UNBOUND, name: "value" };
    let example = example(types, it, spot).map(|it| cut(types, spot, it));
    let shown = example.unwrap_or_else(|| with_an_option(types, spot, made(types, Side::Sent, spot)));
    let mut res = Vec::new();
    for (at, setter) in setters.iter().enumerate() {
        let SetterTarget::BodyField(name) = &setter.target else { continue };
        let known = shape.fields.iter().any(|it| it.name == *name);
        res.extend(shown.get(name).filter(|_| known).map(|value| (at, value.clone())));
    }
    res
}

fn whole_body<'a>(types: &Types<'a>, it: &'a Body, setters: &[RequestSetter]) -> Vec<(usize, Value)> {
    let at = setters.iter().position(|it| it.target == SetterTarget::Body);
    at.map(|at| (at, body(types, it))).into_iter().collect()
}

/// One parameter: with an example if possible, and rather a text than a number.
fn of_params(types: &Types<'_>, operation: &Operation, request: &Request) -> Option<(usize, Value)> {
    let preset = |plan: &ParamPlan| request.preset.iter().any(|(it, _)| it == plan);
    let candidates = request.setters.iter().enumerate().filter_map(|(at, setter)| match &setter.target {
        SetterTarget::Param(plan) if !setter.deprecated && !preset(plan) => Some((at, find(operation, plan)?)),
        _ => None,
    });
    // On a list, what is a number is most likely about its pages, which walking sets by itself.
    let useful = |it: &Param| match &operation.paging {
        Some(paging) => is_telling(types, &it.ty) && !leads_on(&paging.next, &it.name),
        None => true,
    };
    let best = candidates
        .filter(|(_, it)| useful(it))
        .min_by_key(|(_, it)| (it.example.is_none(), !is_telling(types, &it.ty)));
    best.map(|(at, it)| (at, param(types, it)))
}

fn leads_on(next: &NextPage, name: &str) -> bool {
    match next {
        NextPage::PageNumber(it) => it == name,
        NextPage::Cursor { parameter, .. } => parameter == name,
        NextPage::Url(_) | NextPage::LinkHeader => false,
    }
}
