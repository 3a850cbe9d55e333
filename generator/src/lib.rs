//! Compiles OpenAPI descriptions into Rust client crates.

pub mod config;
pub mod diag;
pub mod ir;
pub mod lower;
pub mod plan;
pub mod source;
pub mod spec;
pub mod yaml;
