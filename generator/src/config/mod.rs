//! `client.toml`: what a description cannot say about a client.
//!
//! Knows the file's keys and where each stands; whether a key matches something is checked by the stage that uses it,
//! with the key's own span.

mod read;
mod table;
mod value;

pub use read::parse;

use crate::source::Span;
use std::collections::BTreeMap;

/// A value and where it stands in `client.toml`: the value itself, except in maps whose keys the author chooses. There it is
/// the key of a table (`[operations.THIS]`) and the whole of a line (`name = "value"`), so that either half can be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// `client.toml`, read. Empty where there is none.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// `keep-going = true`: what of the description cannot be read costs the schema or the operation that it is in, not the run.
    pub keep_going: bool,
    pub client: ClientConfig,
    /// `[formats]`: OpenAPI format → how Rust holds it (`timestamp`, `date`, `string`).
    pub formats: BTreeMap<String, Spanned<FormatTarget>>,
    /// `[tags."Machine Actions"]`
    pub tags: BTreeMap<String, Spanned<TagConfig>>,
    /// `[operations.machines_create]`
    pub operations: BTreeMap<String, Spanned<OperationConfig>>,
    /// `[schemas.Machine]`
    pub schemas: BTreeMap<String, Spanned<SchemaConfig>>,
    /// `[paging.NAME]`
    pub paging: BTreeMap<String, Spanned<PagingConfig>>,
    /// `[security.SCHEME]`
    pub security: BTreeMap<String, Spanned<SchemeConfig>>,
    /// `[servers."https://…"]`, as the description writes the URL.
    pub servers: BTreeMap<String, Spanned<ServerConfig>>,
}

/// `[client]`
#[derive(Clone, Debug, Default)]
pub struct ClientConfig {
    /// Package name; the command line's `--name` wins.
    pub name: Option<Spanned<String>>,
    pub version: Option<Spanned<String>>,
    pub description: Option<Spanned<String>>,
    pub repository: Option<Spanned<String>>,
    /// `src/ext/` is there, written by hand.
    pub ext: bool,
    /// What the crate's own tests need besides what every client has: package → version.
    pub dev_dependencies: BTreeMap<String, Spanned<String>>,
    pub token_env: Vec<Spanned<String>>,
    pub base_url_env: Option<Spanned<String>>,
    /// What stands before the key of an `apiKey` in `Authorization` (`Token`), which a description cannot say.
    pub token_prefix: Option<Spanned<String>>,
    /// Headers of a reply: `rate-limit = { limit = "…", remaining = "…", reset = "…" }`.
    pub rate_limit: Option<RateLimitConfig>,
    pub request_id_header: Option<Spanned<String>>,
    /// Keys of an error body that hold its code, message and request id, best first. An empty list says that no key does.
    pub error_code: Option<Vec<Spanned<String>>>,
    pub error_message: Option<Vec<Spanned<String>>>,
    pub error_request_id: Option<Vec<Spanned<String>>>,
    /// Keys of an error body that say what is wrong as a whole, for `Error::detail()` and `Error::field_errors()`.
    pub error_detail: Vec<Spanned<String>>,
    /// The key under which an error body has its fields; without it, all keys that `error-detail` does not name.
    pub error_fields: Option<Spanned<String>>,
}

