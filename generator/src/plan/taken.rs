//! Names that are taken before a description is read, and who takes them: Rust, the runtime, the files of a client.
//!
//! What the runtime's types can do is read from its source by `build.rs`. In a file of the client no name clashes whatever it is
//! (`emit::imports` writes a path where two are alike), so [`AT_HAND`] is a courtesy and not a necessity.

/// Written by `build.rs`, which says what each of them holds.
mod runtime {
    include!(concat!(env!("OUT_DIR"), "/runtime_methods.rs"));
}
pub(super) use runtime::{
    BUILDER_METHODS, CLIENT_METHODS, MOCK_SERVER_METHODS, REQUEST_METHODS, RESPONSE_METHODS, SERVER_METHODS,
};

/// Rust's prelude, which generated code and the runtime's macros name without a path.
pub(super) const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// What callers have imported beside the models in nearly every file of theirs.
pub(super) const AT_HAND: &[&str] = &[
    "BTreeMap",
    "Base64",
    "Base64Url",
    "Bytes",
    "Client",
    "ClientBuilder",
    "Date",
    "Debug",
    "Deserialize",
    "Display",
    "Duration",
    "Error",
    "FromStr",
    "Hash",
    "HashMap",
    "Items",
    "Page",
    "Pages",
    "RawRequest",
    "Response",
    "ResponseFuture",
    "Serialize",
    "Timestamp",
    "Tuple",
    "Value",
];

/// Files of every client, those that Cargo looks for, and crates that come with Rust.
pub(super) const MODULES: &[&str] =
    &["alloc", "client", "core", "ext", "lib", "main", "mock", "models", "runtime", "shared", "std"];

/// What Windows takes for a device, with any extension: nobody could check out a file of that name there.
pub(super) const WINDOWS_DEVICES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt0", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// What `emit` adds to `Client`.
pub(super) const CLIENT_FUNCTIONS: &[&str] = &["builder", "from_env", "new"];

/// What `emit` adds to `MockServer`.
pub(super) const MOCK_SERVER_FUNCTIONS: &[&str] = &["at", "start"];

/// What `emit` adds to requests, whether or not this one pages, streams or waits, so that a later `wait` renames nothing.
pub(super) const REQUEST_ADDITIONS: &[&str] = &["body", "events", "items", "new", "pages", "stream", "values", "wait"];

/// Arguments of `Client::new` beside those that are named like a method.
pub(super) const CREDENTIAL_ARGUMENTS: &[&str] = &["password", "provider", "secret", "user"];

/// Methods of the traits that everything implements, or nearly.
pub(super) const INHERITED: &[&str] =
    &["borrow", "clone", "default", "eq", "fmt", "from", "into", "ne", "to_owned", "try_from", "try_into"];
