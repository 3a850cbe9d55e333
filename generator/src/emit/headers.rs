//! Typed headers of replies: a method of `Response` for each that the description has.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::{docs, models, tokens};
use crate::plan::{HeaderPlan, RustTy};

pub(super) fn emit(headers: &[HeaderPlan], out: &mut RustFile) {
    if headers.is_empty() {
        return;
    }
    let response = tokens::path(&out.imports.runtime("Response"));
    let methods: Vec<_> = headers.iter().map(|it| method(it, &mut out.imports)).collect();
    let docs = docs::outer(&["Headers that the API describes.".to_owned()]);
    out.rust(quote!(#docs impl<T> #response<T> { #(#methods)* }));
}

/// `pub fn total_count(&self) -> Option<i64>`
fn method(plan: &HeaderPlan, imports: &mut Imports) -> TokenStream {
    let docs = docs::outer_or(&plan.docs, &format!("Header {}.", docs::code(&plan.name)));
    let deprecated = models::deprecated(plan.deprecated);
    let (ident, name) = (tokens::ident(&plan.ident), Literal::string(&plan.name));
    let ty = tokens::ty(&plan.ty, imports);
    let read = match plan.ty {
        RustTy::Vec(_) if plan.name == "set-cookie" => quote!(header_lines),
        RustTy::Vec(_) => quote!(header_values),
        _ => quote!(header_value),
    };
    quote!(#docs #deprecated pub fn #ident(&self) -> Option<#ty> { self.#read(#name) })
}
