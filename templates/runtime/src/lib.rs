//! The part of every generated client that is the same for every API.
//!
//! The generator copies `src/runtime/*.rs` byte for byte into `src/runtime/` of each client, so that the
//! path `crate::runtime::…` names the same thing here and there. It is a crate of its own only to be
//! compiled and tested; `tests/client/` includes the files the way a client does.

pub mod runtime;
