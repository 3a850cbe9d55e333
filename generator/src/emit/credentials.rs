//! How callers say who they are: the schemes as data, and the builder's methods that take credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::{docs, tokens};
use crate::plan::{AuthPlan, ClientPlan, SchemePlan};

/// `&[Scheme { … }]`
pub(super) fn schemes(plan: &ClientPlan, imports: &mut Imports) -> TokenStream {
    let schemes = plan.schemes.iter().map(|scheme| {
        let ty = tokens::path(&imports.runtime("Scheme"));
        let name = Literal::string(&scheme.name);
        let auth = auth(&scheme.auth, imports);
        let env = tokens::texts(&scheme.env);
        quote!(#ty { name: #name, auth: #auth, env: #env })
    });
    let schemes: Vec<_> = schemes.collect();
    quote!(&[#(#schemes),*])
}

fn auth(plan: &AuthPlan, imports: &mut Imports) -> TokenStream {
    let ty = tokens::path(&imports.runtime("Auth"));
    match plan {
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
        AuthPlan::ApiKeyCookie(name) => {
            let name = Literal::string(name);
            quote!(#ty::Cookie { name: #name })
        }
    }
}

/// `&[&["key", "tenant"], &["token"]]`
pub(super) fn security(alternatives: &[Vec<String>]) -> TokenStream {
    let alternatives = alternatives.iter().map(|schemes| tokens::texts(schemes));
    quote!(&[#(#alternatives),*])
}

/// The schemes that `Client::new` takes: those that open most operations.
pub(super) fn usual(plan: &ClientPlan) -> Vec<&SchemePlan> {
    let names = plan.security.first().into_iter().flatten();
    names.filter_map(|name| plan.schemes.iter().find(|it| it.name == *name)).collect()
}

/// What a scheme's method takes, and the values that are handed on.
pub(super) fn parameters(scheme: &SchemePlan, imports: &mut Imports) -> (TokenStream, TokenStream) {
    let secret = tokens::path(&imports.runtime("Secret"));
    if scheme.auth == AuthPlan::Basic {
        return (quote!(user: impl Into<String>, password: impl Into<#secret>), quote!(user, password));
    }
    let name = tokens::ident(&scheme.setter);
    (quote!(#name: impl Into<#secret>), quote!(#name))
}

/// The builder's methods.
pub(super) fn setters(plan: &ClientPlan, imports: &mut Imports) -> Vec<TokenStream> {
    plan.schemes.iter().map(|it| setter(it, imports)).collect()
}

fn setter(scheme: &SchemePlan, imports: &mut Imports) -> TokenStream {
    let name = Literal::string(&scheme.name);
    let ident = tokens::ident(&scheme.setter);
    let docs = docs::outer(&scheme.docs);
    let (parameters, values) = parameters(scheme, imports);
    let method = if scheme.auth == AuthPlan::Basic { quote!(basic) } else { quote!(secret) };
    let provider = scheme.provider.as_ref().map(|provider| {
        let source = tokens::path(&imports.runtime("TokenProvider"));
        let docs = docs::outer(&[
            format!(
                "Asks for what [`{}`](Self::{}) would set, before every attempt; a closure that returns a",
                scheme.setter, scheme.setter
            ),
            "future will do.".to_owned(),
        ]);
        let provider = tokens::ident(provider);
        quote! {
            #docs
            pub fn #provider(self, provider: impl #source) -> Self { self.provider(#name, provider) }
        }
    });
    quote! {
        #docs
        pub fn #ident(self, #parameters) -> Self { self.#method(#name, #values) }
        #provider
    }
}
