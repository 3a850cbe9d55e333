//! What reference pages say, as text that is Markdown already: types as a reader of the API knows them, limits, defaults, statuses.

mod groups;
mod model;
mod operation;
mod value;

pub(crate) use groups::mark;
pub(crate) use model::model;
pub(crate) use operation::operation;

use super::{Ident, ParamLocation};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationDocs {
    /// `List machines`, on one line.
    pub title: String,
    pub description: Vec<String>,
    /// It is about a resource as such (list, create, get, change, delete), not about one of its parts or actions.
    pub core: bool,
    /// Who may call it, as a sentence.
    pub access: String,
    pub params: Vec<ParamDocs>,
    pub body: Option<BodyDocs>,
    pub successes: Vec<StatusDocs>,
    pub errors: Vec<StatusDocs>,
    /// Headers of a success: (name, what it says).
    pub headers: Vec<(String, String)>,
    /// Where the description says more.
    pub more: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ParamDocs {
    pub location: ParamLocation,
    pub value: ValueDocs,
}

/// A parameter or property.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueDocs {
    /// On the wire.
    pub name: String,
    pub ty: TyDocs,
    pub required: bool,
    pub nullable: bool,
    pub deprecated: bool,
    /// The first paragraph about it, on one line.
    pub description: String,
    /// Limits, known values, default: sentences.
    pub facts: Vec<String>,
}

/// `list of [Machine]`: words, and the model at the end of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TyDocs {
    pub words: String,
    pub model: Option<Ident>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BodyDocs {
    pub media_type: String,
    pub required: bool,
    pub ty: TyDocs,
    pub description: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StatusDocs {
    /// `200`, `4XX`, `other`
    pub status: String,
    pub description: String,
    pub ty: Option<TyDocs>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelDocs {
    pub description: Vec<String>,
    pub fields: Vec<ValueDocs>,
    /// What other keys hold, where they are kept.
    pub rest: Option<TyDocs>,
    /// Known values of an enum: (value, what it means).
    pub values: Vec<(String, String)>,
    pub arms: Vec<ArmDocs>,
    /// The property that tells arms apart.
    pub tag: Option<String>,
    /// What another name for a type stands for.
    pub alias: Option<TyDocs>,
}

/// One of several shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct ArmDocs {
    /// How it is told: by the tag's value, by its keys; empty where the type says it.
    pub told: String,
    pub ty: Option<TyDocs>,
    pub description: String,
}
