//! Headers of replies as callers ask for them: one method of `Response` for each that the description has.

use super::scope::{Claim, Joint, NAMED, settle};
use super::types::Types;
use super::{HeaderPlan, Ident, RustTy, docs, names, reserved};
use crate::config::Config;
use crate::ir::{Api, Operation, ReplyHeader, Ty};

/// Each header once, in the order of the description.
pub(crate) fn plan(types: &Types<'_>, config: &Config) -> Vec<HeaderPlan> {
    let mut found: Vec<(&ReplyHeader, Vec<&Operation>)> = Vec::new();
    for operation in &types.api.operations {
        for header in shown(config, operation) {
            match found.iter_mut().find(|(known, _)| known.name.eq_ignore_ascii_case(&header.name)) {
                Some((_, operations)) => operations.push(operation),
                None => found.push((header, vec![operation])),
            }
        }
    }
    let claims: Vec<_> =
        found.iter().map(|(it, _)| Claim::new(reserved::response_method(names::value_name(&it.name)), NAMED)).collect();
    let idents = settle(&claims, Joint::Snake, &[]);
    let plan = |((header, operations), ident): ((&ReplyHeader, Vec<&Operation>), String)| HeaderPlan {
        ident: Ident::new(ident),
        name: header.name.to_ascii_lowercase(),
        ty: settled(types.api, header),
        docs: types.read(|| docs::header(header, &operations)),
        deprecated: header.deprecated,
    };
    found.into_iter().zip(idents).map(plan).collect()
}

/// The headers of an operation's replies, but rate limits and request ids, which have methods in every client.
pub(crate) fn shown<'a>(config: &Config, operation: &'a Operation) -> impl Iterator<Item = &'a ReplyHeader> {
    let limits = config.client.rate_limit.iter().flat_map(|it| [&it.limit, &it.remaining, &it.reset]);
    let covered: Vec<String> = limits.chain(&config.client.request_id_header).map(|it| it.value.clone()).collect();
    let is_covered = move |it: &&ReplyHeader| covered.iter().any(|name| name.eq_ignore_ascii_case(&it.name));
    operation.reply.headers.iter().filter(move |it| !is_covered(it))
}

/// The type that all operations give the header; text where they do not agree.
fn settled(api: &Api, header: &ReplyHeader) -> RustTy {
    let all = api.operations.iter().flat_map(|it| &it.reply.headers);
    let mut alike = all.filter(|it| it.name.eq_ignore_ascii_case(&header.name));
    if alike.all(|it| it.ty == header.ty) { rust(&header.ty) } else { RustTy::String }
}

/// What a header's text is read as.
pub(crate) fn rust(ty: &Ty) -> RustTy {
    match ty {
        Ty::List(item) => RustTy::Vec(Box::new(rust(item))),
        Ty::Boolean | Ty::Integer(_) | Ty::Number(_) => super::types::scalar(ty),
        Ty::String(crate::ir::StringFormat::DateTime | crate::ir::StringFormat::Date) => super::types::scalar(ty),
        _ => RustTy::String,
    }
}
