//! Fields that OpenAPI requires, and what is taken in their stead.

use super::{child, put, text, values};
use crate::diag::codes::spec as codes;
use crate::diag::{Diagnostics, Loss};
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec, Version, loss};
use crate::yaml::Value;
use std::collections::BTreeSet;

pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let mut gone = BTreeSet::new();
    for id in spec.nodes.ids() {
        let Some(Shape::One(kind)) = spec.shape(id) else {
            continue;
        };
        if spec.targets.contains_key(&id) || !matches!(spec.nodes[id].value, Value::Map(_)) {
            continue;
        }
        by_table(diags, spec, id, kind, &mut gone);
        match kind {
            Kind::Document => paths(diags, spec, id),
            Kind::Response if child(spec, id, "description").is_none() => {
                if !was_there(spec, id, "description") {
                    report(diags, spec, id, kind, "description", false);
                }
                let none = spec.add(id, Shape::Text, Value::Str("".into()));
                put(spec, id, "description", none);
            }
            Kind::RequestBody if child(spec, id, "content").is_none() => {
                let none = spec.add(id, Shape::Map(Kind::MediaType), Value::Map(Vec::new()));
                put(spec, id, "content", none);
            }
            Kind::SecurityScheme => security_scheme(diags, spec, id),
            Kind::Flow if child(spec, id, "scopes").is_none() => {
                let none = spec.add(id, Shape::TextMap, Value::Map(Vec::new()));
                put(spec, id, "scopes", none);
            }
            _ => {}
        }
    }
    super::remove(spec, &gone);
}

fn by_table(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId, kind: Kind, gone: &mut BTreeSet<NodeId>) {
    for field in kind.fields().iter().filter(|field| field.required) {
        if child(spec, id, field.key).is_some() {
            continue;
        }
        if was_there(spec, id, field.key) {
            continue;
        }
        let dispensable = values::is_dispensable(kind);
        let is_error = !dispensable && !matches!(kind, Kind::RequestBody | Kind::Info | Kind::SecurityScheme);
        let is_error = is_error && field.key != "info";
        report(diags, spec, id, kind, field.key, is_error);
        if dispensable {
            gone.insert(id);
        }
    }
}

/// Whether the field had a wrong value, which was reported and is gone by now.
fn was_there(spec: &Spec, id: NodeId, key: &str) -> bool {
    spec.written.get(&id).is_some_and(|it| has(it, key))
}

fn has(value: &Value, key: &str) -> bool {
    matches!(value, Value::Map(entries) if entries.iter().any(|(name, _)| &**name == key))
}

fn report(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId, kind: Kind, key: &str, is_error: bool) {
    let span = if kind == Kind::Document { spec.nodes[id].span } else { super::key_span(spec, id) };
    let message = format!("{} has no `{key}`", kind.name());
    if is_error {
        loss::report(diags, spec, id, codes::MISSING_FIELD, span, message);
    } else {
        diags.warning(codes::MISSING_FIELD, span, message);
    }
}

/// 3.0 wants `paths`; 3.1 wants anything that is described at all.
fn paths(diags: &mut Diagnostics, spec: &Spec, id: NodeId) {
    let enough: &[&str] = if spec.version == Version::V30 { &["paths"] } else { &["paths", "webhooks", "components"] };
    let written = spec.written.get(&id).unwrap_or(&spec.nodes[id].value);
    if !enough.iter().any(|key| has(written, key)) {
        let help = if spec.version == Version::V30 {
            "write `paths: {}` if there are no operations"
        } else {
            "describe `paths`, `webhooks` or `components`"
        };
        let span = spec.nodes[id].span;
        let loss = Loss::keyword("no operation is generated", span);
        diags.survivable(codes::MISSING_FIELD, span, "the document has no `paths`", loss).help(help);
    }
}

/// Fields that clients do without get a neutral value. A scheme that lacks another is turned into one that no request shows, so that
/// it is reported once.
fn security_scheme(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId) {
    let (wanted, is_needed): (&[&str], bool) = match text(spec, id, "type") {
        Some("apiKey") => (&["name", "in"], true),
        Some("http") => (&["scheme"], true),
        Some("oauth2") => (&["flows"], false),
        Some("openIdConnect") => (&["openIdConnectUrl"], false),
        Some("mutualTLS") => {
            let span = spec.nodes[id].key_span().unwrap_or(spec.nodes[id].span);
            diags
                .warning(codes::CLIENT_CERTIFICATE, span, "mutual TLS is not supported")
                .label("operations that require it are called without it")
                .help("configure the certificate with `ClientBuilder::configure_http`");
            return;
        }
        Some(_) => return,
        None => (&[], true),
    };
    let missing: Vec<_> = wanted.iter().filter(|key| child(spec, id, key).is_none()).collect();
    let unsaid: Vec<_> = missing.iter().filter(|key| !was_there(spec, id, key)).collect();
    for key in unsaid {
        report(diags, spec, id, Kind::SecurityScheme, key, is_needed);
    }
    for key in missing.iter().filter(|_| !is_needed) {
        let (shape, none) = match **key {
            "flows" => (Shape::One(Kind::Flows), Value::Map(Vec::new())),
            _ => (Shape::Text, Value::Str("".into())),
        };
        let none = spec.add(id, shape, none);
        put(spec, id, key, none);
    }
    if is_needed && (wanted.is_empty() || !missing.is_empty()) {
        let none = spec.add(id, Shape::Text, Value::Str("mutualTLS".into()));
        put(spec, id, "type", none);
    }
}