#[derive(Clone, Debug)]
pub struct RateLimitConfig {
    pub limit: Spanned<String>,
    pub remaining: Spanned<String>,
    pub reset: Spanned<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatTarget {
    Timestamp,
    Date,
    /// base64.
    Bytes,
    /// base64 of the alphabet that is safe in URLs.
    UrlBytes,
    String,
}

#[derive(Clone, Debug, Default)]
pub struct TagConfig {
    /// Name of the resource: `client.NAME()`, module and handle.
    pub name: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct OperationConfig {
    /// Method name on the resource.
    pub name: Option<Spanned<String>>,
    /// `skip = true`: leave it out without a warning.
    pub skip: bool,
    /// The property of the reply that awaiting gives.
    pub unwrap: Option<Spanned<String>>,
    /// The header of the reply that awaiting gives, for replies without a body.
    pub value_header: Option<Spanned<String>>,
    /// `paging = "NAME"`; `paging = "none"` turns off what `applies-to-parameter` turned on.
    pub paging: Option<Spanned<String>>,
    /// `[operations.X.wait]`: one step, or `steps = [...]`.
    pub wait: Option<Spanned<Vec<WaitStepConfig>>>,
    /// `[operations.X.resource-wait.NAME]`: this operation is polled; NAME is the method on its resource.
    pub resource_waits: BTreeMap<String, Spanned<ResourceWaitConfig>>,
    /// `[operations.X.split.NAME]`: one operation as several methods, by the arm of its request body.
    pub split: BTreeMap<String, Spanned<SplitConfig>>,
    /// `[operations.X.parameters.NAME]`
    pub parameters: BTreeMap<String, Spanned<ParameterConfig>>,
}

#[derive(Clone, Debug)]
pub struct WaitStepConfig {
    pub poll: Spanned<String>,
    /// Path parameter of `poll` → path into the whole reply (`links.actions[rel=create].id`), or `{machine_id}` for the request's own parameter.
    /// One that is not named takes the request's own parameter of that name. `actions[*].id` waits for each item of the list.
    pub args: BTreeMap<String, Spanned<String>>,
    pub conditions: ConditionsConfig,
}

#[derive(Clone, Debug)]
pub struct ResourceWaitConfig {
    pub docs: Option<String>,
    pub conditions: ConditionsConfig,
}

/// `done = { status = ["completed"] }`, `done = { completed_at = true }` (is set), `failed = { status = ["errored"] }`; the
/// keys are paths into what awaiting the polled operation gives.
#[derive(Clone, Debug, Default)]
pub struct ConditionsConfig {
    pub done: Vec<ConditionConfig>,
    /// `done-status = [404]`: it is over when polling fails with one of these.
    pub done_status: Vec<Spanned<u16>>,
    pub failed: Vec<ConditionConfig>,
    pub tolerate: Vec<Spanned<u16>>,
    pub interval_seconds: Option<u64>,
}

#[derive(Clone, Debug)]
pub struct ConditionConfig {
    pub path: Spanned<String>,
    /// None: «is set».
    pub values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct SplitConfig {
    /// Schema name of the arm of the request body.
    pub body: Option<Spanned<String>>,
    /// Schema name of the arm of the reply.
    pub reply: Option<Spanned<String>>,
    /// This part's own; the two together stand for those of the operation, which are about all parts of it.
    pub summary: Option<String>,
    pub description: Option<String>,
    pub unwrap: Option<Spanned<String>>,
    pub wait: Option<Spanned<Vec<WaitStepConfig>>>,
}

#[derive(Clone, Debug, Default)]
pub struct ParameterConfig {
    pub name: Option<Spanned<String>>,
    /// Sent unless the caller sets something else, so that it is never asked for.
    pub preset: Option<Spanned<serde_json::Value>>,
}

#[derive(Clone, Debug, Default)]
pub struct SchemaConfig {
    /// Name of the Rust type.
    pub name: Option<Spanned<String>>,
    /// `[schemas.X.fields]`: wire name → Rust name.
    pub fields: BTreeMap<String, Spanned<String>>,
    /// `[schemas.X.values]`: wire value → Rust variant name.
    pub values: BTreeMap<String, Spanned<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct SchemeConfig {
    /// Name of the builder's method that takes the credentials.
    pub name: Option<Spanned<String>>,
    /// Environment variables that may hold them, in the order they are tried.
    pub env: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct ServerConfig {
    /// Name of the function that makes it.
    pub name: Option<Spanned<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct PagingConfig {
    /// Every operation that has this query parameter pages this way.
    pub applies_to_parameter: Option<Spanned<String>>,
    /// Property that holds the items; without it, the reply's one array (or map of objects), or the reply itself.
    pub items: Option<Spanned<String>>,
    /// Path to the next page's URL in the reply.
    pub next_url: Option<Spanned<String>>,
    /// `next = "link-header"`
    pub next_link_header: bool,
    /// Query parameter that counts pages.
    pub page_number: Option<Spanned<String>>,
    /// `cursor = { token = "path", parameter = "name" }`
    pub cursor: Option<(Spanned<String>, Spanned<String>)>,
    pub total: Option<Spanned<String>>,
    /// The header that holds the number of all items.
    pub total_header: Option<Spanned<String>>,
    /// `items-of-map = "values"`: of a map, its values alone are the items, for they say their keys themselves.
    pub values_only: bool,
    /// `page-size = { parameter = "per_page", value = 200 }`
    pub page_size: Option<(Spanned<String>, Spanned<i64>)>,
}
