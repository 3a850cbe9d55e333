//! Compiles OpenAPI descriptions into Rust client crates.

pub mod config;
pub mod diag;
pub mod fileset;
pub mod ir;
pub mod plan;
pub mod source;
pub mod write;
