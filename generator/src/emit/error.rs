//! `Error::api()`: the body of an error as the API describes it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::{docs, format, tokens};
use crate::plan::{Crate, ErrorCase, ErrorPlan, ErrorViews, Ident, RustTy, StatusPattern};

pub(super) fn emit(krate: &Crate, out: &mut RustFile) {
    if let Some(plan) = &krate.client.error_views {
        let methods = views(plan, &mut out.imports);
        out.rust(methods);
    }
    match &krate.error {
        ErrorPlan::None => {}
        ErrorPlan::One(ty) => {
            let method = one(ty, &mut out.imports);
            out.rust(method);
        }
        ErrorPlan::Many { ident, variants, cases } => {
            let method = many(ident, variants, &mut out.imports);
            out.rust(method);
            let table = cases_table(cases, &mut out.imports);
            out.text(table);
        }
    }
}

/// The type that is declared beside the client, if there is one.
pub(super) fn exported(krate: &Crate) -> Option<&Ident> {
    match &krate.error {
        ErrorPlan::Many { ident, .. } => Some(ident),
        ErrorPlan::None | ErrorPlan::One(_) => None,
    }
}

/// `Error::detail()` and `Error::field_errors()`
fn views(plan: &ErrorViews, imports: &mut Imports) -> TokenStream {
    let error = tokens::path(&imports.runtime("Error"));
    let views = tokens::path(&imports.runtime("ErrorViews"));
    let map = tokens::path(&imports.std("std::collections", "BTreeMap"));
    let keys = plan.detail.iter().map(|it| Literal::string(it));
    let fields = match plan.fields.as_deref().map(Literal::string) {
        Some(key) => quote!(Some(#key)),
        None => quote!(None),
    };
    let named: Vec<_> = plan.detail.iter().map(|it| docs::code(it)).collect();
    let named = named.join(" or ");
    let detail_docs = docs::outer(&[
        "What is wrong as a whole, in the API's words, whatever the form of the body.".to_owned(),
        String::new(),
        format!(
            "It is the text under {named}, a text or a list of texts by itself (a line each), or a body of plain text."
        ),
        "A page of HTML says nothing.".to_owned(),
    ]);
    let static_docs = docs::line("Where the bodies of errors have their words.");
    let fields_docs = docs::outer(&[
        "What is wrong with each field of the request, in the API's words; empty where the body says nothing of fields.".to_owned(),
        String::new(),
        "A field in a field is `outer.inner`, and one in a list `items[0].name`.".to_owned(),
    ]);
    quote! {
        #static_docs
        static ERROR_VIEWS: #views = #views { detail: &[#(#keys),*], fields: #fields };

        impl #error {
            #detail_docs
            pub fn detail(&self) -> Option<String> { ERROR_VIEWS.detail(self) }

            #fields_docs
            pub fn field_errors(&self) -> #map<String, Vec<String>> { ERROR_VIEWS.fields(self) }
        }
    }
}

fn one(ty: &RustTy, imports: &mut Imports) -> TokenStream {
    let error = tokens::path(&imports.runtime("Error"));
    let docs = docs::line("What the API said, if it said it in the form that it describes.");
    let ty = tokens::ty(ty, imports);
    quote! {
        impl #error {
            #docs
            pub fn api(&self) -> Option<#ty> { self.body_as() }
        }
    }
}

fn many(ident: &Ident, variants: &[(Ident, RustTy)], imports: &mut Imports) -> TokenStream {
    let error = tokens::path(&imports.runtime("Error"));
    let name = tokens::ident(ident);
    let enum_docs = docs::line("The bodies of errors that the API describes.");
    let declared: Vec<_> = variants
        .iter()
        .map(|(variant, ty)| {
            let docs = docs::line(&format!("Described as `{}`.", docs::one_line(&tokens::ty_text(ty, imports))));
            let (variant, ty) = (tokens::ident(variant), tokens::ty(ty, imports));
            quote!(#docs #variant(#ty),)
        })
        .collect();
    let arms = variants.iter().enumerate().map(|(idx, (variant, _))| {
        let (idx, variant) = (Literal::usize_unsuffixed(idx), tokens::ident(variant));
        quote!(#idx => self.body_as().map(#name::#variant),)
    });
    let docs =
        docs::line("What the API said, if it said it in the form that it describes for the operation and the status.");
    quote! {
        #enum_docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#declared)* }

        impl #error {
            #docs
            pub fn api(&self) -> Option<#name> {
                match self.case(ERROR_CASES)? { #(#arms)* _ => None }
            }
        }
    }
}

/// `static ERROR_CASES`, a case a line.
fn cases_table(cases: &[ErrorCase], imports: &mut Imports) -> String {
    let case = imports.runtime("ErrorCase");
    let status = imports.runtime("StatusMatch");
    let lines: String = cases
        .iter()
        .map(|it| {
            let matched = match it.status {
                StatusPattern::Exact(code) => format!("{status}::Exact({code})"),
                StatusPattern::Range(hundreds) => format!("{status}::Range({hundreds})"),
                StatusPattern::Default => format!("{status}::Default"),
            };
            let body = it.variant.map_or("None".to_owned(), |it| format!("Some({it})"));
            let operation = format::string(&it.operation);
            format!("    {case} {{ operation: {operation}, status: {matched}, body: {body} }},\n")
        })
        .collect();
    format!("/// Which body an operation describes for a status.\nstatic ERROR_CASES: &[{case}] = &[\n{lines}];\n")
}
