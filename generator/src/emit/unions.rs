//! One of several shapes: an enum and the table that tells them apart.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::{docs, format, models, tokens};
use crate::plan::{Ident, Model, RustTy, TagValue, UnionPlan, UnionTagging, UnionVariant};

pub(super) fn emit(model: &Model, plan: &UnionPlan, out: &mut RustFile) {
    let declaration = declaration(model, plan, &mut out.imports);
    out.rust(declaration);
    let (name, head) = match &plan.tagging {
        UnionTagging::Property(property) => ("tagged_union", format!("{}, {}", model.ident, format::string(property))),
        UnionTagging::JsonType => ("json_union", model.ident.to_string()),
        UnionTagging::Keys => ("keyed_union", model.ident.to_string()),
        UnionTagging::Status => ("status_union", model.ident.to_string()),
    };
    let is_untagged = |it: &&UnionVariant| matches!(plan.tagging, UnionTagging::Property(_)) && it.tag.is_none();
    let chosen = plan.variants.iter().filter(|it| !is_untagged(it));
    let entries: Vec<_> = chosen.map(|it| entry(plan, it, &mut out.imports)).collect();
    let untagged = plan.variants.iter().find(is_untagged).map(|it| {
        let content = it.ty.as_ref().map(|ty| tokens::ty_text(ty, &mut out.imports)).unwrap_or_default();
        format!(" untagged {}({content})", it.ident)
    });
    out.imports.add("crate::runtime", name);
    let tail = format!("{} else {}", untagged.unwrap_or_default(), plan.unknown);
    out.text(format::table(name, &head, &entries, &tail));
    let conversions: Vec<_> =
        plan.variants.iter().filter_map(|it| conversion(&model.ident, it, &mut out.imports)).collect();
    out.rust(quote!(#(#conversions)*));
}

fn declaration(model: &Model, plan: &UnionPlan, imports: &mut Imports) -> TokenStream {
    let head = models::head(model);
    let name = tokens::ident(&model.ident);
    let variants: Vec<_> = plan.variants.iter().map(|it| variant(it, imports)).collect();
    let unknown_docs = docs::line(match plan.tagging {
        UnionTagging::Property(_) => "An object whose tag this version of the crate does not know, kept as it came.",
        UnionTagging::JsonType | UnionTagging::Keys => "A value of another shape, kept as it came.",
        UnionTagging::Status => "The body under another status, kept as it came.",
    });
    let unknown = tokens::ident(&plan.unknown);
    let value = tokens::ty(&RustTy::Value, imports);
    quote! {
        #head
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #unknown_docs #unknown(#value), }
    }
}

fn variant(variant: &UnionVariant, imports: &mut Imports) -> TokenStream {
    let docs = docs::outer_or(&variant.docs, &fallback(variant));
    let ident = tokens::ident(&variant.ident);
    match &variant.ty {
        Some(ty) => {
            let ty = tokens::ty(ty, imports);
            quote!(#docs #ident(#ty),)
        }
        None => quote!(#docs #ident,),
    }
}

fn fallback(variant: &UnionVariant) -> String {
    match (&variant.tag, variant.json_type) {
        (Some(tag), _) => format!("{}.", docs::code(&tag.to_string())),
        (None, Some(json_type)) => format!("JSON {json_type}."),
        (None, None) => format!("`{}`.", variant.ident),
    }
}

/// `"resize" => Resize(ResizeAction)`, `integer => Integer(i64)` or `["name"] => One(MachineCreate)`.
fn entry(plan: &UnionPlan, variant: &UnionVariant, imports: &mut Imports) -> String {
    let told = match plan.tagging {
        UnionTagging::Property(_) => variant.tag.as_ref().map(tag).unwrap_or_default(),
        UnionTagging::JsonType => variant.json_type.unwrap_or("object").to_owned(),
        UnionTagging::Status => status(&variant.tag.as_ref().map(ToString::to_string).unwrap_or_default()),
        UnionTagging::Keys => {
            let keys: Vec<_> = variant.keys.iter().map(|key| format::string(key)).collect();
            format!("[{}]", keys.join(", "))
        }
    };
    let content = variant.ty.as_ref().map(|ty| format!("({})", tokens::ty_text(ty, imports)));
    format!("{told} => {}{}", variant.ident, content.unwrap_or_default())
}

/// A literal of the tag's own type.
fn tag(value: &TagValue) -> String {
    match value {
        TagValue::Text(text) => format::string(text),
        TagValue::Integer(number) => number.to_string(),
        TagValue::Boolean(flag) => flag.to_string(),
    }
}

/// A pattern of statuses: `202`, `200..=299` for `2XX`.
fn status(tag: &str) -> String {
    match tag.strip_suffix(['X', 'x']).and_then(|it| it.strip_suffix(['X', 'x'])) {
        Some(hundreds) => format!("{hundreds}00..={hundreds}99"),
        None => tag.to_owned(),
    }
}

/// `From<Content>`, and from what the content itself is easily made of.
fn conversion(union: &Ident, variant: &UnionVariant, imports: &mut Imports) -> Option<TokenStream> {
    let content = variant.ty.as_ref().filter(|_| variant.from)?;
    let (name, ident) = (tokens::ident(union), tokens::ident(&variant.ident));
    let inner = match content {
        RustTy::Box(inner) => inner,
        other => other,
    };
    let value = tokens::wrapped(quote!(value), inner, content);
    let from = tokens::ty(inner, imports);
    let text = matches!(content, RustTy::String).then(|| {
        quote! {
            impl From<&str> for #name {
                #[inline]
                fn from(value: &str) -> Self { #name::#ident(value.to_owned()) }
            }
        }
    });
    Some(quote! {
        impl From<#from> for #name {
            #[inline]
            fn from(value: #from) -> Self { #name::#ident(#value) }
        }
        #text
    })
}
