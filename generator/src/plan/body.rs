//! Request bodies: one argument where required, setters where not.

use super::chosen::{Candidate, name_all};
use super::fields::{Held, held};
use super::params::{self, SETTERS};
use super::scope::{NAMED, PLACED};
use super::setters::null_name;
use super::types::Types;
use super::{
    Argument, BodyKind, BodyPlan, Conversion, FieldStyle, Ident, RequestSetter, RustTy, SetterTarget, Slot, docs,
};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Body, Content, Encoding, Method, Operation, ParamStyle};

pub(crate) fn plan<'a>(types: &Types<'a>, operation: &Operation, body: &'a Body) -> BodyPlan {
    let kind = match &body.content {
        Content::Json(_) => BodyKind::Json,
        Content::Form(_) => BodyKind::Form,
        Content::Multipart(_) => BodyKind::Multipart,
        Content::Text => BodyKind::Text,
        Content::Bytes => BodyKind::Bytes,
    };
    // A PATCH is a description of changes, be it of none.
    let empty_object = operation.method == Method::Patch && !body.required && is_object(types, body);
    BodyPlan {
        ty: rust(types, body),
        kind,
        media_type: media_type(body),
        required: body.required,
        encoding: body.encoding.iter().filter_map(|it| Some((it.name.clone(), style(it)?))).collect(),
        empty_object,
    }
}

/// JSON by its one name, without the parameters that mean nothing for it.
fn media_type(body: &Body) -> String {
    let essence = body.media_type.split(';').next().unwrap_or_default().trim();
    match &body.content {
        Content::Json(_) => essence.to_ascii_lowercase(),
        _ => body.media_type.clone(),
    }
}

fn is_object<'a>(types: &Types<'a>, body: &'a Body) -> bool {
    matches!(&body.content, Content::Json(ty) if types.structure(types.peel(ty).0).is_some())
}

/// None: the usual way.
fn style(it: &Encoding) -> Option<FieldStyle> {
    match (it.style, it.content_type.as_deref()) {
        (Some((ParamStyle::DeepObject, _)), _) => Some(FieldStyle::Deep),
        (Some((ParamStyle::SpaceDelimited, false)), _) => Some(FieldStyle::Joined(" ")),
        (Some((ParamStyle::PipeDelimited, false)), _) => Some(FieldStyle::Joined("|")),
        (Some((_, false)), _) => Some(FieldStyle::Joined(",")),
        (Some(_), _) if it.allow_reserved => Some(FieldStyle::Reserved),
        (Some(_), _) => Some(FieldStyle::Exploded),
        (None, Some("application/json")) => Some(FieldStyle::Json),
        // Of several the caller has to choose.
        (None, Some(kind)) if !kind.contains([',', '*']) => Some(FieldStyle::Typed(kind.to_owned())),
        (None, _) => None,
    }
}

pub(crate) fn argument<'a>(types: &Types<'a>, body: &'a Body, ident: Ident) -> Argument {
    match &body.content {
        Content::Json(ty) | Content::Form(ty) => types.argument(ident, ty),
        Content::Multipart(_) | Content::Text | Content::Bytes => {
            params::whole(ident, rust(types, body), Conversion::Into)
        }
    }
}

fn rust<'a>(types: &Types<'a>, body: &'a Body) -> RustTy {
    match &body.content {
        Content::Json(ty) | Content::Form(ty) => types.rust(ty),
        Content::Multipart(ty) => match types.structure(ty) {
            Some((id, _)) => RustTy::Model(types.name(id).clone()),
            None => RustTy::Form,
        },
        Content::Text => RustTy::String,
        Content::Bytes => RustTy::Body,
    }
}

/// What becomes a setter of a request.
enum Source<'a> {
    Param(&'a crate::ir::Param),
    Field(Ident, Held<'a>),
    Null(Ident, Held<'a>),
}

/// Setters of a request: optional parameters, properties of an optional body, and that body as a whole.
pub(crate) fn setters<'a>(
    diags: &mut Diagnostics,
    types: &Types<'a>,
    config: &Config,
    operation: &'a Operation,
) -> Vec<RequestSetter> {
    let mut sources: Vec<Source<'a>> =
        operation.params.iter().filter(|it| params::is_set(it)).map(Source::Param).collect();
    let optional = operation.body.as_ref().filter(|it| !it.required);
    for (ident, held) in optional.into_iter().flat_map(|it| properties(types, it)) {
        let null = matches!(held.slot, Slot::Tristate | Slot::Nullable);
        let again = null.then(|| Source::Null(ident.clone(), held.clone()));
        sources.push(Source::Field(ident, held));
        sources.extend(again);
    }
    let candidates: Vec<Candidate> = sources
        .iter()
        .map(|it| match it {
            Source::Param(param) => params::candidate(config, operation, param),
            Source::Field(ident, _) => Candidate { wanted: ident.to_string(), rank: NAMED, wish: None },
            Source::Null(ident, _) => Candidate { wanted: null_name(ident), rank: PLACED, wish: None },
        })
        .collect();
    let idents = name_all(diags, SETTERS, &candidates);
    let mut setters: Vec<RequestSetter> =
        sources.iter().zip(idents).map(|(it, ident)| setter(types, it, ident)).collect();
    setters.extend(optional.map(|body| RequestSetter {
        argument: argument(types, body, Ident::new("body")),
        docs: types.read(|| docs::whole_body(body)),
        deprecated: false,
        target: SetterTarget::Body,
    }));
    setters
}

/// Properties of a JSON object that may be set one by one.
fn properties<'a>(types: &Types<'a>, body: &'a Body) -> Vec<(Ident, Held<'a>)> {
    let Content::Json(ty) = &body.content else {
        return Vec::new();
    };
    let Some((id, shape)) = types.structure(types.peel(ty).0) else {
        return Vec::new();
    };
    let idents = &types.fields[id.0 as usize];
    (0..shape.fields.len())
        .filter(|&at| !shape.fields[at].read_only)
        .map(|at| (idents[at].clone(), held(types, id, shape, at)))
        .collect()
}

fn setter<'a>(types: &Types<'a>, source: &Source<'a>, ident: Ident) -> RequestSetter {
    let (argument, docs, held, target) = match source {
        Source::Param(param) => return params::setter(types, param, ident),
        Source::Field(_, held) => (
            held.argument(types, ident),
            types.read(|| docs::field(types, held.field)),
            held,
            SetterTarget::BodyField(held.field.name.clone()),
        ),
        Source::Null(field, held) => (
            Argument { ident, ty: RustTy::Unit, conversion: Conversion::Plain },
            types.read(|| docs::null_setter(field)),
            held,
            SetterTarget::BodyFieldNull(held.field.name.clone()),
        ),
    };
    RequestSetter { argument, docs, deprecated: held.field.docs.deprecated, target }
}
