//! Where the API is: its servers as data, and the choice among them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::{docs, tokens};
use crate::plan::{ServerUrlPlan, ServersPlan};

/// `ServerUrl { url: "https://{region}.example.com", variables: &[…] }`
pub(super) fn url(plan: &ServerUrlPlan, imports: &mut Imports) -> TokenStream {
    let ty = tokens::path(&imports.runtime("ServerUrl"));
    let url = Literal::string(&plan.url);
    let variables = plan.variables.iter().map(|it| {
        let ty = tokens::path(&imports.runtime("ServerVariable"));
        let (name, default, values) =
            (Literal::string(&it.name), Literal::string(&it.default), tokens::texts(&it.values));
        quote!(#ty { name: #name, default: #default, values: #values })
    });
    let variables: Vec<_> = variables.collect();
    quote!(#ty { url: #url, variables: &[#(#variables),*] })
}

/// Whether callers can choose.
pub(super) fn is_choice(plan: &ServersPlan) -> bool {
    plan.all.len() > 1 || !plan.setters.is_empty()
}

/// The builder's method that takes a choice.
pub(super) fn setter(plan: &ServersPlan, imports: &mut Imports) -> Option<TokenStream> {
    is_choice(plan).then(|| {
        let server = tokens::path(&imports.runtime("Server"));
        let docs = docs::outer(&[
            "One of the servers that the description names. Operations with servers of their own go there still;"
                .to_owned(),
            "[`base_url`](Self::base_url), if it is set, is above both.".to_owned(),
        ]);
        quote!(#docs pub fn server(self, server: #server) -> Self { self.at(server) })
    })
}

/// The servers, where there is a choice.
pub(super) fn choice(plan: &ServersPlan, imports: &mut Imports) -> Option<TokenStream> {
    if !is_choice(plan) {
        return None;
    }
    let server = tokens::path(&imports.runtime("Server"));
    let named = plan.all.iter().enumerate().map(|(at, it)| {
        let (name, docs, at) = (tokens::ident(&it.ident), docs::outer(&it.docs), Literal::usize_unsuffixed(at));
        quote!(#docs pub fn #name() -> #server { #server::of(&API.servers[#at]) })
    });
    let named = named.take(if plan.all.len() > 1 { plan.all.len() } else { 0 });
    let variables = plan.setters.iter().map(|(ident, variable, docs)| {
        let (name, variable, docs) = (tokens::ident(ident), Literal::string(variable), docs::outer(docs));
        quote!(#docs pub fn #name(self, value: impl Into<String>) -> #server { self.variable(#variable, value) })
    });
    Some(quote! {
        impl #server { #(#named)* #(#variables)* }

        impl Default for #server {
            fn default() -> Self { #server::of(&API.servers[0]) }
        }
    })
}
