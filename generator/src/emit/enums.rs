//! Open sets of values: an enum and the table of its wire names.

use proc_macro2::TokenStream;
use quote::quote;

use super::rust_file::RustFile;
use super::{docs, format, models, tokens};
use crate::plan::{EnumVariant, Ident, Model};

pub(super) fn strings(model: &Model, variants: &[EnumVariant], unknown: &Ident, out: &mut RustFile) {
    out.rust(declaration(model, variants, unknown, (quote!(String), quote!())));
    let entries: Vec<_> = variants.iter().map(|it| format!("{} => {}", format::string(&it.wire), it.ident)).collect();
    out.imports.add("crate::runtime", "string_enum");
    out.text(format::table("string_enum", model.ident.as_str(), &entries, &format!(" else {unknown}")));
}

pub(super) fn integers(model: &Model, variants: &[EnumVariant], unknown: &Ident, out: &mut RustFile) {
    out.rust(declaration(model, variants, unknown, (quote!(i64), quote!(Copy,))));
    let entries: Vec<_> = variants.iter().map(|it| format!("{} => {}", docs::one_line(&it.wire), it.ident)).collect();
    out.imports.add("crate::runtime", "integer_enum");
    out.text(format::table("integer_enum", model.ident.as_str(), &entries, &format!(" else {unknown}")));
}

/// `kept` is what an unknown value is kept as, and whether that makes the enum `Copy`.
fn declaration(
    model: &Model,
    variants: &[EnumVariant],
    unknown: &Ident,
    (kept, copy): (TokenStream, TokenStream),
) -> TokenStream {
    let head = models::head(model);
    let name = tokens::ident(&model.ident);
    let variants = variants.iter().map(|it| {
        let docs = docs::outer_or(&it.docs, &format!("{}.", docs::code(&it.wire)));
        let (ident, deprecated) = (tokens::ident(&it.ident), models::deprecated(it.deprecated));
        quote!(#docs #deprecated #ident,)
    });
    let unknown_docs = docs::line("A value that this version of the crate does not know, kept as it came.");
    let unknown = tokens::ident(unknown);
    quote! {
        #head
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #unknown_docs #unknown(#kept), }
    }
}
