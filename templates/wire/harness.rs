//! Holds a client to recorded exchanges: each case calls one typed operation against a real loopback server, then compares what
//! arrived with what should have, and what came back with what was served. It knows no API: a client's `tests/wire.rs`
//! includes this file by `#[path]`, and gives its client, and a `dispatch` from operation ids to typed calls.

#![allow(
    dead_code,
    reason = "every client uses the part that its operations need"
)]

mod alter;
mod case;
mod compare;
mod judge;
mod sent;
mod server;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

pub(crate) use case::Call;

use case::Case;
use judge::{Verdict, judge};
use server::Server;

/// Where recorded exchanges say that their server stood; replies and expectations get the real address instead.
const RECORDED_HOST: &str = "127.0.0.1:18471";

/// No exchange on the loopback takes nearly as long; a case that hangs fails.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// What the harness has to know about a client.
pub(crate) struct Wire<C> {
    /// `env!("CARGO_MANIFEST_DIR")`: cases are in `tests/wire` below it, and the workspace two levels above.
    pub(crate) manifest_dir: &'static str,
    /// Makes a client for a base URL, with retries off.
    pub(crate) client: fn(&str) -> C,
    /// The token of every case. It is no part of a case's arguments, so that a case expecting another one fails.
    pub(crate) secret: &'static str,
    /// Keys of a JSON error body that an error's code is read from.
    pub(crate) error_code: &'static [&'static str],
    /// Keys of a JSON error body that an error's message is read from.
    pub(crate) error_message: &'static [&'static str],
    /// Keys of a JSON error body that an error's request id is read from.
    pub(crate) error_request_id: &'static [&'static str],
    /// The header that has the request id where the body has none.
    pub(crate) request_id_header: Option<&'static str>,
}

