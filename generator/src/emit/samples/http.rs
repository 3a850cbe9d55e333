//! A sample as a request over HTTP, before anybody's way of writing it.

use super::super::tokens;
use super::shell::Word;
use super::url;
use crate::plan::{
    ArgRole, AuthPlan, BodyKind, ClientPlan, Crate, ModelKind, ParamLocation, ParamPlan, Request, RustTy, SchemePlan,
    ServerUrlPlan, SetterTarget, VariablePlan,
};
use serde_json::{Map, Value};

pub(super) struct Http<'a> {
    pub(super) method: &'static str,
    /// Up to the path; ends without a slash.
    pub(super) base: Word,
    /// Percent-encoded.
    pub(super) path: String,
    pub(super) query: Vec<Query>,
    pub(super) headers: Vec<(String, Word)>,
    /// `user:password`
    pub(super) user: Option<Word>,
    pub(super) body: Payload<'a>,
}

pub(super) enum Query {
    Pair(String, String),
    /// `ids=1,2`, percent-encoded.
    Written(String),
    /// The name and the value that a variable holds.
    Secret(String, Word),
}

pub(super) enum Payload<'a> {
    None,
    Json(Value, &'a RustTy),
    Form(Value),
    /// Names with texts; a file has none.
    Parts(Vec<(String, Option<String>)>),
    Text(String),
    /// Bytes of a file.
    File,
}

pub(super) fn http<'a>(krate: &Crate, request: &'a Request) -> Http<'a> {
    let operation = &request.operation;
    let mut res = Http {
        method: operation.http_method,
        base: base(&krate.client, operation.server.as_ref()),
        path: operation.path.clone(),
        query: Vec::new(),
        headers: Vec::new(),
        user: None,
        body: Payload::None,
    };
    // The first of what opens it; all of that together.
    for name in operation.security.first().into_iter().flatten() {
        res.authorize(krate.client.schemes.iter().find(|it| it.name == *name));
    }
    for (param, value) in params(request) {
        res.param(param, value);
    }
    if let (Some(value), Some(plan)) = (body(request), &request.body) {
        res.body = match plan.kind {
            BodyKind::Json => Payload::Json(value, &plan.ty),
            BodyKind::Form => Payload::Form(value),
            BodyKind::Multipart => Payload::Parts(parts(krate, &plan.ty, &value)),
            BodyKind::Text => Payload::Text(url::text(&value)),
            BodyKind::Bytes => Payload::File,
        };
        res.headers.push(("Content-Type".to_owned(), Word::text(plan.media_type.clone())));
    }
    res
}

/// A part a property, or an item of one.
fn parts(krate: &Crate, ty: &RustTy, value: &Value) -> Vec<(String, Option<String>)> {
    let models = krate.models.iter().flat_map(|it| &it.items);
    let fields = models.filter_map(|it| match &it.kind {
        ModelKind::Struct(plan) if *ty == RustTy::Model(it.ident.clone()) => Some(&plan.fields),
        _ => None,
    });
    let files: Vec<&str> = fields.flatten().filter(|it| tokens::is_file(&it.ty)).map(|it| it.name.as_str()).collect();
    let pairs = url::form(value).into_iter();
    pairs.map(|(name, text)| (name.clone(), Some(text).filter(|_| !files.contains(&name.as_str())))).collect()
}

/// Where the description names no server, the environment does, as for the client.
fn base(client: &ClientPlan, own: Option<&ServerUrlPlan>) -> Word {
    match own.map(filled).or_else(|| client.servers.base_url.clone()) {
        Some(url) => Word::text(url),
        None => Word::default()
            .and_variable(client.base_url_env.as_deref().unwrap_or("API_URL"))
            .and_text(client.servers.base_path.as_str()),
    }
}

/// A server's URL with its variables' defaults.
fn filled(server: &ServerUrlPlan) -> String {
    let fill = |url: String, it: &VariablePlan| url.replace(&format!("{{{}}}", it.name), &it.default);
    server.variables.iter().fold(server.url.clone(), fill)
}

