//! The first example of the project's README is a program, and does what the README says.

use std::env;
use std::process::Command;

use digitalocean_droplets::mock::MockServer;

#[test]
fn the_first_example_is_the_program() {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("```rust\n").expect("it has an example");
    let (example, _) = rest.split_once("```").expect("the example ends");
    let program = include_str!("../examples/readme.rs");
    let lines: Vec<&str> = program.lines().map(|it| it.strip_prefix("    ").unwrap_or(it)).collect();
    assert!(lines.join("\n").contains(example), "examples/readme.rs has not the lines of README.md");
}

#[tokio::test]
async fn the_first_example_runs() {
    let server = MockServer::start().await;
    // `cargo test` builds the examples beside the tests.
    let tests = env::current_exe().expect("a test is a program");
    let program = tests.ancestors().nth(2).map(|it| it.join("examples/readme")).expect("it stands in a folder");
    let mut example = Command::new(&program);
    example.env("DIGITALOCEAN_TOKEN", "any").env("DIGITALOCEAN_API_URL", server.url());
    let output =
        example.output().unwrap_or_else(|error| panic!("{}: {error}; cargo build --examples", program.display()));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.lines().count(), 2, "{said}");
    assert_eq!(server.requests()[0], "POST /v2/droplets");
}
