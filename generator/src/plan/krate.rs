//! The crate as a whole: package, client, errors.

use super::{Ident, MockPlan, ModelFile, Resource, RustTy, ServerUrlPlan};

/// A crate to print.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    pub package: Package,
    pub docs: CrateDocs,
    pub client: ClientPlan,
    pub error: ErrorPlan,
    /// Documented headers of successful replies.
    pub headers: Vec<HeaderPlan>,
    /// Files below `src/models/`, sorted by module name.
    pub models: Vec<ModelFile>,
    /// In the order of the description.
    pub resources: Vec<Resource>,
    pub mock: MockPlan,
    /// Operations that were left out: (name, reason), for README and crate docs.
    pub skipped: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// `cloud-machines`
    pub name: String,
    /// `cloud_machines`
    pub lib: String,
    pub version: String,
    pub description: String,
    pub repository: Option<String>,
    /// What the header of every file names: `spec/cloud-machines`.
    pub source: String,
    /// `src/ext/` is declared.
    pub ext: bool,
    /// Packages for the crate's own tests, with their versions.
    pub dev_dependencies: Vec<(String, String)>,
    /// The API's own title and version.
    pub api_title: String,
    pub api_version: String,
}

/// Text for crate docs and README, with names already settled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CrateDocs {
    /// Rustdoc lines of the API's description, made safe.
    pub description: Vec<String>,
    /// Rust lines that make `client`.
    pub setup: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClientPlan {
    pub servers: ServersPlan,
    /// The environment variable that may hold the base URL.
    pub base_url_env: Option<String>,
    /// Those that operations ask for, in the order of the description.
    pub schemes: Vec<SchemePlan>,
    /// What opens operations, by names of schemes, that first which opens most; `Client::new` takes the first.
    pub security: Vec<Vec<String>>,
    /// (limit, remaining, reset)
    pub rate_limit: Option<(String, String, String)>,
    pub request_id_header: Option<String>,
    pub error_code: Vec<String>,
    pub error_message: Vec<String>,
    pub error_request_id: Vec<String>,
    pub error_views: Option<ErrorViews>,
}

/// Where the API is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServersPlan {
    /// The first of `all` with its variables' defaults; None: callers must say it.
    pub base_url: Option<String>,
    /// The path of the description's relative server, where no other is named: it follows a base URL without one.
    pub base_path: String,
    /// Those with a whole URL. There is something to choose if there are several, or variables.
    pub all: Vec<ServerPlan>,
    /// Setters of the variables of all: (name, variable, docs).
    pub setters: Vec<(Ident, String, Vec<String>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ServerPlan {
    /// The function that makes it: `staging`.
    pub ident: Ident,
    pub server: ServerUrlPlan,
    pub docs: Vec<String>,
}

/// A way to say who is calling.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemePlan {
    /// As the description calls it.
    pub name: String,
    pub auth: AuthPlan,
    /// The builder's method that takes it: `token`.
    pub setter: Ident,
    /// The one that takes a source of it: `token_provider`.
    pub provider: Option<Ident>,
    /// Environment variables that may hold it, in the order they are tried; a user and a password as `user:password`.
    pub env: Vec<String>,
    pub docs: Vec<String>,
}

/// Where on a request credentials go.
#[derive(Clone, Debug, PartialEq)]
pub enum AuthPlan {
    /// `Authorization: PREFIX token`
    Bearer {
        prefix: String,
    },
    Basic,
    ApiKeyHeader(String),
    ApiKeyQuery(String),
    ApiKeyCookie(String),
}

/// `Error::detail()` and `Error::field_errors()`.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorViews {
    /// Keys that say what is wrong as a whole.
    pub detail: Vec<String>,
    /// The key that holds the fields; None: all the others are fields.
    pub fields: Option<String>,
}

/// A header of replies: a method of `Response`.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderPlan {
    pub ident: Ident,
    /// In small letters.
    pub name: String,
    /// A scalar or a list of them, without the `Option` of a header that is not there.
    pub ty: RustTy,
    pub docs: Vec<String>,
    pub deprecated: bool,
}

/// What `Error::api()` gives.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorPlan {
    /// No operation documents an error body.
    None,
    /// All agree on one type.
    One(RustTy),
    /// An enum of the documented ones, chosen by operation and status.
    Many {
        ident: Ident,
        /// (variant, type)
        variants: Vec<(Ident, RustTy)>,
        cases: Vec<ErrorCase>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct ErrorCase {
    pub operation: String,
    pub status: StatusPattern,
    /// None: nothing that a type describes, be it no body or one that is not JSON.
    pub variant: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    Exact(u16),
    Range(u8),
    Default,
}
