//! What an API means, in no programming language: plain data between `lower` and `plan`.
//!
//! Order is the description's own, decided by `lower`; nothing here is ever sorted or looked up by address.

mod body;
mod follow;
mod operation;
mod types;

pub use body::*;
pub use follow::*;
pub use operation::*;
pub use types::*;

use crate::source::Span;

/// One API, lowered.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    pub title: String,
    pub version: String,
    pub description: Option<String>,
    pub servers: Vec<Server>,
    pub security_schemes: Vec<SecurityScheme>,
    pub groups: Vec<Group>,
    pub operations: Vec<Operation>,
    /// Indexed by [`TypeId`].
    pub types: Vec<TypeDef>,
    /// Operations that cannot be generated; each has a coded warning too.
    pub skipped: Vec<Skipped>,
    /// Schemas that name a type and yet became [`Ty::Any`]; in the order of the description.
    pub untyped: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    pub operation: String,
    pub reason: String,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    pub url: String,
    pub description: Option<String>,
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with the default of each variable.
    pub fn filled(&self) -> String {
        let fill = |url: String, it: &ServerVariable| url.replace(&format!("{{{}}}", it.name), &it.default);
        self.variables.iter().fold(self.url.clone(), fill)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    pub name: String,
    pub default: String,
    pub values: Vec<String>,
    pub description: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    pub name: String,
    pub kind: SecurityKind,
    pub description: Option<String>,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SecurityKind {
    Bearer,
    Basic,
    ApiKey {
        location: ParamLocation,
        name: String,
    },
    /// OAuth2 and OpenID Connect: a bearer token that somebody else obtains.
    OAuth2,
    /// Any other HTTP authentication scheme, by its name.
    Http(String),
}

/// One way to be let in: all of these schemes together. An operation lists alternatives; an empty list of schemes is «no credentials».
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityRequirement {
    pub schemes: Vec<RequiredScheme>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RequiredScheme {
    pub scheme: String,
    pub scopes: Vec<String>,
}

/// A tag: operations that a caller finds in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub tag: String,
    pub description: Option<String>,
    /// None for a tag that is only used, or where operations have none.
    pub origin: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);
