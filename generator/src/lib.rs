//! Compiles OpenAPI descriptions into Rust client crates.

pub mod config;
pub mod diag;
pub mod emit;
pub mod ir;
pub mod plan;
pub mod source;
