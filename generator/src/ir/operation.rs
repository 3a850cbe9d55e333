//! Operations: what is sent, and what can come back.

use super::{
    Body, Constraints, Content, Docs, GroupId, Paging, ResourceWait, SecurityRequirement, Server, Streamed, Ty, Wait,
};
use crate::source::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// `operationId`, or made from method and path.
    pub id: String,
    /// Set where client.toml names it (rename, split); otherwise the plan derives it from `id`.
    pub name: Option<String>,
    pub group: GroupId,
    pub method: Method,
    /// As written: `/v2/machines/{machine_id}`.
    pub path: String,
    /// In the order of the description; path parameters in the order of the path come first.
    pub params: Vec<Param>,
    pub body: Option<Body>,
    pub reply: Reply,
    pub errors: Vec<ErrorReply>,
    pub effect: Effect,
    /// Alternatives; empty: nothing is said, so no credentials are needed.
    pub security: Vec<SecurityRequirement>,
    /// There are more alternatives, which no request can show.
    pub barred: bool,
    /// Set where the operation or its path overrides the API's servers.
    pub servers: Vec<Server>,
    pub paging: Option<Paging>,
    /// What `.wait()` on the request does.
    pub wait: Option<Wait>,
    /// Waits that stand on the resource beside this operation, which polls (`wait_until_active`).
    pub resource_waits: Vec<ResourceWait>,
    /// The property that awaiting gives, where client.toml asks for it.
    pub unwrap: Option<String>,
    /// The header of the reply that awaiting gives, where client.toml asks for it: an index into [`Reply::headers`].
    pub value_header: Option<usize>,
    pub summary: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub external_docs: Option<String>,
    pub origin: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    Trace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Safe,
    Idempotent,
    Unsafe,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    pub name: String,
    pub location: ParamLocation,
    pub required: bool,
    pub style: ParamStyle,
    pub explode: bool,
    pub allow_reserved: bool,
    /// An empty text may stand where otherwise nothing would be sent.
    pub allow_empty: bool,
    pub ty: Ty,
    pub nullable: bool,
    /// What is sent unless the caller sets something else (client.toml `preset`).
    pub preset: Option<serde_json::Value>,
    pub docs: Docs,
    pub default: Option<serde_json::Value>,
    pub constraints: Constraints,
    pub example: Option<serde_json::Value>,
    pub origin: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamLocation {
    Path,
    Query,
    Header,
    Cookie,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamStyle {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// Described by `content: application/json`.
    Json,
}

/// What any 2xx holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// None: no body is promised, one that comes is not read.
    pub content: Option<Content>,
    /// The same reply as a stream, or the only one that there is.
    pub stream: Option<Streamed>,
    /// Media types to ask for, best first.
    pub accept: Vec<String>,
    /// Every media type that the description lists, each once.
    pub media_types: Vec<String>,
    /// Some documented success has no body while another has one.
    pub optional: bool,
    /// Documented success statuses, as written: `200`, `2XX`.
    pub statuses: Vec<String>,
    /// What is said of each of them, in the same order.
    pub successes: Vec<Success>,
    pub description: Option<String>,
    /// Documented headers, each once.
    pub headers: Vec<ReplyHeader>,
    pub examples: Vec<(String, serde_json::Value)>,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReplyHeader {
    pub name: String,
    /// Whether every such reply has it.
    pub required: bool,
    /// A scalar, or a list of scalars: nothing else fits a header as OpenAPI writes it.
    pub ty: Ty,
    pub description: Option<String>,
    pub deprecated: bool,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    pub description: Option<String>,
    pub has_body: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ErrorReply {
    pub status: StatusMatch,
    /// The type of a JSON body; None where there is none, or it is not JSON.
    pub ty: Option<Ty>,
    pub description: Option<String>,
    pub examples: Vec<(String, serde_json::Value)>,
    pub origin: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMatch {
    Exact(u16),
    /// `4XX` is 4.
    Range(u8),
    Default,
}
