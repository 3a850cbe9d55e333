//! The keywords of each object, one table a kind.

use super::Kind as K;
use super::Shape::{
    Bound, Count, Data, DataList, Flag, FlagOrSchema, List, Map, Mapping, Number, One, SchemaOrPlaces, Text, TextMap,
    Texts, Types, Word,
};
use super::{Field, may, must};

pub(super) const DOCUMENT: &[Field] = &[
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

pub(super) const INFO: &[Field] = &[
    must("title", Text),
    must("version", Text),
    may("summary", Text),
    may("description", Text),
    may("termsOfService", Text),
    may("contact", One(K::Contact)),
    may("license", One(K::License)),
];

pub(super) const CONTACT: &[Field] = &[may("name", Text), may("url", Text), may("email", Text)];
pub(super) const LICENSE: &[Field] = &[must("name", Text), may("url", Text), may("identifier", Text)];

pub(super) const SERVER: &[Field] =
    &[must("url", Text), may("description", Text), may("variables", Map(K::ServerVariable))];
pub(super) const SERVER_VARIABLE: &[Field] = &[must("default", Text), may("enum", Texts), may("description", Text)];

pub(super) const COMPONENTS: &[Field] = &[
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

pub(super) const PATH_ITEM: &[Field] = &[
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

pub(super) const OPERATION: &[Field] = &[
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

pub(super) const EXTERNAL_DOCS: &[Field] = &[must("url", Text), may("description", Text)];

const LOCATIONS: &[&str] = &["query", "header", "path", "cookie"];
const STYLES: &[&str] = &["form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject"];

pub(super) const PARAMETER: &[Field] = &[
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

pub(super) const HEADER: &[Field] = &[
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

pub(super) const REQUEST_BODY: &[Field] =
    &[may("description", Text), must("content", Map(K::MediaType)), may("required", Flag)];

pub(super) const MEDIA_TYPE: &[Field] = &[
    may("schema", One(K::Schema)),
    may("itemSchema", One(K::Schema)),
    may("example", Data),
    may("examples", Map(K::Example)),
    may("encoding", Map(K::Encoding)),
];

pub(super) const ENCODING: &[Field] = &[
    may("contentType", Text),
    may("headers", Map(K::Header)),
    may("style", Word(STYLES)),
    may("explode", Flag),
    may("allowReserved", Flag),
];

pub(super) const RESPONSE: &[Field] = &[
    may("description", Text),
    may("headers", Map(K::Header)),
    may("content", Map(K::MediaType)),
    may("links", Map(K::Link)),
];

pub(super) const EXAMPLE: &[Field] =
    &[may("summary", Text), may("description", Text), may("value", Data), may("externalValue", Text)];

pub(super) const LINK: &[Field] = &[
    may("operationRef", Text),
    may("operationId", Text),
    may("parameters", Data),
    may("requestBody", Data),
    may("description", Text),
    may("server", One(K::Server)),
];

pub(super) const TAG: &[Field] =
    &[must("name", Text), may("description", Text), may("externalDocs", One(K::ExternalDocs))];

pub(crate) const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object", "null"];

pub(super) const SCHEMA: &[Field] = &[
    may("type", Types),
    may("properties", Map(K::Schema)),
    may("description", Text),
    may("format", Text),
    may("items", SchemaOrPlaces),
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
    may("additionalItems", FlagOrSchema),
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

pub(super) const DISCRIMINATOR: &[Field] = &[must("propertyName", Text), may("mapping", Mapping)];
pub(super) const XML: &[Field] =
    &[may("name", Text), may("namespace", Text), may("prefix", Text), may("attribute", Flag), may("wrapped", Flag)];

const SECURITY_TYPES: &[&str] = &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];

pub(super) const SECURITY_SCHEME: &[Field] = &[
    must("type", Word(SECURITY_TYPES)),
    may("description", Text),
    may("name", Text),
    may("in", Word(LOCATIONS)),
    may("scheme", Text),
    may("bearerFormat", Text),
    may("flows", One(K::Flows)),
    may("openIdConnectUrl", Text),
];

pub(super) const FLOWS: &[Field] = &[
    may("implicit", One(K::Flow)),
    may("password", One(K::Flow)),
    may("clientCredentials", One(K::Flow)),
    may("authorizationCode", One(K::Flow)),
];

pub(super) const FLOW: &[Field] =
    &[may("authorizationUrl", Text), may("tokenUrl", Text), may("refreshUrl", Text), may("scopes", TextMap)];
