//! The arguments, and what `--help` teaches.

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use generator::diag::Format;
use generator::diff::FailOn;
use generator::diff::report::Format as ReportFormat;
use generator::plan::{PACKAGE_NAME, is_package_name};
use std::path::PathBuf;

const STATUS: &str = "\
Exit status:
  0  done
  1  the description has errors, --check found differences, --deny-skipped or --fail-on was met
  2  wrong usage, or a file that cannot be read or written";

/// Compiles an OpenAPI description into a Rust client crate.
#[derive(Debug, Parser)]
#[command(name = "generator", version, after_help = STATUS, after_long_help = long(TOP), max_term_width = 100)]
pub(super) struct Args {
    /// How findings are told: with the lines they are about, one line each, or as JSON.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: MessageFormat,

    /// Whether findings are coloured; `auto` asks the terminal and NO_COLOR.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,

    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// Findings with the lines they are about, and what to do.
    Human,
    /// `FILE:LINE:COL: error[E0107]: message`
    Short,
    /// One JSON object a finding on stderr, and one that sums up the run on stdout.
    Json,
    /// Workflow commands: GitHub shows each finding beside its line.
    Github,
}

impl From<MessageFormat> for Format {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Format::Human,
            MessageFormat::Short => Format::Short,
            MessageFormat::Json => Format::Json,
            MessageFormat::Github => Format::Github,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Generate(Generate),
    Check(Check),
    Diff(Diff),
    Bundle(Bundle),
    Explain(Explain),
}

/// Write the client crate of a description.
///
/// The crate's folder belongs to the generator as far as its `.generated-files` says: those files are rewritten when they
/// differ and removed when they are no longer wanted; all others (`tests/`, `src/ext/`) are never touched. A folder with
/// files in it and no `.generated-files` is refused. A description with errors leaves everything as it was.
#[derive(Debug, ClapArgs)]
#[command(after_help = STATUS, after_long_help = long(GENERATE))]
pub(super) struct Generate {
    #[command(flatten)]
    pub(super) spec: Spec,

    /// Folder of the crate; made if it is not there.
    #[arg(long, value_name = "DIR", value_parser = path())]
    pub(super) out: PathBuf,

    /// Name of the package; wins over `name` in client.toml. Without both it is that of the description's folder.
    #[arg(long, value_name = "CRATE", value_parser = package_name)]
    pub(super) name: Option<String>,

    /// Write nothing; say what differs, and fail if anything does.
    #[arg(long)]
    pub(super) check: bool,

    /// Fail if an operation had to be left out; the rest is written all the same.
    #[arg(long)]
    pub(super) deny_skipped: bool,
}

/// Say what is wrong with a description, and write nothing.
#[derive(Debug, ClapArgs)]
#[command(after_help = STATUS, after_long_help = long(CHECK))]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) spec: Spec,
}

/// Say what a change of a description does: to clients that are out there, and to code written against the crate.
#[derive(Debug, ClapArgs)]
#[command(after_help = STATUS, after_long_help = long(DIFF))]
pub(super) struct Diff {
    /// The description as it was.
    #[arg(value_name = "BASE", value_parser = path())]
    pub(super) base: PathBuf,

    /// The description as it is.
    #[arg(value_name = "REVISION", value_parser = path())]
    pub(super) revision: PathBuf,

    #[arg(long, value_name = "FORMAT", default_value = "text", help = FORMATS)]
    pub(super) format: ReportFormat,

    /// Fail if a change that is not approved does this: `breaking` looks at the wire, `major` and `minor` at Rust callers, `any`
    /// at both. Several with commas.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(super) fail_on: Vec<FailOn>,

    /// Changes that somebody let pass, by fingerprint and with a reason; one that approves nothing is an error.
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub(super) approvals: Option<PathBuf>,

    /// client.toml of both sides; by default the one beside each description, if there is one.
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub(super) config: Option<PathBuf>,

    /// Folder that the `$ref`s of both may reach; by default the folder of each description.
    #[arg(long, value_name = "DIR", value_parser = path())]
    pub(super) root: Option<PathBuf>,

