//! Names that are taken before a description is read: by Rust's prelude, by the runtime, by the files of a client.
//!
//! Each list says who takes the names; what a name becomes is said by the function beside it, and is the same for all of a list.

/// What generated model files name without a path: the prelude, the runtime's types, standard collections.
const TYPES: &[&str] = &[
    "Base64",
    "Base64Url",
    "BTreeMap",
    "Box",
    "Bytes",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Date",
    "Debug",
    "Default",
    "Deserialize",
    "Display",
    "Drop",
    "Duration",
    "Eq",
    "Err",
    "Error",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromStr",
    "Future",
    "Hash",
    "HashMap",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Items",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "Page",
    "Pages",
    "PartialEq",
    "PartialOrd",
    "RawRequest",
    "Response",
    "ResponseFuture",
    "Result",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Tuple",
    "Value",
    "Vec",
];

/// Methods of the mock server, beside which accessors of resources stand.
const MOCK_SERVER: &[&str] = &[
    "address",
    "any",
    "at",
    "client",
    "client_builder",
    "on",
    "requests",
    "rule",
    "serve",
    "start",
    "take_problems",
    "url",
    "verify",
];

/// The name on the mock server of the resource's rules.
pub(crate) fn rules(name: &str) -> String {
    if MOCK_SERVER.contains(&name) { format!("{name}_rules") } else { name.to_owned() }
}

/// What a resource's file names without a path, besides [`TYPES`].
const REQUEST_FILE: &[&str] = &[
    "Api",
    "Attempt",
    "Auth",
    "Body",
    "Download",
    "Effect",
    "ErrorCase",
    "ErrorFields",
    "Method",
    "Operation",
    "Progress",
    "RateLimit",
    "RateLimitHeaders",
    "RetryPolicy",
    "Scheme",
    "Secret",
    "Server",
    "ServerUrl",
    "ServerVariable",
    "Style",
    "TokenProvider",
    "Transport",
    "Wait",
];

/// Modules of every client, crates that its code names, and `Client`'s own methods.
const MODULES: &[&str] = &[
    "alloc",
    "api",
    "attempt",
    "base_url",
    "blocking",
    "build",
    "builder",
    "bytes",
    "client",
    "clone",
    "core",
    "default",
    "error",
    "ext",
    "fmt",
    "from",
    "from_env",
    "futures",
    "futures_core",
    "http",
    "into",
    "jiff",
    "json",
    "lib",
    "main",
    "mock",
    "models",
    "new",
    "note_rate_limit",
    "rate_limit",
    "request",
    "reqwest",
    "runtime",
    "send",
    "serde",
    "serde_json",
    "shared",
    "std",
    "test",
    "token",
    "tokio",
    "tracing",
];

/// Inherent methods of every resource handle.
const HANDLE_METHODS: &[&str] = &["borrow", "clone", "client", "fmt", "from", "into", "new", "to_owned"];

/// Inherent methods of every request, whether or not this one pages or waits, so that a later `wait` renames nothing.
const REQUEST_METHODS: &[&str] = &[
    "body",
    "body_field",
    "clone",
    "events",
    "fmt",
    "header",
    "into_future",
    "items",
    "new",
    "pages",
    "query",
    "retry",
    "send",
    "stream",
    "timeout",
    "values",
    "wait",
    "with_response",
];

/// Associated functions of every model that a setter would hide.
const MODEL_METHODS: &[&str] = &["borrow", "clone", "default", "eq", "fmt", "into", "ne", "new", "to_owned"];

/// Methods of the builder of clients, and the arguments of `Client::new` beside those named like a method.
const BUILDER_METHODS: &[&str] = &[
    "after_attempt",
    "allow_http",
    "at",
    "base_url",
    "basic",
    "before_attempt",
    "borrow",
    "build",
    "clock",
    "configure_http",
    "connect_timeout",
    "credential",
    "credentials_from_env",
    "default_header",
    "fmt",
    "from",
    "into",
    "max_reply_bytes",
    "new",
    "password",
    "provider",
    "read_timeout",
    "requests_per_second",
    "retry",
    "secret",
    "server",
    "timeout",
    "transport",
    "user",
    "user_agent_prefix",
];

/// Methods of a server, whether or not this API has several.
const SERVER_METHODS: &[&str] = &[
    "borrow", "clone", "default", "fmt", "from", "into", "moved", "new", "of", "to_owned", "url", "value", "variable",
];

/// `Option` → `OptionModel`, `Error` → `ApiError`.
pub(crate) fn model(name: String) -> String {
    match name.as_str() {
        "Error" => "ApiError".to_owned(),
        _ if TYPES.contains(&name.as_str()) => name + "Model",
        _ => name,
    }
}

/// `Client` → `ClientApi`
pub(crate) fn handle(name: String) -> String {
    if TYPES.contains(&name.as_str()) || REQUEST_FILE.contains(&name.as_str()) { name + "Api" } else { name }
}

/// `Wait` → `WaitRequest`, also where the handle has that name already.
pub(crate) fn request(name: String, handle: &str) -> String {
    let taken = TYPES.contains(&name.as_str()) || REQUEST_FILE.contains(&name.as_str()) || name == handle;
    if taken { name + "Request" } else { name }
}

/// `models` → `models_api`, `type_` → `type_api`
pub(crate) fn module(name: String) -> String {
    match name.strip_suffix('_') {
        Some(stem) => format!("{stem}_api"),
        None if MODULES.contains(&name.as_str()) => name + "_api",
        None => name,
    }
}

/// `new` → `new_`
pub(crate) fn handle_method(name: String) -> String {
    underscore(name, HANDLE_METHODS)
}

/// `send` → `send_`
pub(crate) fn request_setter(name: String) -> String {
    underscore(name, REQUEST_METHODS)
}

/// `timeout` → `timeout_`
pub(crate) fn builder_method(name: String) -> String {
    underscore(name, BUILDER_METHODS)
}

/// `default` → `default_`
pub(crate) fn server_method(name: String) -> String {
    underscore(name, SERVER_METHODS)
}

/// `default` → `default_`
pub(crate) fn model_setter(name: String) -> String {
    underscore(name, MODEL_METHODS)
}

/// `new` → `new_`
pub(crate) fn field(name: String) -> String {
    underscore(name, &["new"])
}

fn underscore(name: String, taken: &[&str]) -> String {
    if taken.contains(&name.as_str()) { name + "_" } else { name }
}

#[cfg(test)]
mod tests {
    #[test]
    fn methods_of_the_builder_are_taken() {
        let source = include_str!("../../../templates/runtime/src/runtime/builder.rs");
        let methods = source
            .lines()
            .filter(|it| it.starts_with("    "))
            .filter_map(|it| it.split_once("fn ")?.1.split('(').next());
        let missing: Vec<_> = methods
            .filter(|it| it.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
            .filter(|it| !super::BUILDER_METHODS.contains(it))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
