//! What a reader gets of small plans, a feature a test; and that hostile text stays text.

mod build;
mod client;
mod models;
mod needs;
mod requests;
mod sample;

use std::path::Path;

use crate::plan::Crate;

/// The text of one file.
fn file(krate: &Crate, path: &str) -> String {
    super::emit(krate).0.remove(Path::new(path)).expect("the file is emitted")
}

/// The text of a file from its first item on.
fn items(krate: &Crate, path: &str) -> String {
    let text = file(krate, path);
    let n_head =
        text.lines().take_while(|line| line.is_empty() || line.starts_with("//")).map(|line| line.len() + 1).sum();
    text[n_head..].to_owned()
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    assert_eq!(super::emit(&sample::krate()), super::emit(&sample::krate()));
}
