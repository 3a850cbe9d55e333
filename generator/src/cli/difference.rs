//! What `generate --check` found: which files differ, and the first lines of how.

use super::args::Generate;
use super::diagnostics::sum_up;
use super::generate::api_json;
use super::output::Output;
use generator::diag::Diagnostics;
use generator::write::{MANIFEST, Report};
use generator::{Compiled, counted};
use similar::TextDiff;
use std::io;
use std::path::{Path, PathBuf};

/// More lines than this help nobody: the files are a command away.
const MAX_LINES: usize = 40;

pub(super) fn tell(
    args: &Generate,
    diags: &Diagnostics,
    compiled: &Compiled,
    report: &Report,
    out: &Output,
) -> io::Result<()> {
    if out.is_json() {
        let about = serde_json::json!({
            "reason": "compared",
            "api": api_json(diags, compiled),
            "missing": report.created,
            "different": report.changed,
            "stale": report.removed,
            "fresh": report.unchanged.len(),
        });
        return sum_up(diags, about, out);
    }
    if report.is_fresh() {
        return out.print(format_args!("{} is fresh\n", args.out.display()));
    }
    let list = [("missing", &report.created), ("different", &report.changed), ("stale", &report.removed)];
    for (what, path) in list.iter().flat_map(|(what, paths)| paths.iter().map(move |it| (what, it))) {
        out.print(format_args!("{what:<9} {}\n", args.out.join(path).display()))?;
    }
    out.print(excerpt(args, compiled, report))
}

/// The last word where something differs.
pub(super) fn fail(args: &Generate, report: &Report, out: &Output) -> io::Result<()> {
    let n_files = counted(report.n_written() + report.removed.len(), "difference");
    out.error(&format!(
        "{n_files} between {} and what {} gives; the same command without --check mends it",
        args.out.display(),
        args.spec.spec.display(),
    ))
}

/// How the differing files differ, as far as it fits; the manifest says nothing that the list does not.
fn excerpt(args: &Generate, compiled: &Compiled, report: &Report) -> String {
    let mut lines = Vec::new();
    for path in report.changed.iter().filter(|it| *it != Path::new(MANIFEST)) {
        lines.extend(unified(args, compiled, path).lines().map(str::to_owned));
        if lines.len() > MAX_LINES {
            let more = lines.len() - MAX_LINES;
            lines.truncate(MAX_LINES);
            lines.push(format!("… {more} more lines"));
            break;
        }
    }
    lines.into_iter().map(|it| it + "\n").collect()
}

fn unified(args: &Generate, compiled: &Compiled, path: &PathBuf) -> String {
    let old = std::fs::read(args.out.join(path)).unwrap_or_default();
    let old = String::from_utf8_lossy(&old);
    let new = compiled.files.0.get(path).map_or("", String::as_str);
    let (from, to) = (format!("{} (there)", path.display()), format!("{} (wanted)", path.display()));
    TextDiff::from_lines(old.as_ref(), new).unified_diff().header(&from, &to).to_string()
}
