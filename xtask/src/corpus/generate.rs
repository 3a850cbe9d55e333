//! One run of the generator: how it ended, and what it counted.

use super::find::Document;
use crate::Error;
use crate::measure::{Measured, measure};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

pub(super) struct Generated {
    measured: Measured,
    /// The last line of stdout: what the run counted.
    summary: Value,
    /// `FILE:LINE:COL` of each schema that names a type and became any value.
    pub(super) untyped: Vec<String>,
    /// `FILE:LINE:COL: error[E0107]: message`
    pub(super) findings: Vec<String>,
}

pub(super) fn run(generator: &Path, it: &Document, out: &Path, keep_going: bool) -> Result<Generated, Error> {
    let mut command = Command::new(generator);
    command.args(["generate", "--message-format", "json", "--name", &it.package, "--out"]).arg(out);
    command.arg("--root").arg(&it.reach).arg(&it.spec);
    if keep_going {
        command.arg("--keep-going");
    }
    let measured = measure(&mut command)?;
    let summary = lines(&measured.output.stdout).pop().unwrap_or_default();
    let places = summary["api"]["untyped"].as_array().into_iter().flatten();
    let untyped = places.map(place).collect();
    let findings = lines(&measured.output.stderr).iter().map(finding).collect();
    Ok(Generated { untyped, findings, summary, measured })
}

impl Generated {
    pub(super) fn is_crate(&self) -> bool {
        self.measured.output.status.code() == Some(0)
    }

    /// It ended otherwise than by its own exit.
    pub(super) fn has_crashed(&self) -> bool {
        !matches!(self.measured.output.status.code(), Some(0..=2))
    }

    fn outcome(&self) -> &'static str {
        match self.measured.output.status.code() {
            Some(0) => "generated",
            Some(1) => "errors",
            Some(2) => "refused",
            _ => "CRASHED",
        }
    }

    /// Outcome; operations, generated, skipped; errors, warnings, untyped; CPU ms, MB.
    pub(super) fn cells(&self) -> Vec<String> {
        let api = &self.summary["api"];
        let number = |it: &Value| it.as_u64().map(|it| it.to_string()).unwrap_or_default();
        let length = |it: &Value| it.as_array().map(|it| it.len().to_string()).unwrap_or_default();
        vec![
            self.outcome().to_owned(),
            number(&api["described_operations"]),
            number(&api["operations"]),
            length(&api["skipped"]),
            number(&self.summary["errors"]),
            number(&self.summary["warnings"]),
            length(&api["untyped"]),
            format!("{:.0}", self.measured.cpu.as_secs_f64() * 1000.0),
            (self.measured.peak / 1_000_000).to_string(),
        ]
    }
}

fn lines(output: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(output).lines().filter_map(|it| serde_json::from_str(it).ok()).collect()
}

fn place(it: &Value) -> String {
    format!("{}:{}:{}", it["file"].as_str().unwrap_or_default(), it["line"], it["column"])
}

fn finding(it: &Value) -> String {
    let text = |key: &str| it[key].as_str().unwrap_or_default();
    match it["code"].as_str() {
        Some(code) => format!("{}: {}[{code}]: {}", place(it), text("severity"), text("message")),
        None => format!("{}: {}", text("level"), text("message")),
    }
}
