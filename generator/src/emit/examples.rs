//! Calls that stand in examples: requests that can be made in passing.

use super::samples::{laid_out, short_call, waits_in_vain};
use super::types::Types;
use crate::plan::{Crate, Request};

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

/// The first request whose wait ends by what a reply says.
pub(super) fn waiting(krate: &Crate) -> Vec<String> {
    let call = first(krate, |request| request.wait.is_some() && !waits_in_vain(request) && !request.deprecated);
    call.map_or_else(Vec::new, |it| laid_out(&[format!("{it}.wait().timeout(Duration::from_secs(300)).await?;")]))
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
    all.filter(|(_, request)| suits(request)).find_map(|(resource, request)| short_call(resource, request, &types))
}
