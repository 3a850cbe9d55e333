//! Compiles OpenAPI descriptions into Rust client crates.
//!
//! Data flows one way: files → spanned nodes → one description ([`spec`]) → what the API means ([`ir`]) → everything
//! Rust ([`plan`]) → text. Each stage pushes what is wrong into [`diag::Diagnostics`] and goes on, so that one run names
//! every problem; [`compile`] is the one place that stops.

pub mod config;
pub mod diag;
pub mod emit;
pub mod fileset;
pub mod input;
pub mod ir;
mod pipeline;
pub mod plan;
pub mod source;
pub mod spec;
pub mod write;
pub mod yaml;

pub use pipeline::{Compiled, Options, bundle, compile, counted};
