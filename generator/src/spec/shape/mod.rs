//! Which keywords OpenAPI's objects have, and what stands under each: one table, from which references are followed, values
//! checked and nodes decoded.

mod table;

pub(crate) use table::TYPES;
use table::{
    COMPONENTS, CONTACT, DISCRIMINATOR, DOCUMENT, ENCODING, EXAMPLE, EXTERNAL_DOCS, FLOW, FLOWS, HEADER, INFO, LICENSE,
    LINK, MEDIA_TYPE, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE, SCHEMA, SECURITY_SCHEME, SERVER,
    SERVER_VARIABLE, TAG, XML,
};

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
    /// `items`: a schema, or (up to JSON Schema draft 7) a list of them, one for each place.
    SchemaOrPlaces,
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
    Field { key, shape, required: false }
}

const fn must(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, required: true }
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
        COMPONENTS.iter().find(|field| field.shape == Shape::Map(self)).map(|field| field.key)
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
        if key.starts_with("x-") { Some(Shape::Data) } else { self.others() }
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
