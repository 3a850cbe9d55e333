//! Which keywords OpenAPI's objects have, and what stands under each: one table, from which references are followed, values
//! checked and nodes decoded.

/// An object of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    Flow,
    Requirement,
}

/// What may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    Flag,
    Number,
    /// A number that is not negative and has no fraction.
    Count,
    /// Anything: examples, defaults, extensions.
    Data,
    /// A list of anything.
    DataList,
    Texts,
    TextMap,
    /// Names of schemas, or references to them.
    Mapping,
    Word(&'static [&'static str]),
    /// `type`: a word or (3.1) a list of words.
    Types,
    /// `exclusiveMinimum`: a flag (3.0) or a number (3.1).
    Bound,
    /// `additionalProperties`: a flag or a schema.
    FlagOrSchema,
    One(Kind),
    List(Kind),
    Map(Kind),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
}

const fn may(key: &'static str, shape: Shape) -> Field {
    Field {
        key,
        shape,
        required: false,
    }
}

const fn must(key: &'static str, shape: Shape) -> Field {
    Field {
        key,
        shape,
        required: true,
    }
}

impl Kind {
    /// In the words of a diagnostic.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Info => "an info object",
            Self::Contact => "a contact",
            Self::License => "a license",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "the components",
            Self::Paths => "the paths",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::ExternalDocs => "a link to documentation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Responses => "a map of responses",
            Self::Response => "a response",
            Self::Callback => "a callback",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Header => "a header",
            Self::Tag => "a tag",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "an XML description",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "a map of OAuth flows",
            Self::Flow => "an OAuth flow",
            Self::Requirement => "a security requirement",
        }
    }

    /// Where definitions of this kind stand below `components`.
    pub(crate) fn section(self) -> Option<&'static str> {
        COMPONENTS
            .iter()
            .find(|field| field.shape == Shape::Map(self))
            .map(|field| field.key)
    }

    /// The kind that a section below `components` holds.
    pub(crate) fn of_section(section: &str) -> Option<Self> {
        COMPONENTS.iter().find_map(|field| match field.shape {
            Shape::Map(kind) if field.key == section => Some(kind),
            _ => None,
        })
    }

    /// What stands under `key`; `None` for keywords that OpenAPI does not know.
    pub(crate) fn child(self, key: &str) -> Option<Shape> {
        if let Some(field) = self.fields().iter().find(|field| field.key == key) {
            return Some(field.shape);
        }
        if key.starts_with("x-") {
            Some(Shape::Data)
        } else {
            self.others()
        }
    }

    /// The shape of all keys that are not named in the table.
    fn others(self) -> Option<Shape> {
        match self {
            Self::Paths | Self::Callback => Some(Shape::One(Self::PathItem)),
            Self::Responses => Some(Shape::One(Self::Response)),
            Self::Requirement => Some(Shape::Texts),
            _ => None,
        }
    }

    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Self::Document => DOCUMENT,
            Self::Info => INFO,
            Self::Contact => CONTACT,
            Self::License => LICENSE,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::Components => COMPONENTS,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::ExternalDocs => EXTERNAL_DOCS,
            Self::Parameter => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Response => RESPONSE,
            Self::Example => EXAMPLE,
            Self::Link => LINK,
            Self::Header => HEADER,
            Self::Tag => TAG,
            Self::Schema => SCHEMA,
            Self::Discriminator => DISCRIMINATOR,
            Self::Xml => XML,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::Flows => FLOWS,
            Self::Flow => FLOW,
            Self::Paths | Self::Responses | Self::Callback | Self::Requirement => &[],
        }
    }
}

use Kind as K;
use Shape::{
    Bound, Count, Data, DataList, Flag, FlagOrSchema, List, Map, Mapping, Number, One, Text,
    TextMap, Texts, Types, Word,
};

const DOCUMENT: &[Field] = &[
    must("openapi", Text),
    must("info", One(K::Info)),
    may("jsonSchemaDialect", Text),
    may("servers", List(K::Server)),
    may("paths", One(K::Paths)),
    may("webhooks", Map(K::PathItem)),
    may("components", One(K::Components)),
    may("security", List(K::Requirement)),
    may("tags", List(K::Tag)),
    may("externalDocs", One(K::ExternalDocs)),
];

