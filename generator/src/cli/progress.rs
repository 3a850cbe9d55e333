//! A word to whoever waits, if it takes long.

use super::args::MessageFormat;
use super::output::Output;
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);

/// Ends the waiting when dropped.
pub(super) struct Progress {
    _done: Option<Sender<()>>,
}

pub(super) fn start(out: &Output, spec: &Path) -> Progress {
    if out.format != MessageFormat::Human || !std::io::stderr().is_terminal() {
        return Progress { _done: None };
    }
    let (sender, receiver) = channel::<()>();
    let spec = spec.display().to_string();
    std::thread::spawn(move || {
        if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            anstream::eprintln!("compiling {spec} …");
        }
    });
    Progress { _done: Some(sender) }
}
