//! Waits on a request: what its reply says is waited for, step by step.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::access::{self, Take};
use super::imports::Imports;
use super::types::Types;
use super::waits::{apart, caller, given, polling};
use super::{docs, tokens};
use crate::plan::{Access, Argument, Conversion, ReplyValue, Request, RustTy, WaitArgPlan, WaitPlan, WaitStepPlan};

/// `pub fn wait(self) -> Wait<Machine>`
pub(super) fn method(request: &Request, plan: &WaitPlan, types: &Types<'_>, imports: &mut Imports) -> TokenStream {
    let docs = docs::outer_or(&plan.docs, "Sends the request, then polls until what it began is over.");
    let wait = tokens::path(&imports.runtime("Wait"));
    let output = tokens::ty(&plan.output, imports);
    let reply_ty = tokens::ty(&request.reply.ty, imports);
    let mut all_args = plan.steps.iter().flat_map(|step| step.args.iter().map(move |arg| (step, arg)));
    let kept = distinct(all_args.clone().filter_map(|(step, arg)| kept(step, arg)).collect());
    let reads_reply = all_args.any(|(_, arg)| matches!(arg, WaitArgPlan::Reply(_)));
    let reply = if reads_reply { quote!(reply) } else { quote!(_) };
    let follow = Follow { request, take: take(plan), types, n_steps: plan.steps.len(), wait: wait.clone() };
    let body = follow.body(plan);
    quote! {
        #docs
        #[inline]
        pub fn wait(self) -> #wait<#output> {
            let client = self.0.client().clone();
            #(#kept)*
            let follow = move |#reply: #reply_ty| #body;
            #wait::after(self.with_response(), follow)
        }
    }
}

/// The functions that print one step each, where no wait of a resource does the same.
pub(super) fn functions(request: &Request, plan: &WaitPlan, types: &Types<'_>, imports: &mut Imports) -> TokenStream {
    let own = plan.steps.iter().enumerate().filter(|(_, step)| types.same_wait(step).is_none());
    let own: Vec<_> = own.map(|(idx, step)| step_function(request, idx, step, types, imports)).collect();
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
    let mut arguments: Vec<Argument> =
        step.args.iter().enumerate().map(|(idx, arg)| caller(step, idx, arg, types)).collect();
    arguments.iter_mut().for_each(|arg| arg.conversion = Conversion::Plain);
    let params: Vec<_> = arguments.iter().map(|arg| tokens::parameter(arg, imports)).collect();
    let given: Vec<_> = arguments.iter().map(given).collect();
    let handle = tokens::ident(&step.resource);
    let polling = polling(step, &quote!(client), &given, types, imports);
    quote! {
        #[inline]
        fn #name(client: &#client, #(#params),*) -> #wait<#output> {
            let #handle = client.#handle();
            #polling
        }
    }
}

