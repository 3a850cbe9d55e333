//! Resources and the requests that stand on them.

pub use crate::ir::{ParamLocation, ParamStyle};

use super::{Access, Argument, Ident, OperationDocs, PagingPlan, RequestMock, ResourceWait, RustTy, Sample, WaitPlan};

/// A tag: handle, accessor on the client, requests.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// `machines`; also the accessor's name.
    pub module: Ident,
    /// Accessor of its rules on the mock server, mostly the same.
    pub rules: Ident,
    /// `Machines`
    pub handle: Ident,
    pub docs: Vec<String>,
    pub requests: Vec<Request>,
    pub waits: Vec<ResourceWait>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `List`
    pub ident: Ident,
    /// `list`
    pub method: Ident,
    /// `LIST`
    pub constant: Ident,
    pub operation: OperationPlan,
    /// Docs of the method on the handle.
    pub docs: Vec<String>,
    pub deprecated: bool,
    /// Required arguments, in order.
    pub args: Vec<RequestArg>,
    /// Sent unless the caller sets something else: (parameter, value).
    pub preset: Vec<(ParamPlan, serde_json::Value)>,
    pub setters: Vec<RequestSetter>,
    pub body: Option<BodyPlan>,
    pub reply: ReplyPlan,
    pub stream: Option<StreamPlan>,
    pub paging: Option<PagingPlan>,
    pub wait: Option<WaitPlan>,
    pub sample: Sample,
    pub reference: OperationDocs,
    pub mock: RequestMock,
}

/// The static description of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationPlan {
    pub id: String,
    /// `GET`
    pub http_method: &'static str,
    pub path: String,
    pub effect: EffectPlan,
    /// Value of `Accept`; empty where no body is promised.
    pub accept: String,
    /// What opens it: alternatives, each of them schemes by name. Empty: it is called without credentials.
    pub security: Vec<Vec<String>>,
    pub summary: String,
    /// A server of its own, instead of the client's.
    pub server: Option<ServerUrlPlan>,
}

/// A server as the description has it: its URL with `{name}` for each variable, without a slash at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerUrlPlan {
    pub url: String,
    pub variables: Vec<VariablePlan>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VariablePlan {
    pub name: String,
    pub default: String,
    /// All that it may be; empty: anything.
    pub values: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectPlan {
    Safe,
    Idempotent,
    Unsafe,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RequestArg {
    pub argument: Argument,
    pub docs: Vec<String>,
    pub role: ArgRole,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ArgRole {
    Param(ParamPlan),
    /// The required body.
    Body,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ParamPlan {
    /// On the wire.
    pub name: String,
    pub location: ParamLocation,
    /// None: as the location has it by default (`simple`, `form` exploded).
    pub style: Option<(ParamStyle, bool)>,
    /// `/`, `?` and the like are not percent-encoded; in queries only, and `style` is there then.
    pub allow_reserved: bool,
    /// What would not be sent at all, such as an empty list, is sent as an empty text.
    pub allow_empty: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RequestSetter {
    pub argument: Argument,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub target: SetterTarget,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SetterTarget {
    Param(ParamPlan),
    /// A property of an optional body.
    BodyField(String),
    /// The same, set to null.
    BodyFieldNull(String),
    /// The whole optional body.
    Body,
}

#[derive(Clone, Debug, PartialEq)]
pub struct BodyPlan {
    pub ty: RustTy,
    pub kind: BodyKind,
    pub media_type: String,
    pub required: bool,
    /// Of a form, the properties that are not written in the usual way.
    pub encoding: Vec<(String, FieldStyle)>,
    /// An object without keys is sent where nothing is set.
    pub empty_object: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// How a property of a form is written. The usual way: a list repeats the key, an object is JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldStyle {
    /// An object's own keys take the place of the key.
    Exploded,
    /// All values in one, with this between them.
    Joined(&'static str),
    /// `key[inner]=…`
    Deep,
    Json,
    /// Reserved characters stay as they are.
    Reserved,
    /// A part of this media type.
    Typed(String),
}

/// A reply as a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamPlan {
    /// `events`; of no use where it is `only`.
    pub method: Ident,
    pub kind: StreamKind,
    /// What it is a stream of; `Bytes` for chunks.
    pub item: RustTy,
    /// Value of `Accept`.
    pub accept: String,
    /// The property of the body that asks for it: `stream`.
    pub switch: Option<String>,
    /// There is nothing else to await.
    pub only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// Bytes as they come.
    Chunks,
    /// Server-sent events: their data is JSON.
    Events,
    /// Server-sent events: their data is text.
    TextEvents,
    /// Server-sent events: the item has the fields of an event.
    WholeEvents,
    /// JSON, a line each.
    Lines,
    /// JSON, a record of RFC 7464 each.
    Records,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReplyPlan {
    /// The whole reply; `Unit` where no body is promised.
    pub ty: RustTy,
    /// What awaiting gives.
    pub output: RustTy,
    /// From the one to the other; empty where they are one, or the output is a page.
    pub unwrap: Option<Access>,
    /// The header that `output` is read from, in small letters.
    pub value_header: Option<String>,
    /// A success without a body is documented beside one with: `ty` and `output` are `Option`s.
    pub optional: bool,
    /// Documented success statuses, as written: `200`, `2XX`.
    pub statuses: Vec<String>,
    /// Named examples of the whole reply.
    pub examples: Vec<(String, serde_json::Value)>,
}
