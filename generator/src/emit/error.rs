//! `Error::api()`: the body of an error as the API describes it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::{docs, format, tokens};
use crate::plan::{Crate, ErrorCase, ErrorPlan, Ident, RustTy, StatusPattern};

pub(super) fn emit(krate: &Crate, out: &mut RustFile) {
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
            format!(
                "    {case} {{ operation: {}, status: {matched}, body: {} }},\n",
                format::string(&it.operation),
                it.variant
            )
        })
        .collect();
    format!("/// Which body an operation describes for a status.\nstatic ERROR_CASES: &[{case}] = &[\n{lines}];\n")
}
