//! The clock of a client whose API is a mock: nobody waits for anything but replies.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::runtime::{BoxFuture, Clock};

/// Goes with the system's, and on by itself whenever somebody sleeps: pauses between polls and retries take no
/// time, and time limits are real.
#[derive(Clone, Default)]
pub(super) struct MockClock {
    /// How far it is ahead.
    ahead: Arc<Mutex<Duration>>,
}

impl MockClock {
    fn ahead(&self) -> Duration {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes on to `end`, unless it is there already.
    fn pass(&self, end: Duration) {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = (*ahead).max(end);
    }
}

impl Clock for MockClock {
    fn now(&self) -> Instant {
        Instant::now() + self.ahead()
    }

    fn timestamp(&self) -> Timestamp {
        Timestamp::now() + self.ahead()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let (clock, end) = (self.clone(), self.ahead().saturating_add(duration));
        Box::pin(async move {
            // Others that are ready go first, so that sleeps that begin together pass together.
            tokio::task::yield_now().await;
            clock.pass(end);
        })
    }

    fn limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