/// Parameters with their values: what is asked for, what is set, and what is sent anyhow.
fn params(request: &Request) -> Vec<(&ParamPlan, &Value)> {
    let asked = request.args.iter().zip(&request.sample.args).filter_map(|(arg, value)| match &arg.role {
        ArgRole::Param(plan) => Some((plan, value)),
        ArgRole::Body => None,
    });
    let set = request.sample.setters.iter().filter_map(|(at, value)| match &request.setters[*at].target {
        SetterTarget::Param(plan) => Some((plan, value)),
        _ => None,
    });
    let preset = request.preset.iter().map(|(plan, value)| (plan, value));
    asked.chain(set).chain(preset).collect()
}

fn body(request: &Request) -> Option<Value> {
    let asked = request.args.iter().zip(&request.sample.args).find(|(arg, _)| arg.role == ArgRole::Body);
    if let Some((_, value)) = asked {
        return Some(value.clone());
    }
    let mut entries = Map::new();
    for (at, value) in &request.sample.setters {
        match &request.setters[*at].target {
            SetterTarget::BodyField(key) => drop(entries.insert(key.clone(), value.clone())),
            SetterTarget::Body => return Some(value.clone()),
            SetterTarget::Param(_) | SetterTarget::BodyFieldNull(_) => {}
        }
    }
    (!entries.is_empty()).then_some(Value::Object(entries))
}

impl Http<'_> {
    fn authorize(&mut self, scheme: Option<&SchemePlan>) {
        let Some(scheme) = scheme else { return };
        let variable = scheme.env.first().map_or("API_TOKEN", String::as_str);
        let secret = Word::default().and_variable(variable);
        match &scheme.auth {
            AuthPlan::Bearer { prefix } => {
                let lead = if prefix.is_empty() { String::new() } else { format!("{prefix} ") };
                self.headers.push(("Authorization".to_owned(), Word::text(lead).and_variable(variable)));
            }
            AuthPlan::Basic => self.user = Some(secret),
            AuthPlan::ApiKeyHeader(name) => self.headers.push((name.clone(), secret)),
            AuthPlan::ApiKeyQuery(name) => self.query.push(Query::Secret(name.clone(), secret)),
            AuthPlan::ApiKeyCookie(name) => {
                self.headers.push(("Cookie".to_owned(), Word::text(format!("{name}=")).and(secret)));
            }
        }
    }

    fn param(&mut self, plan: &ParamPlan, value: &Value) {
        let written = url::written(plan, value);
        match plan.location {
            ParamLocation::Path => self.path = self.path.replace(&format!("{{{}}}", plan.name), &written),
            ParamLocation::Header => self.headers.push((plan.name.clone(), Word::text(written))),
            ParamLocation::Cookie => self.headers.push(("Cookie".to_owned(), Word::text(written))),
            ParamLocation::Query => match url::pairs(plan, value) {
                Some(pairs) => self.query.extend(pairs.into_iter().map(|(name, value)| Query::Pair(name, value))),
                None => self.query.push(Query::Written(written)),
            },
        }
    }

    /// The whole URL; `in_url` says which parts of the query belong to it.
    pub(super) fn url(&self, in_url: impl Fn(&Query) -> bool) -> Word {
        let mut res = self.base.clone().and_text(self.path.clone());
        let mut sign = "?";
        for part in self.query.iter().filter(|it| in_url(it)) {
            res = res.and_text(sign);
            sign = "&";
            res = match part {
                Query::Pair(name, value) => res.and_text(format!("{}={}", url::encoded(name), url::encoded(value))),
                Query::Written(text) => res.and_text(text.clone()),
                Query::Secret(name, value) => res.and_text(format!("{}=", url::encoded(name))).and(value.clone()),
            };
        }
        res
    }
}
