//! One request: its type, the static description of its operation, its setters, what it gives.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::access::{self, Take};
use super::imports::Imports;
use super::rust_file::RustFile;
use super::types::Types;
use super::{credentials, docs, format, models, paging, params, servers, tokens, wait_steps};
use crate::markdown;
use crate::plan::{EffectPlan, Request, RequestSetter, Resource, RustTy, SetterTarget, StreamKind, StreamPlan};

pub(super) fn emit(resource: &Resource, request: &Request, types: &Types<'_>, out: &mut RustFile) {
    let declaration = declaration(resource, request, &mut out.imports);
    out.rust(declaration);
    let members = members(request, types, &mut out.imports);
    out.rust(members);
    let invocation = invocation(request, types, &mut out.imports);
    let streamed = streamed(request, &mut out.imports);
    out.text(invocation + &streamed);
    if let Some(plan) = &request.paging {
        let function = paging::function(plan, &request.reply.ty, types, &mut out.imports);
        out.rust(function);
    }
    if let Some(plan) = &request.wait {
        let steps = wait_steps::functions(request, plan, types, &mut out.imports);
        out.rust(steps);
    }
}

fn declaration(resource: &Resource, request: &Request, imports: &mut Imports) -> TokenStream {
    let summary = match request.operation.summary.as_str() {
        "" => format!("Operation {}.", docs::code(&request.operation.id)),
        summary => markdown::sentence(summary),
    };
    let made_by = format!("Made by [`{}::{}`].", resource.handle, request.method);
    let docs = docs::outer(&[summary, String::new(), made_by]);
    let name = tokens::ident(&request.ident);
    let raw = tokens::path(&imports.runtime("RawRequest"));
    let operation = operation(request, imports);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is awaited"]
        pub struct #name(pub(crate) #raw);
        #operation
    }
}

