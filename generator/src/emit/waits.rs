//! Waits: poll an operation until it is over.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::access::{self, Take};
use super::imports::Imports;
use super::types::Types;
use super::{docs, judge, tokens};
use crate::plan::{
    Access, Argument, Conversion, Request, Resource, ResourceWait, RustTy, WaitArgPlan, WaitPlan,
    WaitStepPlan,
};

/// `pub fn wait_until_active(&self, droplet_id: i64) -> Wait<Droplet>`
pub(super) fn on_resource(
    resource: &Resource,
    plan: &ResourceWait,
    types: &Types<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let step = &plan.step;
    let name = tokens::ident(&plan.method);
    let fallback = format!(
        "Polls [`{}::{}`] until it is over.",
        resource.handle, step.method
    );
    let docs = docs::outer_or(&plan.docs, &fallback);
    let wait = tokens::path(&imports.runtime("Wait"));
    let output = tokens::ty(&step.output, imports);
    let arguments: Vec<Argument> = step
        .args
        .iter()
        .enumerate()
        .map(|(idx, arg)| caller(step, idx, arg, types))
        .collect();
    let params: Vec<_> = arguments
        .iter()
        .map(|arg| tokens::parameter(arg, imports))
        .collect();
    let converted = arguments
        .iter()
        .filter(|arg| arg.conversion != Conversion::Plain);
    let converted: Vec<_> = converted
        .map(|arg| tokens::collected(arg, imports))
        .collect();
    let handle = tokens::ident(&step.resource);
    let made = if step.resource == resource.module {
        quote!(self.clone())
    } else {
        quote!(self.client.#handle())
    };
    let given: Vec<_> = arguments.iter().map(given).collect();
    let polling = polling(step, &quote!(&self.client), &given, types, imports);
    quote! {
        #docs
        pub fn #name(&self, #(#params),*) -> #wait<#output> {
            #(#converted)*
            let #handle = #made;
            #polling
        }
    }
}

/// An argument of a wait on a resource.
fn caller(step: &WaitStepPlan, idx: usize, arg: &WaitArgPlan, types: &Types<'_>) -> Argument {
    match arg {
        WaitArgPlan::Caller(argument) => argument.clone(),
        WaitArgPlan::Param { ident, ty, .. } => Argument {
            ident: ident.clone(),
            ty: ty.clone(),
            conversion: Conversion::Plain,
        },
        WaitArgPlan::Reply(access) => {
            let ident = types
                .argument(step, idx)
                .map_or_else(|| step.method.clone(), |arg| arg.ident.clone());
            Argument {
                ident,
                ty: access.ty.clone(),
                conversion: Conversion::Plain,
            }
        }
    }
}

