//! Everything Rust, decided: names, types, files. What is left to do is printing.
//!
//! Knows Rust's names and types and nothing of OpenAPI's keywords (`lower`) or of how tokens are laid out (`emit`).

mod access;
mod body;
mod boxing;
mod chosen;
mod client;
mod constructors;
mod crate_docs;
mod credentials;
mod docs;
mod enums;
mod errors;
mod facts;
mod fields;
mod follow;
mod headers;
pub mod ident;
mod krate;
mod layout;
mod method_names;
mod mock;
mod model;
mod models;
mod names;
mod package;
mod paging;
mod params;
mod path_words;
mod reference;
mod reply;
mod request;
mod requests;
mod reserved;
mod routes;
mod sample;
mod samples;
mod scope;
mod security;
mod servers;
mod setters;
mod spelling;
mod streams;
mod taken;
mod type_names;
mod types;
mod unions;
mod wait_docs;
mod waits;

pub use crate::ir::TagValue;
pub use follow::*;
pub use ident::Ident;
pub use krate::*;
pub use mock::{MockOutput, MockPlan, RequestMock};
pub use model::*;
pub use package::{PACKAGE_NAME, is_package_name};
pub use reference::{ArmDocs, BodyDocs, ModelDocs, OperationDocs, ParamDocs, StatusDocs, TyDocs, ValueDocs};
pub use request::*;
pub use sample::*;
pub use spelling::Name;
pub use wait_docs::{until, way};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::Api;

/// What neither description nor `client.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Package name that wins over all others (`--name`).
    pub name: Option<String>,
    /// Version where `client.toml` gives none; `0.1.0` otherwise.
    pub version: Option<String>,
    /// Where the description comes from, for headers of files: `spec/cloud-machines`.
    pub source: String,
    pub purpose: Purpose,
}

/// What is done with a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// It is printed.
    #[default]
    Print,
    /// Signatures are compared. What has none (docs, samples, reference pages, what mock servers read), half of the work, is left out.
    Compare,
}

/// Decides the whole crate. Never fails: what is wrong is reported and replaced by something neutral.
pub fn plan(diags: &mut Diagnostics, api: &Api, config: &Config, options: &Options) -> Crate {
    let types = types::Types::settle(diags, api, config, options.purpose);
    let routes = routes::settle(diags, api, config);
    let package = package::plan(diags, api, config, options);
    let client = client::plan(diags, api, config, &package);
    let models = layout::files(diags, &types, &routes, config);
    let resources = requests::resources(diags, &types, &routes, &client, config);
    let mock = types.read(|| mock::plan(&types, &resources, &package.source));
    Crate {
        headers: headers::plan(&types, config),
        docs: types.read(|| crate_docs::docs(&types, &client)),
        error: errors::plan(&types),
        models,
        resources,
        mock,
        skipped: api.skipped.iter().map(|it| (it.operation.clone(), it.reason.clone())).collect(),
        package,
        client,
    }
}
