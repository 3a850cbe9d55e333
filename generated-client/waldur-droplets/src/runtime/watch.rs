//! The patience of a wait: its timing, and what is remembered from poll to poll.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::clock::Clock;
use super::error::{Error, Result};

/// The time between two polls, unless told otherwise.
const INTERVAL: Duration = Duration::from_secs(5);
/// The time that a whole wait may take, unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(600);
/// How many polls in a row may fail for a passing reason, unless told otherwise.
const MAX_FAILURES: u32 = 3;

/// What the caller said of a wait's timing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timing {
    pub(crate) timeout: Option<Duration>,
    /// Set when the first step begins.
    pub(crate) deadline: Option<Instant>,
    pub(crate) interval: Option<Duration>,
    pub(crate) max_failures: Option<u32>,
    pub(crate) tolerated: Vec<u16>,
}

impl Timing {
    /// These, with what `outer` says counting first.
    pub(crate) fn within(self, outer: Timing) -> Timing {
        Timing {
            timeout: outer.timeout.or(self.timeout),
            deadline: outer.deadline.or(self.deadline),
            interval: outer.interval.or(self.interval),
            max_failures: outer.max_failures.or(self.max_failures),
            tolerated: [self.tolerated, outer.tolerated].concat(),
        }
    }
}

/// What is remembered from poll to poll.
pub(crate) struct Watch<'a> {
    clock: &'a dyn Clock,
    begun: Instant,
    pub(crate) deadline: Option<Instant>,
    timing: Timing,
    pub(crate) operation: Cow<'static, str>,
    failures: u32,
    /// How long the API asked to be left alone.
    asked: Duration,
    state: Option<Bytes>,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(clock: &'a dyn Clock, timing: Timing) -> Self {
        let begun = clock.now();
        let deadline = timing.deadline.or_else(|| begun.checked_add(TIMEOUT));
        Watch {
            clock,
            begun,
            deadline,
            timing,
            operation: Cow::Borrowed(""),
            failures: 0,
            asked: Duration::ZERO,
            state: None,
        }
    }

    /// The time that is left; an error if there is none.
    pub(crate) fn remaining(&self) -> Result<Duration> {
        let remaining =
            self.deadline.map_or(Duration::MAX, |deadline| deadline.saturating_duration_since(self.clock.now()));
        if remaining.is_zero() { Err(self.timed_out()) } else { Ok(remaining) }
    }

    pub(crate) fn pause(&self) -> Result<Duration> {
        Ok(self.remaining()?.min(self.timing.interval.unwrap_or(INTERVAL).max(self.asked)))
    }

    pub(crate) fn saw(&mut self, state: Bytes) {
        self.failures = 0;
        self.asked = Duration::ZERO;
        self.state = Some(state);
    }

    /// Nothing, if the failure says «not yet» or may pass; otherwise the failure.
    pub(crate) fn put_up_with(&mut self, error: Error) -> Result<()> {
        let state = error.raw_body().map(Bytes::copy_from_slice);
        if error.status().is_some_and(|status| self.timing.tolerated.contains(&status.as_u16())) {
            self.saw(state.unwrap_or_default());
            return Ok(());
        }
        self.failures += 1;
        self.asked = error.retry_after().unwrap_or_default();
        if self.remaining().is_ok_and(|remaining| self.asked > remaining) {
            return Err(error);
        }
        if !error.is_retryable() || self.failures > self.timing.max_failures.unwrap_or(MAX_FAILURES) {
            return Err(error);
        }
        Ok(())
    }

    pub(crate) fn timed_out(&self) -> Error {
        let waited = self.clock.now().saturating_duration_since(self.begun);
        Error::wait_timed_out(format!("what was waited for did not come about in {waited:?}"), self.state.clone())
            .of(self.operation.clone())
    }

    pub(crate) fn failed(&self, reason: &str) -> Error {
        Error::wait_failed(format!("what was waited for cannot come about: {reason}"), self.state.clone())
            .of(self.operation.clone())
    }
}
