//! The client-side rate limit: calls start evenly spaced, whatever the number of tasks that make them.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::clock::Clock;

/// Gives out moments at which a request may start.
pub(crate) struct Throttle {
    interval: Duration,
    next: Mutex<Option<Instant>>,
}

impl Throttle {
    /// At most one request an `interval`.
    pub(crate) fn every(interval: Duration) -> Self {
        Throttle { interval, next: Mutex::new(None) }
    }

    /// Waits for this request's turn. Turns are given in the order of asking; one that is not used because
    /// its call was dropped is lost.
    pub(crate) async fn turn(&self, clock: &dyn Clock) {
        let wait = self.reserve(clock.now());
        if !wait.is_zero() {
            clock.sleep(wait).await;
        }
    }

    fn reserve(&self, now: Instant) -> Duration {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = next.map_or(now, |next| next.max(now));
        *next = turn.checked_add(self.interval);
        turn.saturating_duration_since(now)
    }
}
