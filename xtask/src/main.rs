//! The chores of the repository: `cargo xtask --help`.

mod apis;
mod bench;
mod corpus;
mod measure;
mod regen;
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
    Tidy(tidy::Args),
    Bench(bench::Args),
    Corpus(corpus::Args),
}

/// What a chore that could not be done has to say.
type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let done = match Args::parse().chore {
        Chore::Regen(args) => regen::run(&args),
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
