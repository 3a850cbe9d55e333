//! Plans put together by hand, short.

use crate::plan::*;

pub(super) fn id(name: &str) -> Ident {
    Ident::new(name)
}

pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

pub(super) fn model_ty(name: &str) -> RustTy {
    RustTy::Model(id(name))
}

pub(super) fn option(ty: RustTy) -> RustTy {
    RustTy::Option(Box::new(ty))
}

pub(super) fn vec(ty: RustTy) -> RustTy {
    RustTy::Vec(Box::new(ty))
}

pub(super) fn map(ty: RustTy) -> RustTy {
    RustTy::Map(Box::new(ty))
}

pub(super) fn krate() -> Crate {
    Crate {
        package: Package {
            name: "small-api".to_owned(),
            lib: "small_api".to_owned(),
            version: "0.1.0".to_owned(),
            description: "A client for the Small API".to_owned(),
            repository: None,
            source: "spec/small-api".to_owned(),
            dev_dependencies: Vec::new(),
            ext: false,
            api_title: "Small API".to_owned(),
            api_version: "1.0".to_owned(),
        },
        docs: CrateDocs::default(),
        client: ClientPlan {
            servers: ServersPlan {
                base_url: Some("https://api.example.com".to_owned()),
                base_path: String::new(),
                all: vec![server("production", "https://api.example.com")],
                setters: Vec::new(),
            },
            base_url_env: None,
            schemes: vec![scheme("bearer", "token", AuthPlan::Bearer { prefix: "Bearer".to_owned() })],
            security: vec![lines("bearer")],
            rate_limit: None,
            request_id_header: None,
            error_code: Vec::new(),
            error_message: Vec::new(),
            error_request_id: Vec::new(),
            error_views: None,
        },
        error: ErrorPlan::None,
        headers: Vec::new(),
        models: Vec::new(),
        resources: Vec::new(),
        mock: MockPlan::default(),
        skipped: Vec::new(),
    }
}

pub(super) fn scheme(name: &str, setter: &str, auth: AuthPlan) -> SchemePlan {
    SchemePlan {
        name: name.to_owned(),
        provider: matches!(auth, AuthPlan::Bearer { .. }).then(|| id(&format!("{setter}_provider"))),
        auth,
        setter: id(setter),
        env: vec![format!("SMALL_{}", setter.to_uppercase())],
        docs: lines(&format!("What is shown for `{name}`.")),
    }
}

pub(super) fn server(ident: &str, url: &str) -> ServerPlan {
    let server = ServerUrlPlan { url: url.to_owned(), variables: Vec::new() };
    ServerPlan { ident: id(ident), server, docs: lines(&format!("`{url}`")) }
}

pub(super) fn model(name: &str, docs: &str, kind: ModelKind) -> Model {
    Model {
        id: crate::ir::TypeId(0),
        ident: id(name),
        docs: lines(docs),
        deprecated: false,
        kind,
        reference: ModelDocs::default(),
    }
}

pub(super) fn with_models(items: Vec<Model>) -> Crate {
    Crate { models: vec![ModelFile { module: id("things"), docs: "Models of things.".to_owned(), items }], ..krate() }
}

pub(super) fn field(name: &str, ty: RustTy, slot: Slot) -> FieldPlan {
    FieldPlan {
        name: name.to_owned(),
        ident: id(name),
        ty,
        slot,
        docs: lines(&format!("What `{name}` is.")),
        deprecated: false,
    }
}

pub(super) fn arg(name: &str, ty: RustTy, conversion: Conversion) -> Argument {
    Argument { ident: id(name), ty, conversion }
}

pub(super) fn object(fields: Vec<FieldPlan>) -> StructPlan {
    let required = fields.iter().enumerate().filter(|(_, it)| it.slot == Slot::Required);
    let required: Vec<_> = required
        .map(|(idx, it)| {
            let conversion =
                if matches!(it.ty, RustTy::I64 | RustTy::Bool) { Conversion::Plain } else { Conversion::Into };
            (idx, arg(it.ident.as_str(), it.ty.clone(), conversion))
        })
        .collect();
    let default = required.is_empty();
    StructPlan {
        fields,
        rest: None,
        constructor: Constructor::New(required),
        setters: Vec::new(),
        default,
        parts: false,
    }
}

pub(super) fn value_setter(field: usize, argument: Argument) -> Setter {
    let docs = lines(&format!("Sets `{}`.", argument.ident));
    Setter { ident: argument.ident.clone(), field, docs, deprecated: false, kind: SetterKind::Value(argument) }
}

