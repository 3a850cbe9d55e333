//! Objects: a plain struct, the table that says how it is read and written, `new` and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::Imports;
use super::rust_file::RustFile;
use super::{docs, format, models, tokens};
use crate::plan::{
    Argument, Constructor, Conversion, FieldPlan, Ident, Model, RustTy, Setter, SetterKind, Slot, StructPlan,
};

pub(super) fn emit(model: &Model, plan: &StructPlan, out: &mut RustFile) {
    let declaration = declaration(model, plan, &mut out.imports);
    out.rust(declaration);
    let table = if plan.parts { "form_object" } else { "json_object" };
    out.imports.add("crate::runtime", table);
    out.text(format::table(table, model.ident.as_str(), &slots(plan), ""));
    if let Constructor::Named { ident, fields } = &plan.constructor {
        let required = required_struct(model, plan, ident, fields, &mut out.imports);
        out.rust(required);
    }
    let members = members(model, plan, &mut out.imports);
    out.rust(members);
}

fn declaration(model: &Model, plan: &StructPlan, imports: &mut Imports) -> TokenStream {
    let head = models::head(model);
    let name = tokens::ident(&model.ident);
    let default = if plan.default { quote!(, Default) } else { quote!() };
    // Files cannot be compared.
    let partial_eq = if plan.parts { quote!() } else { quote!(, PartialEq) };
    let fields: Vec<_> = plan.fields.iter().map(|it| field(it, imports)).collect();
    let rest = plan.rest.as_ref().map(|(ident, ty)| {
        let docs = docs::line("What the API sent beyond the fields that it describes.");
        let ident = tokens::ident(ident);
        let ty = tokens::ty(&rest_ty(ty), imports);
        quote!(#docs pub #ident: #ty,)
    });
    quote! {
        #head
        #[derive(Clone, Debug #default #partial_eq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #rest }
    }
}

fn field(field: &FieldPlan, imports: &mut Imports) -> TokenStream {
    let docs = docs::outer_or(&field.docs, &format!("{}.", docs::code(&field.name)));
    let deprecated = models::deprecated(field.deprecated);
    let name = tokens::ident(&field.ident);
    let ty = tokens::ty(&field.ty, imports);
    quote!(#docs #deprecated pub #name: #ty,)
}

/// A type that stands for a map of `value`, unless the plan gave the map.
fn rest_ty(value: &RustTy) -> RustTy {
    RustTy::Map(Box::new(value.clone()))
}

/// `"id" => id: required`
fn slots(plan: &StructPlan) -> Vec<String> {
    if plan.parts {
        return parts(plan);
    }
    let rest = plan.rest.iter().map(|(ident, _)| format!(".. => {ident}: rest"));
    plan.fields.iter().map(slot).chain(rest).collect()
}

/// `"photo" => photo: files`
fn parts(plan: &StructPlan) -> Vec<String> {
    let kind = |ty: &RustTy, file, value| if tokens::is_file(ty) { file } else { value };
    let fields = plan
        .fields
        .iter()
        .map(|it| format!("{} => {}: {}", format::string(&it.name), it.ident, kind(&it.ty, "files", "value")));
    let rest = plan.rest.iter().map(|(ident, ty)| format!(".. => {ident}: {}", kind(ty, "more_files", "more_values")));
    fields.chain(rest).collect()
}

fn slot(field: &FieldPlan) -> String {
    let kind = match field.slot {
        Slot::Required => "required",
        Slot::Optional => "optional",
        Slot::Nullable => "nullable",
        Slot::Tristate => "tristate",
        Slot::List => "list",
    };
    format!("{} => {}: {kind}", format::string(&field.name), field.ident)
}

/// The struct that names the arguments of `new`.
fn required_struct(
    model: &Model,
    plan: &StructPlan,
    ident: &Ident,
    fields: &[usize],
    imports: &mut Imports,
) -> TokenStream {
    let docs = docs::line(&format!("What [`{}::new`] asks for, by name.", model.ident));
    let name = tokens::ident(ident);
    let fields: Vec<_> = fields.iter().map(|idx| field(&plan.fields[*idx], imports)).collect();
    let partial_eq = if plan.parts { quote!() } else { quote!(, PartialEq) };
    quote! {
        #docs
        #[derive(Clone, Debug #partial_eq)]
        pub struct #name { #(#fields)* }
    }
}

fn members(model: &Model, plan: &StructPlan, imports: &mut Imports) -> TokenStream {
    let name = tokens::ident(&model.ident);
    let new = constructor(model, plan, imports);
    let setters: Vec<_> = plan.setters.iter().map(|it| setter(plan, it, imports)).collect();
    quote!(impl #name { #new #(#setters)* })
}

/// ``A `Machine` ``, ``An `Action` ``
fn one(ident: &Ident) -> String {
    let article = if ident.as_str().starts_with(['A', 'E', 'I', 'O']) { "An" } else { "A" };
    format!("{article} `{ident}`")
}

fn constructor(model: &Model, plan: &StructPlan, imports: &mut Imports) -> TokenStream {
    let name = tokens::ident(&model.ident);
    match &plan.constructor {
        Constructor::New(args) if args.is_empty() && plan.default => {
            let docs = docs::line(&format!("{} with nothing set.", one(&model.ident)));
            quote!(#docs #[inline] pub fn new() -> Self { Self::default() })
        }
        Constructor::New(args) => {
            let docs = docs::line(&format!("{} with what the API requires; the rest is unset.", one(&model.ident)));
            let params: Vec<_> = args.iter().map(|(_, arg)| tokens::parameter(arg, imports)).collect();
            let given =
                |idx: usize| args.iter().find(|(of, _)| *of == idx).map(|(_, arg)| argument(arg, &plan.fields[idx].ty));
            let fields = initial_fields(plan, given, imports);
            let inline = args.iter().all(|(_, arg)| arg.conversion == Conversion::Plain).then(|| quote!(#[inline]));
            quote!(#docs #inline pub fn new(#(#params),*) -> Self { #name { #(#fields),* } })
        }
        Constructor::Named { ident, fields: required } => {
            let docs = docs::line(&format!("{} with what the API requires; the rest is unset.", one(&model.ident)));
            let required_ty = tokens::ident(ident);
            let given = |idx: usize| {
                let field = tokens::ident(&plan.fields[idx].ident);
                required.contains(&idx).then(|| quote!(required.#field))
            };
            let fields = initial_fields(plan, given, imports);
            quote!(#docs #[inline] pub fn new(required: #required_ty) -> Self { #name { #(#fields),* } })
        }
    }
}

/// `id` or `vpc_uuid: None`, a field each.
fn initial_fields(
    plan: &StructPlan,
    given: impl Fn(usize) -> Option<TokenStream>,
    imports: &mut Imports,
) -> Vec<TokenStream> {
    let mut res = Vec::new();
    for (idx, field) in plan.fields.iter().enumerate() {
        let name = tokens::ident(&field.ident);
        let value = given(idx).unwrap_or_else(|| unset(&field.ty, imports));
        let shorthand = name == value.to_string();
        res.push(if shorthand { quote!(#name) } else { quote!(#name: #value) });
    }
    if let Some((ident, ty)) = &plan.rest {
        let name = tokens::ident(ident);
        let value = unset(&rest_ty(ty), imports);
        res.push(quote!(#name: #value));
    }
    res
}

/// The value of a field that nobody set.
fn unset(ty: &RustTy, imports: &mut Imports) -> TokenStream {
    match ty {
        RustTy::Option(_) => quote!(None),
        RustTy::Vec(_) => quote!(Vec::new()),
        RustTy::Map(_) => {
            let map = tokens::path(&imports.std("std::collections", "BTreeMap"));
            quote!(#map::new())
        }
        _ => quote!(Default::default()),
    }
}

/// The argument as the field holds it.
fn argument(argument: &Argument, field: &RustTy) -> TokenStream {
    tokens::wrapped(tokens::converted(argument), &argument.ty, field)
}

fn setter(plan: &StructPlan, setter: &Setter, imports: &mut Imports) -> TokenStream {
    let target = &plan.fields[setter.field];
    let docs = docs::outer_or(&setter.docs, &format!("Sets {}.", docs::code(&target.name)));
    let deprecated = models::deprecated(setter.deprecated);
    let name = tokens::ident(&setter.ident);
    let field = tokens::ident(&target.ident);
    match &setter.kind {
        SetterKind::Value(arg) => {
            let param = tokens::parameter(arg, imports);
            let value = argument(arg, &target.ty);
            // What is generic is compiled where it is called anyhow.
            let inline = (arg.conversion == Conversion::Plain).then(|| quote!(#[inline]));
            quote!(#docs #deprecated #inline pub fn #name(mut self, #param) -> Self { self.#field = #value; self })
        }
        SetterKind::Null => {
            let value = if target.slot == Slot::Tristate { quote!(Some(None)) } else { quote!(None) };
            quote!(#docs #deprecated #[inline] pub fn #name(mut self) -> Self { self.#field = #value; self })
        }
    }
}
