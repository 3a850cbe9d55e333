//! `src/client.rs`: what only this API knows, added to the runtime's client and error.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::{docs, error, headers, tokens};
use crate::fileset::FileSet;
use crate::plan::{AuthPlan, ClientPlan, Crate, Resource};

pub(super) fn emit(krate: &Crate, files: &mut FileSet) {
    let docs = vec!["The client of this API: where it is, how it lets callers in, what it offers.".to_owned()];
    let mut res = RustFile::new(docs, Imports::of_others(BTreeSet::new()));
    let api = api(&krate.client, &mut res.imports);
    res.rust(api);
    let constructors = constructors(krate, &mut res.imports);
    res.rust(constructors);
    error::emit(krate, &mut res);
    headers::emit(&krate.headers, &mut res);
    super::add(files, "src/client.rs", res.print(&krate.package));
}

fn api(plan: &ClientPlan, imports: &mut Imports) -> TokenStream {
    let ty = tokens::path(&imports.runtime("Api"));
    let fields = tokens::path(&imports.runtime("ErrorFields"));
    let auth = auth(&plan.auth, imports);
    let rate_limit = match &plan.rate_limit {
        Some((limit, remaining, reset)) => {
            let headers = tokens::path(&imports.runtime("RateLimitHeaders"));
            let (limit, remaining, reset) =
                (Literal::string(limit), Literal::string(remaining), Literal::string(reset));
            quote!(Some(#headers { limit: #limit, remaining: #remaining, reset: #reset }))
        }
        None => quote!(None),
    };
    let base_url = optional(plan.base_url.as_deref());
    let base_url_env = optional(plan.base_url_env.as_deref());
    let request_id = optional(plan.request_id_header.as_deref());
    let token_env = list(&plan.token_env);
    let (code, message, error_request_id) =
        (list(&plan.error_code), list(&plan.error_message), list(&plan.error_request_id));
    let docs = docs::line("The API as the runtime needs to know it.");
    quote! {
        #docs
        pub(crate) static API: #ty = #ty {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            base_url: #base_url,
            base_url_env: #base_url_env,
            token_env: #token_env,
            auth: #auth,
            rate_limit: #rate_limit,
            error_fields: #fields { code: #code, message: #message, request_id: #error_request_id },
            request_id_header: #request_id,
        };
    }
}

fn auth(plan: &AuthPlan, imports: &mut Imports) -> TokenStream {
    let ty = tokens::path(&imports.runtime("Auth"));
    match plan {
        AuthPlan::None => quote!(#ty::None),
        AuthPlan::Bearer { prefix } => {
            let prefix = Literal::string(prefix);
            quote!(#ty::Bearer { prefix: #prefix })
        }
        AuthPlan::Basic => quote!(#ty::Basic),
        AuthPlan::ApiKeyHeader(name) => {
            let name = Literal::string(name);
            quote!(#ty::Header { name: #name })
        }
        AuthPlan::ApiKeyQuery(name) => {
            let name = Literal::string(name);
            quote!(#ty::Query { name: #name })
        }
    }
}

fn optional(text: Option<&str>) -> TokenStream {
    match text.map(Literal::string) {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

fn list(texts: &[String]) -> TokenStream {
    let texts = texts.iter().map(|text| Literal::string(text));
    quote!(&[#(#texts),*])
}

fn constructors(krate: &Crate, imports: &mut Imports) -> TokenStream {
    let client = tokens::path(&imports.runtime("Client"));
    let builder = tokens::path(&imports.runtime("ClientBuilder"));
    let result = tokens::path(&imports.runtime("Result"));
    let secret = tokens::path(&imports.runtime("Secret"));
    let new_docs = docs::line("A client that shows this token.");
    let env_docs = docs::outer(&from_env_docs(&krate.client));
    let builder_docs = docs::line("A client with settings of your own.");
    let accessors: Vec<_> = krate.resources.iter().map(|it| accessor(it, imports)).collect();
    quote! {
        impl #client {
            #new_docs
            pub fn new(token: impl Into<#secret>) -> #result<#client> { #client::builder().token(token).build() }

            #env_docs
            pub fn from_env() -> #result<#client> { #client::builder().token_from_env().build() }

            #builder_docs
            pub fn builder() -> #builder { #builder::new(&API) }

            #(#accessors)*
        }
    }
}

fn from_env_docs(plan: &ClientPlan) -> Vec<String> {
    let names: Vec<_> = plan.token_env.iter().map(|name| docs::code(name)).collect();
    let mut res = vec![match &names[..] {
        [] => "A client with settings from the environment.".to_owned(),
        [name] => format!("A client that shows the token in the environment variable {name}."),
        [first, rest @ ..] => {
            format!("A client that shows the token in the environment variable {first}, or else {}.", rest.join(", "))
        }
    }];
    if let Some(name) = &plan.base_url_env {
        res.extend([String::new(), format!("The API's address is taken from {} if that is set.", docs::code(name))]);
    }
    res
}

fn accessor(resource: &Resource, imports: &mut Imports) -> TokenStream {
    let name = tokens::ident(&resource.module);
    let handle = tokens::ident(&resource.handle);
    imports.add(&format!("crate::{}", resource.module), resource.handle.as_str());
    let docs = docs::outer_or(&docs::first_paragraph(&resource.docs), &format!("Requests of [`{}`].", resource.handle));
    quote!(#docs pub fn #name(&self) -> #handle { #handle::new(self.clone()) })
}
