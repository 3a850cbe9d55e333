//! A sample in Rust: the lines that a caller writes with a `client` at hand.

use std::collections::BTreeSet;

use super::super::format;
use super::super::types::Types;
use super::expr::Exprs;
use super::statements::laid_out;
use crate::plan::ident::is_identifier;
use crate::plan::{Crate, ModelKind, Request, Resource, RustTy, SetterTarget, Slot};

#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct RustSample {
    /// `use …;`, that of `Client` left out; a long one has several lines.
    pub(in super::super) uses: Vec<String>,
    /// Those that one of these brings in.
    pub(in super::super) models: BTreeSet<String>,
    /// Statements, with `client` in scope and `?` for any error.
    pub(in super::super) lines: Vec<String>,
}

/// None where a value has no expression.
pub(super) fn rust(krate: &Crate, resource: &Resource, request: &Request, types: &Types<'_>) -> Option<RustSample> {
    let mut exprs = Exprs::new(types);
    let mut statements = Vec::new();
    let call = call(resource, request, &mut exprs, &mut statements)?;
    if let Some(required) = exprs.required.take() {
        statements.insert(0, format!("let required = {required};"));
    }
    statements.extend(ending(request, &call, types));
    let mut uses = Vec::new();
    if exprs.map {
        uses.push("use std::collections::BTreeMap;".to_owned());
    }
    uses.extend(use_models(krate, &exprs.models));
    uses.sort();
    let models = std::mem::take(&mut exprs.models);
    Some(RustSample { uses, models, lines: laid_out(&statements) })
}

/// `use pets::models::{Cat, Dog};`
pub(in super::super) fn use_models(krate: &Crate, models: &BTreeSet<String>) -> Option<String> {
    let line = || format::use_line(&format!("{}::models", krate.package.lib), models).trim_end().to_owned();
    (!models.is_empty()).then(line)
}

/// `client.pets().get(1)`: a request with what it requires, where that can be said in passing.
pub(in super::super) fn short_call(resource: &Resource, request: &Request, types: &Types<'_>) -> Option<String> {
    let (mut exprs, mut before) = (Exprs::new(types), Vec::new());
    let call = required(resource, request, &mut exprs, &mut before)?;
    (before.is_empty() && exprs.models.is_empty() && !exprs.map).then_some(call)
}

/// `client.pets().create(body).color("red")`
fn call(resource: &Resource, request: &Request, exprs: &mut Exprs<'_, '_>, before: &mut Vec<String>) -> Option<String> {
    let mut res = required(resource, request, exprs, before)?;
    for (at, value) in &request.sample.setters {
        let setter = &request.setters[*at];
        if !matches!(setter.target, SetterTarget::BodyFieldNull(_)) {
            res.push_str(&format!(".{}({})", setter.argument.ident, exprs.argument(&setter.argument, value)?));
        }
    }
    Some(res)
}

/// `client.pets().create(body)`; a body that is put together stands in a statement of its own.
fn required(
    resource: &Resource,
    request: &Request,
    exprs: &mut Exprs<'_, '_>,
    before: &mut Vec<String>,
) -> Option<String> {
    if request.args.len() != request.sample.args.len() {
        return None;
    }
    let mut args = Vec::new();
    for (arg, value) in request.args.iter().zip(&request.sample.args) {
        let expr = exprs.argument(&arg.argument, value)?;
        let name = arg.argument.ident.as_str();
        if expr.contains("::new(") && name != "client" {
            before.push(format!("let {name} = {expr};"));
            args.push(name.to_owned());
        } else {
            args.push(expr);
        }
    }
    Some(format!("client.{}().{}({})", resource.module, request.method, args.join(", ")))
}

