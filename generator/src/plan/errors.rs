//! What `Error::api()` gives: one type if all operations agree, else an enum chosen by operation and status.

use super::scope::{Claim, Joint, NAMED, settle};
use super::types::Types;
use super::{ErrorCase, ErrorPlan, Ident, RustTy, StatusPattern};
use crate::ir::{ErrorReply, Operation, StatusMatch};

pub(crate) fn plan(types: &Types<'_>) -> ErrorPlan {
    let mut bodies: Vec<RustTy> = Vec::new();
    let mut cases = Vec::new();
    for operation in &types.api.operations {
        for (reply, ty) in documented(types, operation) {
            let variant = ty.map(|ty| {
                bodies.iter().position(|it| *it == ty).unwrap_or_else(|| {
                    bodies.push(ty);
                    bodies.len() - 1
                })
            });
            let case = ErrorCase { operation: operation.id.clone(), status: pattern(reply.status), variant };
            // Operations that client.toml split share one `operationId`.
            if !cases.contains(&case) {
                cases.push(case);
            }
        }
    }
    match bodies.len() {
        0 => ErrorPlan::None,
        1 => ErrorPlan::One(bodies.swap_remove(0)),
        _ => ErrorPlan::Many { ident: ident(types), variants: variants(bodies), cases },
    }
}

/// Errors of an operation: exact statuses before ranges before the default. One without a type is there where it stands before
/// one with a type, which would be taken for its own.
fn documented<'a>(types: &Types<'a>, operation: &'a Operation) -> Vec<(&'a ErrorReply, Option<RustTy>)> {
    let mut all: Vec<&ErrorReply> = operation.errors.iter().collect();
    all.sort_by_key(|it| it.status);
    let hides = |at: usize| {
        let status = all[at].status;
        let wider = |it: &&ErrorReply| it.ty.is_some() && covers(it.status, status);
        all[at + 1..].iter().copied().any(|it| wider(&it))
    };
    let kept = (0..all.len()).filter(|&at| all[at].ty.is_some() || hides(at));
    kept.map(|at| (all[at], all[at].ty.as_ref().map(|ty| types.rust(ty)))).collect()
}

/// Whether the one status is among the others.
fn covers(wide: StatusMatch, narrow: StatusMatch) -> bool {
    match (wide, narrow) {
        (StatusMatch::Default, _) => true,
        (StatusMatch::Range(hundreds), StatusMatch::Exact(status)) => u16::from(hundreds) == status / 100,
        _ => false,
    }
}

fn pattern(status: StatusMatch) -> StatusPattern {
    match status {
        StatusMatch::Exact(status) => StatusPattern::Exact(status),
        StatusMatch::Range(hundreds) => StatusPattern::Range(hundreds),
        StatusMatch::Default => StatusPattern::Default,
    }
}

fn ident(types: &Types<'_>) -> Ident {
    let taken: Vec<&str> = types.names.iter().map(Ident::as_str).collect();
    let name = settle(&[Claim::new("ApiErrorBody", NAMED)], Joint::Pascal, &taken);
    Ident::new(name.into_iter().next().expect("one claim gets one name"))
}

fn variants(bodies: Vec<RustTy>) -> Vec<(Ident, RustTy)> {
    let claims: Vec<Claim> = bodies.iter().map(|it| Claim::new(label(it), NAMED)).collect();
    settle(&claims, Joint::Pascal, &[]).into_iter().map(Ident::new).zip(bodies).collect()
}

fn label(ty: &RustTy) -> String {
    match ty {
        RustTy::Model(ident) => ident.to_string(),
        RustTy::Value => "Json".to_owned(),
        RustTy::Vec(item) => format!("{}List", label(item)),
        RustTy::Map(item) => format!("{}Map", label(item)),
        RustTy::Tuple(_) | RustTy::OpenTuple(..) => "Tuple".to_owned(),
        RustTy::Option(inner) | RustTy::Box(inner) => label(inner),
        RustTy::String | RustTy::Text | RustTy::Timestamp | RustTy::Date | RustTy::Bytes => "Text".to_owned(),
        RustTy::Base64 | RustTy::Base64Url => "Text".to_owned(),
        RustTy::Bool => "Flag".to_owned(),
        _ => "Number".to_owned(),
    }
}
