//! The chores of the repository: `cargo xtask --help`.

mod apis;
mod bench;
mod corpus;
mod git;
mod measure;
mod prove;
mod regen;
mod release;
mod released;
mod side;
mod spec_diff;
mod table;
mod tidy;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The chores of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    Regen(regen::Args),
    Diff(spec_diff::Args),
    Release(release::Args),
    ReleaseNotes(release::Notes),
    ProveDiff(prove::Args),
    Tidy(tidy::Args),
    Bench(bench::Args),
    Corpus(corpus::Args),
}

/// What a chore that could not be done has to say.
type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let done = match Args::parse().chore {
        Chore::Regen(args) => regen::run(&args),
        Chore::Diff(args) => spec_diff::run(&args),
        Chore::Release(args) => release::run(&args),
        Chore::ReleaseNotes(args) => release::notes(&args),
        Chore::ProveDiff(args) => prove::run(&args),
        Chore::Tidy(args) => tidy::run(&args),
        Chore::Bench(args) => bench::run(&args),
        Chore::Corpus(args) => corpus::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            eprintln!("error: {err}");
            ExitCode::FAILURE
        }
    }
}
