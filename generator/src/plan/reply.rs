//! What comes back: the whole reply, and what awaiting gives of it.

use super::access::{self, Way};
use super::types::Types;
use super::{ReplyPlan, RustTy, headers};
use crate::diag::{Diagnostics, codes};
use crate::ir::{Content, Operation, PathStep, Reply, ReplyPath, Ty};

/// The reply's type where it is JSON, so that paths may lead into it.
pub(crate) fn json(reply: &Reply) -> Option<&Ty> {
    match reply.content.as_ref()? {
        Content::Json(ty) => Some(ty),
        Content::Form(_) | Content::Multipart(_) | Content::Text | Content::Bytes => None,
    }
}

/// `page` is what awaiting gives where the operation pages.
pub(crate) fn plan<'a>(
    diags: &mut Diagnostics,
    types: &Types<'a>,
    operation: &'a Operation,
    page: Option<RustTy>,
) -> ReplyPlan {
    let reply = &operation.reply;
    let whole = match &reply.content {
        None => RustTy::Unit,
        Some(Content::Json(ty) | Content::Form(ty)) => types.rust(ty),
        Some(Content::Text) => RustTy::Text,
        Some(Content::Bytes | Content::Multipart(_)) => RustTy::Bytes,
    };
    let optional = reply.optional && whole != RustTy::Unit;
    let ty = if optional { option(whole) } else { whole };
    let unwrap = if page.is_none() { unwrap(diags, types, operation).map(|it| it.access) } else { None };
    let header = operation.value_header.and_then(|at| reply.headers.get(at));
    let output = match (page, &unwrap) {
        (None, _) if header.is_some() => header.map_or(RustTy::Unit, |it| headers::rust(&it.ty)),
        (Some(page), _) => page,
        (None, Some(access)) if access.optional || matches!(ty, RustTy::Option(_)) => option(access.ty.clone()),
        (None, Some(access)) => access.ty.clone(),
        (None, None) => read(&ty),
    };
    let value_header = header.map(|it| it.name.to_ascii_lowercase());
    let (statuses, examples) = (reply.statuses.clone(), reply.examples.clone());
    ReplyPlan { ty, output, unwrap, value_header, optional, statuses, examples }
}

/// The description's type of what awaiting gives.
pub(crate) fn output<'a>(types: &Types<'a>, operation: &'a Operation) -> Option<&'a Ty> {
    let whole = json(&operation.reply)?;
    let Some(key) = &operation.unwrap else {
        return Some(whole);
    };
    access::resolve(types, whole, &key_path(key)).ok().map(|it| it.end)
}

fn unwrap<'a>(diags: &mut Diagnostics, types: &Types<'a>, operation: &'a Operation) -> Option<Way<'a>> {
    let path = key_path(operation.unwrap.as_ref()?);
    way(diags, types, operation, &path)
}

/// A way into an operation's reply; a path that leads nowhere is reported.
pub(crate) fn way<'a>(
    diags: &mut Diagnostics,
    types: &Types<'a>,
    operation: &'a Operation,
    path: &ReplyPath,
) -> Option<Way<'a>> {
    let found = match json(&operation.reply) {
        Some(whole) => access::resolve(types, whole, path),
        None => Err("the reply is no JSON".to_owned()),
    };
    found.map_err(|why| dead(diags, operation, path, &why)).ok()
}

pub(crate) fn dead(diags: &mut Diagnostics, operation: &Operation, path: &ReplyPath, why: &str) {
    let message = format!("path `{}` leads nowhere in the reply of `{}`", access::written(path), operation.id);
    diags.error(codes::plan::DEAD_PATH, operation.origin, message).label(why);
}

fn key_path(key: &str) -> ReplyPath {
    ReplyPath(key.split('.').map(|it| PathStep::Key(it.to_owned())).collect())
}

/// What a caller has in hand of a reply.
fn read(whole: &RustTy) -> RustTy {
    match whole {
        RustTy::Text => RustTy::String,
        RustTy::Option(some) => option(read(some)),
        ty => ty.clone(),
    }
}

fn option(ty: RustTy) -> RustTy {
    match ty {
        RustTy::Option(_) => ty,
        ty => RustTy::Option(Box::new(ty)),
    }
}