/// An argument as each poll gives it.
fn given(argument: &Argument) -> TokenStream {
    let name = tokens::ident(&argument.ident);
    if tokens::is_copy(&argument.ty) {
        quote!(#name)
    } else {
        quote!(#name.clone())
    }
}

/// `Wait::new(client, poll, judge)` and the closures in it.
fn polling(
    step: &WaitStepPlan,
    client: &TokenStream,
    given: &[TokenStream],
    types: &Types<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let wait = tokens::path(&imports.runtime("Wait"));
    let (handle, method) = (tokens::ident(&step.resource), tokens::ident(&step.method));
    let judge = judge::closure(step, types, imports);
    let tolerate = (!step.tolerate.is_empty()).then(|| {
        let statuses = step
            .tolerate
            .iter()
            .map(|status| Literal::u16_unsuffixed(*status));
        quote!(.tolerate(&[#(#statuses),*]))
    });
    let interval = step.interval_seconds.map(|seconds| {
        let duration = tokens::path(&imports.std("std::time", "Duration"));
        let seconds = Literal::u64_unsuffixed(seconds);
        quote!(.interval(#duration::from_secs(#seconds)))
    });
    quote! {
        let poll = move || #handle.#method(#(#given),*).send();
        let judge = #judge;
        #wait::new(#client, poll, judge) #tolerate #interval
    }
}

/// `pub fn wait(self) -> Wait<Droplet>`
pub(super) fn on_request(
    request: &Request,
    plan: &WaitPlan,
    types: &Types<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let docs = docs::outer_or(
        &plan.docs,
        "Sends the request, then polls until what it began is over.",
    );
    let wait = tokens::path(&imports.runtime("Wait"));
    let output = tokens::ty(&plan.output, imports);
    let reply = &request.reply.ty;
    let arguments = Arguments {
        reply,
        take: take(plan),
        types,
    };
    let kept: Vec<_> = plan
        .steps
        .iter()
        .flat_map(|step| &step.args)
        .filter_map(kept)
        .collect();
    let kept = distinct(kept);
    let mut steps = Vec::new();
    for (idx, step) in plan.steps.iter().enumerate() {
        let is_last = idx + 1 == plan.steps.len();
        steps.push(arguments.step(request, idx, step, is_last, imports));
    }
    let bindings = steps.iter().flat_map(|(bindings, _)| bindings);
    let bindings = distinct(bindings.cloned().collect());
    let chain = chained(
        &steps
            .iter()
            .map(|(_, wait)| wait.clone())
            .collect::<Vec<_>>(),
        &wait,
    );
    let reply_name = if plan
        .steps
        .iter()
        .flat_map(|it| &it.args)
        .any(|it| matches!(it, WaitArgPlan::Reply(_)))
    {
        quote!(reply)
    } else {
        quote!(_)
    };
    let reply_ty = tokens::ty(reply, imports);
    quote! {
        #docs
        pub fn wait(self) -> #wait<#output> {
            let client = self.0.client().clone();
            #(#kept)*
            let follow = move |#reply_name: #reply_ty| { #(#bindings)* #chain };
            #wait::after(self.with_response(), follow)
        }
    }
}

/// The functions that print one step each, where no wait of a resource does the same.
pub(super) fn steps(
    request: &Request,
    plan: &WaitPlan,
    types: &Types<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let own = plan
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| types.same_wait(step).is_none());
    let own: Vec<_> = own
        .map(|(idx, step)| step_function(request, idx, step, types, imports))
        .collect();
    quote!(#(#own)*)
}

fn step_name(request: &Request, idx: usize) -> proc_macro2::Ident {
    let n_steps = request.wait.as_ref().map_or(1, |plan| plan.steps.len());
    if n_steps == 1 {
        format_ident!("wait_of_{}", request.method.as_str())
    } else {
        format_ident!("wait_{}_of_{}", idx + 1, request.method.as_str())
    }
}

fn step_function(
    request: &Request,
    idx: usize,
    step: &WaitStepPlan,
    types: &Types<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let name = step_name(request, idx);
    let wait = tokens::path(&imports.runtime("Wait"));
    let client = tokens::path(&imports.runtime("Client"));
    let output = tokens::ty(&step.output, imports);
    let mut arguments: Vec<Argument> = step
        .args
        .iter()
        .enumerate()
        .map(|(idx, arg)| caller(step, idx, arg, types))
        .collect();
    arguments
        .iter_mut()
        .for_each(|arg| arg.conversion = Conversion::Plain);
    let params: Vec<_> = arguments
        .iter()
        .map(|arg| tokens::parameter(arg, imports))
        .collect();
    let given: Vec<_> = arguments.iter().map(given).collect();
    let handle = tokens::ident(&step.resource);
    let polling = polling(step, &quote!(client), &given, types, imports);
    quote! {
        fn #name(client: &#client, #(#params),*) -> #wait<#output> {
            let #handle = client.#handle();
            #polling
        }
    }
}

/// A path parameter of the request, kept for after it was sent.
fn kept(arg: &WaitArgPlan) -> Option<TokenStream> {
    let WaitArgPlan::Param { name, ident, ty } = arg else {
        return None;
    };
    let (name, ident) = (Literal::string(name), tokens::ident(ident));
    Some(match ty {
        RustTy::Model(_) => quote!(let #ident = self.0.path_value::<String>(#name);),
        _ => {
            let ty = tokens::ty(ty, &mut Imports::of_others(Default::default()));
            quote!(let #ident: #ty = self.0.path_value(#name);)
        }
    })
}

/// How the values that the steps need come out of the reply.
struct Arguments<'a> {
    reply: &'a RustTy,
    take: Take,
    types: &'a Types<'a>,
}

impl Arguments<'_> {
    /// `let` lines, and the wait of one step: an `Option` where something it needs may be absent.
    fn step(
        &self,
        request: &Request,
        idx: usize,
        step: &WaitStepPlan,
        is_last: bool,
        imports: &mut Imports,
    ) -> (Vec<TokenStream>, TokenStream) {
        let (mut bindings, mut given, mut optional) = (Vec::new(), Vec::new(), Vec::new());
        for (at, arg) in step.args.iter().enumerate() {
            let argument = caller(step, at, arg, self.types);
            let name = tokens::ident(&argument.ident);
            if let WaitArgPlan::Reply(access) = arg {
                let value = tokens::path(&access::owned(
                    "reply", self.reply, access, self.take, self.types,
                ));
                let absent = access.optional && is_last;
                let value = if absent {
                    quote!(#value.unwrap_or_default())
                } else {
                    value
                };
                bindings.push(quote!(let #name = #value;));
                if access.optional && !is_last {
                    optional.push(name.clone());
                }
            }
            let is_kept =
                matches!(arg, WaitArgPlan::Param { .. }) && !tokens::is_copy(&argument.ty);
            given.push(if is_kept {
                quote!(#name.clone())
            } else {
                quote!(#name)
            });
        }
        let mut wait = self.call(request, idx, step, &given, imports);
        for (depth, name) in optional.iter().rev().enumerate() {
            let map = if depth == 0 {
                quote!(map)
            } else {
                quote!(and_then)
            };
            wait = quote!(#name.#map(|#name| #wait));
        }
        (bindings, wait)
    }

    fn call(
        &self,
        request: &Request,
        idx: usize,
        step: &WaitStepPlan,
        given: &[TokenStream],
        _imports: &mut Imports,
    ) -> TokenStream {
        match self.types.same_wait(step) {
            Some(wait) => {
                let (handle, method) = (tokens::ident(&step.resource), tokens::ident(wait));
                quote!(client.#handle().#method(#(#given),*))
            }
            None => {
                let name = step_name(request, idx);
                quote!(#name(&client, #(#given),*))
            }
        }
    }
}

/// Whether the parts can be moved out of the reply, or must be copied.
fn take(plan: &WaitPlan) -> Take {
    let accesses: Vec<&Access> = plan
        .steps
        .iter()
        .flat_map(|step| &step.args)
        .filter_map(|arg| match arg {
            WaitArgPlan::Reply(access) => Some(access),
            _ => None,
        })
        .collect();
    let clash = accesses
        .iter()
        .enumerate()
        .any(|(idx, a)| accesses[idx + 1..].iter().any(|b| access::overlap(a, b)));
    if clash { Take::Borrow } else { Take::Move }
}

/// `Wait::step(first).and(second).then(last)`, a line each.
fn chained(waits: &[TokenStream], ty: &TokenStream) -> TokenStream {
    match waits {
        [] => quote!(),
        [only] => only.clone(),
        [before @ .., last] => {
            let names: Vec<_> = (1..=before.len())
                .map(|n| format_ident!("step_{n}"))
                .collect();
            let (first, between) = (&names[0], &names[1..]);
            quote!(#(let #names = #before;)* let last = #last; #ty::step(#first) #(.and(#between))* .then(last))
        }
    }
}

fn distinct(lines: Vec<TokenStream>) -> Vec<TokenStream> {
    let mut seen = std::collections::BTreeSet::new();
    lines
        .into_iter()
        .filter(|line| seen.insert(line.to_string()))
        .collect()
}
