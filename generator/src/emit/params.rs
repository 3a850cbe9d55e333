//! How a request takes its parameters and its body.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::imports::Imports;
use super::tokens;
use super::types::Types;
use crate::plan::{
    ArgRole, Argument, BodyKind, BodyPlan, Crate, FieldStyle, Ident, ModelKind, ParamLocation, ParamPlan, ParamStyle,
    Request, RustTy, SetterTarget,
};

/// `.query("per_page", &per_page)`
pub(super) fn call(param: &ParamPlan, value: &TokenStream, imports: &mut Imports) -> TokenStream {
    let style = param.style.filter(|(style, _)| *style != ParamStyle::Json);
    let style = style.map(|(style, explode)| self::style(style, explode, imports));
    with_style(param, style.as_ref(), value)
}

fn with_style(param: &ParamPlan, style: Option<&TokenStream>, value: &TokenStream) -> TokenStream {
    let name = Literal::string(&param.name);
    let style = style.map(|style| quote!(#style,));
    let method = tokens::path(method(param));
    let empty = param.allow_empty.then(|| quote!(.query_default(#name, &"")));
    quote!(.#method(#name, #style #value) #empty)
}

/// The runtime's method: as its place has it by default, in JSON, or with a style.
fn method(param: &ParamPlan) -> &'static str {
    let [plain, json, styled] = match param.location {
        ParamLocation::Path => ["path", "path_json", "path_styled"],
        ParamLocation::Query if param.allow_reserved => ["query", "query_json", "query_reserved"],
        ParamLocation::Query => ["query", "query_json", "query_styled"],
        ParamLocation::Header => ["header_param", "header_json", "header_styled"],
        ParamLocation::Cookie => ["cookie_param", "cookie_json", "cookie_styled"],
    };
    match param.style {
        None => plain,
        Some((ParamStyle::Json, _)) => json,
        Some(_) => styled,
    }
}

fn style(style: ParamStyle, explode: bool, imports: &mut Imports) -> TokenStream {
    let ty = tokens::path(&imports.runtime("Style"));
    match style {
        // JSON has methods of its own, which take no style.
        ParamStyle::Simple | ParamStyle::Json => quote!(#ty::Simple { explode: #explode }),
        ParamStyle::Label => quote!(#ty::Label { explode: #explode }),
        ParamStyle::Matrix => quote!(#ty::Matrix { explode: #explode }),
        ParamStyle::Form => quote!(#ty::Form { explode: #explode }),
        ParamStyle::SpaceDelimited => quote!(#ty::SpaceDelimited { explode: #explode }),
        ParamStyle::PipeDelimited => quote!(#ty::PipeDelimited { explode: #explode }),
        ParamStyle::DeepObject => quote!(#ty::DeepObject),
    }
}

/// `.query("tags", &tags)`, and the line that collects the tags.
pub(super) fn argument(
    param: &ParamPlan,
    argument: &Argument,
    imports: &mut Imports,
) -> (Option<TokenStream>, TokenStream) {
    let (before, value) = tokens::converted_ref(argument, imports);
    (before, call(param, &value, imports))
}

/// As [`argument`], alone on its line: a style stands on a line before it.
pub(super) fn setter(param: &ParamPlan, given: &Argument, imports: &mut Imports) -> (Option<TokenStream>, TokenStream) {
    let (before, value) = tokens::converted_ref(given, imports);
    match param.style.filter(|(style, _)| *style != ParamStyle::Json) {
        Some((style, explode)) => {
            let style = self::style(style, explode, imports);
            // The parameter may be called `style` itself.
            let name = format_ident!("{}", if given.ident.as_str() == "style" { "how" } else { "style" });
            (Some(quote!(#before let #name = #style;)), with_style(param, Some(&quote!(#name)), &value))
        }
        None => (before, with_style(param, None, &value)),
    }
}

/// The media type of a body in JSON that is no plain `application/json`.
pub(super) fn json_type(plan: &BodyPlan) -> Option<&str> {
    (plan.kind == BodyKind::Json && plan.media_type != "application/json").then_some(&*plan.media_type)
}

/// `.json(&body)`, and the line that collects the body where it is a list.
pub(super) fn body(
    plan: Option<&BodyPlan>,
    argument: &Argument,
    imports: &mut Imports,
) -> (Option<TokenStream>, TokenStream) {
    let kind = plan.map_or(BodyKind::Json, |plan| plan.kind);
    let media_type = Literal::string(plan.map_or("", |plan| &plan.media_type));
    let name = tokens::ident(&argument.ident);
    match kind {
        BodyKind::Json => {
            let (before, value) = tokens::converted_ref(argument, imports);
            (before, quote!(.json(#value)))
        }
        BodyKind::Form => {
            let (before, value) = tokens::converted_ref(argument, imports);
            let styles = styles(plan, imports);
            (before, quote!(.form(#value, #styles)))
        }
        BodyKind::Multipart if argument.ty == RustTy::Form => (None, quote!(.multipart(#name))),
        BodyKind::Multipart => {
            let styles = styles(plan, imports);
            (None, quote!(.parts(#name.into(), #styles)))
        }
        BodyKind::Text => {
            let target = tokens::ty(&argument.ty, imports);
            (None, quote!(.upload(#media_type, Into::<#target>::into(#name))))
        }
        BodyKind::Bytes => (None, quote!(.upload(#media_type, #name))),
    }
}

/// `&[("tags", FieldStyle::Joined(","))]`
fn styles(plan: Option<&BodyPlan>, imports: &mut Imports) -> TokenStream {
    let entries: Vec<_> = plan
        .into_iter()
        .flat_map(|plan| &plan.encoding)
        .map(|(name, style)| {
            let ty = tokens::path(&imports.runtime("FieldStyle"));
            let style = match style {
                FieldStyle::Exploded => quote!(Exploded),
                FieldStyle::Joined(between) => quote!(Joined(#between)),
                FieldStyle::Deep => quote!(Deep),
                FieldStyle::Json => quote!(Json),
                FieldStyle::Reserved => quote!(Reserved),
                FieldStyle::Typed(kind) => quote!(Typed(#kind)),
            };
            quote!((#name, #ty::#style))
        })
        .collect();
    quote!(&[#(#entries),*])
}

/// A value that is always sent.
pub(super) fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(&#value),
        Value::String(text) => {
            let text = Literal::string(text);
            quote!(&#text)
        }
        Value::Number(number) => match (number.as_i128(), number.as_f64()) {
            (Some(number), _) => {
                let number = match i64::try_from(number) {
                    Ok(number) => Literal::i64_suffixed(number),
                    Err(_) => Literal::i128_suffixed(number),
                };
                quote!(&#number)
            }
            (None, number) => {
                let number = Literal::f64_suffixed(number.unwrap_or_default());
                quote!(&#number)
            }
        },
        other => {
            let text = Literal::string(&other.to_string());
            quote!(&#text)
        }
    }
}

/// Objects and unions that stand in a parameter.
pub(super) fn models(krate: &Crate) -> BTreeSet<&Ident> {
    let types = Types::new(krate);
    let requests = krate.resources.iter().flat_map(|it| &it.requests);
    let used: BTreeSet<Ident> = requests.flat_map(sent).flat_map(|ty| types.models_in(ty)).collect();
    let models = krate.models.iter().flat_map(|file| &file.items);
    let objects = models.filter(|it| matches!(it.kind, ModelKind::Struct(_) | ModelKind::Union(_)));
    objects.map(|it| &it.ident).filter(|ident| used.contains(ident)).collect()
}

/// Types of a request's parameters.
fn sent(request: &Request) -> Vec<&RustTy> {
    let args = request.args.iter().filter(|it| matches!(it.role, ArgRole::Param(_))).map(|it| &it.argument.ty);
    let setters =
        request.setters.iter().filter(|it| matches!(it.target, SetterTarget::Param(_))).map(|it| &it.argument.ty);
    args.chain(setters).collect()
}
