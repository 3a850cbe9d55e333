//! What the server knows of its API: JSON that the generator wrote, read when a server starts.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::runtime::json_object;

#[derive(Clone, Debug)]
pub(super) struct Description {
    pub(super) operations: Vec<Operation>,
    /// JSON Schemas (2020-12) by name.
    pub(super) schemas: BTreeMap<String, Value>,
}

json_object!(Description { "operations" => operations: list, "schemas" => schemas: list });

#[derive(Clone, Debug)]
pub(super) struct Operation {
    /// Resource and method of the client: `servers.get`.
    pub(super) key: String,
    pub(super) id: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) parameters: Vec<Parameter>,
    pub(super) body: Option<BodyRule>,
    /// Alternatives, each with all that it asks for; empty: nothing is asked for.
    pub(super) credentials: Vec<Vec<Credential>>,
    pub(super) reply: Reply,
    /// Documented errors by status as written: `404`, `4XX`, `default`.
    pub(super) errors: BTreeMap<String, Value>,
    /// Keys that lead to what awaiting the request gives.
    pub(super) output: Vec<String>,
    /// The header that holds it instead.
    pub(super) output_header: Option<String>,
    pub(super) paging: Option<Paging>,
}

json_object!(Operation {
    "key" => key: required,
    "id" => id: required,
    "method" => method: required,
    "path" => path: required,
    "parameters" => parameters: list,
    "body" => body: optional,
    "credentials" => credentials: list,
    "reply" => reply: required,
    "errors" => errors: list,
    "output" => output: list,
    "output_header" => output_header: optional,
    "paging" => paging: optional,
});

#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    /// `path`, `query`, `header`, `cookie`
    pub(super) place: String,
    /// OpenAPI's word, or `json`.
    pub(super) style: String,
    pub(super) explode: bool,
    pub(super) required: bool,
    pub(super) schema: Value,
}

json_object!(Parameter {
    "name" => name: required,
    "in" => place: required,
    "style" => style: required,
    "explode" => explode: required,
    "required" => required: required,
    "schema" => schema: required,
});

#[derive(Clone, Debug)]
pub(super) struct BodyRule {
    pub(super) required: bool,
    pub(super) media_type: String,
    /// None where any bytes will do.
    pub(super) schema: Option<Value>,
    /// Of a form's properties, those that are written as a query parameter of some style.
    pub(super) encoding: Vec<Parameter>,
}

json_object!(BodyRule {
    "required" => required: required,
    "media_type" => media_type: required,
    "schema" => schema: optional,
    "encoding" => encoding: list,
});

#[derive(Clone, Debug)]
pub(super) struct Credential {
    /// `header`, `query`, `cookie`
    pub(super) place: String,
    pub(super) name: String,
    /// What stands before them in a header: `Bearer`.
    pub(super) scheme: Option<String>,
}

json_object!(Credential { "in" => place: required, "name" => name: required, "scheme" => scheme: optional });

#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: i64,
    pub(super) media_type: Option<String>,
    pub(super) body: Option<Value>,
    pub(super) headers: BTreeMap<String, String>,
}

json_object!(Reply {
    "status" => status: required,
    "media_type" => media_type: optional,
    "body" => body: optional,
    "headers" => headers: list,
});

/// How pages of a list are told apart and found.
#[derive(Clone, Debug)]
pub(super) struct Paging {
    /// Keys that lead to the items; none: the reply is the list.
    pub(super) items: Vec<String>,
    /// `url`, `link`, `number`, `cursor`
    pub(super) kind: String,
    /// Keys that lead to the URL or the token of the next page.
    pub(super) next: Vec<String>,
    /// The query parameter that says which page is asked for.
    pub(super) page: String,
    /// The query parameter that says how many items a page has.
    pub(super) size: Option<String>,
    /// How many it has if that is not said; all if this is not said either.
    pub(super) default_size: Option<i64>,
    pub(super) total: Vec<String>,
    pub(super) total_header: Option<String>,
}

json_object!(Paging {
    "items" => items: list,
    "kind" => kind: required,
    "next" => next: list,
    "page" => page: required,
    "size" => size: optional,
    "default_size" => default_size: optional,
    "total" => total: list,
    "total_header" => total_header: optional,
});
