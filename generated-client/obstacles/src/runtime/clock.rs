//! Time, as a thing that a test can hold still.

use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::transport::BoxFuture;

/// Where a client gets the time from, and how it waits. The default is the system's clock and tokio's timer.
pub trait Clock: Send + Sync + 'static {
    /// The present moment, for measuring.
    fn now(&self) -> Instant;

    /// The date, for headers that give one.
    fn timestamp(&self) -> Timestamp;

    /// Completes after `duration`, counted from the first poll.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// The same for a time limit, which mostly is not reached: a clock that skips sleeps must not skip these.
    fn limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep(duration)
    }
}

/// The system's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn timestamp(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}

/// `work`, or `None` if it is not done after `limit`.
pub(crate) async fn within<T>(clock: &dyn Clock, limit: Duration, work: BoxFuture<'_, T>) -> Option<T> {
    let (mut work, mut timer) = (work, clock.limit(limit));
    poll_fn(move |context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}
