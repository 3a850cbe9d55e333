//! Calls that stand in examples: requests that can be made in passing.

use super::samples::{laid_out, short_call, waits_in_vain};
use super::tokens;
use super::types::Types;
use crate::plan::{Crate, Request, Resource};

/// `client.machines().get(1)`: the first request with arguments that gives something and changes nothing.
pub(super) fn get(krate: &Crate) -> Option<String> {
    let suits = |request: &Request| {
        request.operation.http_method == "GET"
            && request.paging.is_none()
            && !request.args.is_empty()
            && !request.deprecated
    };
    first(krate, suits).map(|(_, call)| call)
}

/// `client.machines().list()`: the first request that pages.
pub(super) fn list(krate: &Crate) -> Option<String> {
    first(krate, pages).map(|(_, call)| call)
}

/// A rule of a mock server and the call that it is for: `server.machines().list()`, `client.machines().list()`.
pub(super) fn mocked(krate: &Crate) -> Option<(String, String)> {
    let (resource, call) = first(krate, pages).or_else(|| first(krate, reads))?;
    let (_, request) = call.split_once("()")?;
    Some((format!("server.{}(){request}", tokens::ident(&resource.rules)), call))
}

fn pages(request: &Request) -> bool {
    request.paging.is_some() && !request.deprecated
}

fn reads(request: &Request) -> bool {
    request.operation.http_method == "GET" && request.stream.is_none() && !request.deprecated
}

/// The first request whose wait ends by what a reply says.
pub(super) fn waiting(krate: &Crate) -> Vec<String> {
    let call = first(krate, |request| request.wait.is_some() && !waits_in_vain(request) && !request.deprecated);
    call.map_or_else(Vec::new, |(_, it)| laid_out(&[format!("{it}.wait().timeout(Duration::from_secs(300)).await?;")]))
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

fn first(krate: &Crate, suits: impl Fn(&Request) -> bool) -> Option<(&Resource, String)> {
    let types = Types::new(krate);
    let all = krate.resources.iter().flat_map(|it| it.requests.iter().map(move |request| (it, request)));
    let mut suitable = all.filter(|(_, request)| suits(request));
    suitable.find_map(|(resource, request)| Some((resource, short_call(resource, request, &types)?)))
}
