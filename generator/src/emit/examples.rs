//! Calls that stand in examples: requests whose arguments can be made up.

use super::types::Types;
use crate::plan::{Conversion, Crate, Request, Resource, RustTy};

/// `client.machines().get(1)`: the first request with arguments that gives something and changes nothing.
pub(super) fn get(krate: &Crate) -> Option<String> {
    let suits = |request: &Request| {
        request.operation.http_method == "GET"
            && request.paging.is_none()
            && !request.args.is_empty()
            && !request.deprecated
    };
    first(krate, suits)
}

/// `client.machines().list()`: the first request that pages.
pub(super) fn list(krate: &Crate) -> Option<String> {
    first(krate, |request| request.paging.is_some() && !request.deprecated)
}

/// Links to everything that waits.
pub(super) fn waits(krate: &Crate) -> Vec<String> {
    let mut res = Vec::new();
    for resource in &krate.resources {
        let module = &resource.module;
        for wait in &resource.waits {
            res.push(format!("[`{module}::{}::{}`]", resource.handle, wait.method));
        }
        for request in resource.requests.iter().filter(|it| it.wait.is_some()) {
            res.push(format!("[`{module}::{}::wait`]", request.ident));
        }
    }
    res
}

fn first(krate: &Crate, suits: impl Fn(&Request) -> bool) -> Option<String> {
    let types = Types::new(krate);
    let all = krate.resources.iter().flat_map(|it| it.requests.iter().map(move |request| (it, request)));
    all.filter(|(_, request)| suits(request)).find_map(|(resource, request)| call(resource, request, &types))
}

fn call(resource: &Resource, request: &Request, types: &Types<'_>) -> Option<String> {
    let args: Option<Vec<_>> = request
        .args
        .iter()
        .map(|arg| match arg.argument.conversion {
            Conversion::Plain | Conversion::Into => sample(&arg.argument.ty, types),
            Conversion::IntoList | Conversion::List | Conversion::Map => None,
        })
        .collect();
    Some(format!("client.{}().{}({})", resource.module, request.method, args?.join(", ")))
}

/// A value that stands for any other.
fn sample(ty: &RustTy, types: &Types<'_>) -> Option<String> {
    match types.bare(ty) {
        RustTy::I32 | RustTy::I64 | RustTy::U32 | RustTy::U64 => Some("1".to_owned()),
        RustTy::String => Some("\"id\"".to_owned()),
        RustTy::Bool => Some("true".to_owned()),
        _ => None,
    }
}
