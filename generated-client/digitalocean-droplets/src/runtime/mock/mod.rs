//! A server that stands in for the API: on a loopback port, over real HTTP, after the API's own description.
//!
//! The modules stand in the order of a request.

// What is known of the API.
mod description;
mod schemas;
mod template;

// A request, from the wire to what it means.
mod check;
mod decode;
mod incoming;
mod multipart;

// What it is answered.
mod answer;
mod matching;
mod pages;
mod rule;
mod state;

// The server itself.
mod clock;
mod listen;
mod server;

pub use answer::Content;
pub use rule::{Mocked, Rule};
pub use server::MockServer;

pub(crate) use rule::mocked;
pub(crate) use server::run;
