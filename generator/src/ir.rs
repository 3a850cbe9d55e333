//! What an API means, in no programming language: plain data between `lower` and `plan`.
//!
//! Order is the description's own, decided by `lower`; nothing here is ever sorted or looked up by address.

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

/// A type that deserves a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// What it is called: a component's key, a title, or the place it stands in.
    pub name: TypeName,
    pub docs: Docs,
    pub shape: Shape,
    pub usage: Usage,
    /// The group of the first operation that reaches it; None if several groups do, or none does.
    pub group: Option<GroupId>,
    pub examples: Vec<serde_json::Value>,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeName {
    /// Key below `components/schemas`, or the last segment of the `$ref` that leads there.
    Component(String),
    /// `title` of an inline schema.
    Title { title: String, place: Vec<String> },
    /// Words that say where it stands, outermost first: `["Droplet", "networks"]`, `["droplets_list", "type"]`.
    Place(Vec<String>),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub sent: bool,
    pub received: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    pub title: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Ty),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    pub fields: Vec<Field>,
    pub additional: Additional,
}

/// Keys that the description does not name.
#[derive(Clone, Debug, PartialEq)]
pub enum Additional {
    /// Nothing said, or `false`: skipped when read.
    Skipped,
    /// `true` or a schema: kept.
    Kept(Ty),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key on the wire.
    pub name: String,
    /// Never [`Ty::Nullable`] at the top: that is in `presence`.
    pub ty: Ty,
    pub presence: Presence,
    pub docs: Docs,
    pub default: Option<serde_json::Value>,
    pub constraints: Constraints,
    pub example: Option<serde_json::Value>,
    pub read_only: bool,
    pub write_only: bool,
    pub origin: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
    /// Required, may be null.
    Nullable,
    /// Absent, null and a value are three things.
    OptionalNullable,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    pub minimum: Option<serde_json::Number>,
    pub maximum: Option<serde_json::Number>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub pattern: Option<String>,
    pub format: Option<String>,
}

/// A set of known values; always open: others are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    pub kind: EnumKind,
    pub values: Vec<EnumValue>,
    pub default: Option<serde_json::Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    String,
    Integer,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// A string, or an integer's decimal digits.
    pub wire: String,
    pub description: Option<String>,
}

/// One of several shapes; shapes that are none of them are kept as they came.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    pub tagging: Tagging,
    pub arms: Vec<Arm>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Tagging {
    /// By the value of a property; every arm has a `tag`.
    Property(String),
    /// By the JSON type; every arm has a distinct `json_type`.
    JsonType,
    /// By which keys are there; arms are in the order in which they are tried, every arm has `keys`. At most the last has none.
    Keys,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// None: the tag is all there is.
    pub ty: Option<Ty>,
    pub tag: Option<String>,
    pub json_type: Option<JsonType>,
    pub keys: Vec<String>,
    /// What to call it: the tag, a title or a component's name; the plan makes it a variant.
    pub name: String,
    pub docs: Docs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    Any,
    Boolean,
    Integer(IntegerFormat),
    Number(NumberFormat),
    String(StringFormat),
    List(Box<Ty>),
    Map(Box<Ty>),
    Named(TypeId),
    /// Null is a value here: in a list, a map, an alias, a whole body.
    Nullable(Box<Ty>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerFormat {
    Int32,
    /// Also what has no format.
    Int64,
    Uint32,
    Uint64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    Float,
    /// Also what has no format.
    Double,
}

/// What a string holds, as far as the runtime has a type for it; other formats are in [`Constraints::format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    Plain,
    DateTime,
    Date,
    /// base64 in JSON.
    Byte,
    /// Raw bytes; a string in JSON.
    Binary,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// `operationId`, or made from method and path.
    pub id: String,
    /// Set where client.toml names it (rename, split); otherwise the plan derives it from `id`.
    pub name: Option<String>,
    pub group: GroupId,
    pub method: Method,
    /// As written: `/v2/droplets/{droplet_id}`.
    pub path: String,
    /// In the order of the description; path parameters in the order of the path come first.
    pub params: Vec<Param>,
    pub body: Option<Body>,
    pub reply: Reply,
    pub errors: Vec<ErrorReply>,
    pub effect: Effect,
    /// Alternatives; empty: nothing is said, so no credentials are needed.
    pub security: Vec<SecurityRequirement>,
    /// Set where the operation or its path overrides the API's servers.
    pub servers: Vec<Server>,
    pub paging: Option<Paging>,
    /// What `.wait()` on the request does.
    pub wait: Option<Wait>,
    /// Waits that stand on the resource beside this operation, which polls (`wait_until_active`).
    pub resource_waits: Vec<ResourceWait>,
    /// The property that awaiting gives, where client.toml asks for it.
    pub unwrap: Option<String>,
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

#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    pub content: Content,
    pub media_type: String,
    pub required: bool,
    pub docs: Docs,
    /// Named examples: (name, value).
    pub examples: Vec<(String, serde_json::Value)>,
    pub origin: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Json(Ty),
    /// `application/x-www-form-urlencoded`
    Form(Ty),
    Text,
    Bytes,
}

/// What any 2xx holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// None: no body is promised, one that comes is not read.
    pub content: Option<Content>,
    /// Media types to ask for, best first.
    pub accept: Vec<String>,
    /// Some documented success has no body while another has one.
    pub optional: bool,
    /// Documented success statuses, as written: `200`, `2XX`.
    pub statuses: Vec<String>,
    pub description: Option<String>,
    /// Documented headers: (name, description).
    pub headers: Vec<(String, Option<String>)>,
    pub examples: Vec<(String, serde_json::Value)>,
    pub origin: Span,
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

/// How one page leads to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// Where the items are; empty: the reply is the list.
    pub items: ReplyPath,
    pub item: Ty,
    /// The items are a map's entries.
    pub keyed: bool,
    pub next: NextPage,
    pub total: Option<ReplyPath>,
    /// Query parameter that sets the size of a page, and the size to ask for when walking all pages.
    pub page_size: Option<(String, i64)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum NextPage {
    /// The reply holds the next page's URL.
    Url(ReplyPath),
    /// RFC 8288 `Link` header with `rel="next"`.
    LinkHeader,
    /// A query parameter counts pages, from 1, until a page is empty.
    PageNumber(String),
    /// The reply holds a token that goes into a query parameter.
    Cursor { token: ReplyPath, parameter: String },
}

/// `links.actions[rel=create].id`
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyPath(pub Vec<PathStep>);

#[derive(Clone, Debug, PartialEq)]
pub enum PathStep {
    Key(String),
    /// The first element, or the first whose property has this value.
    First {
        of: Option<(String, String)>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct ResourceWait {
    pub name: String,
    pub step: WaitStep,
    pub docs: Option<String>,
}

/// Polls one operation after another until each is done; the last reply is the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    pub steps: Vec<WaitStep>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WaitStep {
    /// Operation to poll, an index into [`Api::operations`].
    pub poll: usize,
    /// Its path parameters in order: where each value comes from.
    pub args: Vec<WaitArg>,
    pub done: Vec<Condition>,
    pub failed: Vec<Condition>,
    /// Statuses of an error that mean «not yet».
    pub tolerate: Vec<u16>,
    pub interval_seconds: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum WaitArg {
    /// A value of the reply that began it.
    Reply(ReplyPath),
    /// The same path parameter of the request that began it.
    Param(String),
    /// An argument of the wait itself (on a resource).
    Caller,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The value at `path` is one of these.
    Equals {
        path: ReplyPath,
        values: Vec<String>,
    },
    /// There is a value at `path`.
    Set { path: ReplyPath },
}