const INFO: &[Field] = &[
    must("title", Text),
    must("version", Text),
    may("summary", Text),
    may("description", Text),
    may("termsOfService", Text),
    may("contact", One(K::Contact)),
    may("license", One(K::License)),
];

const CONTACT: &[Field] = &[may("name", Text), may("url", Text), may("email", Text)];
const LICENSE: &[Field] = &[
    must("name", Text),
    may("url", Text),
    may("identifier", Text),
];

const SERVER: &[Field] = &[
    must("url", Text),
    may("description", Text),
    may("variables", Map(K::ServerVariable)),
];
const SERVER_VARIABLE: &[Field] = &[
    must("default", Text),
    may("enum", Texts),
    may("description", Text),
];

const COMPONENTS: &[Field] = &[
    may("schemas", Map(K::Schema)),
    may("responses", Map(K::Response)),
    may("parameters", Map(K::Parameter)),
    may("examples", Map(K::Example)),
    may("requestBodies", Map(K::RequestBody)),
    may("headers", Map(K::Header)),
    may("securitySchemes", Map(K::SecurityScheme)),
    may("links", Map(K::Link)),
    may("callbacks", Map(K::Callback)),
    may("pathItems", Map(K::PathItem)),
];

const PATH_ITEM: &[Field] = &[
    may("summary", Text),
    may("description", Text),
    may("get", One(K::Operation)),
    may("put", One(K::Operation)),
    may("post", One(K::Operation)),
    may("delete", One(K::Operation)),
    may("options", One(K::Operation)),
    may("head", One(K::Operation)),
    may("patch", One(K::Operation)),
    may("trace", One(K::Operation)),
    may("servers", List(K::Server)),
    may("parameters", List(K::Parameter)),
];

const OPERATION: &[Field] = &[
    may("tags", Texts),
    may("summary", Text),
    may("description", Text),
    may("externalDocs", One(K::ExternalDocs)),
    may("operationId", Text),
    may("parameters", List(K::Parameter)),
    may("requestBody", One(K::RequestBody)),
    may("responses", One(K::Responses)),
    may("callbacks", Map(K::Callback)),
    may("deprecated", Flag),
    may("security", List(K::Requirement)),
    may("servers", List(K::Server)),
];

const EXTERNAL_DOCS: &[Field] = &[must("url", Text), may("description", Text)];

