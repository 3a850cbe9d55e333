//! `src/client.rs`: what only this API knows, added to the runtime's client and error.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::{credentials, docs, error, headers, servers, tokens};
use crate::fileset::FileSet;
use crate::markdown;
use crate::plan::{AuthPlan, ClientPlan, Crate, Resource, SchemePlan};

pub(super) fn emit(krate: &Crate, files: &mut FileSet) {
    let docs = vec!["The client of this API: where it is, how it lets callers in, what it offers.".to_owned()];
    let local: BTreeSet<String> = error::exported(krate).map(ToString::to_string).into_iter().collect();
    let mut res = RustFile::new(docs, Imports::of_others(local));
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
    let rate_limit = match &plan.rate_limit {
        Some((limit, remaining, reset)) => {
            let headers = tokens::path(&imports.runtime("RateLimitHeaders"));
            let (limit, remaining, reset) =
                (Literal::string(limit), Literal::string(remaining), Literal::string(reset));
            quote!(Some(#headers { limit: #limit, remaining: #remaining, reset: #reset }))
        }
        None => quote!(None),
    };
    let servers: Vec<_> = plan.servers.all.iter().map(|it| servers::url(&it.server, imports)).collect();
    let base_path = Literal::string(&plan.servers.base_path);
    let base_url_env = optional(plan.base_url_env.as_deref());
    let request_id = optional(plan.request_id_header.as_deref());
    let schemes = credentials::schemes(plan, imports);
    let security = credentials::security(&plan.security);
    let (code, message) = (tokens::texts(&plan.error_code), tokens::texts(&plan.error_message));
    let error_request_id = tokens::texts(&plan.error_request_id);
    let docs = docs::line("The API as the runtime needs to know it.");
    quote! {
        #docs
        pub(crate) static API: #ty = #ty {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            servers: &[#(#servers),*],
            base_path: #base_path,
            base_url_env: #base_url_env,
            schemes: #schemes,
            security: #security,
            rate_limit: #rate_limit,
            error_fields: #fields { code: #code, message: #message, request_id: #error_request_id },
            request_id_header: #request_id,
        };
    }
}

fn optional(text: Option<&str>) -> TokenStream {
    match text.map(Literal::string) {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

fn constructors(krate: &Crate, imports: &mut Imports) -> TokenStream {
    let plan = &krate.client;
    let client = tokens::path(&imports.runtime("Client"));
    let builder = tokens::path(&imports.runtime("ClientBuilder"));
    let new = new(plan, imports);
    let from_env = from_env(plan, imports);
    let builder_docs = docs::line("A client with settings of your own.");
    let accessors: Vec<_> = krate.resources.iter().map(|it| accessor(it, imports)).collect();
    let setters: Vec<_> =
        credentials::setters(plan, imports).into_iter().chain(servers::setter(&plan.servers, imports)).collect();
    let choices = if setters.is_empty() { TokenStream::new() } else { quote!(impl #builder { #(#setters)* }) };
    let servers = servers::choice(&plan.servers, imports);
    quote! {
        impl #client {
            #new
            #from_env

            #builder_docs
            pub fn builder() -> #builder { #builder::new(&API) }

            #(#accessors)*
        }
        #choices
        #servers
    }
}

/// Takes what nobody else can know: where the API is, if its description does not say, and who is calling.
fn new(plan: &ClientPlan, imports: &mut Imports) -> TokenStream {
    let client = tokens::path(&imports.runtime("Client"));
    let result = tokens::path(&imports.runtime("Result"));
    let schemes = credentials::usual(plan);
    let mut parameters: Vec<_> = schemes.iter().map(|it| credentials::parameters(it, imports).0).collect();
    let mut calls: Vec<_> = schemes
        .iter()
        .map(|it| {
            let setter = tokens::ident(&it.setter);
            let (_, values) = credentials::parameters(it, imports);
            quote!(.#setter(#values))
        })
        .collect();
    if plan.servers.base_url.is_none() {
        parameters.insert(0, quote!(base_url: impl Into<String>));
        calls.insert(0, quote!(.base_url(base_url)));
    }
    let docs = docs::outer(&new_docs(plan, &schemes));
    quote!(#docs pub fn new(#(#parameters),*) -> #result<#client> { #client::builder() #(#calls)* .build() })
}

fn new_docs(plan: &ClientPlan, schemes: &[&SchemePlan]) -> Vec<String> {
    let links: Vec<_> = schemes.iter().map(|it| format!("[`{0}`](ClientBuilder::{0})", it.setter)).collect();
    let mut res = vec![match &links[..] {
        [] => "A client without credentials.".to_owned(),
        links => format!("A client that calls with the given {}.", links.join(" and ")),
    }];
    if plan.servers.base_url.is_none() {
        let path = match plan.servers.base_path.as_str() {
            "" => String::new(),
            path => format!(" Where it has no path, {} is added.", docs::code(path)),
        };
        res.extend([String::new(), format!("`base_url` is where the API is, as its description names no host.{path}")]);
    }
    res
}

/// Takes all of that from the environment, if any of it can be there.
fn from_env(plan: &ClientPlan, imports: &mut Imports) -> Option<TokenStream> {
    if plan.schemes.is_empty() && plan.base_url_env.is_none() {
        return None;
    }
    let client = tokens::path(&imports.runtime("Client"));
    let result = tokens::path(&imports.runtime("Result"));
    let docs = docs::outer(&from_env_docs(plan));
    let ask = (!plan.schemes.is_empty()).then(|| quote!(.credentials_from_env()));
    Some(quote!(#docs pub fn from_env() -> #result<#client> { #client::builder() #ask .build() }))
}

fn from_env_docs(plan: &ClientPlan) -> Vec<String> {
    let variables = |it: &SchemePlan| it.env.iter().map(|name| docs::code(name)).collect::<Vec<_>>().join(", or else ");
    let mut res = vec!["A client with settings from environment variables:".to_owned(), String::new()];
    if let Some(name) = &plan.base_url_env {
        let need = if plan.servers.base_url.is_none() { "where the API is" } else { "where the API is, if it is set" };
        res.push(format!("- {}: {need}", docs::code(name)));
    }
    for it in &plan.schemes {
        let form = if it.auth == AuthPlan::Basic { ", as `user:password`" } else { "" };
        res.push(format!("- {}: the [`{1}`](ClientBuilder::{1}){form}", variables(it), it.setter));
    }
    if plan.security.len() > 1 {
        res.extend([String::new(), "One way to be let in is enough.".to_owned()]);
    }
    res
}

/// How clients are made, for the crate's page.
pub(super) fn tour(plan: &ClientPlan) -> Vec<String> {
    let schemes = credentials::usual(plan);
    let base_url =
        plan.servers.base_url.is_none().then(|| "the base URL (the description does not name one)".to_owned());
    let wanted: Vec<_> = base_url
        .into_iter()
        .chain(schemes.iter().map(|it| format!("the [`{0}`](ClientBuilder::{0})", it.setter)))
        .collect();
    let takes = if wanted.is_empty() { "nothing".to_owned() } else { wanted.join(" and ") };
    let mut res = vec![format!("[`Client::new`] takes {takes}.")];
    if !plan.schemes.is_empty() || plan.base_url_env.is_some() {
        res.push("[`Client::from_env`] asks the environment, and its documentation names the variables.".to_owned());
    }
    res.push("[`Client::builder`] has every setting.".to_owned());
    for it in plan.schemes.iter().filter(|it| !schemes.contains(it)) {
        res.push(format!("[`ClientBuilder::{}`] takes other credentials.", it.setter));
    }
    if servers::is_choice(&plan.servers) {
        res.push("[`Server`] is a choice of where the API is.".to_owned());
    }
    res
}

fn accessor(resource: &Resource, imports: &mut Imports) -> TokenStream {
    let name = tokens::ident(&resource.module);
    let handle = tokens::path(&imports.std(&format!("crate::{}", resource.module), resource.handle.as_str()));
    let docs =
        docs::outer_or(&markdown::opening_lines(&resource.docs), &format!("Requests of [`{}`].", resource.handle));
    quote!(#docs pub fn #name(&self) -> #handle { #handle::new(self.clone()) })
}
