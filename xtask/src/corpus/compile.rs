//! All crates in one workspace, and what `cargo check` says of each.

use crate::Error;
use crate::apis::root;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the compiler said of one crate.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// As the compiler shows them.
    pub(super) messages: Vec<String>,
}

/// Compiles the packages in `folder`, each in a folder of its own name.
pub(super) fn check(folder: &Path, packages: &[&str], all_features: bool) -> Result<BTreeMap<String, Checked>, Error> {
    if packages.is_empty() {
        return Ok(BTreeMap::new());
    }
    // `folder` may hold the crates of runs before.
    std::fs::write(folder.join("Cargo.toml"), manifest(packages))?;
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let mut command = Command::new(env!("CARGO"));
    command.args(["check", "--workspace", "--keep-going", "--message-format", "json"]).current_dir(folder);
    command.env("CARGO_TARGET_DIR", root().join("target/corpus")).stderr(Stdio::inherit());
    if all_features {
        command.arg("--all-features");
    }
    let output = command.output()?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> = lines.lines().filter_map(|it| serde_json::from_str(it).ok()).collect();
    let res = sort(&messages, packages);
    if !output.status.success() && res.values().all(|it| it.errors == 0) {
        return Err("`cargo check` failed before it came to the crates".into());
    }
    Ok(res)
}

fn manifest(packages: &[&str]) -> String {
    let members: Vec<String> = packages.iter().map(|it| format!("    {it:?},\n")).collect();
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        members.concat()
    )
}

/// The messages of each package; the last one of a failed crate («aborting») says nothing of its own.
fn sort(messages: &[Value], packages: &[&str]) -> BTreeMap<String, Checked> {
    let mut res: BTreeMap<String, Checked> = packages.iter().map(|it| ((*it).to_owned(), Checked::default())).collect();
    for it in messages.iter().filter(|it| it["reason"] == "compiler-message") {
        let manifest = Path::new(it["manifest_path"].as_str().unwrap_or_default());
        let package = manifest.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        let message = &it["message"];
        let has_place = message["spans"].as_array().is_some_and(|it| !it.is_empty());
        let Some(checked) = res.get_mut(&*package).filter(|_| has_place) else {
            continue;
        };
        match message["level"].as_str() {
            Some("error") => checked.errors += 1,
            Some("warning") => checked.warnings += 1,
            _ => continue,
        }
        checked.messages.push(message["rendered"].as_str().unwrap_or_default().to_owned());
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_message_belongs_to_its_package() {
        let message = |package: &str, level: &str, spans: Value| {
            json!({
                "reason": "compiler-message",
                "manifest_path": format!("/crates/{package}/Cargo.toml"),
                "message": { "level": level, "rendered": format!("{level}: …"), "spans": spans },
            })
        };
        let place = json!([{ "file_name": "src/lib.rs" }]);
        let messages = [
            message("one", "error", place.clone()),
            message("one", "error", json!([])),
            message("two", "warning", place.clone()),
            message("a-dependency", "warning", place),
            json!({ "reason": "build-finished", "success": false }),
        ];
        let sorted = sort(&messages, &["one", "two", "three"]);
        let counts: Vec<_> = sorted.iter().map(|(name, it)| (name.as_str(), it.errors, it.warnings)).collect();
        assert_eq!(counts, [("one", 1, 0), ("three", 0, 0), ("two", 0, 1)]);
    }
}
