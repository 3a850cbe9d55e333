//! Every sample of the pages for curl and HTTPie is taken by the mock server, which takes only what the API takes.

#[path = "../../../templates/pages/shell.rs"]
mod shell;

use obstacles::mock::MockServer;
use shell::Pages;

const PAGES: Pages = Pages {
    manifest_dir: env!("CARGO_MANIFEST_DIR"),
    description: include_str!("../src/mock/description.json"),
    addresses: &["https://nyc.example.com:443/v1", "https://elsewhere.example.com/v2", "https://upload.example.com"],
    address_variable: None,
    credentials: &[
        "OBSTACLES_TOKEN",
        "OBSTACLES_BASIC_AUTH",
        "OBSTACLES_KEY",
        "OBSTACLES_OAUTH",
        "OBSTACLES_PREFIXED",
        "OBSTACLES_QUERY_KEY",
        "OBSTACLES_SESSION",
    ],
};

#[tokio::test]
async fn curl_takes_every_sample() {
    assert!(shell::has("curl"), "this test runs the samples of docs/ with curl: install it");
    shell::takes_every_sample("curl", &PAGES).await;
}

/// Where HTTPie is not installed there is nothing to run.
#[tokio::test]
async fn httpie_takes_every_sample() {
    if shell::has("http") {
        shell::takes_every_sample("http", &PAGES).await;
    }
}
