//! Resources and their requests: the parts that other files decide, put together.

use super::credentials::Credentials;
use super::routes::{RequestRoute, Routes};
use super::types::Types;
use super::{ClientPlan, EffectPlan, OperationPlan, Request, RequestMock, Resource, Sample};
use super::{body, docs, headers, mock, paging, params, reference, reply, samples, security, servers, streams, waits};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Effect, Method, Operation};

/// What a request is planned from.
struct Sources<'p, 'a> {
    types: &'p Types<'a>,
    config: &'p Config,
    credentials: Credentials<'p>,
}

pub(crate) fn resources(
    diags: &mut Diagnostics,
    types: &Types<'_>,
    routes: &Routes,
    client: &ClientPlan,
    config: &Config,
) -> Vec<Resource> {
    let sources = Sources { types, config, credentials: Credentials::new(types.api, client) };
    let planned: Vec<Request> = types
        .api
        .operations
        .iter()
        .zip(&routes.requests)
        .map(|(operation, route)| request(diags, &sources, operation, route))
        .collect();
    let mut resources: Vec<Resource> = routes
        .resources
        .iter()
        .map(|it| Resource {
            module: it.module.clone(),
            rules: it.rules.clone(),
            handle: it.handle.clone(),
            docs: types.read(|| docs::resource(&types.api.groups[it.group.0 as usize])),
            requests: Vec::new(),
            waits: Vec::new(),
        })
        .collect();
    let targets = waits::Targets { types, routes, planned: &planned };
    for (at, request) in planned.iter().enumerate() {
        let resource = &mut resources[routes.requests[at].resource];
        resource.waits.extend(waits::of_resource(diags, &targets, at));
        let wait = waits::of_request(diags, &targets, at);
        let sample = types.read(|| samples::of(types, at, request));
        let mut request = Request { wait, sample, ..request.clone() };
        let key = format!("{}.{}", resource.module, request.method);
        request.mock = types.read(|| mock::of_request(types, config, at, key, &request));
        resource.requests.push(request);
    }
    resources.iter_mut().for_each(reference::mark);
    resources
}

fn request<'a>(
    diags: &mut Diagnostics,
    sources: &Sources<'_, 'a>,
    operation: &'a Operation,
    route: &RequestRoute,
) -> Request {
    let Sources { types, config, credentials } = sources;
    let paging = paging::plan(diags, types, operation, route);
    let reply = reply::plan(diags, types, operation, paging.as_ref().map(paging::page));
    let args = params::args(diags, types, config, operation);
    Request {
        ident: route.ident.clone(),
        method: route.method.clone(),
        constant: route.constant.clone(),
        operation: description(types, operation),
        docs: types.read(|| {
            docs::request(operation, &args, headers::shown(config, operation), credentials.in_rust(operation))
        }),
        deprecated: operation.deprecated,
        args,
        preset: params::preset(types, operation),
        setters: body::setters(diags, types, config, operation),
        body: operation.body.as_ref().map(|it| body::plan(types, operation, it)),
        reply,
        stream: streams::plan(types, operation),
        paging,
        wait: None,
        sample: Sample::default(),
        reference: types.read(|| reference::operation(types, credentials, operation)),
        mock: RequestMock::default(),
    }
}

fn description(types: &Types<'_>, operation: &Operation) -> OperationPlan {
    OperationPlan {
        id: operation.id.clone(),
        http_method: http_method(operation.method),
        path: operation.path.clone(),
        effect: match operation.effect {
            Effect::Safe => EffectPlan::Safe,
            Effect::Idempotent => EffectPlan::Idempotent,
            Effect::Unsafe => EffectPlan::Unsafe,
        },
        accept: accept(operation),
        security: security::of_operation(operation),
        summary: types.read(|| docs::summary(operation)),
        server: servers::of_operation(operation),
    }
}

/// The media types of a success; where that has no body, those of the errors.
fn accept(operation: &Operation) -> String {
    match (&operation.reply.content, &operation.reply.stream) {
        (Some(_), _) => operation.reply.accept.join(", "),
        (None, Some(stream)) => stream.media_type.clone(),
        (None, None) if operation.errors.iter().any(|it| it.ty.is_some()) => "application/json".to_owned(),
        (None, None) => String::new(),
    }
}

/// Scopes of all alternatives, each once.
pub(crate) fn scopes(operation: &Operation) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for scope in operation.security.iter().flat_map(|it| &it.schemes).flat_map(|it| &it.scopes) {
        if !scopes.contains(scope) {
            scopes.push(scope.clone());
        }
    }
    scopes
}

pub(crate) fn http_method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Trace => "TRACE",
    }
}
