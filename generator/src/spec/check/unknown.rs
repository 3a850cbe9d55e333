//! Keys that OpenAPI does not give an object: misspelt, or in the wrong place.

use super::key_span;
use crate::diag::codes::spec as codes;
use crate::diag::{Diagnostics, nearest};
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec};
use crate::yaml::Value;
use indexmap::IndexMap;

/// Words of other vocabularies are rarely longer; shorter ones are near to everything.
const MIN_LEN_IN_SCHEMAS: usize = 4;

/// Where a key stands, and what it may have been meant to be.
struct Stray<'s> {
    places: Vec<NodeId>,
    kind: Kind,
    near: Option<&'s str>,
}

/// A key that a whole description has wrong is told once.
pub(super) fn check(diags: &mut Diagnostics, spec: &Spec) {
    let mut strays: IndexMap<(&'static str, &str), Stray<'_>> = IndexMap::new();
    for id in spec.nodes.ids() {
        let (Some(Shape::One(kind)), Value::Map(entries)) = (spec.shape(id), &spec.nodes[id].value) else {
            continue;
        };
        if spec.targets.contains_key(&id) {
            continue;
        }
        for (key, child) in entries.iter().filter(|(key, _)| &**key != "$ref" && kind.child(key).is_none()) {
            let free = kind.fields().iter().map(|it| it.key).filter(|it| entries.iter().all(|(key, _)| &**key != *it));
            let near = nearest(key, free);
            if kind == Kind::Schema && (near.is_none() || key.len() < MIN_LEN_IN_SCHEMAS) {
                continue;
            }
            let stray = strays.entry((kind.name(), key)).or_insert(Stray { places: Vec::new(), kind, near });
            stray.places.push(*child);
        }
    }
    for ((_, key), stray) in &strays {
        report(diags, spec, key, stray);
    }
}

fn report(diags: &mut Diagnostics, spec: &Spec, key: &str, stray: &Stray<'_>) {
    let [first, rest @ ..] = &stray.places[..] else {
        return;
    };
    let more = match rest.len() {
        0 => String::new(),
        1 => " (here and once more)".to_owned(),
        times => format!(" (here and {times} times more)"),
    };
    let message = format!("{} has no key `{key}`; it is ignored{more}", stray.kind.name());
    let help = match stray.near {
        Some(near) => format!("did you mean `{near}`?"),
        None if stray.kind == Kind::Operation && is_status(key) => {
            "responses stand below `responses`: indent it further".to_owned()
        }
        None if stray.kind == Kind::Response && key == "schema" => {
            "a schema stands below a media type: `content: {application/json: {schema: …}}`".to_owned()
        }
        None => "check its spelling and its indentation; a key of one's own begins with `x-`".to_owned(),
    };
    diags.warning(codes::UNKNOWN_KEY, key_span(spec, *first), message).help(help);
}

fn is_status(key: &str) -> bool {
    key == "default" || key.len() == 3 && key.starts_with(|it: char| it.is_ascii_digit())
}
