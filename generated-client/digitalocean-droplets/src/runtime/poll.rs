//! Waiting for something to come about, by asking again and again.

use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::client::Client;
use super::clock;
use super::error::{Error, Result};
use super::response::{Response, ResponseFuture};
use super::transport::BoxFuture;
use super::watch::{Timing, Watch};

/// What a poll found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Not yet.
    Pending,
    /// It has come about.
    Done,
    /// It cannot come about any more, for this reason.
    Failed(String),
}

/// Waits until something has come about; awaiting it gives the state in which it has.
///
/// Asks at once, then every 5 s, for at most 10 min, and puts up with three failures in a row that may
/// pass (after each call's own retries). Dropping it stops the waiting, not what is waited for.
#[must_use = "a wait does nothing until it is awaited"]
pub struct Wait<T> {
    client: Client,
    options: Options<T>,
    start: Start<T>,
}

type Start<T> = Box<dyn FnOnce(Options<T>) -> BoxFuture<'static, Result<T>> + Send>;
type Until<T> = Arc<dyn Fn(&T) -> bool + Send + Sync>;

/// What the caller said of a wait; it holds for all its steps.
pub(crate) struct Options<T> {
    pub(crate) timing: Timing,
    pub(crate) until: Option<Until<T>>,
}

impl<T: Send + 'static> Wait<T> {
    /// Polls until `judge` says that it is over.
    pub(crate) fn new<P, J>(client: &Client, poll: P, judge: J) -> Self
    where
        P: FnMut() -> ResponseFuture<T> + Send + 'static,
        J: Fn(&T) -> Progress + Send + Sync + 'static,
    {
        Wait::polling(client, Polling { poll, judge, gone: &[], give: |found| found })
    }

    /// Sends a request first; its reply says what to wait for.
    pub(crate) fn after<R, F>(first: ResponseFuture<Response<R>>, wait: F) -> Self
    where
        R: Send + 'static,
        F: FnOnce(R) -> Wait<T> + Send + 'static,
    {
        Wait::starting(
            first.client().clone(),
            Box::new(move |options| {
                Box::pin(async move {
                    let reply = first.await?;
                    let begun = Bytes::copy_from_slice(reply.raw_body());
                    wait(reply.into_inner()).run(options).await.map_err(|error| error.begun_by(begun))
                })
            }),
        )
    }

    /// A wait that cannot begin, as the reply does not say what to wait for.
    pub(crate) fn lacking(client: &Client, what: &'static str) -> Self {
        let error = move || Error::wait_failed(format!("the reply has no `{what}` by which to wait"), None);
        Wait::starting(client.clone(), Box::new(move |_| Box::pin(async move { Err(error()) })))
    }

    fn polling<S, P, J>(client: &Client, polling: Polling<S, T, P, J>) -> Self
    where
        S: Send + 'static,
        P: FnMut() -> ResponseFuture<S> + Send + 'static,
        J: Fn(&S) -> Progress + Send + Sync + 'static,
    {
        let asked = client.clone();
        Wait::starting(client.clone(), Box::new(move |options| Box::pin(polling.run(asked, options))))
    }

    pub(crate) fn starting(client: Client, start: Start<T>) -> Self {
        Wait { client, options: Options { timing: Timing::default(), until: None }, start }
    }

    /// Gives up after so long, all steps together. The default is 10 min for each step.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timing.timeout = Some(timeout);
        self
    }

    /// Lets so much time pass between two polls. The default is 5 s.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.options.timing.interval = Some(interval);
        self
    }

    /// Takes replies of these statuses as «not yet».
    pub fn tolerate(mut self, statuses: &[u16]) -> Self {
        self.options.timing.tolerated.extend(statuses);
        self
    }

    /// Puts up with so many polls in a row that fail for a reason that may pass. The default is 3.
    pub fn max_failures(mut self, failures: u32) -> Self {
        self.options.timing.max_failures = Some(failures);
        self
    }

    /// Waits further, until this holds too.
    pub fn until(mut self, condition: impl Fn(&T) -> bool + Send + Sync + 'static) -> Self {
        let before = self.options.until.take();
        self.options.until =
            Some(Arc::new(move |value| before.as_ref().is_none_or(|before| before(value)) && condition(value)));
        self
    }

    /// Runs it, as a step of another wait if `outer` says anything; that counts before what is said here.
    pub(crate) fn run(self, outer: Options<T>) -> BoxFuture<'static, Result<T>> {
        Box::pin(async move {
            let (own, clock) = (self.options, &*self.client.0.clock);
            let until = match (own.until, outer.until) {
                (Some(own), Some(outer)) => Some(Arc::new(move |value: &T| own(value) && outer(value)) as Until<T>),
                (own, outer) => own.or(outer),
            };
            let mut timing = own.timing.within(outer.timing);
            match timing.timeout.take() {
                Some(timeout) if timing.deadline.is_none() => {
                    timing.deadline = clock.now().checked_add(timeout);
                    let work = (self.start)(Options { timing, until });
                    clock::within(clock, timeout, work).await.unwrap_or_else(|| {
                        Err(Error::wait_timed_out(format!("the wait was not over after {timeout:?}"), None))
                    })
                }
                _ => (self.start)(Options { timing, until }).await,
            }
        })
    }
}

