//! Compiles OpenAPI descriptions into Rust client crates.
//!
//! Data flows one way: files → spanned nodes → one description ([`spec`]) → what the API means ([`mod@lower`], [`ir`])
//! → everything Rust ([`mod@plan`]) → text ([`mod@emit`]). Each stage pushes what is wrong into [`diag::Diagnostics`]
//! and goes on, so that one run names every problem; [`compile`] is the one place that stops.

pub mod config;
pub mod diag;
pub mod input;
pub mod source;

pub mod spec;
pub mod yaml;

mod markdown;

pub mod ir;
pub mod lower;

pub mod plan;

pub mod diff;

pub mod emit;
pub mod fileset;
pub mod write;

mod deep;
mod pipeline;

pub use pipeline::{Compiled, Options, bundle, compile, counted, plan, understand};
