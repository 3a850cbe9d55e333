//! The binary: arguments in, files and findings out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