/// `static LIST: Operation = …`
fn operation(request: &Request, imports: &mut Imports) -> TokenStream {
    let plan = &request.operation;
    let constant = tokens::ident(&request.constant);
    let ty = tokens::path(&imports.runtime("Operation"));
    let method = tokens::path(&format!("{}::{}", imports.runtime("Method"), plan.http_method));
    let effect = tokens::path(&imports.runtime("Effect"));
    let effect = match plan.effect {
        EffectPlan::Safe => quote!(#effect::Safe),
        EffectPlan::Idempotent => quote!(#effect::Idempotent),
        EffectPlan::Unsafe => quote!(#effect::Unsafe),
    };
    let (id, path, accept) = (Literal::string(&plan.id), Literal::string(&plan.path), Literal::string(&plan.accept));
    let security = credentials::security(&plan.security);
    let server = match &plan.server {
        Some(plan) => {
            let url = servers::url(plan, imports);
            quote!(Some(&#url))
        }
        None => quote!(None),
    };
    quote! {
        static #constant: #ty = #ty {
            id: #id,
            method: #method,
            path: #path,
            effect: #effect,
            accept: #accept,
            security: #security,
            server: #server,
        };
    }
}

fn members(request: &Request, types: &Types<'_>, imports: &mut Imports) -> TokenStream {
    let name = tokens::ident(&request.ident);
    let setters: Vec<_> = request.setters.iter().map(|it| setter(request, it, imports)).collect();
    let walks = request.paging.as_ref().map(|plan| paging::members(plan, imports));
    let wait = request.wait.as_ref().map(|plan| wait_steps::method(request, plan, types, imports));
    if setters.is_empty() && walks.is_none() && wait.is_none() {
        return TokenStream::new();
    }
    quote!(impl #name { #(#setters)* #walks #wait })
}

fn setter(request: &Request, setter: &RequestSetter, imports: &mut Imports) -> TokenStream {
    let docs = docs::outer_or(&setter.docs, &setter_fallback(&setter.target));
    let deprecated = models::deprecated(setter.deprecated);
    let (ty, name) = (tokens::ident(&request.ident), tokens::ident(&setter.argument.ident));
    let mut param = Some(tokens::parameter(&setter.argument, imports));
    let (before, call) = match &setter.target {
        SetterTarget::Param(plan) => params::setter(plan, &setter.argument, imports),
        SetterTarget::BodyField(key) => {
            let key = Literal::string(key);
            let (before, value) = tokens::converted_ref(&setter.argument, imports);
            (before, quote!(.body_field(#key, #value)))
        }
        SetterTarget::BodyFieldNull(key) => {
            param = None;
            let key = Literal::string(key);
            (None, quote!(.body_field(#key, &())))
        }
        SetterTarget::Body => params::body(request.body.as_ref(), &setter.argument, imports),
    };
    let param = param.into_iter();
    quote!(#docs #deprecated pub fn #name(self, #(#param)*) -> Self { #before #ty(self.0 #call) })
}

fn setter_fallback(target: &SetterTarget) -> String {
    match target {
        SetterTarget::Param(plan) => format!("Sets {}.", docs::code(&plan.name)),
        SetterTarget::BodyField(key) => format!("Sets {} in the body.", docs::code(key)),
        SetterTarget::BodyFieldNull(key) => {
            format!("Sets {} in the body to `null`.", docs::code(key))
        }
        SetterTarget::Body => "The whole body at once; it replaces what was set before.".to_owned(),
    }
}

/// `request!(List: MachineList => Page<Machine>, page_of_list);`
fn invocation(request: &Request, types: &Types<'_>, imports: &mut Imports) -> String {
    imports.add("crate::runtime", "request");
    let reply = &request.reply;
    if let Some(plan) = request.stream.as_ref().filter(|plan| plan.only) {
        let (stream, open) = stream(plan, imports);
        return format!("request!({}: stream {stream}, {open});\n", request.ident);
    }
    let ty = tokens::ty_text(&reply.ty, imports);
    if let Some(paging) = &request.paging {
        let item = paging::item(paging);
        let page = tokens::ty_text(&RustTy::Page(Box::new(item)), imports);
        // The macro knows the word: nothing is imported for it.
        let whole = if paging::reads_headers(paging) { format!("Response<{ty}>") } else { ty };
        return format!("request!({}: {whole} => {page}, {});\n", request.ident, paging.function);
    }
    if let Some(header) = &reply.value_header {
        let output = tokens::ty_text(&reply.output, imports);
        let (name, header) = (&request.ident, format::string(header));
        return format!("request!({name}: Response<{ty}> => {output}, try |reply| reply.required_header({header}));\n");
    }
    if reply.output == reply.ty {
        return format!("request!({}: {ty});\n", request.ident);
    }
    let output = tokens::ty_text(&reply.output, imports);
    let chain = match &reply.unwrap {
        Some(unwrap) => access::print("reply", &reply.ty, unwrap, Take::Move, types),
        None if reply.optional => "reply.map(|text| text.0)".to_owned(),
        None => "reply.0".to_owned(),
    };
    format!("request!({}: {ty} => {output}, |reply| {chain});\n", request.ident)
}

/// `streamed!(Chat, events: Events<Chunk>, "text/event-stream", Events::json);`
fn streamed(request: &Request, imports: &mut Imports) -> String {
    let Some(plan) = request.stream.as_ref().filter(|plan| !plan.only) else {
        return String::new();
    };
    imports.add("crate::runtime", "streamed");
    let (stream, open) = stream(plan, imports);
    let accept = format::string(&plan.accept);
    let switch = plan.switch.as_ref().map(|it| format!(", {}", format::string(it))).unwrap_or_default();
    format!("streamed!({}, {}: {stream}, {accept}, {open}{switch});\n", request.ident, plan.method)
}

/// The type of a stream, and the function that makes it of a reply.
fn stream(plan: &StreamPlan, imports: &mut Imports) -> (String, String) {
    let (name, open) = match plan.kind {
        StreamKind::Chunks => return (imports.runtime("Download"), "Ok".to_owned()),
        StreamKind::Events => ("Events", "json"),
        StreamKind::TextEvents => ("Events", "text"),
        StreamKind::WholeEvents => ("Events", "whole"),
        StreamKind::Lines => ("Values", "lines"),
        StreamKind::Records => ("Values", "records"),
    };
    let name = imports.runtime(name);
    let item = tokens::ty_text(&plan.item, imports);
    (format!("{name}<{item}>"), format!("{name}::{open}"))
}
