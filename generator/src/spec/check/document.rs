//! Security requirements against the schemes that are declared.

use super::{child, entries, items, key_span};
use crate::diag::codes::spec as codes;
use crate::diag::{Diagnostics, nearest};
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec};
use crate::yaml::Value;
use std::collections::BTreeSet;

pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let schemes = child(spec, spec.root, "components").and_then(|it| child(spec, it, "securitySchemes"));
    let declared: Vec<Box<str>> =
        schemes.map(|it| entries(spec, it)).unwrap_or_default().into_iter().map(|(name, _)| name).collect();
    let mut gone = BTreeSet::new();
    for list in spec.nodes.ids().filter(|id| spec.shape(*id) == Some(Shape::List(Kind::Requirement))) {
        for requirement in items(spec, list) {
            for (name, id) in entries(spec, requirement) {
                if !declared.contains(&name) {
                    undeclared(diags, spec, &name, id, &declared);
                    gone.insert(requirement);
                }
            }
        }
    }
    super::remove(spec, &gone);
}

fn undeclared(diags: &mut Diagnostics, spec: &Spec, name: &str, id: NodeId, declared: &[Box<str>]) {
    let empty = matches!(&spec.nodes[id].value, Value::Seq(items) if items.is_empty());
    let message = format!("no security scheme is called `{name}`");
    let diag = diags.warning(codes::UNKNOWN_SECURITY, key_span(spec, id), message);
    match nearest(name, declared.iter().map(|it| &**it)) {
        Some(near) => diag.help(format!("did you mean `{near}`?")),
        None if empty || declared.is_empty() => diag.help(format!("declare it as `components/securitySchemes/{name}`")),
        None => diag.help(format!("declared are `{}`", declared.join("`, `"))),
    };
}
