//! References without a target: why, and what their authors may have meant.

use super::loss;
use super::shape::{Kind, Shape};
use super::walk::{Walk, reference};
use super::{NodeId, Spec};
use crate::diag::codes::spec as codes;
use crate::diag::{Diagnostic, Severity, nearest};
use crate::yaml::Value;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug)]
pub(super) enum Lost {
    Remote,
    Outside,
    File {
        path: PathBuf,
        why: Option<String>,
    },
    /// The key that is not there, and where it was looked for.
    Place {
        key: String,
        within: NodeId,
    },
    Anchor(String),
    Endless,
    /// Said already.
    Reported,
}

pub(super) fn report(walk: &mut Walk<'_>, lost: &Lost, id: NodeId, text: &str, shape: Shape) {
    let span = walk.spec.nodes[reference(&walk.spec.nodes, id).unwrap_or(id)].span;
    let severity = match shape {
        Shape::Data if is_example(&walk.spec, id) => Severity::Warning,
        Shape::Data | Shape::DataList => return,
        shape if is_dispensable(shape) => Severity::Warning,
        Shape::One(_) | Shape::List(_) | Shape::Map(_) => Severity::Error,
        _ => Severity::Warning,
    };
    let (code, message) = match lost {
        Lost::Reported => return,
        Lost::Remote => (codes::REMOTE_REF, format!("`{text}` is a URL, and nothing is fetched from the network")),
        Lost::Outside => (codes::REF_OUTSIDE_ROOT, format!("`{text}` leads out of the folder of the description")),
        Lost::File { path, why: None } => (codes::UNRESOLVED_FILE, format!("there is no file `{}`", path.display())),
        Lost::File { path, why: Some(why) } => {
            (codes::UNRESOLVED_FILE, format!("cannot read `{}`: {why}", path.display()))
        }
        Lost::Place { key, .. } => (codes::UNRESOLVED_REF, format!("`{text}` leads nowhere: there is no `{key}`")),
        Lost::Anchor(name) => (codes::UNRESOLVED_REF, format!("there is no schema called `{name}`")),
        Lost::Endless => (codes::CYCLIC_REF, format!("the way of `{text}` never ends")),
    };
    let hint = hint(walk, lost);
    let is_allowed = matches!(shape, Shape::One(_) | Shape::Mapping | Shape::List(_) | Shape::Map(_));
    let code = if is_allowed { code } else { codes::ODD_REF };
    let diag: &mut Diagnostic = match severity {
        Severity::Error => loss::report(walk.diags, &mut walk.spec, id, code, span, message),
        Severity::Warning => walk.diags.warning(code, span, message),
    };
    if let Some(hint) = hint {
        diag.help(hint);
    }
}

/// Whether a client can do without what a reference leads to.
pub(super) fn is_dispensable(shape: Shape) -> bool {
    matches!(shape, Shape::One(Kind::Example | Kind::Link | Kind::Callback) | Shape::Mapping)
}

/// Whether a node is a whole example, which `$ref` may stand for; within one it is data.
fn is_example(spec: &Spec, id: NodeId) -> bool {
    let holder = spec.nodes[id].parent.and_then(|it| spec.shape(it));
    matches!(holder, Some(Shape::One(_))) && matches!(loss::key(spec, id), Some("example" | "value"))
}

fn hint(walk: &Walk<'_>, lost: &Lost) -> Option<String> {
    match lost {
        Lost::Remote => Some("save the document beside the description and refer to that file".to_owned()),
        Lost::Outside => Some(
            "move the file below the folder of the description, or name a folder above both with `--root`".to_owned(),
        ),
        Lost::File { path, why: None } => {
            let names = walk.files.names(path.parent().unwrap_or(Path::new("")));
            let names: Vec<&str> = names.iter().filter_map(|it| it.file_name()?.to_str()).collect();
            let near = nearest(path.file_name()?.to_str()?, names)?;
            Some(format!("did you mean `{near}`?"))
        }
        Lost::Place { key, within } => {
            let Value::Map(entries) = &walk.spec.nodes[*within].value else {
                return None;
            };
            let near = nearest(key, entries.iter().map(|(name, _)| &**name))?;
            Some(format!("did you mean `{near}`?"))
        }
        _ => None,
    }
}

/// A shape in words.
pub(super) fn describe(shape: Shape) -> String {
    match shape {
        Shape::One(kind) => kind.name().to_owned(),
        Shape::Text => "a text".to_owned(),
        Shape::Map(kind) => format!("a map whose values are each {}", kind.name()),
        Shape::List(kind) => format!("a list of which each item is {}", kind.name()),
        Shape::Flag => "a boolean".to_owned(),
        Shape::Number | Shape::Count => "a number".to_owned(),
        _ => "a value of another form".to_owned(),
    }
}
