//! Parameters and headers by themselves: a schema or a content, and a style that their place knows.

use super::{child, put, text};
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec};
use crate::yaml::Value;
use std::collections::BTreeSet;

pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let mut gone = BTreeSet::new();
    for id in spec.nodes.ids() {
        let (place, what) = match spec.shape(id) {
            Some(Shape::One(Kind::Parameter)) => (text(spec, id, "in").unwrap_or_default().to_owned(), "parameter"),
            Some(Shape::One(Kind::Header)) => ("header".to_owned(), "header"),
            Some(Shape::One(Kind::Encoding)) => ("query".to_owned(), "encoding"),
            _ => continue,
        };
        if spec.targets.contains_key(&id) || !matches!(spec.nodes[id].value, Value::Map(_)) {
            continue;
        }
        style(diags, spec, id, &place, &mut gone);
        if what != "encoding" {
            form(diags, spec, id, what, &mut gone);
        }
        if place == "path" && what == "parameter" {
            always_required(diags, spec, id);
        }
    }
    super::remove(spec, &gone);
}

fn form(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId, what: &str, gone: &mut BTreeSet<NodeId>) {
    match (child(spec, id, "schema"), child(spec, id, "content")) {
        (Some(_), Some(content)) => {
            let span = super::key_span(spec, content);
            diags.warning(
                codes::AMBIGUOUS,
                span,
                format!("the {what} has both `schema` and `content`; `schema` is taken"),
            );
            gone.insert(content);
        }
        (None, None) => {
            diags.warning(
                codes::MISSING_FIELD,
                super::key_span(spec, id),
                format!("the {what} has no `schema`; any value is accepted"),
            );
            let any = spec.add(id, Shape::One(Kind::Schema), Value::Map(Vec::new()));
            put(spec, id, "schema", any);
        }
        _ => {}
    }
}

fn style(diags: &mut Diagnostics, spec: &Spec, id: NodeId, place: &str, gone: &mut BTreeSet<NodeId>) {
    let known: &[&str] = match place {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return,
    };
    let Some(node) = child(spec, id, "style") else {
        return;
    };
    let Some(style) = spec.nodes.str(node).filter(|style| !known.contains(style)) else {
        return;
    };
    diags
        .warning(
            codes::INVALID_VALUE,
            spec.nodes[node].span,
            format!("`style: {style}` is not for `in: {place}`; `{}` is taken", known[0]),
        )
        .help(format!("possible are `{}`", known.join("`, `")));
    gone.insert(node);
}

fn always_required(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId) {
    let written = child(spec, id, "required");
    if written.is_some_and(|it| spec.nodes[it].value == Value::Bool(true)) {
        return;
    }
    let span = spec.nodes[written.unwrap_or(id)].span;
    let name = text(spec, id, "name").unwrap_or_default();
    diags
        .warning(codes::PATH_PARAMETER, span, format!("the path parameter `{name}` is always required"))
        .help("add `required: true`");
    let yes = spec.add(id, Shape::Flag, Value::Bool(true));
    put(spec, id, "required", yes);
}
