//! `generator diff`: what a change of a description does.

use super::args::Diff;
use super::diagnostics::{fail, tell};
use super::output::Output;
use super::{Status, generate};
use generator::diag::Diagnostics;
use generator::diff::approvals::Approvals;
use generator::diff::report::Report;
use generator::diff::{Side, compare};
use generator::input::Input;
use generator::ir::Api;
use generator::plan::Crate;
use generator::{Options, understand};
use std::io;
use std::path::Path;

pub(super) fn run(args: &Diff, out: &Output) -> io::Result<Status> {
    let approvals = approvals(args)?;
    let (base, base_diags) = read(args, &args.base, out)?;
    let (revision, revision_diags) = read(args, &args.revision, out)?;
    let (Some(base), Some(revision)) = (&base, &revision) else {
        return Ok(Status::Found);
    };
    let mut comparison = compare(Side { api: &base.0, krate: &base.1 }, Side { api: &revision.0, krate: &revision.1 });
    let stale = approvals.apply(&mut comparison);
    let report = Report {
        comparison: &comparison,
        base: &base_diags,
        revision: &revision_diags,
        subject: "",
        links: [None, None],
    };
    out.print(report.render(args.format))?;
    for it in &stale {
        out.error(&format!("approval `{}` approves nothing any more: remove it ({})", it.fingerprint, it.reason))?;
    }
    let is_met = args.fail_on.iter().any(|it| it.is_met(&comparison));
    Ok(if is_met || !stale.is_empty() { Status::Found } else { Status::Done })
}

fn approvals(args: &Diff) -> io::Result<Approvals> {
    let Some(path) = &args.approvals else {
        return Ok(Approvals::default());
    };
    let wrong = |why: String| io::Error::new(io::ErrorKind::InvalidInput, format!("`{}`: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|err| wrong(err.to_string()))?;
    Approvals::parse(&text).map_err(wrong)
}

/// One side, and its findings; they are told, and nothing is compared where there are errors.
fn read(args: &Diff, spec: &Path, out: &Output) -> io::Result<(Option<(Api, Crate)>, Diagnostics)> {
    let input = Input::open(spec, args.config.as_deref(), args.root.as_deref())?;
    let mut diags = generate::diagnostics(&input, args.keep_going);
    let config = input.config(&mut diags);
    // The same on both sides, so that the folders in which they lie make no difference.
    let options = Options { name: None, source: "spec/client".to_owned() };
    let res = understand(&mut diags, &input.files, &input.root, &config, &options);
    if res.is_none() {
        tell(&diags, out)?;
        fail(&diags, spec, "; nothing was compared", out)?;
    }
    Ok((res, diags))
}
