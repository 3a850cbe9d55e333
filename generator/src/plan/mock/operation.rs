//! What the mock server has to know of one operation.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::types::Types;
use super::super::{AccessStep, AuthPlan, Request, RustTy, StatusPattern, security};
use super::{MockOutput, RequestMock, schema};
use crate::config::Config;
use crate::ir::{
    Body, Constraints, Content, Encoding, Field, NextPage, Operation, Paging, Param, ParamLocation, ParamStyle,
    PathStep, Reply, ReplyPath, StringFormat, Ty,
};

/// `key` is resource and method of the client.
pub(crate) fn plan(types: &Types<'_>, config: &Config, at: usize, key: String, request: &Request) -> RequestMock {
    let operation = &types.api.operations[at];
    let (output, keys) = output(operation, request);
    let description = json!({
        "key": key,
        "id": operation.id,
        "method": request.operation.http_method,
        "path": operation.path,
        "credentials": credentials(types, config, operation),
        "parameters": operation.params.iter().map(|it| parameter(types, it)).collect::<Vec<_>>(),
        "body": operation.body.as_ref().map(|it| body(types, it)),
        "reply": reply(operation, request),
        "errors": errors(request),
        "output": keys,
        "output_header": request.reply.value_header,
        "paging": operation.paging.as_ref().map(|it| paging(config, operation, it)),
    });
    RequestMock { key, output, description }
}

/// What a rule takes, and the keys that lead to its place in the whole reply.
fn output(operation: &Operation, request: &Request) -> (MockOutput, Vec<String>) {
    let bare = |ty: &RustTy| match ty {
        RustTy::Option(inner) => (**inner).clone(),
        other => other.clone(),
    };
    if let (Some(paging), Some(ir)) = (&request.paging, &operation.paging) {
        let item = Box::new(paging.item.clone());
        let items = if paging.keyed { RustTy::Map(item) } else { RustTy::Vec(item) };
        return (MockOutput::Json(items), keys(&ir.items).unwrap_or_default());
    }
    if request.reply.value_header.is_some() {
        return (MockOutput::Json(bare(&request.reply.output)), Vec::new());
    }
    match &operation.reply.content {
        None if operation.reply.stream.is_some() => (MockOutput::Bytes, Vec::new()),
        None => (MockOutput::Nothing, Vec::new()),
        Some(Content::Text) => (MockOutput::Text, Vec::new()),
        Some(Content::Json(_) | Content::Form(_)) => {
            let fields = |access: &super::super::Access| {
                access.steps.iter().all(|it| matches!(it, AccessStep::Field { .. } | AccessStep::Flatten))
            };
            let unwrap = operation.unwrap.as_ref().zip(request.reply.unwrap.as_ref().filter(|it| fields(it)));
            match unwrap {
                Some((path, access)) => {
                    (MockOutput::Json(access.ty.clone()), path.split('.').map(str::to_owned).collect())
                }
                None => (MockOutput::Json(bare(&request.reply.ty)), Vec::new()),
            }
        }
        Some(_) => (MockOutput::Bytes, Vec::new()),
    }
}

/// Keys alone; a way through a list is none that a mock could lay.
fn keys(path: &ReplyPath) -> Option<Vec<String>> {
    let step = |it: &PathStep| match it {
        PathStep::Key(key) => Some(key.clone()),
        PathStep::First { .. } => None,
    };
    path.0.iter().map(step).collect()
}

/// The places of each alternative's credentials.
fn credentials(types: &Types<'_>, config: &Config, operation: &Operation) -> Vec<Value> {
    if operation.security.iter().any(|it| it.schemes.is_empty()) {
        return Vec::new();
    }
    let place = |name: &str| {
        let scheme = types.api.security_schemes.iter().find(|it| it.name == name)?;
        Some(match security::auth(scheme, config) {
            AuthPlan::Bearer { prefix } => json!({ "in": "header", "name": "authorization", "scheme": prefix }),
            AuthPlan::Basic => json!({ "in": "header", "name": "authorization", "scheme": "Basic" }),
            AuthPlan::ApiKeyHeader(name) => json!({ "in": "header", "name": name }),
            AuthPlan::ApiKeyQuery(name) => json!({ "in": "query", "name": name }),
            AuthPlan::ApiKeyCookie(name) => json!({ "in": "cookie", "name": name }),
        })
    };
    let alternatives = operation.security.iter();
    alternatives.map(|it| it.schemes.iter().filter_map(|it| place(&it.scheme)).collect()).collect()
}

fn place(location: ParamLocation) -> &'static str {
    match location {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    }
}

fn parameter<'a>(types: &Types<'a>, it: &'a Param) -> Value {
    json!({
        "name": it.name,
        "in": place(it.location),
        "style": style(it.style),
        "explode": it.explode,
        "required": it.required,
        "schema": schema::of(types, &it.ty, &it.constraints),
    })
}

