//! A server, a client of it, and cases from files: makes one call after the other and takes down what each did.

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::case::{Call, Case};
use super::judge::{Verdict, judge};
use super::server::{Arrived, Server};
use super::{Stop, Typed, Wire, sent};

/// Where recorded exchanges say that their server stood; replies and expectations get the real address instead.
const RECORDED_HOST: &str = "127.0.0.1:18471";

/// No exchange on the loopback takes nearly as long; a case that hangs fails.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// What a call did.
pub(super) struct Observed {
    pub(super) result: Result<Typed, Stop>,
    pub(super) leftovers: Vec<String>,
    pub(super) requests: Vec<Arrived>,
}

/// A server, a client of it, and what drives them: one case after the other.
pub(super) struct Bench<C> {
    pub(super) server: Server,
    client: C,
    runtime: tokio::runtime::Runtime,
}

impl<C> Bench<C> {
    pub(super) fn start(wire: &Wire<C>) -> Self {
        let server = Server::start();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        let client = runtime.block_on(async { (wire.client)(&format!("http://{}", server.address)) });
        Bench { server, client, runtime }
    }

    /// The cases of the files by name, in order; what cannot be read is a case that fails.
    pub(super) fn load(&self, manifest_dir: &str) -> Vec<(String, Result<Case, String>)> {
        let mut cases = Vec::new();
        for file in sources(manifest_dir) {
            let text = std::fs::read_to_string(&file);
            let text = text.unwrap_or_else(|err| panic!("cannot read wire cases from `{}`: {err}", file.display()));
            for (line, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
                let text = text.replace(RECORDED_HOST, &self.server.address);
                let parsed = serde_json::from_str(&text).map_err(|err| err.to_string()).and_then(Case::parse);
                let name = match &parsed {
                    Ok(case) => case.name.clone(),
                    Err(_) => format!("{}:{}", file.display(), line + 1),
                };
                cases.push((name, parsed));
            }
        }
        cases
    }

    /// As [`judge`], without the reasons, and without looking at the reply when the request is wrong already.
    pub(super) fn passes(&self, wire: &Wire<C>, case: &Case, observed: &Observed) -> bool {
        let mut sent = Verdict::default();
        sent::judge_sent(&mut sent, &self.server, case, observed);
        sent.differences.is_empty() && judge(wire, &self.server, case, observed).differences.is_empty()
    }

    /// Makes the call and takes down what it did. A panic of the client is a finding, not the end.
    pub(super) fn observe(
        &self,
        dispatch: &impl AsyncFn(&Call<'_>, &C) -> Result<Typed, Stop>,
        case: &Case,
    ) -> Observed {
        let call = Call::new(case);
        self.server.serve(Arc::clone(&case.reply));
        let run =
            || self.runtime.block_on(async { tokio::time::timeout(TIME_LIMIT, dispatch(&call, &self.client)).await });
        let result = match std::panic::catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(Stop::Refused(format!("no outcome within {} s", TIME_LIMIT.as_secs()))),
            Err(_) => Err(Stop::Refused("the client panicked".to_owned())),
        };
        Observed { result, leftovers: call.leftovers(), requests: self.server.arrived() }
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
    let entries = entries.unwrap_or_else(|err| panic!("cannot list wire cases in `{}`: {err}", folder.display()));
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    files
}
