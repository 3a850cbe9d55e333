//! A call: one or more attempts, and the time limit over all of them.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use http::StatusCode;

use super::client::Client;
use super::clock;
use super::error::{Error, Result};
use super::exchange::{Received, whole};
use super::hooks::{Attempt, Hook};
use super::prepare::Prepared;
use super::redirect;
use super::request::RawRequest;
use super::response::Reply;
use super::retry::RetryPolicy;
use super::trace;
use super::transport::{BoxFuture, Chunks, TransportError};

/// What came of a call: a reply, and its body if that is to be read as a stream.
pub(crate) struct Answer {
    pub(crate) reply: Reply,
    pub(crate) chunks: Option<Chunks>,
}

/// Sends a request until it succeeds or there is no point in trying again.
pub(crate) fn send(request: RawRequest) -> BoxFuture<'static, Result<Reply>> {
    Box::pin(async move { Ok(begin(request, false).await?.reply) })
}

/// As [`send`]; where the reply `streams`, its body is not waited for.
pub(crate) fn begin(request: RawRequest, streams: bool) -> BoxFuture<'static, Result<Answer>> {
    Box::pin(async move {
        let client = request.client.clone();
        let settings = &*client.0;
        let timeout = request.timeout.or(settings.timeout);
        let policy = request.retry.clone().unwrap_or_else(|| settings.retry.clone());
        let prepared = request.prepare()?;
        let deadline = timeout.and_then(|timeout| settings.clock.now().checked_add(timeout));
        let call =
            Call { client: &client, prepared: &prepared, streams, policy, deadline, attempts: AtomicU32::new(0) };
        let work = trace::instrument(&prepared, Box::pin(call.run()));
        match timeout {
            None => work.await,
            Some(limit) => {
                clock::within(&*settings.clock, limit, work).await.unwrap_or_else(|| Err(call.timed_out(limit)))
            }
        }
    })
}

struct Call<'a> {
    client: &'a Client,
    prepared: &'a Prepared,
    streams: bool,
    policy: RetryPolicy,
    deadline: Option<Instant>,
    /// Attempts begun, readable when the call is cut short.
    attempts: AtomicU32,
}

impl Call<'_> {
    async fn run(&self) -> Result<Answer> {
        let settings = &*self.client.0;
        loop {
            if let Some(throttle) = &settings.throttle {
                throttle.turn(&*settings.clock).await;
            }
            let number = self.attempts.fetch_add(1, Ordering::Relaxed) + 1;
            let error = match self.attempt(number).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            match self.policy.delay(self.prepared.effect, &error).filter(|delay| self.has_time_for(*delay)) {
                None => return Err(error),
                Some(_) if !self.prepared.body.is_repeatable() => return Err(error.sent_once()),
                Some(delay) => {
                    trace::retrying(&error, delay);
                    settings.clock.sleep(delay).await;
                }
            }
        }
    }

    async fn attempt(&self, number: u32) -> Result<Answer> {
        let settings = &*self.client.0;
        let mut watched = Attempt {
            operation: &self.prepared.operation,
            method: &self.prepared.method,
            url: self.prepared.url.as_str(),
            number,
            elapsed: Duration::ZERO,
            reply: None,
            error: None,
        };
        call_hooks(&settings.before, &watched);
        let begun = settings.clock.now();
        let outcome = self.exchange(number).await;
        watched.elapsed = settings.clock.now().saturating_duration_since(begun);
        match &outcome {
            Ok(Answer { reply, .. }) => watched.reply = Some((reply.status, &reply.headers)),
            Err(error) => {
                watched.reply = error.status().zip(error.headers());
                watched.error = Some(error);
            }
        }
        call_hooks(&settings.after, &watched);
        outcome
    }

    async fn exchange(&self, number: u32) -> Result<Answer> {
        let settings = &*self.client.0;
        let blank = Reply {
            api: settings.api,
            operation: self.prepared.operation.clone(),
            status: StatusCode::OK,
            headers: Default::default(),
            body: Default::default(),
            attempts: number,
        };
        let received = match redirect::follow(settings, self.prepared, self.streams).await {
            Ok(Ok(response)) => response,
            Ok(Err(broken)) => return Err(self.broken(broken, blank)),
            Err(error) => return Err(error.of(blank.operation).after(number)),
        };
        let (reply, chunks) = match received.into_parts() {
            (head, Received::Chunks(chunks)) if self.streams && head.status.is_success() => {
                (blank.filled(http::Response::from_parts(head, Default::default())), Some(chunks))
            }
            (head, body) => match whole(http::Response::from_parts(head, body), settings.max_reply_bytes).await {
                Ok(response) => (blank.filled(response), None),
                Err(broken) => return Err(self.broken(broken, blank)),
            },
        };
        settings.note_rate_limit(reply.rate_limit());
        if reply.status.is_success() {
            return Ok(Answer { reply, chunks });
        }
        let is_stopped = reply.status.is_redirection() && !self.prepared.body.is_repeatable();
        let error = Error::unsuccessful(reply, settings.clock.timestamp());
        Err(if is_stopped { error.sent_once() } else { error })
    }

    fn broken(&self, mut broken: TransportError, blank: Reply) -> Error {
        let partial = broken.take_partial();
        let error = Error::transport(broken, &self.prepared.url);
        let error = error.of(blank.operation.clone()).after(blank.attempts);
        match partial {
            Some(partial) => error.with_reply(blank.filled(partial)),
            None => error,
        }
    }

    fn has_time_for(&self, delay: Duration) -> bool {
        let Some(deadline) = self.deadline else {
            return true;
        };
        let begin = self.client.0.clock.now().checked_add(delay);
        begin.is_some_and(|begin| begin < deadline)
    }

    fn timed_out(&self, limit: Duration) -> Error {
        Error::timed_out(limit).of(self.prepared.operation.clone()).after(self.attempts.load(Ordering::Relaxed))
    }
}

fn call_hooks(hooks: &[Hook], attempt: &Attempt<'_>) {
    for hook in hooks {
        hook(attempt);
    }
}
