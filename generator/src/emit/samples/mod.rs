//! Samples of calls: in Rust, for curl, for HTTPie. All three say the same, from one [`Sample`](crate::plan::Sample).

mod curl;
mod expr;
mod http;
mod httpie;
mod json;
mod rust;
mod shell;
mod statements;
mod url;

use std::collections::BTreeMap;

use super::types::Types;
use crate::plan::{Crate, Ident, Request, Resource, WaitPlan};
pub(super) use curl::curl;
pub(super) use httpie::httpie;
pub(super) use json::{json, json_line};
pub(super) use rust::{RustSample, short_call, use_models};
pub(super) use statements::laid_out;

/// The samples in Rust, laid out once: method docs, pages and the README show the same.
pub(super) struct RustSamples<'a>(BTreeMap<(&'a Ident, &'a Ident), RustSample>);

impl<'a> RustSamples<'a> {
    pub(super) fn new(krate: &'a Crate) -> Self {
        let types = Types::new(krate);
        let all = krate.resources.iter().flat_map(|it| it.requests.iter().map(move |request| (it, request)));
        let samples = all.filter_map(|(of, request)| {
            let sample = rust::rust(krate, of, request, &types)?;
            Some(((&of.module, &request.method), sample))
        });
        RustSamples(samples.collect())
    }

    /// Whether any of them names something below this path.
    pub(super) fn name(&self, path: &str) -> bool {
        self.0.values().flat_map(|it| &it.lines).any(|line| line.contains(path))
    }

    /// None where a value has no expression.
    pub(super) fn of(&self, resource: &'a Resource, request: &'a Request) -> Option<&RustSample> {
        self.0.get(&(&resource.module, &request.method))
    }
}

/// Whether its wait ends by a status: the mock server answers with examples, and never that something is gone.
pub(super) fn waits_in_vain(request: &Request) -> bool {
    let ends_by_status = |wait: &WaitPlan| wait.steps.iter().any(|it| !it.done_status.is_empty());
    request.wait.as_ref().is_some_and(ends_by_status)
}
