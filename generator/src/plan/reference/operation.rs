//! An operation as a reader of the API knows it.

use super::value;
use super::{BodyDocs, OperationDocs, ParamDocs, StatusDocs, TyDocs, ValueDocs};
use crate::ir::{Body, Constraints, Content, Operation, Param, ParamStyle, Reply, StatusMatch, Ty};
use crate::markdown::{code, lead, lines};
use crate::plan::credentials::Credentials;
use crate::plan::docs;
use crate::plan::types::Types;

pub(crate) fn operation<'a>(
    types: &Types<'a>,
    credentials: &Credentials<'_>,
    operation: &'a Operation,
) -> OperationDocs {
    let summary = docs::summary(operation);
    let title = summary.strip_suffix('.').unwrap_or(&summary).to_owned();
    let description = docs::beyond_summary(operation, &summary);
    OperationDocs {
        title,
        description,
        core: false,
        access: credentials.on_the_wire(operation),
        params: operation.params.iter().map(|it| param(types, it)).collect(),
        body: operation.body.as_ref().map(|it| body(types, it)),
        successes: successes(types, &operation.reply),
        errors: errors(types, operation),
        headers: headers(&operation.reply),
        more: operation.external_docs.as_deref().map(lead),
    }
}

fn param<'a>(types: &Types<'a>, it: &'a Param) -> ParamDocs {
    let mut facts = value::said(types, &it.ty, &it.constraints, it.default.as_ref());
    facts.extend(written(types, it));
    if let Some(preset) = &it.preset {
        facts.push(format!("The client sends {} unless you set something else.", code(&preset.to_string())));
    }
    let value = ValueDocs {
        name: it.name.clone(),
        ty: value::ty(types, &it.ty, &it.constraints),
        required: it.required,
        nullable: false,
        deprecated: it.docs.deprecated,
        description: value::described(types, &it.docs, &it.ty),
        facts,
    };
    ParamDocs { location: it.location, value }
}

/// How a list or object goes over the wire, which its type does not say.
fn written<'a>(types: &Types<'a>, it: &'a Param) -> Option<String> {
    let (name, is_list) = (&it.name, types.is_list(types.peel(&it.ty).0));
    let is_object = types.structure(types.peel(&it.ty).0).is_some();
    if !is_list && !is_object && it.style != ParamStyle::Json {
        return None;
    }
    let [a, b] = value::two(types, &it.ty);
    let shape = match (it.style, it.explode) {
        (ParamStyle::Json, _) => "as JSON".to_owned(),
        (ParamStyle::DeepObject, _) => code(&format!("{name}[key]=value")),
        (ParamStyle::SpaceDelimited, false) => code(&format!("{name}={a}%20{b}")),
        (ParamStyle::PipeDelimited, false) => code(&format!("{name}={a}|{b}")),
        (ParamStyle::Form | ParamStyle::SpaceDelimited | ParamStyle::PipeDelimited, true) if is_object => {
            "a pair a key".to_owned()
        }
        (ParamStyle::Form | ParamStyle::SpaceDelimited | ParamStyle::PipeDelimited, true) => {
            code(&format!("{name}={a}&{name}={b}"))
        }
        (ParamStyle::Form, false) => code(&format!("{name}={a},{b}")),
        (ParamStyle::Simple, _) => code(&format!("{a},{b}")),
        (ParamStyle::Label, _) => code(&format!(".{a}.{b}")),
        (ParamStyle::Matrix, _) => code(&format!(";{name}={a}")),
    };
    Some(format!("Written {shape}."))
}

fn body<'a>(types: &Types<'a>, it: &'a Body) -> BodyDocs {
    let words = |it: &str| TyDocs { words: it.to_owned(), model: None };
    let ty = match &it.content {
        Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) => value::ty(types, ty, &Constraints::default()),
        Content::Text => words("text"),
        Content::Bytes => words("bytes"),
    };
    let description = it.docs.description.as_deref().map(lines).unwrap_or_default();
    BodyDocs { media_type: it.media_type.clone(), required: it.required, ty, description }
}

fn content<'a>(types: &Types<'a>, content: &'a Content) -> TyDocs {
    match content {
        Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) => value::ty(types, ty, &Constraints::default()),
        Content::Text => TyDocs { words: "text".to_owned(), model: None },
        Content::Bytes => TyDocs { words: "bytes".to_owned(), model: None },
    }
}

fn successes<'a>(types: &Types<'a>, reply: &'a Reply) -> Vec<StatusDocs> {
    let ty = reply.content.as_ref().map(|it| content(types, it));
    let all = reply.statuses.iter().zip(&reply.successes);
    all.map(|(status, it)| StatusDocs {
        status: named(status),
        description: it.description.as_deref().map(lead).unwrap_or_default(),
        ty: ty.clone().filter(|_| it.has_body),
    })
    .collect()
}

fn errors<'a>(types: &Types<'a>, operation: &'a Operation) -> Vec<StatusDocs> {
    let status = |it: StatusMatch| match it {
        StatusMatch::Exact(status) => status.to_string(),
        StatusMatch::Range(hundreds) => format!("{hundreds}XX"),
        StatusMatch::Default => "other".to_owned(),
    };
    let ty = |ty: &'a Ty| value::ty(types, ty, &Constraints::default());
    let all = operation.errors.iter().map(|it| StatusDocs {
        status: status(it.status),
        description: it.description.as_deref().map(lead).unwrap_or_default(),
        ty: it.ty.as_ref().map(ty),
    });
    all.collect()
}

fn named(status: &str) -> String {
    if status == "default" { "other".to_owned() } else { status.to_owned() }
}

fn headers(reply: &Reply) -> Vec<(String, String)> {
    let said = |text: &Option<String>| text.as_deref().map(lead).unwrap_or_default();
    reply.headers.iter().map(|it| (code(&it.name), said(&it.description))).collect()
}