impl<T: Send + 'static> IntoFuture for Wait<T> {
    type Output = Result<T>;
    type IntoFuture = BoxFuture<'static, Result<T>>;

    fn into_future(self) -> Self::IntoFuture {
        self.run(Options { timing: Timing::default(), until: None })
    }
}

impl<T> fmt::Debug for Wait<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("timing", &self.options.timing).finish_non_exhaustive()
    }
}

impl Wait<()> {
    /// Polls until a poll fails with one of these statuses, as what is gone does, or `judge` says that it is over.
    pub(crate) fn gone<S, P, J>(client: &Client, poll: P, judge: J, statuses: &'static [u16]) -> Self
    where
        S: Send + 'static,
        P: FnMut() -> ResponseFuture<S> + Send + 'static,
        J: Fn(&S) -> Progress + Send + Sync + 'static,
    {
        Wait::polling(client, Polling { poll, judge, gone: statuses, give: |_| Some(()) })
    }

    /// A wait of several steps: `Wait::step(first).then(second)`. A step that is `None` is left out.
    pub(crate) fn step<A: Send + 'static>(first: impl Into<Option<Wait<A>>>) -> WaitSteps {
        WaitSteps { steps: Vec::new() }.and(first)
    }
}

type Step = Box<dyn FnOnce(Timing) -> BoxFuture<'static, Result<()>> + Send>;

/// The steps of a wait before its last.
#[must_use = "steps do nothing until `then`"]
pub(crate) struct WaitSteps {
    steps: Vec<Step>,
}

impl WaitSteps {
    /// Adds a step whose value is of no interest.
    pub(crate) fn and<A: Send + 'static>(mut self, next: impl Into<Option<Wait<A>>>) -> Self {
        if let Some(wait) = next.into() {
            self.steps.push(Box::new(move |timing| {
                Box::pin(async move { wait.run(Options { timing, until: None }).await.map(|_| ()) })
            }));
        }
        self
    }

    /// The last step, whose value is the whole wait's.
    pub(crate) fn then<T: Send + 'static>(self, last: Wait<T>) -> Wait<T> {
        Wait::starting(
            last.client.clone(),
            Box::new(move |options: Options<T>| {
                Box::pin(async move {
                    for step in self.steps {
                        step(options.timing.clone()).await?;
                    }
                    last.run(options).await
                })
            }),
        )
    }
}

/// What is asked again and again, and when it is over.
struct Polling<S, T, P, J> {
    poll: P,
    judge: J,
    /// Statuses of a failed poll that mean that it is over.
    gone: &'static [u16],
    /// What the wait gives, from the last state; there is none of what is gone.
    give: fn(Option<S>) -> Option<T>,
}

impl<S, T, P, J> Polling<S, T, P, J>
where
    P: FnMut() -> ResponseFuture<S>,
    J: Fn(&S) -> Progress,
{
    async fn run(mut self, client: Client, options: Options<T>) -> Result<T> {
        let clock = &*client.0.clock;
        let mut watch = Watch::new(clock, options.timing);
        loop {
            let call = (self.poll)();
            watch.operation = call.operation().clone();
            let over = match clock::within(clock, watch.remaining()?, Box::pin(call.with_body())).await {
                None => return Err(watch.timed_out()),
                Some(Err(error)) if error.status().is_some_and(|it| self.gone.contains(&it.as_u16())) => {
                    (self.give)(None)
                }
                Some(Err(error)) => {
                    watch.put_up_with(error)?;
                    None
                }
                Some(Ok((state, body))) => {
                    watch.saw(body);
                    match (self.judge)(&state) {
                        Progress::Failed(reason) => return Err(watch.failed(&reason)),
                        Progress::Done => (self.give)(Some(state)),
                        Progress::Pending => None,
                    }
                }
            };
            if let Some(value) = over.filter(|value| options.until.as_ref().is_none_or(|until| until(value))) {
                return Ok(value);
            }
            clock.sleep(watch.pause()?).await;
        }
    }
}
