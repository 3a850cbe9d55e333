//! Findings to stderr, and the line that counts them.

use super::output::Output;
use generator::counted;
use generator::diag::{self, Diagnostics, Severity};
use std::io;
use std::path::Path;

/// Tells all findings.
pub(super) fn tell(diags: &Diagnostics, out: &Output) -> io::Result<()> {
    out.eprint(diag::render(diags, out.format.into(), out.color))
}

/// The last line of stdout for tools: `about`, and how many errors and warnings there were.
pub(super) fn sum_up(diags: &Diagnostics, mut about: serde_json::Value, out: &Output) -> io::Result<()> {
    if !out.is_json() {
        return Ok(());
    }
    about["errors"] = n_of(diags, Severity::Error).into();
    about["warnings"] = n_of(diags, Severity::Warning).into();
    out.print(format_args!("{about}\n"))
}

fn n_of(diags: &Diagnostics, severity: Severity) -> usize {
    diags.iter().filter(|it| it.severity == severity).count()
}

/// `3 errors, 1 warning in spec/x/openapi.yaml`; nothing where there are none.
pub(super) fn count(diags: &Diagnostics) -> Option<String> {
    let parts = [(n_of(diags, Severity::Error), "error"), (n_of(diags, Severity::Warning), "warning")];
    let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| counted(n, what)).collect();
    let place = match diags.places().as_slice() {
        [] => return None,
        [one] => one.display().to_string(),
        [one, two] => format!("{} and {}", one.display(), two.display()),
        many => counted(many.len(), "file"),
    };
    Some(format!("{} in {place}", parts.join(", ")))
}

/// The last word where the description has errors.
pub(super) fn fail(diags: &Diagnostics, spec: &Path, consequence: &str, out: &Output) -> io::Result<()> {
    sum_up(diags, serde_json::json!({ "reason": "failed" }), out)?;
    let errors = diags.iter().filter(|it| it.severity == Severity::Error);
    let mut codes: Vec<&str> = errors.map(|it| it.code.id).collect();
    codes.sort_unstable();
    codes.dedup();
    let what = count(diags).unwrap_or_else(|| format!("`{}` cannot be compiled", spec.display()));
    out.error(&format!("{what}{consequence}"))?;
    match codes.split_first() {
        _ if out.is_json() => Ok(()),
        None => Ok(()),
        Some((code, [])) => out.eprint(format_args!("`generator explain {code}` says more\n")),
        Some((code, rest)) => {
            out.eprint(format_args!("`generator explain {code}` says more; so for {}\n", rest.join(", ")))
        }
    }
}
