//! How the plan's types, arguments and conversions are spelt.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use super::imports::Imports;
use crate::plan::{Argument, Conversion, Ident, Name, RustTy};

/// `&["a", "b"]`
pub(super) fn texts(texts: &[String]) -> TokenStream {
    let texts = texts.iter().map(|text| Literal::string(text));
    quote!(&[#(#texts),*])
}

/// An identifier as a token.
pub(super) fn ident(ident: &Ident) -> proc_macro2::Ident {
    proc_macro2::Ident::new(ident.as_str(), Span::call_site())
}

/// A path or type that was printed.
pub(super) fn path(text: &str) -> TokenStream {
    text.parse().expect("emit prints paths that are tokens")
}

/// A type as text; what it names is imported.
pub(super) fn ty_text(ty: &RustTy, imports: &mut Imports) -> String {
    ty.spelled(&mut |name| match name {
        Name::Runtime(name) => imports.runtime(name),
        Name::Extern(module, name) => imports.std(module, name),
        Name::Model(model) => imports.model(model),
    })
}

/// A type as tokens; what it names is imported.
pub(super) fn ty(ty: &RustTy, imports: &mut Imports) -> TokenStream {
    path(&ty_text(ty, imports))
}

/// `name: impl Into<T>`
pub(super) fn parameter(argument: &Argument, imports: &mut Imports) -> TokenStream {
    let name = ident(&argument.ident);
    let taken = match argument.conversion {
        Conversion::Plain => ty(&argument.ty, imports),
        Conversion::Into => {
            let into = ty(&argument.ty, imports);
            quote!(impl Into<#into>)
        }
        Conversion::IntoList => {
            let item = ty(element(&argument.ty), imports);
            quote!(impl IntoIterator<Item = impl Into<#item>>)
        }
        Conversion::List => {
            let item = ty(element(&argument.ty), imports);
            quote!(impl IntoIterator<Item = #item>)
        }
        Conversion::Map => {
            let item = ty(element(&argument.ty), imports);
            quote!(impl IntoIterator<Item = (impl Into<String>, #item)>)
        }
    };
    quote!(#name: #taken)
}

/// The argument as a value of its type, where the type is known from the place it goes to.
pub(super) fn converted(argument: &Argument) -> TokenStream {
    let name = ident(&argument.ident);
    match argument.conversion {
        Conversion::Plain => quote!(#name),
        Conversion::Into => quote!(#name.into()),
        Conversion::IntoList => quote!(#name.into_iter().map(Into::into).collect()),
        Conversion::List => quote!(#name.into_iter().collect()),
        Conversion::Map => {
            quote!(#name.into_iter().map(|(key, value)| (key.into(), value)).collect())
        }
    }
}

/// A reference to the argument as a value of its type, for a place that takes any type; a list is collected first,
/// on a line of its own.
pub(super) fn converted_ref(argument: &Argument, imports: &mut Imports) -> (Option<TokenStream>, TokenStream) {
    let name = ident(&argument.ident);
    match argument.conversion {
        Conversion::Plain => (None, quote!(&#name)),
        Conversion::Into => (None, quote!(&#name.into())),
        Conversion::IntoList | Conversion::List | Conversion::Map => {
            (Some(collected(argument, imports)), quote!(&#name))
        }
    }
}

/// `let tags: Vec<String> = tags.into_iter().map(Into::into).collect();`
pub(super) fn collected(argument: &Argument, imports: &mut Imports) -> TokenStream {
    let name = ident(&argument.ident);
    let target = ty(&argument.ty, imports);
    let value = converted(argument);
    quote!(let #name: #target = #value;)
}

/// A value of type `from` made one of type `to` by the `Some` and `Box` that lie between them.
pub(super) fn wrapped(value: TokenStream, from: &RustTy, to: &RustTy) -> TokenStream {
    if from == to {
        return value;
    }
    match to {
        RustTy::Option(inner) => {
            let value = wrapped(value, from, inner);
            quote!(Some(#value))
        }
        RustTy::Box(inner) => {
            let value = wrapped(value, from, inner);
            quote!(Box::new(#value))
        }
        _ => value,
    }
}

/// What a list or map holds.
fn element(ty: &RustTy) -> &RustTy {
    match ty {
        RustTy::Vec(item) | RustTy::Map(item) => item,
        RustTy::Option(inner) | RustTy::Box(inner) => element(inner),
        other => other,
    }
}

/// Whether a part, or each of several, is a file.
pub(super) fn is_file(ty: &RustTy) -> bool {
    match ty {
        RustTy::Part => true,
        RustTy::Option(inner) | RustTy::Box(inner) | RustTy::Vec(inner) => is_file(inner),
        _ => false,
    }
}

/// Values that are copied rather than moved.
pub(super) fn is_copy(ty: &RustTy) -> bool {
    matches!(
        ty,
        RustTy::Unit
            | RustTy::Bool
            | RustTy::I32
            | RustTy::I64
            | RustTy::U32
            | RustTy::U64
            | RustTy::I128
            | RustTy::F32
            | RustTy::F64
            | RustTy::Timestamp
            | RustTy::Date
    )
}
