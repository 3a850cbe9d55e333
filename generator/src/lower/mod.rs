//! What does a description mean? OpenAPI keywords in, the language-neutral `ir` out.
//!
//! Total: goes on after errors with neutral values. Knows nothing of Rust.

mod arms;
mod body;
mod compose;
mod ctx;
mod defaults;
mod direction;
mod enums;
mod errors;
mod examples;
mod flat;
mod formats;
mod forms;
mod headers;
mod keys;
mod keywords;
mod limits;
mod media;
mod object;
mod operation;
mod overrides;
mod paging;
mod params;
mod path_expr;
mod refs;
mod reply;
mod schema;
mod security;
mod servers;
mod split;
mod stream;
mod tags;
mod term;
mod tidy;
mod union;
mod unreached;
mod untyped;
mod usage;
mod wait;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::Api;
use crate::spec::{At, Spec};
use ctx::Ctx;

pub fn lower(diags: &mut Diagnostics, spec: &Spec, config: &Config) -> Api {
    let mut cx = Ctx::new(diags, spec, config);
    head(&mut cx);
    schema::lower_components(&mut cx);
    operation::lower_all(&mut cx);
    overrides::check(&mut cx);
    split::apply(&mut cx);
    overrides::apply(&mut cx);
    headers::apply(&mut cx);
    paging::apply(&mut cx);
    wait::apply(&mut cx);
    untyped::note(&mut cx);
    let mut api = Api { types: cx.types, ..cx.api };
    tidy::break_knots(diags, &mut api.types);
    limits::written_out(diags, &mut api.types);
    defaults::check(diags, &mut api);
    tidy::arrange(&mut api);
    tidy::strip_tags(&mut api);
    usage::mark(&mut api);
    direction::split(&mut api);
    forms::settle(diags, &mut api);
    tidy::arrange(&mut api);
    usage::mark(&mut api);
    tidy::drop_unreached(&mut api);
    api
}

fn head(cx: &mut Ctx<'_, '_>) {
    let root = cx.spec.root();
    let text = |key: &str| root.get("info").and_then(|it| it.get(key)).and_then(At::as_str).map(str::to_owned);
    cx.api.title = text("title").unwrap_or_default();
    cx.api.version = text("version").unwrap_or_default();
    cx.api.description = text("description");
    cx.api.servers = servers::lower(cx, root.get("servers"));
    security::schemes(cx);
}

fn blank_api() -> Api {
    Api {
        title: String::new(),
        version: String::new(),
        description: None,
        servers: Vec::new(),
        security_schemes: Vec::new(),
        groups: Vec::new(),
        operations: Vec::new(),
        types: Vec::new(),
        skipped: Vec::new(),
        untyped: Vec::new(),
    }
}
