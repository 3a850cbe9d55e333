//! `src/machines.rs`: the handle of a resource and its requests.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::samples::{self, RustSample, RustSamples};
use super::types::Types;
use super::{docs, mentions, models, params, requests, tokens, waits};
use crate::fileset::FileSet;
use crate::markdown;
use crate::plan::{ArgRole, Crate, Request, Resource};

pub(super) fn emit(krate: &Crate, samples: &RustSamples<'_>, files: &mut FileSet) {
    let types = Types::new(krate);
    for resource in &krate.resources {
        super::add(files, format!("src/{}.rs", resource.module), file(krate, resource, samples, &types));
    }
}

fn file<'a>(krate: &'a Crate, resource: &'a Resource, samples: &RustSamples<'a>, types: &Types<'_>) -> String {
    let mut docs = resource.docs.clone();
    if docs.iter().all(|line| line.trim().is_empty()) {
        docs = vec![format!("Requests of [`{}`].", resource.handle)];
    }
    let requests = resource.requests.iter().map(|it| it.ident.to_string());
    let local: BTreeSet<String> = requests.chain([resource.handle.to_string()]).collect();
    let mut res = RustFile::new(docs, Imports::of_others(local));
    res.rust(handle(resource, &mut res.imports.clone()));
    let docs = resource.requests.iter().map(|it| method_docs(krate, resource, samples.of(resource, it), it)).collect();
    let members = members(resource, docs, types, &mut res.imports);
    res.rust(members);
    for request in &resource.requests {
        requests::emit(resource, request, types, &mut res);
    }
    res.print(&krate.package)
}

fn handle(resource: &Resource, imports: &mut Imports) -> TokenStream {
    let client = tokens::path(&imports.runtime("Client"));
    let name = tokens::ident(&resource.handle);
    let made_by = format!("Made by [`Client::{}`]; cheap to clone.", resource.module);
    let mut lines = markdown::opening_lines(&resource.docs);
    lines.extend([String::new(), made_by]);
    let docs = docs::outer(&lines);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { client: #client }
    }
}

fn members(resource: &Resource, docs: Vec<TokenStream>, types: &Types<'_>, imports: &mut Imports) -> TokenStream {
    let client = tokens::path(&imports.runtime("Client"));
    let name = tokens::ident(&resource.handle);
    let methods: Vec<_> = resource.requests.iter().zip(docs).map(|(it, docs)| method(it, docs, imports)).collect();
    let waits: Vec<_> = resource.waits.iter().map(|it| waits::on_resource(resource, it, types, imports)).collect();
    quote! {
        impl #name {
            pub(crate) fn new(client: #client) -> Self { #name { client } }
            #(#methods)*
            #(#waits)*
        }
    }
}

/// `pub fn get(&self, machine_id: i64) -> Get`
fn method(request: &Request, docs: TokenStream, imports: &mut Imports) -> TokenStream {
    let deprecated = models::deprecated(request.deprecated);
    let (name, ty, constant) =
        (tokens::ident(&request.method), tokens::ident(&request.ident), tokens::ident(&request.constant));
    let raw = tokens::path(&imports.runtime("RawRequest"));
    let params: Vec<_> = request.args.iter().map(|arg| tokens::parameter(&arg.argument, imports)).collect();
    let given = request.args.iter().map(|arg| match &arg.role {
        ArgRole::Param(param) => params::argument(param, &arg.argument, imports),
        ArgRole::Body => params::body(request.body.as_ref(), &arg.argument, imports),
    });
    let (before, given): (Vec<_>, Vec<_>) = given.collect();
    let before = before.into_iter().flatten();
    let preset: Vec<_> =
        request.preset.iter().map(|(param, value)| params::call(param, &params::literal(value), imports)).collect();
    let json_type = request.body.as_ref().and_then(params::json_type).map(|it| quote!(.json_type(#it)));
    let empty = request.body.as_ref().is_some_and(|it| it.empty_object).then(|| quote!(.empty_object()));
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#params),*) -> #ty {
            #(#before)*
            #ty(#raw::new(&self.client, &#constant) #json_type #(#given)* #(#preset)* #empty)
        }
    }
}

/// What the description says, and the sample as rustdoc runs it: against the mock server.
fn method_docs(krate: &Crate, here: &Resource, sample: Option<&RustSample>, request: &Request) -> TokenStream {
    let link = |of: &Resource, it: &Request| match of.module == here.module {
        true => format!("[`{}::{}`]", of.handle, it.method),
        false => format!("[`{0}::{1}`](crate::{2}::{0}::{1})", of.handle, it.method, of.module),
    };
    let mut lines = mentions::linked(krate, request, &request.docs, link);
    if lines.iter().all(|line| line.trim().is_empty()) {
        lines = vec![request.operation.summary.clone()];
    }
    let sample = sample.map(|it| example(krate, it, request));
    docs::with_sample(&lines, &sample.unwrap_or_default())
}

fn example(krate: &Crate, sample: &RustSample, request: &Request) -> Vec<String> {
    let run = if samples::waits_in_vain(request) { "no_run" } else { "" };
    let mut res = ["", "# Examples", "", &format!("```{run}")].map(str::to_owned).to_vec();
    res.extend(sample.uses.iter().flat_map(|it| it.lines()).map(str::to_owned));
    res.push(format!("# {}::mock::run(async |client| {{", krate.package.lib));
    res.extend(sample.lines.iter().cloned());
    res.extend(["# Ok(())", "# });", "```"].map(str::to_owned));
    res
}

/// `GET /v2/machines`
pub(super) fn endpoint(request: &Request) -> String {
    format!("{} {}", request.operation.http_method, request.operation.path)
}
