//! Parameters: which are asked for, which may be set, how they are written into a request.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::NAMED;
use super::types::Types;
use super::{ArgRole, Argument, Conversion, Ident, ParamLocation, ParamPlan, ParamStyle, RequestArg, RustTy};
use super::{RequestSetter, SetterTarget, docs, names, reserved};
use crate::config::{Config, ParameterConfig, Spanned};
use crate::diag::Diagnostics;
use crate::ir::{self, Operation, Param, Shape, Tagging, Ty};

/// Arguments of an operation: required parameters in their order and, last, the required body.
pub(crate) fn args<'a>(
    diags: &mut Diagnostics,
    types: &Types<'a>,
    config: &Config,
    operation: &'a Operation,
) -> Vec<RequestArg> {
    let asked: Vec<&Param> = operation.params.iter().filter(|it| is_asked(it)).collect();
    let body = operation.body.as_ref().filter(|it| it.required);
    let mut candidates: Vec<Candidate> = asked.iter().map(|it| candidate(config, operation, it)).collect();
    candidates.extend(body.map(|_| Candidate { wanted: "body".to_owned(), rank: NAMED, wish: None }));
    let naming = Naming { case: Case::Snake, avoid: |name| name, what: "parameter" };
    let mut idents = name_all(diags, naming, &candidates).into_iter();
    let mut args: Vec<RequestArg> = asked
        .iter()
        .zip(idents.by_ref())
        .map(|(param, ident)| RequestArg {
            argument: types.argument(ident, plain(types, param)),
            docs: types.read(|| docs::param(param)),
            role: ArgRole::Param(plan(types, param)),
        })
        .collect();
    if let (Some(body), Some(ident)) = (body, idents.next()) {
        let argument = super::body::argument(types, body, ident);
        args.push(RequestArg { argument, docs: types.read(|| docs::body(body)), role: ArgRole::Body });
    }
    args
}

fn is_asked(param: &Param) -> bool {
    param.preset.is_none() && (param.required || param.location == ParamLocation::Path)
}

pub(crate) fn is_set(param: &Param) -> bool {
    param.location != ParamLocation::Path && !is_asked(param)
}

pub(crate) fn candidate(config: &Config, operation: &Operation, param: &Param) -> Candidate {
    let wish = wishes(config, operation, &param.name).and_then(|it| it.value.name.clone());
    Candidate { wanted: names::value_name(&param.name), rank: NAMED, wish }
}

/// A setter for an optional parameter.
pub(crate) fn setter<'a>(types: &Types<'a>, param: &'a Param, ident: Ident) -> RequestSetter {
    RequestSetter {
        argument: types.argument(ident, plain(types, param)),
        docs: types.read(|| docs::param(param)),
        deprecated: param.docs.deprecated,
        target: SetterTarget::Param(plan(types, param)),
    }
}

/// Parameters that are sent unless the caller sets something else.
pub(crate) fn preset<'a>(types: &Types<'a>, operation: &'a Operation) -> Vec<(ParamPlan, serde_json::Value)> {
    operation.params.iter().filter_map(|it| Some((plan(types, it), it.preset.clone()?))).collect()
}

/// A null parameter cannot be written, so it is left out instead.
fn plain<'a>(types: &Types<'a>, param: &'a Param) -> &'a Ty {
    types.peel(&param.ty).0
}

fn plan<'a>(types: &Types<'a>, param: &'a Param) -> ParamPlan {
    let (location, style) = (param.location, param.style);
    let usual = match location {
        ParamLocation::Path | ParamLocation::Header => (ParamStyle::Simple, false),
        ParamLocation::Query | ParamLocation::Cookie => (ParamStyle::Form, true),
    };
    let is_scalar = is_scalar(types, plain(types, param));
    let is_usual = (style, param.explode) == usual || style == usual.0 && is_scalar;
    let allow_reserved = param.allow_reserved && style != ParamStyle::Json;
    ParamPlan {
        name: param.name.clone(),
        location,
        style: (allow_reserved || !is_usual).then_some((style, param.explode)),
        allow_reserved,
        allow_empty: param.allow_empty && style == ParamStyle::Form && !is_scalar,
    }
}

/// Written as one text, whatever the style says of lists and objects?
fn is_scalar<'a>(types: &Types<'a>, ty: &'a Ty) -> bool {
    match types.peel(ty).0 {
        Ty::Boolean | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => true,
        Ty::Named(id) => match &types.def(*id).shape {
            Shape::Enum(_) => true,
            Shape::Union(it) => {
                it.tagging == Tagging::JsonType
                    && it
                        .arms
                        .iter()
                        .all(|arm| arm.ty.as_ref().is_some_and(|ty| !is_same(ty, *id) && is_scalar(types, ty)))
            }
            Shape::Struct(_) | Shape::Alias(_) => false,
        },
        Ty::Any | Ty::List(_) | Ty::Map(_) | Ty::Tuple { .. } | Ty::Nullable(_) => false,
    }
}

/// A union that is an arm of a union is no scalar: this keeps circles out.
fn is_same(ty: &Ty, id: ir::TypeId) -> bool {
    matches!(ty, Ty::Named(other) if *other >= id)
}

/// The parameter that was planned so.
pub(crate) fn find<'a>(operation: &'a Operation, plan: &ParamPlan) -> Option<&'a Param> {
    operation.params.iter().find(|it| it.name == plan.name && it.location == plan.location)
}

/// The argument of another place for the same parameter, for waits.
pub(crate) fn path_argument<'a>(types: &Types<'a>, operation: &'a Operation, arg: &RequestArg) -> Option<Argument> {
    let ArgRole::Param(plan) = &arg.role else {
        return None;
    };
    let param = find(operation, plan)?;
    Some(types.argument(arg.argument.ident.clone(), plain(types, param)))
}

/// A value that another part of the plan hands over as it is.
pub(crate) fn whole(ident: Ident, ty: RustTy, conversion: Conversion) -> Argument {
    Argument { ident, ty, conversion }
}

fn wishes<'c>(config: &'c Config, operation: &Operation, name: &str) -> Option<&'c Spanned<ParameterConfig>> {
    config.operations.get(&operation.id)?.value.parameters.get(name)
}

/// Names of setters make way for the methods that every request has.
pub(crate) const SETTERS: Naming = Naming { case: Case::Snake, avoid: reserved::request_setter, what: "parameter" };