/// A path parameter of the request, kept for after it was sent.
fn kept(step: &WaitStepPlan, arg: &WaitArgPlan) -> Option<TokenStream> {
    let WaitArgPlan::Param { name, ident, ty } = arg else {
        return None;
    };
    let (name, ident) = (Literal::string(name), tokens::ident(&apart(ident, step)));
    Some(match ty {
        RustTy::Model(_) => quote!(let #ident = self.0.path_value::<String>(#name);),
        _ => {
            let ty = tokens::ty(ty, &mut Imports::of_others(Default::default()));
            quote!(let #ident: #ty = self.0.path_value(#name);)
        }
    })
}

/// What is done with the reply.
struct Follow<'a> {
    request: &'a Request,
    take: Take,
    types: &'a Types<'a>,
    n_steps: usize,
    wait: TokenStream,
}

impl Follow<'_> {
    /// A line for each value and each step, then `Wait::step(step_1).and(step_2).then(last)`.
    fn body(&self, plan: &WaitPlan) -> TokenStream {
        let (mut lines, mut names) = (Vec::new(), Vec::new());
        for (idx, step) in plan.steps.iter().enumerate() {
            let (bindings, made) = self.step(idx, step);
            lines.extend(bindings);
            if self.n_steps == 1 {
                return if lines.is_empty() { made } else { quote!({ #(#lines)* #made }) };
            }
            let is_last = idx + 1 == self.n_steps;
            let name = if is_last { format_ident!("last") } else { format_ident!("step_{}", idx + 1) };
            lines.push(quote!(let #name = #made;));
            names.push(name);
        }
        let (first, between, wait) = (&names[0], &names[1..self.n_steps - 1], &self.wait);
        quote!({ #(#lines)* #wait::step(#first) #(.and(#between))* .then(last) })
    }

    /// `let` lines, and the wait of one step: an `Option` where something it needs may be absent.
    fn step(&self, idx: usize, step: &WaitStepPlan) -> (Vec<TokenStream>, TokenStream) {
        let is_last = idx + 1 == self.n_steps;
        let (mut bindings, mut given, mut optional, mut kept) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, arg) in step.args.iter().enumerate() {
            let argument = caller(step, at, arg, self.types);
            let name = tokens::ident(&argument.ident);
            if let WaitArgPlan::Reply(ReplyValue { access, each: None }) = arg {
                bindings.push(self.binding(&name, access));
                if access.optional {
                    optional.push(name.clone());
                }
            }
            // What the request was given may be needed again by a later step, and by each of several waits.
            let is_param = matches!(arg, WaitArgPlan::Param { .. });
            let again = is_param && !is_last || step.each().is_some() && !is_each(arg);
            let again = again && !tokens::is_copy(&argument.ty);
            if again && is_param && !is_last {
                kept.push(name.clone());
            }
            given.push(if again { quote!(#name.clone()) } else { quote!(#name) });
        }
        let mut wait = match step.each() {
            Some((list, item)) => self.for_each(idx, step, (list, item), &given, &kept),
            None => self.call(idx, step, &given, &quote!(&client)),
        };
        for (depth, name) in optional.iter().rev().enumerate() {
            let map = if depth == 0 { quote!(map) } else { quote!(and_then) };
            wait = quote!(#name.#map(|#name| #wait));
        }
        if is_last && !optional.is_empty() {
            // Any other step is left out then; without the last one there is nothing to give.
            let ty = &self.wait;
            let missing = optional.iter().map(ToString::to_string).collect::<Vec<_>>().join("`, `");
            wait = quote!(#wait.unwrap_or_else(|| #ty::lacking(&client, #missing)));
        }
        (bindings, wait)
    }

    /// `let machine_id = reply.machine.id;`
    fn binding(&self, name: &proc_macro2::Ident, access: &Access) -> TokenStream {
        let value = tokens::path(&access::owned("reply", &self.request.reply.ty, access, self.take, self.types));
        quote!(let #name = #value;)
    }

    /// `Wait::each(&client, reply.actions.into_iter().map(|it| it.id), |client, action_id| …, |all| all)`
    fn for_each(
        &self,
        idx: usize,
        step: &WaitStepPlan,
        (list, item): (&Access, &Access),
        given: &[TokenStream],
        kept: &[proc_macro2::Ident],
    ) -> TokenStream {
        let wait = &self.wait;
        let found = access::owned("reply", &self.request.reply.ty, list, self.take, self.types);
        let walk = match (list.optional, item.steps.is_empty()) {
            (true, _) => ".into_iter().flatten()",
            (false, true) => "",
            (false, false) => ".into_iter()",
        };
        let of = self.types.element(&list.ty);
        let value = access::owned("it", of, item, Take::Move, self.types);
        let map = match item {
            Access { steps, .. } if steps.is_empty() => String::new(),
            Access { optional: true, .. } => format!(".filter_map(|it| {value})"),
            _ => format!(".map(|it| {value})"),
        };
        let items = tokens::path(&format!("{found}{walk}{map}"));
        let one = self.one(idx, step, given);
        let give = if step.output == RustTy::Unit { quote!(drop) } else { quote!(|all| all) };
        let made = quote!(#wait::each(&client, #items, #one, #give));
        if kept.is_empty() { made } else { quote!({ #(let #kept = #kept.clone();)* #made }) }
    }

    /// What makes the wait for one of several: `|client, action_id| client.actions().wait_until_over(action_id)`
    fn one(&self, idx: usize, step: &WaitStepPlan, given: &[TokenStream]) -> TokenStream {
        let at = step.args.iter().position(is_each).unwrap_or_default();
        let argument = tokens::ident(&caller(step, at, &step.args[at], self.types).ident);
        let call = self.call(idx, step, given, &quote!(client));
        match (given.len(), self.types.same_wait(step)) {
            (1, None) => step_name(self.request, idx).into_token_stream(),
            (1, Some(_)) => quote!(|client, #argument| #call),
            _ => quote!(move |client, #argument| #call),
        }
    }

    fn call(&self, idx: usize, step: &WaitStepPlan, given: &[TokenStream], client: &TokenStream) -> TokenStream {
        match self.types.same_wait(step) {
            Some(wait) => {
                let (handle, method) = (tokens::ident(&step.resource), tokens::ident(wait));
                quote!(client.#handle().#method(#(#given),*))
            }
            None => {
                let name = step_name(self.request, idx);
                quote!(#name(#client, #(#given),*))
            }
        }
    }
}

fn is_each(arg: &WaitArgPlan) -> bool {
    matches!(arg, WaitArgPlan::Reply(ReplyValue { each: Some(_), .. }))
}

/// Whether the parts can be moved out of the reply, or must be copied.
fn take(plan: &WaitPlan) -> Take {
    let accesses: Vec<&Access> = plan
        .steps
        .iter()
        .flat_map(|step| &step.args)
        .filter_map(|arg| match arg {
            WaitArgPlan::Reply(value) => Some(&value.access),
            _ => None,
        })
        .collect();
    let clash = accesses.iter().enumerate().any(|(idx, a)| accesses[idx + 1..].iter().any(|b| access::overlap(a, b)));
    if clash { Take::Borrow } else { Take::Move }
}

fn distinct(lines: Vec<TokenStream>) -> Vec<TokenStream> {
    let mut seen = std::collections::BTreeSet::new();
    lines.into_iter().filter(|line| seen.insert(line.to_string())).collect()
}
