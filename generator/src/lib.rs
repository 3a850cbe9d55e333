//! Compiles OpenAPI descriptions into Rust client crates.

pub mod config;
pub mod diag;
pub mod fileset;
pub mod input;
pub mod ir;
mod pipeline;
pub mod plan;
pub mod source;
pub mod write;

pub use pipeline::{Compiled, Options, bundle, compile, counted, plan};
