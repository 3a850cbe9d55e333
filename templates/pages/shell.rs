//! Samples for curl and HTTPie, run as a reader runs them: by a shell, word for word but for the address of the API.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::MockServer;

/// A crate's pages, and what the mock server is told of its API.
pub struct Pages {
    pub manifest_dir: &'static str,
    pub description: &'static str,
    /// The API's addresses as they stand in the samples.
    pub addresses: &'static [&'static str],
    /// The variable in which the samples have the address instead.
    pub address_variable: Option<&'static str>,
    /// Variables that hold credentials.
    pub credentials: &'static [&'static str],
}

/// Runs the sample that `command` has of each operation against a server that takes only what the API takes.
pub async fn takes_every_sample(command: &str, pages: &Pages) {
    let server = MockServer::start().await;
    let samples = samples(&Path::new(pages.manifest_dir).join("docs"), command);
    let folder = folder(command);
    let mut faults = Vec::new();
    for (place, sample) in &samples {
        let outcome = run(&pages.addressed(sample, server.url()), &pages.variables(server.url()), &folder);
        let refused = server.take_problems();
        faults.extend(outcome.err().into_iter().chain(refused).map(|it| format!("{place}:\n{sample}\n{it}")));
    }
    assert!(faults.is_empty(), "{} of {}\n\n{}", faults.len(), samples.len(), faults.join("\n\n"));
    let description: Value = serde_json::from_str(pages.description).expect("the description is JSON");
    let operations = description["operations"].as_array().expect("it has operations").len();
    assert_eq!(
        (samples.len(), server.requests().len()),
        (operations, operations),
        "an operation has one, and it is sent"
    );
}

/// Whether this machine has a command.
pub fn has(command: &str) -> bool {
    Command::new("sh").args(["-c", &format!("command -v {command}")]).output().is_ok_and(|it| it.status.success())
}

impl Pages {
    fn addressed(&self, sample: &str, url: &str) -> String {
        self.addresses.iter().fold(sample.to_owned(), |it, address| it.replace(address, url))
    }

    fn variables<'a>(&self, url: &'a str) -> Vec<(&'a str, &'a str)> {
        let credentials = self.credentials.iter().map(|name| (*name, "any:one"));
        credentials.chain(self.address_variable.map(|name| (name, url))).collect()
    }
}

/// The blocks of all pages that begin with this command, each with the page and line where it stands.
fn samples(docs: &Path, command: &str) -> Vec<(String, String)> {
    let pages = fs::read_dir(docs).expect("the crate has pages");
    let mut pages: Vec<PathBuf> = pages.map(|it| it.expect("an entry").path()).collect();
    pages.sort();
    let mut res = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page is text");
        let name = page.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let mut lines = text.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            let Some(fence) = line.strip_suffix("sh").filter(|it| it.starts_with("```")) else { continue };
            let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence).collect();
            if block.first().is_some_and(|it| it.split(' ').next() == Some(command)) {
                res.push((format!("{name}:{}", at + 2), block.join("\n")));
            }
        }
    }
    res
}

/// Where the samples run: with the file that some of them send.
fn folder(command: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{command}", env!("CARGO_CRATE_NAME")));
    fs::create_dir_all(&folder).expect("a folder for the samples");
    fs::write(folder.join("file.bin"), "content").expect("a file for the samples");
    folder
}

/// What was said, and why it failed, if it did.
fn run(sample: &str, variables: &[(&str, &str)], folder: &Path) -> Result<(), String> {
    // An error reply fails a sample too; what it says is shown.
    let curl = "curl() { command curl --silent --show-error --fail-with-body --max-time 20 \"$@\"; }";
    let http = "http() { command http --ignore-stdin --check-status --timeout 20 \"$@\"; }";
    let mut shell = Command::new("sh");
    shell.args(["-euc", &format!("{curl}\n{http}\n{sample}")]);
    shell.envs(variables.iter().copied()).current_dir(folder).stdin(Stdio::null());
    let output = shell.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{}\n{}", output.status, String::from_utf8_lossy(&said)))
}
