//! Lists in pages: from a reply to a page, and the walks over all of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::access::{self, Take};
use super::imports::Imports;
use super::types::Types;
use super::{docs, tokens};
use crate::plan::{Access, NextPlan, PagingPlan, RustTy};

/// What a page holds.
pub(super) fn item(plan: &PagingPlan) -> RustTy {
    match (&plan.item, plan.keyed) {
        (RustTy::Entry(_), _) | (_, false) => plan.item.clone(),
        (value, true) => RustTy::Entry(Box::new(value.clone())),
    }
}

/// `.items()` and `.pages()`
pub(super) fn members(plan: &PagingPlan, imports: &mut Imports) -> TokenStream {
    let item = tokens::ty(&item(plan), imports);
    let items = tokens::path(&imports.runtime("Items"));
    let pages = tokens::path(&imports.runtime("Pages"));
    let function = tokens::ident(&plan.function);
    let (size, note) = match &plan.page_size {
        Some((parameter, size)) => {
            let name = Literal::string(parameter);
            let value = Literal::i64_unsuffixed(*size);
            let note = format!("; pages of {size} unless {} says otherwise", docs::code(parameter));
            (quote!(.query_default(#name, &#value)), note)
        }
        None => (quote!(), String::new()),
    };
    let from = if reads_headers(plan) { quote!(from_response) } else { quote!(new) };
    let items_docs = docs::line(&format!("Every item of every page, one at a time{note}."));
    let pages_docs = docs::line(&format!("Every page, one at a time{note}."));
    quote! {
        #items_docs
        #[inline]
        pub fn items(self) -> #items<#item> { #items::new(self.pages()) }

        #pages_docs
        #[inline]
        pub fn pages(self) -> #pages<#item> { #pages::#from(self.0 #size, #function) }
    }
}

/// `fn page_of_list(reply: MachineList) -> Page<Machine>`
pub(super) fn function(plan: &PagingPlan, reply: &RustTy, types: &Types<'_>, imports: &mut Imports) -> TokenStream {
    let name = tokens::ident(&plan.function);
    let page = tokens::path(&imports.runtime("Page"));
    let item = tokens::ty(&item(plan), imports);
    let reply_ty = tokens::ty(reply, imports);
    let token = next_access(plan);
    let shared = [plan.total.as_ref(), token];
    let clash = clashes(&plan.items, &shared);
    let take = if clash { Take::Borrow } else { Take::Move };
    let value = |access: &Access| tokens::path(&access::owned("reply", reply, access, take, types));
    let total = plan.total.as_ref().map(|access| optional(&value(access), access.optional));
    let next = token.map(|access| optional(&value(access), access.optional));
    let items = items(plan, reply, types);
    let total_let = total.as_ref().filter(|_| clash).map(|total| quote!(let total = #total;));
    let next_let = next.as_ref().map(|next| quote!(let next = #next;));
    let total = match (&plan.total_header, total) {
        (None, Some(total)) if !clash => Some(quote!(.with_total(#total))),
        (Some(_), _) | (None, Some(_)) => Some(quote!(.with_total(total))),
        (None, None) => None,
    };
    let with_next = with_next(plan);
    let body = quote!(#total_let #next_let #page::new(#items) #total #with_next);
    if !reads_headers(plan) {
        return quote!(#[inline] fn #name(reply: #reply_ty) -> #page<#item> { #body });
    }
    let response = tokens::path(&imports.runtime("Response"));
    let links = (plan.next == NextPlan::LinkHeader).then(|| quote!(let headers = response.headers().clone();));
    let total = plan.total_header.as_deref().map(Literal::string);
    let total = total.map(|name| quote!(let total = response.header_value(#name);));
    quote! {
        #[inline]
        fn #name(response: #response<#reply_ty>) -> #page<#item> {
            #links
            #total
            let reply = response.into_inner();
            #body
        }
    }
}

/// Whether the reply's headers say something of its pages.
pub(super) fn reads_headers(plan: &PagingPlan) -> bool {
    plan.next == NextPlan::LinkHeader || plan.total_header.is_some()
}

fn next_access(plan: &PagingPlan) -> Option<&Access> {
    match &plan.next {
        NextPlan::Url(access) | NextPlan::Cursor { token: access, .. } => Some(access),
        NextPlan::LinkHeader | NextPlan::PageNumber(_) => None,
    }
}

/// `.with_next(next)`, by what leads on.
fn with_next(plan: &PagingPlan) -> TokenStream {
    match &plan.next {
        NextPlan::Url(_) => quote!(.with_next(next)),
        NextPlan::LinkHeader => quote!(.with_next_link(&headers)),
        NextPlan::PageNumber(parameter) => {
            let name = Literal::string(parameter);
            quote!(.with_next_number(#name, 1))
        }
        NextPlan::Cursor { token, parameter } => {
            let name = Literal::string(parameter);
            let text =
                if token.ty == RustTy::String { quote!(next) } else { quote!(next.map(|token| token.to_string())) };
            quote!(.with_next_cursor(#name, #text))
        }
    }
}

/// The items as a list.
fn items(plan: &PagingPlan, reply: &RustTy, types: &Types<'_>) -> TokenStream {
    let chain = access::print("reply", reply, &plan.items, Take::Move, types);
    let list = if plan.items.optional { format!("{chain}.unwrap_or_default()") } else { chain };
    tokens::path(&match (plan.keyed, plan.values_only) {
        (true, _) => format!("{list}.into_iter().collect()"),
        (false, true) => format!("{list}.into_values().collect()"),
        (false, false) => list,
    })
}

fn optional(value: &TokenStream, is_optional: bool) -> TokenStream {
    if is_optional { quote!(#value) } else { quote!(Some(#value)) }
}

/// Whether two of the parts would be taken out of the same place.
fn clashes(items: &Access, others: &[Option<&Access>]) -> bool {
    let mut all: Vec<&Access> = vec![items];
    all.extend(others.iter().flatten());
    all.iter().enumerate().any(|(idx, a)| all[idx + 1..].iter().any(|b| access::overlap(a, b)))
}