fn style(it: ParamStyle) -> &'static str {
    match it {
        ParamStyle::Simple => "simple",
        ParamStyle::Label => "label",
        ParamStyle::Matrix => "matrix",
        ParamStyle::Form => "form",
        ParamStyle::SpaceDelimited => "spaceDelimited",
        ParamStyle::PipeDelimited => "pipeDelimited",
        ParamStyle::DeepObject => "deepObject",
        ParamStyle::Json => "json",
    }
}

fn body<'a>(types: &Types<'a>, it: &'a Body) -> Value {
    let open = Constraints::default();
    let mut res = json!({ "required": it.required, "media_type": it.media_type });
    if let Content::Json(ty) | Content::Form(ty) | Content::Multipart(ty) = &it.content {
        res["schema"] = schema::of(types, ty, &open);
        let fields = types.structure(ty).map(|(_, it)| it.fields.as_slice()).unwrap_or_default();
        let encoding: Vec<Value> = it.encoding.iter().filter_map(|it| encoded(types, fields, it)).collect();
        if !encoding.is_empty() {
            res["encoding"] = json!(encoding);
        }
    }
    res
}

/// A form's property as the query parameter that it is written like; None: the usual way.
fn encoded<'a>(types: &Types<'a>, fields: &'a [Field], it: &Encoding) -> Option<Value> {
    let field = fields.iter().find(|field| field.name == it.name)?;
    let (style, explode) = match (it.style, it.content_type.as_deref()) {
        (Some((kind, explode)), _) => (style(kind), explode),
        (None, Some("application/json")) => (style(ParamStyle::Json), false),
        (None, _) => return None,
    };
    let schema = schema::of(types, &field.ty, &field.constraints);
    Some(
        json!({ "name": it.name, "in": "query", "style": style, "explode": explode, "required": false, "schema": schema }),
    )
}

fn reply(operation: &Operation, request: &Request) -> Value {
    let Reply { content, stream, accept, .. } = &operation.reply;
    let media_type = match (content, stream) {
        (Some(Content::Json(_)), _) => Some("application/json"),
        (Some(_), _) => accept.first().map(String::as_str),
        (None, stream) => stream.as_ref().map(|it| it.media_type.as_str()),
    };
    let sample = &request.sample.reply;
    let headers: BTreeMap<&String, &str> =
        request.reply.value_header.iter().map(|it| (it, header(operation))).collect();
    json!({ "status": sample.status, "media_type": media_type, "body": sample.body, "headers": headers })
}

/// What the header that awaiting gives holds by default.
fn header(operation: &Operation) -> &'static str {
    let found = operation.value_header.and_then(|at| operation.reply.headers.get(at));
    match found.map(|it| &it.ty) {
        Some(Ty::Integer(_) | Ty::Number(_)) => "1",
        Some(Ty::Boolean) => "true",
        Some(Ty::String(StringFormat::DateTime)) => "2026-01-01T00:00:00Z",
        _ => "value",
    }
}

fn errors(request: &Request) -> Map<String, Value> {
    let errors = request.sample.errors.iter().filter_map(|it| {
        let status = match it.status {
            StatusPattern::Exact(status) => status.to_string(),
            StatusPattern::Range(hundreds) => format!("{hundreds}XX"),
            StatusPattern::Default => "default".to_owned(),
        };
        Some((status, it.body.clone()?))
    });
    errors.collect()
}

fn paging(config: &Config, operation: &Operation, it: &Paging) -> Value {
    let (kind, next) = match &it.next {
        NextPage::Url(path) => ("url", keys(path)),
        NextPage::LinkHeader => ("link", None),
        NextPage::PageNumber(_) => ("number", None),
        NextPage::Cursor { token, .. } => ("cursor", keys(token)),
    };
    let size = it.page_size.as_ref().map(|(name, _)| name);
    let sized = operation.params.iter().find(|it| Some(&it.name) == size);
    json!({
        "items": keys(&it.items),
        "kind": kind,
        "next": next,
        "page": page_parameter(config, operation, it),
        "size": size,
        "default_size": sized.and_then(|it| it.default.as_ref()).and_then(Value::as_i64),
        "total": it.total.as_ref().and_then(keys),
        "total_header": it.total_header,
    })
}

/// Where the server leads on by a URL it needs a parameter that counts pages: the API's own, or one that it makes up.
fn page_parameter(config: &Config, operation: &Operation, it: &Paging) -> String {
    let is_counter = |name: &str| {
        let param = operation.params.iter().find(|it| it.location == ParamLocation::Query && it.name == name);
        param.is_some_and(|it| matches!(it.ty, Ty::Integer(_)))
    };
    match &it.next {
        NextPage::PageNumber(name) | NextPage::Cursor { parameter: name, .. } => name.clone(),
        NextPage::Url(_) | NextPage::LinkHeader => {
            let configured = config.paging.values().filter_map(|it| it.value.applies_to_parameter.as_ref());
            let mut names = configured.map(|it| it.value.as_str()).chain(["page"]);
            names.find(|it| is_counter(it)).unwrap_or("mock_page").to_owned()
        }
    }
}