pub(super) fn operation(id: &str, http_method: &'static str, path: &str) -> OperationPlan {
    OperationPlan {
        id: id.to_owned(),
        http_method,
        path: path.to_owned(),
        effect: match http_method {
            "GET" => EffectPlan::Safe,
            "POST" => EffectPlan::Unsafe,
            _ => EffectPlan::Idempotent,
        },
        accept: "application/json".to_owned(),
        security: vec![lines("bearer")],
        summary: format!("Does {id}."),
        server: None,
    }
}

/// A request without arguments and without a reply.
pub(super) fn request(name: &str, operation: OperationPlan) -> Request {
    Request {
        ident: id(name),
        method: id(&name.to_lowercase()),
        constant: id(&name.to_uppercase()),
        docs: lines(&operation.summary),
        operation,
        deprecated: false,
        args: Vec::new(),
        preset: Vec::new(),
        setters: Vec::new(),
        body: None,
        reply: reply(RustTy::Unit),
        stream: None,
        paging: None,
        wait: None,
        sample: Sample::default(),
        reference: OperationDocs::default(),
        mock: RequestMock { key: format!("machines.{}", name.to_lowercase()), ..RequestMock::default() },
    }
}

pub(super) fn reply(ty: RustTy) -> ReplyPlan {
    ReplyPlan {
        output: ty.clone(),
        ty,
        unwrap: None,
        value_header: None,
        optional: false,
        statuses: Vec::new(),
        examples: Vec::new(),
    }
}

pub(super) fn unwrapped(ty: &str, field: &str, output: &str) -> ReplyPlan {
    ReplyPlan {
        ty: model_ty(ty),
        output: model_ty(output),
        unwrap: Some(access(&[field], model_ty(output))),
        ..reply(RustTy::Unit)
    }
}

pub(super) fn param(name: &str, location: ParamLocation) -> ParamPlan {
    ParamPlan { name: name.to_owned(), location, style: None, allow_reserved: false, allow_empty: false }
}

pub(super) fn path_arg(name: &str, ty: RustTy) -> RequestArg {
    let conversion = if ty == RustTy::I64 { Conversion::Plain } else { Conversion::Into };
    RequestArg {
        argument: arg(name, ty, conversion),
        docs: Vec::new(),
        role: ArgRole::Param(param(name, ParamLocation::Path)),
    }
}

pub(super) fn query_setter(name: &str, ty: RustTy, conversion: Conversion) -> RequestSetter {
    RequestSetter {
        argument: arg(name, ty, conversion),
        docs: lines(&format!("Asks for {name}.")),
        deprecated: false,
        target: SetterTarget::Param(param(name.trim_end_matches('_'), ParamLocation::Query)),
    }
}

pub(super) fn body_arg(ty: RustTy) -> RequestArg {
    RequestArg { argument: arg("body", ty, Conversion::Into), docs: Vec::new(), role: ArgRole::Body }
}

pub(super) fn json_body(ty: RustTy, required: bool) -> BodyPlan {
    let media_type = "application/json".to_owned();
    BodyPlan { ty, kind: BodyKind::Json, media_type, required, encoding: Vec::new(), empty_object: false }
}

/// A way by field names; one that ends in `?` may be absent.
pub(super) fn access(fields: &[&str], ty: RustTy) -> Access {
    let step = |field: &&str| AccessStep::Field {
        ident: id(field.trim_end_matches('?')),
        optional: field.ends_with('?'),
        boxed: false,
    };
    let steps: Vec<_> = fields.iter().map(step).collect();
    Access { steps, optional: fields.iter().any(|field| field.ends_with('?')), ty }
}

pub(super) fn resource(module: &str, handle: &str, requests: Vec<Request>) -> Resource {
    Resource {
        module: id(module),
        rules: id(module),
        handle: id(handle),
        docs: lines(&format!("All about {module}.")),
        requests,
        waits: Vec::new(),
    }
}

pub(super) fn step(resource: &str, method: &str, output: RustTy, args: Vec<WaitArgPlan>) -> WaitStepPlan {
    WaitStepPlan {
        resource: id(resource),
        method: id(method),
        args,
        polled: output.clone(),
        output,
        done: Vec::new(),
        done_status: Vec::new(),
        failed: Vec::new(),
        tolerate: Vec::new(),
        interval_seconds: None,
    }
}

/// A wait's argument that is in the reply.
pub(super) fn reply_arg(access: Access) -> WaitArgPlan {
    WaitArgPlan::Reply(ReplyValue { access, each: None })
}

pub(super) fn equals(access: Access, values: &[&str]) -> ConditionPlan {
    ConditionPlan::Equals { access, values: values.iter().map(|it| (*it).to_owned()).collect() }
}