/// What is done with what comes back.
fn ending(request: &Request, call: &str, types: &Types<'_>) -> Vec<String> {
    if let Some(paging) = &request.paging {
        let item = binding(&paging.item);
        let (pattern, shown) = match paging.keyed {
            true => (format!("(key, {item})"), format!("println!(\"{{key}}: {{{item}:?}}\");")),
            false => (item.clone(), print(&item, &paging.item, types)),
        };
        let walk = format!("let mut {item}s = {call}.items();", item = plural_free(&item));
        let list = format!("{}s", plural_free(&item));
        return vec![walk, format!("while let Some({pattern}) = {list}.try_next().await? {{ {shown} }}")];
    }
    if request.stream.as_ref().is_some_and(|it| it.only) {
        let open = format!("let mut stream = {call}.await?;");
        return vec![open, format!("while let Some(item) = stream.try_next().await? {{ {} }}", debug("item"))];
    }
    let (call, output) = match &request.wait {
        Some(wait) => (format!("{call}.wait()"), &wait.output),
        None => (call.to_owned(), &request.reply.output),
    };
    match output {
        RustTy::Unit => vec![format!("{call}.await?;")],
        RustTy::Option(inner) => {
            let name = binding(inner);
            vec![format!("if let Some({name}) = {call}.await? {{ {} }}", print(&name, inner, types))]
        }
        RustTy::Vec(item) => {
            let name = binding(item);
            vec![format!("for {name} in {call}.await? {{ {} }}", print(&name, item, types))]
        }
        output => {
            let name = match binding(output) {
                name if name == "item" => result(request),
                name => name,
            };
            vec![format!("let {name} = {call}.await?;"), print(&name, output, types)]
        }
    }
}

/// A name that an `s` makes the name of many.
fn plural_free(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

/// `machine` of a `Machine`; of what has no name of its own `item`.
fn binding(ty: &RustTy) -> String {
    match ty {
        RustTy::Option(inner) | RustTy::Box(inner) => binding(inner),
        RustTy::Model(model) => {
            let words = words(model.as_str());
            let whole = words.join("_");
            let last = words.last().cloned().unwrap_or_default();
            let name = if whole.len() > 24 { last } else { whole };
            if is_identifier(&name) && name != "client" { name } else { "item".to_owned() }
        }
        RustTy::Bytes => "bytes".to_owned(),
        RustTy::String | RustTy::Text => "text".to_owned(),
        _ => "item".to_owned(),
    }
}

/// What a request gives that has no type of its own: `count` of `count`, `quota` of `get_quota`.
fn result(request: &Request) -> String {
    let method = request.method.as_str();
    let name = method.strip_prefix("get_").unwrap_or(method);
    let is_free = syn::parse_str::<syn::Ident>(name).is_ok() && name != "client" && name != "get";
    if is_free { name.to_owned() } else { "value".to_owned() }
}

/// `["backup", "policy"]` of `BackupPolicy`.
fn words(name: &str) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    let mut was_upper = false;
    for c in name.chars() {
        if c.is_uppercase() && !was_upper || res.is_empty() {
            res.push(String::new());
        }
        was_upper = c.is_uppercase();
        if let Some(word) = res.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    res
}

/// Prints what tells one from another: the first required fields that are plain, else everything.
fn print(name: &str, ty: &RustTy, types: &Types<'_>) -> String {
    let fields = match types.bare(ty) {
        RustTy::Model(model) => match types.kind(model) {
            Some(ModelKind::Struct(plan)) => {
                plan.fields.iter().filter(|it| it.slot == Slot::Required && !it.deprecated)
            }
            _ => return debug(name),
        },
        RustTy::Bytes => return format!("println!(\"{{}} bytes\", {name}.len());"),
        RustTy::String
        | RustTy::Text
        | RustTy::Bool
        | RustTy::I32
        | RustTy::I64
        | RustTy::U32
        | RustTy::U64
        | RustTy::I128
            if !matches!(ty, RustTy::Option(_)) =>
        {
            return format!("println!(\"{{{name}}}\");");
        }
        _ => return debug(name),
    };
    let plain = fields.filter(|it| is_plain(&it.ty, types)).take(2);
    let shown: Vec<String> = plain.map(|it| format!("{name}.{}", it.ident)).collect();
    match shown.len() {
        0 => debug(name),
        n => format!("println!(\"{}\", {});", vec!["{}"; n].join(" "), shown.join(", ")),
    }
}

fn debug(name: &str) -> String {
    format!("println!(\"{{{name}:?}}\");")
}

fn is_plain(ty: &RustTy, types: &Types<'_>) -> bool {
    match ty {
        RustTy::Bool | RustTy::I32 | RustTy::I64 | RustTy::U32 | RustTy::U64 | RustTy::I128 | RustTy::String => true,
        RustTy::Model(model) => matches!(types.kind(model), Some(ModelKind::StringEnum { .. })),
        _ => false,
    }
}
