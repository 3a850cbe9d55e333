//! The first example of a crate: real names, chosen from what was planned.

use super::docs_markdown::lines;
use super::types::Types;
use super::{
    ArgRole, Argument, AuthPlan, ClientPlan, Conversion, CrateDocs, Package, Request, Resource,
    RustTy,
};

pub(crate) fn docs(
    types: &Types<'_>,
    client: &ClientPlan,
    package: &Package,
    resources: &[Resource],
) -> CrateDocs {
    let description = types
        .api
        .description
        .as_deref()
        .map(lines)
        .unwrap_or_default();
    let _ = package;
    CrateDocs {
        description,
        example: example(client, resources),
    }
}

/// A list and a single thing of the first resource that has both, else the first request that asks for nothing.
fn example(client: &ClientPlan, resources: &[Resource]) -> Vec<String> {
    let mut calls = Vec::new();
    for resource in resources {
        let list = resource
            .requests
            .iter()
            .find(|it| is_list(it))
            .and_then(|it| call(resource, it));
        let get = resource
            .requests
            .iter()
            .find(|it| is_get(it))
            .and_then(|it| call(resource, it));
        let both = list.is_some() && get.is_some();
        if both {
            calls.clear();
        }
        if both || calls.is_empty() {
            calls.extend([list, get].into_iter().flatten());
        }
        if both {
            break;
        }
    }
    if calls.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("let client = {}?;", build(client))];
    for call in calls {
        lines.push(String::new());
        lines.extend(call);
    }
    lines
}

fn build(client: &ClientPlan) -> String {
    match (&client.auth, &client.base_url) {
        (AuthPlan::None, Some(_)) => "Client::builder().build()".to_owned(),
        (AuthPlan::None, None) => {
            "Client::builder().base_url(\"https://api.example.com\").build()".to_owned()
        }
        _ => "Client::from_env()".to_owned(),
    }
}

fn is_list(request: &Request) -> bool {
    let many = request.paging.is_some() || matches!(request.reply.output, RustTy::Vec(_));
    request.operation.http_method == "GET" && request.args.is_empty() && many
}

fn is_get(request: &Request) -> bool {
    let one = matches!(request.reply.output, RustTy::Model(_)) && request.paging.is_none();
    let by_path = request.args.len() == 1 && matches!(&request.args[0].role, ArgRole::Param(_));
    request.operation.http_method == "GET" && one && by_path
}

fn call(resource: &Resource, request: &Request) -> Option<Vec<String>> {
    let args: Vec<String> = request
        .args
        .iter()
        .map(|it| sample(&it.argument))
        .collect::<Option<_>>()?;
    let name = if is_list(request) {
        resource.module.as_str()
    } else {
        "found"
    };
    let name = if name == "client" { "all" } else { name };
    Some(vec![
        format!(
            "let {name} = client.{}().{}({}).await?;",
            resource.module,
            request.method,
            args.join(", ")
        ),
        format!("println!(\"{{{name}:?}}\");"),
    ])
}

/// A value that compiles.
fn sample(argument: &Argument) -> Option<String> {
    let text = match (&argument.ty, argument.conversion) {
        (RustTy::I32 | RustTy::I64 | RustTy::U32 | RustTy::U64, _) => "1".to_owned(),
        (RustTy::F32 | RustTy::F64, _) => "1.0".to_owned(),
        (RustTy::Bool, _) => "true".to_owned(),
        (RustTy::String, Conversion::Into) => {
            format!("\"{}\"", argument.ident.as_str().trim_end_matches('_'))
        }
        _ => return None,
    };
    Some(text)
}