/// A typed reply, taken apart for comparison.
pub(crate) struct Typed {
    /// The status as the client tells it.
    pub(crate) status: u16,
    /// The typed value encoded again; `None` for operations that promise no body.
    pub(crate) value: Option<Value>,
    /// What the client made of headers with whole numbers, by header name: `None` where it could not read them.
    pub(crate) numbers: Vec<(&'static str, Option<i64>)>,
}

/// A typed error, taken apart for comparison.
pub(crate) struct Failed {
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) raw_body: Option<String>,
    /// As in [`Typed::numbers`].
    pub(crate) numbers: Vec<(&'static str, Option<i64>)>,
    /// All that the error prints of itself: secrets must not be in it.
    pub(crate) printed: String,
}

/// Why there is no typed value.
pub(crate) enum Stop {
    /// The case asks for what the client's types cannot say; such a case fails, whatever it expects.
    Refused(String),
    /// The client's own error.
    Failed(Box<Failed>),
}

impl From<Failed> for Stop {
    fn from(failed: Failed) -> Self {
        Stop::Failed(Box::new(failed))
    }
}

/// What a call did.
struct Observed {
    result: Result<Typed, Stop>,
    leftovers: Vec<String>,
    requests: Vec<server::Arrived>,
}

/// Runs the client's own cases, or those of the file that `WIRE_CASES` names, and panics unless all of them pass.
pub(crate) fn run<C>(wire: &Wire<C>, dispatch: impl AsyncFn(&Call<'_>, &C) -> Result<Typed, Stop>) {
    let bench = Bench::start(wire);
    let mut verdicts = Vec::new();
    for (name, case) in bench.load(&sources(wire.manifest_dir)) {
        let verdict = match case {
            Ok(case) => judge(wire, &bench.server, &case, &bench.observe(&dispatch, &case)),
            Err(problem) => Verdict::refused(problem),
        };
        verdicts.push((name, verdict));
    }
    judge::lost_keys(&mut verdicts);
    let failed = verdicts
        .iter()
        .filter(|(_, verdict)| !verdict.differences.is_empty())
        .count();
    let passed = verdicts.len() - failed;
    let mut report = String::from("\n");
    for (name, verdict) in verdicts
        .iter()
        .filter(|(_, verdict)| !verdict.differences.is_empty())
    {
        let _ = writeln!(
            report,
            "{name}: {}",
            verdict.differences.join("; ").replace(['\n', '\r'], " ")
        );
    }
    let _ = writeln!(report, "wire: {passed} passed, {failed} failed");
    // Not `print!`: the test runner would hide it whenever all is well.
    let _ = std::io::stdout().lock().write_all(report.as_bytes());
    assert!(
        failed == 0,
        "{failed} wire cases failed; each is listed above `wire: {passed} passed, {failed} failed`"
    );
    assert!(
        passed > 0,
        "there are no wire cases: write some in tests/wire/*.jsonl"
    );
}

/// Alters every own case in every way that matters, one at a time, and panics if an altered case still passes.
pub(crate) fn run_altered<C>(
    wire: &Wire<C>,
    dispatch: impl AsyncFn(&Call<'_>, &C) -> Result<Typed, Stop>,
) {
    if std::env::var_os("WIRE_CASES").is_some() {
        return; // someone else's cases are run, maybe altered ones; ours are not asked about
    }
    let bench = Bench::start(wire);
    let cases: Vec<Case> = bench
        .load(&sources(wire.manifest_dir))
        .into_iter()
        .filter_map(|(_, case)| case.ok())
        .collect();
    let (mut altered, mut survivors, mut seen) = (0, Vec::new(), BTreeSet::new());
    for case in &cases {
        let observed = bench.observe(&dispatch, case);
        if !bench.passes(wire, case, &observed) {
            continue; // it fails as it is: `run` says so
        }
        let typed = observed
            .result
            .as_ref()
            .ok()
            .and_then(|typed| typed.value.as_ref());
        if let (Some(typed), Some(served)) = (typed, case.reply.json()) {
            let unseen = alter::unseen(&served, typed);
            survivors.extend(
                unseen
                    .into_iter()
                    .map(|place| format!("{}: typed value, {place}", case.name)),
            );
        }
        let fresh = seen.insert(format!("{} {:?} {:?}", case.op, case.args, case.kwargs));
        for alteration in alter::alterations(case, &cases, typed.is_some(), fresh) {
            altered += 1;
            let passes = match alteration.case {
                Err(_) => false,
                Ok(case) if alteration.calls_again => {
                    bench.passes(wire, &case, &bench.observe(&dispatch, &case))
                }
                Ok(case) => bench.passes(wire, &case, &observed),
            };
            if passes {
                survivors.push(format!("{}: {}", case.name, alteration.what));
            }
        }
    }
    assert!(
        survivors.is_empty(),
        "altered cases that pass:\n{}",
        survivors.join("\n")
    );
    assert!(altered > cases.len(), "no case was altered");
}

/// A server, a client of it, and what drives them: one case after the other.
struct Bench<C> {
    server: Server,
    client: C,
    runtime: tokio::runtime::Runtime,
}

impl<C> Bench<C> {
    fn start(wire: &Wire<C>) -> Self {
        let server = Server::start();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let client =
            runtime.block_on(async { (wire.client)(&format!("http://{}", server.address)) });
        Bench {
            server,
            client,
            runtime,
        }
    }

    /// The cases of the files by name, in order; what cannot be read is a case that fails.
    fn load(&self, files: &[PathBuf]) -> Vec<(String, Result<Case, String>)> {
        let (mut cases, mut names) = (Vec::new(), BTreeSet::new());
        for file in files {
            let text = std::fs::read_to_string(file);
            let text = text.unwrap_or_else(|err| {
                panic!("cannot read wire cases from `{}`: {err}", file.display())
            });
            for (line, text) in text
                .lines()
                .enumerate()
                .filter(|(_, text)| !text.trim().is_empty())
            {
                let text = text.replace(RECORDED_HOST, &self.server.address);
                let parsed = serde_json::from_str(&text)
                    .map_err(|err| err.to_string())
                    .and_then(Case::parse);
                let name = match &parsed {
                    Ok(case) => case.name.clone(),
                    Err(_) => format!("{}:{}", file.display(), line + 1),
                };
                let twice = parsed.is_ok() && !names.insert(name.clone());
                let parsed = if twice {
                    Err("there is another case of this name".to_owned())
                } else {
                    parsed
                };
                cases.push((name, parsed));
            }
        }
        cases
    }

    /// As [`judge`], without the reasons, and without looking at the reply when the request is wrong already.
    fn passes(&self, wire: &Wire<C>, case: &Case, observed: &Observed) -> bool {
        let mut sent = Verdict::default();
        sent::judge_sent(&mut sent, &self.server, case, observed);
        sent.differences.is_empty()
            && judge(wire, &self.server, case, observed)
                .differences
                .is_empty()
    }

    /// Makes the call and takes down what it did. A panic of the client is a finding, not the end.
    fn observe(
        &self,
        dispatch: &impl AsyncFn(&Call<'_>, &C) -> Result<Typed, Stop>,
        case: &Case,
    ) -> Observed {
        let call = Call::new(case);
        self.server.serve(Arc::clone(&case.reply));
        let run = || {
            self.runtime.block_on(async {
                tokio::time::timeout(TIME_LIMIT, dispatch(&call, &self.client)).await
            })
        };
        let result = match std::panic::catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(Stop::Refused(format!(
                "no outcome within {} s",
                TIME_LIMIT.as_secs()
            ))),
            Err(_) => Err(Stop::Refused("the client panicked".to_owned())),
        };
        Observed {
            result,
            leftovers: call.leftovers(),
            requests: self.server.arrived(),
        }
    }
}

/// Files with cases: the one that `WIRE_CASES` names, or the client's own.
fn sources(manifest_dir: &str) -> Vec<PathBuf> {
    let manifest_dir = Path::new(manifest_dir);
    if let Some(file) = std::env::var_os("WIRE_CASES") {
        let workspace = manifest_dir.ancestors().nth(2).unwrap_or(manifest_dir);
        return vec![workspace.join(file)];
    }
    let folder = manifest_dir.join("tests/wire");
    let entries = std::fs::read_dir(&folder);
    let entries = entries
        .unwrap_or_else(|err| panic!("cannot list wire cases in `{}`: {err}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "jsonl")
    });
    files.sort();
    files
}
