//! The first example of a crate: real names, chosen from what was planned, in lines that compile.

use super::docs_markdown::lines;
use super::types::Types;
use super::{
    ArgRole, Argument, ClientPlan, Constructor, Conversion, Crate, CrateDocs, ModelFile, ModelKind, Request, Resource,
    RustTy,
};

/// Docs of a crate whose other parts are planned.
pub(crate) fn docs(types: &Types<'_>, krate: &Crate) -> CrateDocs {
    let description = types.api.description.as_deref().map(lines).unwrap_or_default();
    CrateDocs { description, setup: vec![setup(&krate.client)], example: example(krate) }
}

/// List, get and create of the resource that has most of them; empty where none has any.
fn example(krate: &Crate) -> Vec<String> {
    let mut best: Vec<Call> = Vec::new();
    for resource in &krate.resources {
        let kinds: [fn(&Request) -> bool; 3] = [is_list, is_get, is_create];
        let calls: Vec<Call> = kinds.iter().filter_map(|suits| first(krate, resource, *suits)).collect();
        if calls.len() > best.len() {
            best = calls;
        }
    }
    let mut lines = Vec::new();
    for call in best {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(call.models.iter().map(|it| format!("use {}::models::{it};", krate.package.lib)));
        lines.extend(call.lines);
    }
    lines
}

struct Call {
    models: Vec<String>,
    lines: Vec<String>,
}

fn first(krate: &Crate, resource: &Resource, suits: fn(&Request) -> bool) -> Option<Call> {
    resource.requests.iter().filter(|it| !it.deprecated && suits(it)).find_map(|it| call(krate, resource, it))
}

/// Makes the client, with what it takes from the environment beside it.
fn setup(client: &ClientPlan) -> String {
    let schemes = client.security.first().into_iter().flatten();
    let schemes = schemes.filter_map(|name| client.schemes.iter().find(|it| it.name == *name));
    let base_url = client.base_url_env.as_ref().filter(|_| client.servers.base_url.is_none());
    let variables: Vec<&str> =
        base_url.into_iter().chain(schemes.filter_map(|it| it.env.first())).map(String::as_str).collect();
    if variables.is_empty() {
        return "let client = Client::new()?;".to_owned();
    }
    format!("let client = Client::from_env()?; // {}", variables.join(", "))
}

fn is_list(request: &Request) -> bool {
    let many = request.paging.is_some() || matches!(request.reply.output, RustTy::Vec(_));
    request.operation.http_method == "GET" && request.args.is_empty() && many
}

fn is_get(request: &Request) -> bool {
    let one = matches!(request.reply.output, RustTy::Model(_));
    let by_path = request.args.len() == 1 && matches!(&request.args[0].role, ArgRole::Param(_));
    request.operation.http_method == "GET" && one && by_path
}

fn is_create(request: &Request) -> bool {
    let by_body = request.args.len() == 1 && matches!(&request.args[0].role, ArgRole::Body);
    request.operation.http_method == "POST" && by_body && matches!(request.reply.output, RustTy::Model(_))
}

fn call(krate: &Crate, resource: &Resource, request: &Request) -> Option<Call> {
    let mut models = Vec::new();
    let args: Option<Vec<String>> = request.args.iter().map(|it| sample(krate, &it.argument, &mut models)).collect();
    let call = format!("client.{}().{}({}).await?", resource.module, request.method, args?.join(", "));
    let lines = match &request.reply.output {
        RustTy::Page(_) => {
            let page = [format!("let page = {call};"), "for item in &page.items {".to_owned()];
            [page.to_vec(), vec!["    println!(\"{item:?}\");".to_owned(), "}".to_owned()]].concat()
        }
        _ => {
            let name = match (is_list(request), is_create(request)) {
                (true, _) => "all",
                (false, true) => "created",
                (false, false) => "found",
            };
            vec![format!("let {name} = {call};"), format!("println!(\"{{{name}:?}}\");")]
        }
    };
    Some(Call { models, lines })
}

/// A value that compiles; models that it names are added to `models`.
fn sample(krate: &Crate, argument: &Argument, models: &mut Vec<String>) -> Option<String> {
    Some(match (&argument.ty, argument.conversion) {
        (RustTy::I32 | RustTy::I64 | RustTy::U32 | RustTy::U64, _) => "1".to_owned(),
        (RustTy::F32 | RustTy::F64, _) => "1.0".to_owned(),
        (RustTy::Bool, _) => "true".to_owned(),
        (RustTy::String, Conversion::Into) => {
            format!("\"{}\"", argument.ident.as_str().trim_end_matches('_'))
        }
        (RustTy::Model(ident), Conversion::Into) => match kind(&krate.models, ident.as_str())? {
            ModelKind::Struct(it) => {
                let Constructor::New(args) = &it.constructor else {
                    return None;
                };
                models.push(ident.to_string());
                let args: Option<Vec<String>> = args.iter().map(|(_, it)| sample(krate, it, models)).collect();
                format!("{ident}::new({})", args?.join(", "))
            }
            ModelKind::StringEnum { variants, .. } => {
                format!("\"{}\"", simple(&variants.first()?.wire)?)
            }
            _ => return None,
        },
        _ => return None,
    })
}

fn simple(text: &str) -> Option<&str> {
    text.chars().all(|it| it.is_ascii_alphanumeric() || "-_. ".contains(it)).then_some(text)
}

fn kind<'k>(files: &'k [ModelFile], name: &str) -> Option<&'k ModelKind> {
    files.iter().flat_map(|it| &it.items).find(|it| it.ident.as_str() == name).map(|it| &it.kind)
}
