//! `generator generate`: a description into a crate.

use super::args::Generate;
use super::diagnostics::{count, fail, sum_up, tell};
use super::output::Output;
use super::{Status, difference, progress};
use generator::diag::{self, Diagnostics};
use generator::input::Input;
use generator::write::{self, Mode, Report};
use generator::{Compiled, Options, counted};
use std::io;
use std::time::Instant;

pub(super) fn run(args: &Generate, out: &Output) -> io::Result<Status> {
    let started = Instant::now();
    let spec = &args.spec.spec;
    let input = Input::open(spec, args.spec.config.as_deref(), args.spec.root.as_deref())?;
    let mut diags = diagnostics(&input, args.spec.keep_going);
    let compiled = {
        let _progress = progress::start(out, spec);
        compile(&mut diags, &input, args.name.clone())
    };
    tell(&diags, out)?;
    let Some(compiled) = compiled else {
        fail(&diags, spec, "; nothing was written", out)?;
        return Ok(Status::Found);
    };
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let report = write::write(&compiled.files, &args.out, mode)?;
    if args.check {
        difference::tell(args, &diags, &compiled, &report, out)?;
    } else {
        summary(args, &diags, &compiled, &report, started, out)?;
    }
    close(args, &diags, &compiled, &report, out)
}

/// A sink for findings; with `--keep-going`, one that takes note of what errors cost.
pub(super) fn diagnostics(input: &Input, keep_going: bool) -> Diagnostics {
    let mut diags = input.diagnostics();
    if keep_going {
        diags.keep_going();
    }
    diags
}

/// The whole pipeline, as `check` needs it too.
pub(super) fn compile(diags: &mut Diagnostics, input: &Input, name: Option<String>) -> Option<Compiled> {
    let config = input.config(diags);
    let options = Options { name, source: input.source.clone() };
    generator::compile(diags, &input.files, &input.root, &config, &options)
}

/// What was compiled, as JSON.
pub(super) fn api_json(diags: &Diagnostics, compiled: &Compiled) -> serde_json::Value {
    let skipped = compiled.skipped.iter();
    let skipped: Vec<_> = skipped.map(|(name, why)| serde_json::json!({ "operation": name, "reason": why })).collect();
    serde_json::json!({
        "name": compiled.name,
        "described_operations": compiled.described,
        "operations": compiled.operations,
        "types": compiled.types,
        "unreadable_schemas": compiled.unreadable,
        "untyped": diag::places_json(diags, &compiled.untyped),
        "skipped": skipped,
    })
}

fn summary(
    args: &Generate,
    diags: &Diagnostics,
    compiled: &Compiled,
    report: &Report,
    started: Instant,
    out: &Output,
) -> io::Result<()> {
    if out.is_json() {
        let about = serde_json::json!({
            "reason": "generated",
            "api": api_json(diags, compiled),
            "created": report.created,
            "changed": report.changed,
            "removed": report.removed,
            "unchanged": report.unchanged.len(),
        });
        return sum_up(diags, about, out);
    }
    let written = counted(report.n_written(), "file");
    let (removed, unchanged) = (report.removed.len(), report.unchanged.len());
    out.print(format_args!(
        "{}\n{written} written, {removed} removed, {unchanged} unchanged in {} ({:.2} s)\n",
        compiled.summary(),
        args.out.display(),
        started.elapsed().as_secs_f64(),
    ))
}

fn close(
    args: &Generate,
    diags: &Diagnostics,
    compiled: &Compiled,
    report: &Report,
    out: &Output,
) -> io::Result<Status> {
    let spec = &args.spec.spec;
    let mut status = Status::Done;
    if args.check && !report.is_fresh() {
        difference::fail(args, report, out)?;
        status = Status::Found;
    }
    if args.deny_skipped && !compiled.skipped.is_empty() {
        let n_skipped = counted(compiled.skipped.len(), "operation");
        out.error(&format!("{n_skipped} of {} left out, which --deny-skipped denies", spec.display()))?;
        status = Status::Found;
    }
    match count(diags) {
        Some(what) if status == Status::Done => out.warning(&what)?,
        _ => {}
    }
    Ok(status)
}
