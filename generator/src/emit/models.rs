//! `src/models.rs` and the files below it.

use std::collections::BTreeSet;

use super::imports::Imports;
use super::rust_file::{self, RustFile};
use super::{docs, enums, format, params, structs, tokens, unions};
use crate::fileset::FileSet;
use crate::plan::{Constructor, Crate, Ident, Model, ModelFile, ModelKind};
use quote::quote;

pub(super) fn emit(krate: &Crate, files: &mut FileSet) {
    if krate.models.is_empty() {
        return;
    }
    super::add(files, "src/models.rs", index(krate));
    let all: BTreeSet<String> = krate.models.iter().flat_map(names).collect();
    let params = params::models(krate);
    for file in &krate.models {
        super::add(files, format!("src/models/{}.rs", file.module), model_file(krate, file, &all, &params));
    }
}

/// Names that a file declares.
fn names(file: &ModelFile) -> BTreeSet<String> {
    let named = |model: &Model| match &model.kind {
        ModelKind::Struct(plan) => match &plan.constructor {
            Constructor::Named { ident, .. } => Some(ident.to_string()),
            Constructor::New(_) => None,
        },
        _ => None,
    };
    file.items.iter().flat_map(|model| named(model).into_iter().chain([model.ident.to_string()])).collect()
}

/// The flat public path: every model by its name.
fn index(krate: &Crate) -> String {
    let mut res = rust_file::header(&krate.package);
    res.push_str("\n//! What requests send and replies hold.\n");
    res.push('\n');
    for file in &krate.models {
        res.push_str(&format!("mod {};\n", file.module));
    }
    res.push('\n');
    for file in krate.models.iter().filter(|file| !file.items.is_empty()) {
        res.push_str(&format::pub_use_line(&format!("self::{}", file.module), &names(file)));
    }
    res
}

fn model_file(krate: &Crate, file: &ModelFile, all: &BTreeSet<String>, params: &BTreeSet<&Ident>) -> String {
    let mut res = RustFile::new(vec![file.docs.clone()], Imports::of_models(names(file), all.clone()));
    for item in &file.items {
        model(item, &mut res);
        if params.contains(&item.ident) {
            res.imports.add("crate::runtime", "object_param");
            res.text(format!("object_param!({});\n", item.ident));
        }
    }
    res.print(&krate.package)
}

fn model(model: &Model, out: &mut RustFile) {
    match &model.kind {
        ModelKind::Struct(plan) => structs::emit(model, plan, out),
        ModelKind::StringEnum { variants, unknown } => enums::strings(model, variants, unknown, out),
        ModelKind::IntegerEnum { variants, unknown } => enums::integers(model, variants, unknown, out),
        ModelKind::Union(plan) => unions::emit(model, plan, out),
        ModelKind::Alias(ty) => {
            let head = head(model);
            let name = tokens::ident(&model.ident);
            let ty = tokens::ty(ty, &mut out.imports);
            out.rust(quote!(#head pub type #name = #ty;));
        }
    }
}

/// Docs and `#[deprecated]` of a model.
pub(super) fn head(model: &Model) -> proc_macro2::TokenStream {
    let docs = docs::outer_or(&model.docs, &format!("`{}`, which the API does not describe.", model.ident));
    let deprecated = deprecated(model.deprecated);
    quote!(#docs #deprecated)
}

pub(super) fn deprecated(is_deprecated: bool) -> proc_macro2::TokenStream {
    if is_deprecated { quote!(#[deprecated]) } else { quote!() }
}
