//! When a failed attempt is repeated, and after how long.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

use super::api::Effect;
use super::error::Error;

type Predicate = Arc<dyn Fn(&Error) -> bool + Send + Sync>;

/// When a failed attempt is repeated, and after how long.
///
/// What is repeated depends on what the operation does:
///
/// | | connection failed | connection broke, timed out | 408, 5xx but 501 | 429 |
/// |---|---|---|---|---|
/// | `GET`, `HEAD`, `PUT`, `DELETE` | yes | yes | yes | yes |
/// | `POST`, `PATCH` | yes, nothing was sent | no | no | yes, nothing was done |
///
/// A reply's `Retry-After` (seconds or a date) is waited for if it is within
/// [`max_retry_after`](Self::max_retry_after); if it is beyond, the error is returned at once and says so.
/// Otherwise the waits grow exponentially with random jitter. The end of a rate-limit window is never
/// waited for.
///
/// The default is four attempts; waits of 0.5 to 1, 1 to 2 and 2 to 4 seconds; and up to 60 seconds of
/// `Retry-After`.
#[derive(Clone)]
pub struct RetryPolicy {
    max_attempts: u32,
    min_delay: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
    also: Option<Predicate>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy {
            max_attempts: 4,
            min_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
            max_retry_after: Duration::from_secs(60),
            also: None,
        }
    }
}

impl RetryPolicy {
    /// The default policy.
    pub fn new() -> Self {
        Self::default()
    }

    /// No retries at all.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// At most so many attempts, the first included; 0 is taken as 1. The default is 4.
    pub fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts.max(1);
        self
    }

    /// The wait before the first retry, doubled for each further one; up to as much again is added at
    /// random. The default is 0.5 s.
    pub fn min_delay(mut self, min_delay: Duration) -> Self {
        self.min_delay = min_delay;
        self
    }

    /// The limit of the doubling. The default is 30 s.
    pub fn max_delay(mut self, max_delay: Duration) -> Self {
        self.max_delay = max_delay;
        self
    }

    /// The longest `Retry-After` that is waited for. The default is 60 s.
    pub fn max_retry_after(mut self, max_retry_after: Duration) -> Self {
        self.max_retry_after = max_retry_after;
        self
    }

    /// Repeats these failures too, **whatever the operation does**: say yes only where the error means
    /// that nothing was done, as `|err| err.status() == Some(422) && …pending event…` does.
    pub fn also_if(mut self, also: impl Fn(&Error) -> bool + Send + Sync + 'static) -> Self {
        self.also = Some(Arc::new(also));
        self
    }

    /// How long to wait before the next attempt; `None` if there is to be none.
    pub(crate) fn delay(&self, effect: Effect, error: &Error) -> Option<Duration> {
        if error.attempts() >= self.max_attempts || !self.repeats(effect, error) {
            return None;
        }
        match error.retry_after() {
            Some(delay) => (delay <= self.max_retry_after).then_some(delay),
            None => Some(self.backoff(error.attempts())),
        }
    }

    fn repeats(&self, effect: Effect, error: &Error) -> bool {
        let harmless = match effect {
            Effect::Safe | Effect::Idempotent => error.is_retryable(),
            Effect::Unsafe => error.is_rate_limited() || error.is_connect(),
        };
        harmless || self.also.as_ref().is_some_and(|also| also(error))
    }

    fn backoff(&self, attempts: u32) -> Duration {
        ExponentialBuilder::new()
            .with_min_delay(self.min_delay)
            .with_max_delay(self.max_delay)
            .without_max_times()
            .with_jitter()
            .build()
            .nth(attempts.saturating_sub(1) as usize)
            .unwrap_or(self.max_delay)
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("max_attempts", &self.max_attempts)
            .field("min_delay", &self.min_delay)
            .field("max_delay", &self.max_delay)
            .field("max_retry_after", &self.max_retry_after)
            .field("also_if", &self.also.is_some())
            .finish()
    }
}
