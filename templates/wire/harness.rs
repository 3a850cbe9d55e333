//! Holds a client to recorded exchanges: each case calls one typed operation against a real loopback server, then compares what
//! arrived with what should have, and what came back with what was served. It knows no API: a client's `tests/wire.rs`
//! includes this file by `#[path]`, and gives its client, and a `dispatch` from operation ids to typed calls.

#![allow(dead_code, reason = "every client uses the part that its operations need")]

mod alter;
mod bench;
mod case;
mod compare;
mod judge;
mod sent;
mod server;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;

use serde_json::Value;

pub(crate) use case::Call;

use bench::Bench;
use case::Case;
use judge::{Verdict, judge};

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
    /// What the error says in words, for clients that ask it.
    pub(crate) views: Option<Views>,
    /// As in [`Typed::numbers`].
    pub(crate) numbers: Vec<(&'static str, Option<i64>)>,
    /// All that the error prints of itself: secrets must not be in it.
    pub(crate) printed: String,
}

/// An error's words as a whole and by field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Views {
    pub(crate) detail: Option<String>,
    pub(crate) fields: BTreeMap<String, Vec<String>>,
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

/// Runs the client's own cases, or those of the file that `WIRE_CASES` names, and panics unless all of them pass.
pub(crate) fn run<C>(wire: &Wire<C>, dispatch: impl AsyncFn(&Call<'_>, &C) -> Result<Typed, Stop>) {
    let bench = Bench::start(wire);
    let mut verdicts = Vec::new();
    for (name, case) in bench.load(wire.manifest_dir) {
        let verdict = match case {
            Ok(case) => judge(wire, &bench.server, &case, &bench.observe(&dispatch, &case)),
            Err(problem) => Verdict::refused(problem),
        };
        verdicts.push((name, verdict));
    }
    judge::lost_keys(&mut verdicts);
    let failed = verdicts.iter().filter(|(_, verdict)| !verdict.differences.is_empty()).count();
    let passed = verdicts.len() - failed;
    let mut report = String::from("\n");
    for (name, verdict) in verdicts.iter().filter(|(_, verdict)| !verdict.differences.is_empty()) {
        let _ = writeln!(report, "{name}: {}", verdict.differences.join("; ").replace(['\n', '\r'], " "));
    }
    let _ = writeln!(report, "wire: {passed} passed, {failed} failed");
    // Not `print!`: the test runner would hide it whenever all is well.
    let _ = std::io::stdout().lock().write_all(report.as_bytes());
    assert!(failed == 0, "{failed} wire cases failed; each is listed above `wire: {passed} passed, {failed} failed`");
    assert!(passed > 0, "there are no wire cases: write some in tests/wire/*.jsonl");
}

/// Alters every own case in every way that matters, one at a time, and panics if an altered case still passes.
pub(crate) fn run_altered<C>(
    wire: &Wire<C>,
    dispatch: impl AsyncFn(&Call<'_>, &C) -> Result<Typed, Stop> + Copy + Send,
) {
    if std::env::var_os("WIRE_CASES").is_some() {
        return; // someone else's cases are run, maybe altered ones; ours are not asked about
    }
    let survivors: Vec<String> = std::thread::scope(|scope| {
        let share = |share| scope.spawn(move || alter_share(wire, dispatch, share));
        let shares: Vec<_> = (0..SHARES).map(share).collect();
        shares.into_iter().flat_map(|share| share.join().expect("a share of the cases is altered")).collect()
    });
    assert!(survivors.is_empty(), "altered cases that pass:\n{}", survivors.join("\n"));
}

/// How many threads alter cases: each waits for its own server most of the time.
const SHARES: usize = 4;

/// Those of a share's alterations that go unnoticed.
fn alter_share<C>(
    wire: &Wire<C>,
    dispatch: impl AsyncFn(&Call<'_>, &C) -> Result<Typed, Stop>,
    share: usize,
) -> Vec<String> {
    let bench = Bench::start(wire);
    let cases: Vec<Case> = bench.load(wire.manifest_dir).into_iter().filter_map(|(_, case)| case.ok()).collect();
    let (mut survivors, mut seen) = (Vec::new(), BTreeSet::new());
    for (position, case) in cases.iter().enumerate() {
        let fresh = seen.insert(format!("{} {:?} {:?}", case.op, case.args, case.kwargs));
        if position % SHARES != share {
            continue;
        }
        let observed = bench.observe(&dispatch, case);
        if !bench.passes(wire, case, &observed) {
            continue; // it fails as it is: `run` says so
        }
        let typed = observed.result.as_ref().ok().and_then(|typed| typed.value.as_ref());
        if let (Some(typed), Some(served)) = (typed, case.reply.json()) {
            let unseen = values::unseen(&served, typed);
            survivors.extend(unseen.into_iter().map(|place| format!("{}: typed value, {place}", case.name)));
        }
        for alteration in alter::alterations(case, &cases, typed.is_some(), fresh) {
            let passes = match alteration.case {
                Err(_) => false,
                Ok(case) if alteration.calls_again => bench.passes(wire, &case, &bench.observe(&dispatch, &case)),
                Ok(case) => bench.passes(wire, &case, &observed),
            };
            if passes {
                survivors.push(format!("{}: {}", case.name, alteration.what));
            }
        }
    }
    survivors
}
