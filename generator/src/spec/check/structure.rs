//! Whether each keyword holds the kind of value that OpenAPI gives it, by the table of shapes.

use super::key_span;
use super::values::{self, Verdict};
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::spec::shape::{Kind, Shape};
use crate::spec::{NodeId, Spec, Version, loss};
use crate::yaml::Value;
use std::collections::BTreeSet;
use std::fmt;

pub(super) fn check(diags: &mut Diagnostics, spec: &mut Spec) {
    let mut gone = BTreeSet::new();
    for id in spec.nodes.ids() {
        let Some(shape) = spec.shape(id) else {
            continue;
        };
        if spec.targets.contains_key(&id) || matches!(shape, Shape::Data) {
            continue;
        }
        let verdict = judge(Named { diags, spec, id }, shape);
        match verdict {
            Verdict::Fine => {}
            Verdict::Wrong { why, mend } => {
                report(diags, spec, id, &why);
                apply(spec, id, mend, &mut gone);
            }
        }
    }
    super::remove(spec, &gone);
}

/// What to do about a value.
pub(super) enum Mend {
    Set(Value),
    /// A list of this one value.
    Wrap,
    Remove,
}

/// What is wrong with a value.
pub(super) struct Why {
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) is_error: bool,
    /// Whether the value is of the right type, and unknown.
    pub(super) unknown_word: bool,
}

fn judge(named: Named<'_>, shape: Shape) -> Verdict {
    let Named { spec, id, .. } = named;
    let value = &spec.nodes[id].value;
    match (shape, value) {
        (Shape::One(Kind::Schema), Value::Null) => {
            values::doubtful(format!("{named} is null; any value is accepted"), Mend::Set(Value::Map(Vec::new())))
        }
        (_, Value::Null) => values::doubtful(format!("{named} is null; it is taken as absent"), Mend::Remove),
        (Shape::One(_) | Shape::Map(_), Value::Map(_)) | (Shape::List(_), Value::Seq(_)) => Verdict::Fine,
        (Shape::One(Kind::Schema), Value::Bool(_)) if spec.version == Version::V31 => Verdict::Fine,
        (Shape::One(Kind::Schema), Value::Bool(_)) => Verdict::Wrong {
            why: Why {
                message: format!("{named} is a boolean, which OpenAPI 3.0 does not have as a schema"),
                help: Some("write `{}` for a schema that allows everything".to_owned()),
                is_error: false,
                unknown_word: false,
            },
            // Folded like one of 3.1.
            mend: Mend::Set(value.clone()),
        },
        // What PHP makes of an empty map.
        (Shape::Map(_) | Shape::One(_), Value::Seq(items)) if items.is_empty() => values::doubtful(
            format!("{named} is an empty list, and must be a mapping"),
            Mend::Set(Value::Map(Vec::new())),
        ),
        // What JavaScript and PHP write for an empty list.
        (Shape::List(_), Value::Map(entries)) if entries.is_empty() => values::doubtful(
            format!("{named} is an empty mapping, and must be a list"),
            Mend::Set(Value::Seq(Vec::new())),
        ),
        (Shape::One(Kind::Schema | Kind::Operation), _) => {
            values::wrong(named, value, "a mapping", Mend::Set(Value::Map(Vec::new())))
        }
        (Shape::One(_) | Shape::Map(_), _) => values::wrong(named, value, "a mapping", Mend::Remove),
        (Shape::List(_), _) => values::wrong(named, value, "a list", Mend::Remove),
        _ => values::judge(named, shape),
    }
}

fn report(diags: &mut Diagnostics, spec: &mut Spec, id: NodeId, why: &Why) {
    let code = if why.unknown_word { codes::INVALID_VALUE } else { codes::WRONG_TYPE };
    // A null has no text of its own where nothing is written.
    let span = spec.nodes[id].span;
    let span = if span.start == span.end { key_span(spec, id) } else { span };
    let diag = if why.is_error {
        loss::report(diags, spec, id, code, span, why.message.clone())
    } else {
        diags.warning(code, span, &why.message)
    };
    if let Some(help) = &why.help {
        diag.help(help);
    }
}

fn apply(spec: &mut Spec, id: NodeId, mend: Mend, gone: &mut BTreeSet<NodeId>) {
    match mend {
        Mend::Set(value) => spec.rewrite(id, value),
        Mend::Wrap => {
            let value = spec.nodes[id].value.clone();
            let item = spec.add(id, Shape::Text, value);
            spec.rewrite(id, Value::Seq(vec![item]));
        }
        Mend::Remove => {
            gone.insert(id);
        }
    }
}

/// A node by its key as it is written, put into words only when there is something to say.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    diags: &'a Diagnostics,
    pub(super) spec: &'a Spec,
    pub(super) id: NodeId,
}

impl Named<'_> {
    pub(super) fn key(&self) -> Option<String> {
        let span = self.spec.nodes[self.id].key_span()?;
        let text = self.diags.text(span.file);
        let key = text.get(span.start as usize..span.end as usize)?;
        Some(key.trim_matches(['"', '\'']).to_owned())
    }
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key() {
            Some(key) => write!(f, "`{key}`"),
            None => f.write_str("this item"),
        }
    }
}