pub(crate) const LOCATIONS: &[&str] = &["query", "header", "path", "cookie"];
const STYLES: &[&str] = &[
    "form",
    "simple",
    "label",
    "matrix",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

const PARAMETER: &[Field] = &[
    must("name", Text),
    must("in", Word(LOCATIONS)),
    may("description", Text),
    may("required", Flag),
    may("deprecated", Flag),
    may("allowEmptyValue", Flag),
    may("style", Word(STYLES)),
    may("explode", Flag),
    may("allowReserved", Flag),
    may("schema", One(K::Schema)),
    may("content", Map(K::MediaType)),
    may("example", Data),
    may("examples", Map(K::Example)),
];

const HEADER: &[Field] = &[
    may("description", Text),
    may("required", Flag),
    may("deprecated", Flag),
    may("allowEmptyValue", Flag),
    may("style", Word(STYLES)),
    may("explode", Flag),
    may("schema", One(K::Schema)),
    may("content", Map(K::MediaType)),
    may("example", Data),
    may("examples", Map(K::Example)),
];

const REQUEST_BODY: &[Field] = &[
    may("description", Text),
    must("content", Map(K::MediaType)),
    may("required", Flag),
];

const MEDIA_TYPE: &[Field] = &[
    may("schema", One(K::Schema)),
    may("itemSchema", One(K::Schema)),
    may("example", Data),
    may("examples", Map(K::Example)),
    may("encoding", Map(K::Encoding)),
];

const ENCODING: &[Field] = &[
    may("contentType", Text),
    may("headers", Map(K::Header)),
    may("style", Word(STYLES)),
    may("explode", Flag),
    may("allowReserved", Flag),
];

const RESPONSE: &[Field] = &[
    may("description", Text),
    may("headers", Map(K::Header)),
    may("content", Map(K::MediaType)),
    may("links", Map(K::Link)),
];

const EXAMPLE: &[Field] = &[
    may("summary", Text),
    may("description", Text),
    may("value", Data),
    may("externalValue", Text),
];

const LINK: &[Field] = &[
    may("operationRef", Text),
    may("operationId", Text),
    may("parameters", Data),
    may("requestBody", Data),
    may("description", Text),
    may("server", One(K::Server)),
];

const TAG: &[Field] = &[
    must("name", Text),
    may("description", Text),
    may("externalDocs", One(K::ExternalDocs)),
];

pub(crate) const TYPES: &[&str] = &[
    "string", "number", "integer", "boolean", "array", "object", "null",
];

const SCHEMA: &[Field] = &[
    may("type", Types),
    may("properties", Map(K::Schema)),
    may("description", Text),
    may("format", Text),
    may("items", One(K::Schema)),
    may("required", Texts),
    may("enum", DataList),
    may("example", Data),
    may("title", Text),
    may("default", Data),
    may("nullable", Flag),
    may("readOnly", Flag),
    may("writeOnly", Flag),
    may("deprecated", Flag),
    may("allOf", List(K::Schema)),
    may("oneOf", List(K::Schema)),
    may("anyOf", List(K::Schema)),
    may("not", One(K::Schema)),
    may("additionalProperties", FlagOrSchema),
    may("minimum", Number),
    may("maximum", Number),
    may("exclusiveMinimum", Bound),
    may("exclusiveMaximum", Bound),
    may("multipleOf", Number),
    may("minLength", Count),
    may("maxLength", Count),
    may("pattern", Text),
    may("minItems", Count),
    may("maxItems", Count),
    may("uniqueItems", Flag),
    may("minProperties", Count),
    may("maxProperties", Count),
    may("discriminator", One(K::Discriminator)),
    may("externalDocs", One(K::ExternalDocs)),
    may("xml", One(K::Xml)),
    may("const", Data),
    may("examples", Data),
    may("$defs", Map(K::Schema)),
    may("definitions", Map(K::Schema)),
    may("$comment", Text),
    may("$id", Text),
    may("$schema", Text),
    may("$anchor", Text),
    may("$dynamicAnchor", Text),
    may("$dynamicRef", Text),
    may("prefixItems", List(K::Schema)),
    may("contains", One(K::Schema)),
    may("patternProperties", Map(K::Schema)),
    may("propertyNames", One(K::Schema)),
    may("dependentSchemas", Map(K::Schema)),
    may("dependentRequired", Data),
    may("if", One(K::Schema)),
    may("then", One(K::Schema)),
    may("else", One(K::Schema)),
    may("unevaluatedProperties", FlagOrSchema),
    may("unevaluatedItems", FlagOrSchema),
    may("contentEncoding", Text),
    may("contentMediaType", Text),
    may("contentSchema", One(K::Schema)),
];

const DISCRIMINATOR: &[Field] = &[must("propertyName", Text), may("mapping", Mapping)];
const XML: &[Field] = &[
    may("name", Text),
    may("namespace", Text),
    may("prefix", Text),
    may("attribute", Flag),
    may("wrapped", Flag),
];

pub(crate) const SECURITY_TYPES: &[&str] =
    &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];

const SECURITY_SCHEME: &[Field] = &[
    must("type", Word(SECURITY_TYPES)),
    may("description", Text),
    may("name", Text),
    may("in", Word(LOCATIONS)),
    may("scheme", Text),
    may("bearerFormat", Text),
    may("flows", One(K::Flows)),
    may("openIdConnectUrl", Text),
];

const FLOWS: &[Field] = &[
    may("implicit", One(K::Flow)),
    may("password", One(K::Flow)),
    may("clientCredentials", One(K::Flow)),
    may("authorizationCode", One(K::Flow)),
];

const FLOW: &[Field] = &[
    may("authorizationUrl", Text),
    may("tokenUrl", Text),
    may("refreshUrl", Text),
    may("scopes", TextMap),
];
