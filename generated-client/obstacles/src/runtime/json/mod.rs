//! How a model reads and writes JSON, without deriving serde.
//!
//! A model is a plain struct and one table beneath it (`json_object!`). The macros expand to very little;
//! the loops, the leniency and the errors are here, once, and reading is not even generic in the format
//! (`source`). What comes out are ordinary `serde::Serialize` and `serde::Deserialize` impls that work with
//! every self-describing format.
//!
//! Reading is lenient where APIs are known to be careless, and only there: `null` and absent are the
//! same for an optional field, a `null` list or map is an empty one, `3.0` is an integer, an integer
//! beyond its type's range becomes the nearest in range (the raw body of a reply has the exact digits),
//! an empty text is no `date` or `date-time`, which may be seconds since 1970,
//! unknown keys are skipped or kept, and the last of several equal keys counts.

pub(crate) mod body;
pub(crate) mod decode;
pub(crate) mod enums;
pub(crate) mod object;
pub(crate) mod path;
pub(crate) mod slot;
pub(crate) mod source;
pub(crate) mod union;
pub(crate) mod variant;
mod visitors;

pub(crate) use decode::Decode;
pub use decode::Text;
pub(crate) use enums::{integer_enum, string_enum};
pub(crate) use object::{json_object, object_param};
pub(crate) use union::{json_union, keyed_union, status_union, tagged_union};
