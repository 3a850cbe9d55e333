//! Waits on a resource: an operation is polled until it is over.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::imports::Imports;
use super::types::Types;
use super::{docs, judge, tokens};
use crate::plan::{Argument, Conversion, Ident, ReplyValue, Resource, ResourceWait, WaitArgPlan, WaitStepPlan};

/// `pub fn wait_until_active(&self, machine_id: i64) -> Wait<Machine>`
pub(super) fn on_resource(
    resource: &Resource,
    plan: &ResourceWait,
    types: &Types<'_>,
    imports: &mut Imports,
) -> TokenStream {
    let step = &plan.step;
    let name = tokens::ident(&plan.method);
    let fallback = format!("Polls [`{}::{}`] until it is over.", resource.handle, step.method);
    let docs = docs::outer_or(&plan.docs, &fallback);
    let wait = tokens::path(&imports.runtime("Wait"));
    let output = tokens::ty(&step.output, imports);
    let arguments: Vec<Argument> =
        step.args.iter().enumerate().map(|(idx, arg)| caller(step, idx, arg, types)).collect();
    let params: Vec<_> = arguments.iter().map(|arg| tokens::parameter(arg, imports)).collect();
    let converted = arguments.iter().filter(|arg| arg.conversion != Conversion::Plain);
    let converted: Vec<_> = converted.map(|arg| tokens::collected(arg, imports)).collect();
    let handle = tokens::ident(&step.resource);
    let made = if step.resource == resource.module { quote!(self.clone()) } else { quote!(self.client.#handle()) };
    let given: Vec<_> = arguments.iter().map(given).collect();
    let polling = polling(step, &quote!(&self.client), &given, types, imports);
    quote! {
        #docs
        #[inline]
        pub fn #name(&self, #(#params),*) -> #wait<#output> {
            #(#converted)*
            let #handle = #made;
            #polling
        }
    }
}

/// What the code of waits calls its own variables, beside the handle that it polls through.
const VARIABLES: [&str; 8] = ["all", "client", "follow", "it", "judge", "last", "poll", "reply"];

/// An argument of a wait on a resource, named apart from the variables that it meets there.
pub(super) fn caller(step: &WaitStepPlan, idx: usize, arg: &WaitArgPlan, types: &Types<'_>) -> Argument {
    let argument = argument(step, idx, arg, types);
    Argument { ident: apart(&argument.ident, step), ..argument }
}

pub(super) fn apart(ident: &Ident, step: &WaitStepPlan) -> Ident {
    let own = ident.as_str();
    // There is a `step_1` for each step but the last.
    let numbered = if own.starts_with("step_") { own } else { "" };
    ident.apart_from(&VARIABLES).apart_from(&[step.resource.as_str(), numbered])
}

fn argument(step: &WaitStepPlan, idx: usize, arg: &WaitArgPlan, types: &Types<'_>) -> Argument {
    match arg {
        WaitArgPlan::Caller(argument) => argument.clone(),
        WaitArgPlan::Param { ident, ty, .. } => {
            Argument { ident: ident.clone(), ty: ty.clone(), conversion: Conversion::Plain }
        }
        WaitArgPlan::Reply(ReplyValue { access, each }) => {
            let ident = types.argument(step, idx).map_or_else(|| step.method.clone(), |arg| arg.ident.clone());
            let ty = each.as_ref().unwrap_or(access).ty.clone();
            Argument { ident, ty, conversion: Conversion::Plain }
        }
    }
}

/// An argument as each poll gives it.
pub(super) fn given(argument: &Argument) -> TokenStream {
    let name = tokens::ident(&argument.ident);
    if tokens::is_copy(&argument.ty) { quote!(#name) } else { quote!(#name.clone()) }
}

/// `Wait::new(client, poll, judge)` and the closures in it; `Wait::gone` where a status of an error is what is waited for.
pub(super) fn polling(
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
        let statuses = step.tolerate.iter().map(|status| Literal::u16_unsuffixed(*status));
        quote!(.tolerate(&[#(#statuses),*]))
    });
    let interval = step.interval_seconds.map(|seconds| {
        let duration = tokens::path(&imports.std("std::time", "Duration"));
        let seconds = Literal::u64_unsuffixed(seconds);
        quote!(.interval(#duration::from_secs(#seconds)))
    });
    let (new, gone) = if step.done_status.is_empty() {
        (quote!(new), quote!())
    } else {
        let statuses = step.done_status.iter().map(|status| Literal::u16_unsuffixed(*status));
        (quote!(gone), quote!(, &[#(#statuses),*]))
    };
    quote! {
        let poll = move || #handle.#method(#(#given),*).send();
        let judge = #judge;
        #wait::#new(#client, poll, judge #gone) #tolerate #interval
    }
}
