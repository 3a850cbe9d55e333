//! Everything Rust, decided: names, types, files. What is left to do is printing.

pub mod ident;

pub use ident::Ident;

/// A crate to print.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    pub package: Package,
    pub docs: CrateDocs,
    pub client: ClientPlan,
    pub error: ErrorPlan,
    /// Files below `src/models/`, sorted by module name.
    pub models: Vec<ModelFile>,
    /// In the order of the description.
    pub resources: Vec<Resource>,
    /// Operations that were left out: (name, reason), for README and crate docs.
    pub skipped: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// `digitalocean-droplets`
    pub name: String,
    /// `digitalocean_droplets`
    pub lib: String,
    pub version: String,
    pub description: String,
    pub repository: Option<String>,
    /// What the header of every file names: `spec/digitalocean-droplets`.
    pub source: String,
    /// `src/ext/` is declared.
    pub ext: bool,
    /// The API's own title and version.
    pub api_title: String,
    pub api_version: String,
}

/// Text for crate docs and README, with names already settled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CrateDocs {
    /// Markdown paragraphs of the API's description.
    pub description: Vec<String>,
    /// Rust lines of the first example, without `use` of the client; empty where no operation suits.
    pub example: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClientPlan {
    pub base_url: Option<String>,
    pub base_url_env: Option<String>,
    pub token_env: Vec<String>,
    pub auth: AuthPlan,
    /// (limit, remaining, reset)
    pub rate_limit: Option<(String, String, String)>,
    pub request_id_header: Option<String>,
    pub error_code: Vec<String>,
    pub error_message: Vec<String>,
    pub error_request_id: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AuthPlan {
    None,
    /// `Authorization: PREFIX token`
    Bearer { prefix: String },
    Basic,
    ApiKeyHeader(String),
    ApiKeyQuery(String),
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
    pub variant: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    Exact(u16),
    Range(u8),
    Default,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ModelFile {
    /// `droplets`, `shared`
    pub module: Ident,
    pub docs: String,
    pub items: Vec<Model>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub ident: Ident,
    /// Rustdoc lines, already made safe.
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub kind: ModelKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ModelKind {
    Struct(StructPlan),
    StringEnum { variants: Vec<EnumVariant>, unknown: Ident },
    IntegerEnum { variants: Vec<EnumVariant>, unknown: Ident },
    Union(UnionPlan),
    Alias(RustTy),
}

#[derive(Clone, Debug, PartialEq)]
pub struct StructPlan {
    pub fields: Vec<FieldPlan>,
    /// Field that keeps other keys, and the type of their values.
    pub rest: Option<(Ident, RustTy)>,
    pub constructor: Constructor,
    /// Setters are printed for types that are sent.
    pub setters: Vec<Setter>,
    /// Every field may be missing, so `Default` is derived.
    pub default: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FieldPlan {
    /// On the wire.
    pub name: String,
    pub ident: Ident,
    /// The field's whole type, `Option`, `Vec` and `Box` included.
    pub ty: RustTy,
    pub slot: Slot,
    pub docs: Vec<String>,
    pub deprecated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Required,
    Optional,
    Nullable,
    Tristate,
    List,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Constructor {
    /// `new(a, b)`: indices of the required fields, in order.
    New(Vec<(usize, Argument)>),
    /// `new(XRequired { … })`: too many arguments of one type could be swapped.
    Named { ident: Ident, fields: Vec<usize> },
}

/// How a value comes in by an argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub ident: Ident,
    pub ty: RustTy,
    pub conversion: Conversion,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `x: T`
    Plain,
    /// `x: impl Into<T>`
    Into,
    /// `x: impl IntoIterator<Item = impl Into<T>>`
    IntoList,
    /// `x: impl IntoIterator<Item = T>`
    List,
    /// `x: impl IntoIterator<Item = (impl Into<String>, T)>`
    Map,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    pub ident: Ident,
    pub field: usize,
    pub docs: Vec<String>,
    pub deprecated: bool,
    pub kind: SetterKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SetterKind {
    /// The argument's type is the value's: without `Option`, with `Box` put on by the setter.
    Value(Argument),
    /// `x_null()` of a three-state field.
    Null,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EnumVariant {
    pub wire: String,
    pub ident: Ident,
    pub docs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnionPlan {
    pub tagging: UnionTagging,
    pub variants: Vec<UnionVariant>,
    pub unknown: Ident,
}

#[derive(Clone, Debug, PartialEq)]
pub enum UnionTagging {
    Property(String),
    JsonType,
    Keys,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    pub ident: Ident,
    pub docs: Vec<String>,
    pub ty: Option<RustTy>,
    /// Under `Property`.
    pub tag: Option<String>,
    /// Under `JsonType`: `integer`, `string`, …
    pub json_type: Option<&'static str>,
    /// Under `Keys`.
    pub keys: Vec<String>,
    /// `From<T>` is unambiguous, so it is printed.
    pub from: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum RustTy {
    Unit,
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    String,
    /// Any JSON value.
    Value,
    Timestamp,
    Date,
    /// base64 in JSON.
    Base64,
    Bytes,
    Vec(Box<RustTy>),
    Map(Box<RustTy>),
    Option(Box<RustTy>),
    Box(Box<RustTy>),
    /// `(String, T)`
    Entry(Box<RustTy>),
    Page(Box<RustTy>),
    /// A model, reached as `crate::models::X`.
    Model(Ident),
}

/// A tag: handle, accessor on the client, requests.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// `droplets`; also the accessor's name.
    pub module: Ident,
    /// `Droplets`
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
    /// Sent always, asked never: (parameter, value).
    pub fixed: Vec<(ParamPlan, serde_json::Value)>,
    pub setters: Vec<RequestSetter>,
    pub body: Option<BodyPlan>,
    pub reply: ReplyPlan,
    pub paging: Option<PagingPlan>,
    pub wait: Option<WaitPlan>,
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
    pub authenticated: bool,
    pub scopes: Vec<String>,
    pub summary: String,
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
    /// None: the location's default (`simple`, `form` exploded) of a scalar.
    pub style: Option<(ParamStyle, bool)>,
    pub allow_reserved: bool,
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
    Json,
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    Json,
    Form,
    Text,
    Bytes,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReplyPlan {
    /// The whole reply; `Unit` where no body is promised.
    pub ty: RustTy,
    /// What awaiting gives.
    pub output: RustTy,
    /// From the one to the other; empty where they are one, or the output is a page.
    pub unwrap: Option<Access>,
    /// A success without a body is documented beside one with: the reply is an `Option`.
    pub optional: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PagingPlan {
    /// `page_of_list`
    pub function: Ident,
    pub items: Access,
    pub item: RustTy,
    /// The items are a map's entries: `Page<(String, T)>`.
    pub keyed: bool,
    pub next: NextPlan,
    pub total: Option<Access>,
    pub page_size: Option<(String, i64)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum NextPlan {
    Url(Access),
    LinkHeader,
    PageNumber(String),
    Cursor { token: Access, parameter: String },
}

/// A way into a value, moving out of it: `reply.links.and_then(|links| links.pages)…`.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    pub steps: Vec<AccessStep>,
    /// The end may be absent: the whole expression is an `Option`.
    pub optional: bool,
    /// Type at the end, without that `Option`.
    pub ty: RustTy,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AccessStep {
    Field { ident: Ident, optional: bool, boxed: bool },
    /// First element of a list, or the first whose field (as text) has this value.
    First { of: Option<(Ident, String)> },
}

#[derive(Clone, Debug, PartialEq)]
pub struct WaitPlan {
    pub steps: Vec<WaitStepPlan>,
    /// What the last step gives.
    pub output: RustTy,
    pub docs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WaitStepPlan {
    /// Accessor on the client and method on the handle of the polled operation.
    pub resource: Ident,
    pub method: Ident,
    pub args: Vec<WaitArgPlan>,
    pub output: RustTy,
    pub done: Vec<ConditionPlan>,
    pub failed: Vec<ConditionPlan>,
    pub tolerate: Vec<u16>,
    pub interval_seconds: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum WaitArgPlan {
    Reply(Access),
    /// Path parameter of the request that began it, by wire name, parsed back from the request.
    Param { name: String, ident: Ident, ty: RustTy },
    Caller(Argument),
}

#[derive(Clone, Debug, PartialEq)]
pub enum ConditionPlan {
    /// `values` as text: string enums by `as_str`.
    Equals { access: Access, values: Vec<String> },
    Set(Access),
}

/// `droplets.wait_until_active(id)`
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceWait {
    pub method: Ident,
    pub docs: Vec<String>,
    pub step: WaitStepPlan,
}
