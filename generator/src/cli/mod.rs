//! From arguments to an exit status. Knows the terminal; decides nothing about descriptions.

mod args;
mod bundle;
mod check;
mod diagnostics;
mod diff;
mod difference;
mod explain;
mod generate;
mod output;
mod progress;

use args::{Args, Verb};
use clap::Parser as _;
use output::Output;
use std::io;
use std::process::ExitCode;

/// How a run ended, by the promise in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Done,
    /// The description has errors, `--check` found differences, `--deny-skipped` or `--fail-on` was met.
    Found,
}

pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let out = Output::new(args.message_format, args.color);
    match verb(&args.verb, &out) {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(1),
        Err(err) => {
            // Where stderr is gone too, the status has to do.
            let _ = out.error(&err.to_string());
            ExitCode::from(2)
        }
    }
}

fn verb(verb: &Verb, out: &Output) -> io::Result<Status> {
    match verb {
        Verb::Generate(args) => generate::run(args, out),
        Verb::Check(args) => check::run(args, out),
        Verb::Diff(args) => diff::run(args, out),
        Verb::Bundle(args) => bundle::run(args, out),
        Verb::Explain(args) => explain::run(args, out),
    }
}