    /// Go on after errors that spoil only a part of the description: a schema that cannot be read accepts any value, and an
    /// operation that cannot be read is skipped. Such errors become warnings that name what they cost.
    #[arg(long)]
    pub(super) keep_going: bool,
}

/// Print a description and everything it refers to as one YAML file.
#[derive(Debug, ClapArgs)]
#[command(after_help = STATUS, after_long_help = long(BUNDLE))]
pub(super) struct Bundle {
    /// The description: YAML or JSON.
    #[arg(value_name = "SPEC", value_parser = path())]
    pub(super) spec: PathBuf,

    /// Folder that its `$ref`s may reach; by default the folder of SPEC.
    #[arg(long, value_name = "DIR", value_parser = path())]
    pub(super) root: Option<PathBuf>,

    /// Go on after errors that spoil only a part of the description: a schema that cannot be read accepts any value, and an
    /// operation that cannot be read is skipped. Such errors become warnings that name what they cost.
    #[arg(long)]
    pub(super) keep_going: bool,
}

/// Say what a code like E0107 or a rule of `diff` like property-removed means; without one, list them all.
#[derive(Debug, ClapArgs)]
#[command(after_help = STATUS, after_long_help = long(EXPLAIN))]
pub(super) struct Explain {
    /// The code or the rule, as findings show it.
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Spec {
    /// The description: OpenAPI 3.0 or 3.1, YAML or JSON, in one file or many joined by `$ref`.
    #[arg(value_name = "SPEC", value_parser = path())]
    pub(super) spec: PathBuf,

    /// What the description cannot say; by default the client.toml beside SPEC, if there is one.
    #[arg(long, value_name = "FILE", value_parser = path())]
    pub(super) config: Option<PathBuf>,

    /// Folder that its `$ref`s may reach; by default the folder of SPEC.
    #[arg(long, value_name = "DIR", value_parser = path())]
    pub(super) root: Option<PathBuf>,

    /// Go on after errors that spoil only a part of the description: a schema that cannot be read accepts any value, and an
    /// operation that cannot be read is skipped. Such errors become warnings that name what they cost.
    #[arg(long)]
    pub(super) keep_going: bool,
}

const TOP: &str = "\
Examples:
  generator check openapi.yaml                     what is wrong, and where
  generator generate openapi.yaml --out my-client  write the crate
  generator explain E0107                          what a code means";

const GENERATE: &str = "\
Examples:
  generator generate spec/acme/openapi.yaml --out generated-client/acme
  generator generate openapi.json --out acme --name acme-client --config acme.toml
  generator generate openapi.yaml --out acme --check   in CI: is the committed crate fresh?
  generator generate theirs.yaml --out acme --keep-going   a description with errors that you cannot edit";

const CHECK: &str = "\
Examples:
  generator check openapi.yaml
  generator check openapi.yaml --message-format short   for editors and grep
  generator check openapi.yaml --message-format json    for tools";

const FORMATS: &str =
    "How the changes are told: text, markdown (for the comment on a pull request), json or github (annotations)";

const DIFF: &str = "\
Examples:
  generator diff old/openapi.yaml new/openapi.yaml
  generator diff old.yaml new.yaml --format json --fail-on breaking,major";

const BUNDLE: &str = "\
Examples:
  generator bundle spec/acme/openapi.yaml > acme.yaml
  generator bundle openapi.json | less";

const EXPLAIN: &str = "\
Examples:
  generator explain E0302
  generator explain operation-removed
  generator explain          every code and every rule";

fn long(examples: &str) -> String {
    format!("{examples}\n\n{STATUS}")
}

/// Paths are told as people write them: `./a.yaml` is `a.yaml`.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|it| match it.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_owned(),
        _ => it,
    })
}

fn package_name(name: &str) -> Result<String, String> {
    if is_package_name(name) { Ok(name.to_owned()) } else { Err(PACKAGE_NAME.to_owned()) }
}
