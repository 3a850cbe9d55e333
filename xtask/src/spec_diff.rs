//! `cargo xtask diff`: what the descriptions of spec/ do to callers, against another revision or the last release.

use crate::Error;
use crate::apis::{Api, apis, relative, root};
use crate::git::{Revision, commit, git, merge_base};
use crate::released::{self, released};
use crate::side::{Read, here, read};
use generator::diff::approvals::Approvals;
use generator::diff::report::{Format, Report};
use generator::diff::{Comparison, FailOn, Side, compare};
use generator::source::Files;
use std::path::Path;

/// Say what changes of spec/ do: to clients that are out there, and to code written against the crates.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff                          against where this branch left the main one
  cargo xtask diff v0.1.0 --format markdown against a tag, for a comment
  cargo xtask diff --since-release          against the last release, with stale approvals

Exit status: 0 done · 1 a description has errors, --fail-on was met, or an approval is stale")]
pub(crate) struct Args {
    /// The revision to compare with; by default where this branch left the main one.
    #[arg(conflicts_with = "since_release")]
    base: Option<String>,

    /// Read the changed side from this commit, too, instead of the work tree.
    #[arg(long, value_name = "COMMIT", conflicts_with = "since_release")]
    revision: Option<String>,

    /// Compare with `spec/<api>/released.yaml`, which `cargo xtask release` writes.
    #[arg(long)]
    since_release: bool,

    /// Only this API, by the name of its folder in spec/.
    #[arg(long)]
    api: Option<String>,

    /// text, markdown, json or github.
    #[arg(long, default_value = "text")]
    format: Format,

    /// Fail if a change that is not approved does this: breaking, major, minor or any. Several with commas.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    fail_on: Vec<FailOn>,

    /// What links of Markdown begin with: `https://github.com/OWNER/REPOSITORY/blob`. A commit follows.
    #[arg(long, value_name = "URL")]
    links: Option<String>,
}

/// One API on both sides.
pub(crate) struct Pair {
    pub(crate) base: Read,
    pub(crate) revision: Read,
    pub(crate) comparison: Comparison,
}

/// Compares; nothing where one side has errors, which are told.
pub(crate) fn pair(base: Option<Read>, revision: Option<Read>) -> Option<Pair> {
    let (base, revision) = (base?, revision?);
    let comparison =
        compare(Side { api: &base.api, krate: &base.krate }, Side { api: &revision.api, krate: &revision.krate });
    Some(Pair { base, revision, comparison })
}

pub(crate) fn run(args: &Args) -> Result<(), Error> {
    let base = match (&args.base, args.since_release) {
        (_, true) => None,
        (Some(revision), _) => Some(commit(revision)?),
        (None, _) => Some(merge_base()?),
    };
    let changed = args.revision.as_deref().map(commit).transpose()?;
    let all = match &changed {
        Some(commit) => apis_at(commit, args.api.as_deref())?,
        None => apis(args.api.as_deref())?,
    };
    let commits = Commits { base, changed };
    let mut told = Told::default();
    for api in all {
        one(args, &api, &commits, &mut told)?;
    }
    if !told.anything && args.format == Format::Markdown {
        println!("Nothing that the descriptions in `spec/` mean has changed.");
    }
    if told.wrong.is_empty() { Ok(()) } else { Err(told.wrong.join("\n       ").into()) }
}

/// What is compared: none is the last release on the one side, the work tree on the other.
struct Commits {
    base: Option<String>,
    changed: Option<String>,
}

#[derive(Default)]
struct Told {
    anything: bool,
    /// Why the run fails.
    wrong: Vec<String>,
}

