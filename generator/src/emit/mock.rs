//! `src/mock.rs` and what stands below it: the runtime's mock server, bound to this API.

use std::collections::BTreeSet;

use minijinja::context;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::samples::RustSamples;
use super::{docs, models, templates, tokens};
use crate::fileset::FileSet;
use crate::plan::{Crate, MockOutput, Request, Resource};

pub(super) fn emit(krate: &Crate, samples: &RustSamples<'_>, files: &mut FileSet) {
    super::add(files, "src/mock.rs", server(krate, samples));
    super::add(files, "src/mock/rules.rs", rules(krate));
    super::add(files, "src/mock/description.json", krate.mock.description.clone());
    let values = context! {
        marker => super::rust_file::marker(&krate.package),
        name => krate.package.name.clone(),
        lib => krate.package.lib.clone(),
    };
    // Named after the package: the examples of all crates of a workspace stand in one folder.
    let path = format!("examples/{}-mock.rs", krate.package.name);
    super::add(files, path, templates::fill(templates::MOCK_SERVER, &values));
}

fn server(krate: &Crate, samples: &RustSamples<'_>) -> String {
    let text = templates::fill(templates::MOCK_DOCS, &super::lib_rs::values(krate, samples));
    let mut res = RustFile::new(text.lines().map(str::to_owned).collect(), Imports::of_others(BTreeSet::new()));
    res.text("pub mod rules;\n\npub use crate::runtime::mock::{Content, MockServer, Mocked, Rule};\n".to_owned());
    for (module, name) in [("crate::client", "API"), ("crate::runtime", "Client"), ("std::error", "Error")] {
        res.imports.std(module, name);
    }
    res.imports.add("std", "io");
    res.imports.std("std::net", "SocketAddr");
    let accessors: Vec<_> = krate.resources.iter().map(accessor).collect();
    res.rust(quote! {
        /// What the server knows of the API.
        static DESCRIPTION: &str = include_str!("mock/description.json");

        impl MockServer {
            /// Serves the API on a free port of this machine.
            ///
            /// # Panics
            ///
            /// If this machine has no free port.
            pub async fn start() -> MockServer { MockServer::somewhere(&API, DESCRIPTION) }

            /// Serves the API at this address; with port 0, on a free port.
            pub fn at(address: SocketAddr) -> io::Result<MockServer> { MockServer::serve(&API, DESCRIPTION, address) }

            #(#accessors)*
        }

        /// Runs an example against a server of its own: what the examples of this documentation do.
        #[doc(hidden)]
        pub fn run(example: impl AsyncFnOnce(Client) -> Result<(), Box<dyn Error>>) {
            crate::runtime::mock::run(MockServer::somewhere(&API, DESCRIPTION), example);
        }
    });
    res.print(&krate.package)
}

fn accessor(resource: &Resource) -> TokenStream {
    let (name, client) = (tokens::ident(&resource.rules), tokens::ident(&resource.module));
    let handle = tokens::ident(&resource.handle);
    let docs = docs::line(&format!("Rules for the requests of [`crate::{}`].", resource.module));
    quote!(#docs pub fn #name(&self) -> rules::#handle<'_> { rules::#handle::new(self, self.client().#client()) })
}

fn rules(krate: &Crate) -> String {
    let docs = vec!["Rules for the requests of each resource, by the arguments that they are made with.".to_owned()];
    let local = krate.resources.iter().map(|it| it.handle.to_string()).collect();
    let mut res = RustFile::new(docs, Imports::of_others(local));
    for resource in &krate.resources {
        let handle = handle(resource, &mut res.imports);
        res.rust(handle);
        for request in &resource.requests {
            let binding = binding(resource, request, &mut res.imports);
            res.text(binding);
        }
    }
    res.print(&krate.package)
}

fn handle(resource: &Resource, imports: &mut Imports) -> TokenStream {
    let name = tokens::ident(&resource.handle);
    let server = tokens::path(&imports.std("crate::runtime::mock", "MockServer"));
    let requests = tokens::path(&format!("crate::{}::{}", resource.module, resource.handle));
    let docs = docs::outer(&[
        format!("Rules for the requests of [`crate::{}::{}`].", resource.module, resource.handle),
        String::new(),
        format!("Made by [`MockServer::{}`](crate::mock::MockServer::{}).", resource.rules, resource.rules),
    ]);
    let methods: Vec<_> = resource.requests.iter().map(|it| method(resource, it, imports)).collect();
    quote! {
        #docs
        #[derive(Debug)]
        pub struct #name<'s> { server: &'s #server, requests: #requests }

        impl<'s> #name<'s> {
            pub(super) fn new(server: &'s #server, requests: #requests) -> Self { #name { server, requests } }
            #(#methods)*
        }
    }
}

fn method(resource: &Resource, request: &Request, imports: &mut Imports) -> TokenStream {
    let (name, rule) = (tokens::ident(&request.method), tokens::path(&imports.std("crate::runtime::mock", "Rule")));
    let ty = tokens::path(&format!("crate::{}::{}", resource.module, request.ident));
    let params: Vec<_> = request.args.iter().map(|arg| tokens::parameter(&arg.argument, imports)).collect();
    let given = request.args.iter().map(|arg| tokens::ident(&arg.argument.ident));
    let called = format!("{}::{}", resource.handle, request.method);
    let docs = docs::line(&format!("For [`{called}`](crate::{}::{called}) with these arguments.", resource.module));
    let deprecated = models::deprecated(request.deprecated);
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#params),*) -> #rule<#ty> { self.server.on(self.requests.#name(#(#given),*)) }
    }
}

/// `mocked!(crate::machines::Get, "machines.get", json Machine);`
fn binding(resource: &Resource, request: &Request, imports: &mut Imports) -> String {
    imports.add("crate::runtime::mock", "mocked");
    let output = match &request.mock.output {
        MockOutput::Nothing => "nothing ()".to_owned(),
        MockOutput::Json(ty) => format!("json {}", tokens::ty_text(ty, imports)),
        MockOutput::Text => "text String".to_owned(),
        MockOutput::Bytes => format!("bytes {}", imports.std("bytes", "Bytes")),
    };
    let key = Literal::string(&request.mock.key);
    format!("mocked!(crate::{}::{}, {key}, {output});\n", resource.module, request.ident)
}
