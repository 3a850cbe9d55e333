//! What the plan decides of small APIs made by hand: the Rust surface, one line an item.

mod build;
mod client;
mod names;
mod requests;
mod surface;
mod types;