fn one(args: &Args, api: &Api, commits: &Commits, told: &mut Told) -> Result<(), Error> {
    let base = match &commits.base {
        Some(commit) => at(api, commit)?,
        None => released(api)?,
    };
    let Some(base) = base else {
        println!("{}", absent(args, api));
        return Ok(());
    };
    let revision = match &commits.changed {
        Some(commit) => at(api, commit)?.flatten(),
        None => here(api)?,
    };
    let Some(mut pair) = pair(base, revision) else {
        told.wrong.push(format!("{} has errors", api.name));
        return Ok(());
    };
    let approvals = approvals(api)?;
    let stale = approvals.apply(&mut pair.comparison);
    if args.since_release {
        told.wrong.extend(stale.iter().map(|it| {
            format!("{}: approval `{}` approves nothing any more ({})", api.name, it.fingerprint, it.reason)
        }));
    }
    if args.fail_on.iter().any(|it| it.is_met(&pair.comparison)) {
        told.wrong.push(format!("{} has changes that nobody approved", api.name));
    }
    told.anything |= tell(args, api, commits.base.as_deref(), &pair)?;
    Ok(())
}

fn absent(args: &Args, api: &Api) -> String {
    match (args.format, args.since_release) {
        (Format::Markdown, false) => format!("### `{}` is new\n", api.name),
        (Format::Markdown, true) => format!("### `{}` was never released\n", api.name),
        (Format::Json | Format::Github, _) => String::new(),
        (Format::Text, false) => format!("{}: new", api.name),
        (Format::Text, true) => format!("{}: never released", api.name),
    }
}

/// Prints the report of one API; false where there is nothing to say.
fn tell(args: &Args, api: &Api, base: Option<&str>, pair: &Pair) -> Result<bool, Error> {
    if pair.comparison.changes.is_empty() && matches!(args.format, Format::Markdown | Format::Github) {
        return Ok(false);
    }
    let head = commit(args.revision.as_deref().unwrap_or("HEAD"))?;
    let link = |commit: &str| args.links.as_ref().map(|it| format!("{it}/{commit}"));
    let links = [base.and_then(&link), link(&head)];
    let report = Report {
        comparison: &pair.comparison,
        base: &pair.base.diags,
        revision: &pair.revision.diags,
        subject: &api.name,
        links: [links[0].as_deref(), links[1].as_deref()],
    };
    if args.format == Format::Text {
        println!("{}", api.name);
    }
    print!("{}", plain(&report.render(args.format)));
    Ok(true)
}

/// Without colours where nobody sees them.
fn plain(text: &str) -> String {
    use std::io::IsTerminal as _;
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        return text.to_owned();
    }
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |res, it| res + it.split_once('m').map_or(it, |(_, rest)| rest))
}

/// The APIs that a commit has.
fn apis_at(commit: &str, only: Option<&str>) -> Result<Vec<Api>, Error> {
    let list = git(&["ls-tree", "-d", "--name-only", &format!("{commit}:spec")])?;
    let api = |name: &str| Api {
        name: name.to_owned(),
        spec: root().join("spec").join(name).join("openapi.yaml"),
        out: root().join("generated-client").join(name),
    };
    let is_api = |it: &Api| Revision::new(commit, &format!("spec/{}", it.name)).read(Path::new("openapi.yaml")).is_ok();
    Ok(list.lines().filter(|it| only.is_none_or(|only| only == *it)).map(api).filter(is_api).collect())
}

/// The side of a commit; nothing where it has no such API.
fn at(api: &Api, commit: &str) -> Result<Option<Option<Read>>, Error> {
    let folder = format!("spec/{}", api.name);
    let files = Revision::new(commit, &folder);
    let Ok(_) = files.read(Path::new("openapi.yaml")) else {
        return Ok(None);
    };
    let config = files.read(Path::new("client.toml")).ok().map(|it| String::from_utf8_lossy(&it).into_owned());
    Ok(Some(read(api, &files, Path::new("openapi.yaml"), config)))
}

pub(crate) fn approvals(api: &Api) -> Result<Approvals, Error> {
    let path = root().join("spec").join(&api.name).join(released::APPROVALS);
    match std::fs::read_to_string(&path) {
        Ok(text) => Approvals::parse(&text).map_err(|err| format!("{}: {err}", relative(&path)).into()),
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => Ok(Approvals::default()),
        Err(err) => Err(err.into()),
    }
}
