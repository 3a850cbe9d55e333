//! The doubles: a transport with canned replies and a clock that only moves when someone sleeps.

use std::collections::VecDeque;
use std::future::{Future, IntoFuture, pending};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;

use crate::runtime::{BoxFuture, Chunks, Client, ClientBuilder, Clock, Transport, TransportError, Upload};

pub(crate) const TOKEN: &str = "dop_v1_very-secret";

/// What the network does with a request.
pub(crate) enum Canned {
    Reply(u16, Vec<(&'static str, String)>, Bytes),
    /// No connection.
    Refused,
    /// The connection broke after the request was sent.
    Broken,
    /// Nothing ever comes.
    Silence,
}

/// A reply with this status and body.
pub(crate) fn reply(status: u16, body: impl Into<Bytes>) -> Canned {
    Canned::Reply(status, Vec::new(), body.into())
}

impl Canned {
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Canned::Reply(_, headers, _) = &mut self {
            headers.push((name, value.into()));
        }
        self
    }
}

/// Gives the canned replies in their order and keeps what was sent.
#[derive(Clone, Default)]
pub(crate) struct Network {
    canned: Arc<Mutex<VecDeque<Canned>>>,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Network {
    pub(crate) fn new(canned: impl IntoIterator<Item = Canned>) -> Self {
        Network { canned: Arc::new(Mutex::new(canned.into_iter().collect())), sent: Arc::default() }
    }

    pub(crate) fn sent(&self) -> Vec<Request<Bytes>> {
        self.sent.lock().expect("no test panics with the lock").clone()
    }

    /// Method and URL of every request.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.sent().iter().map(|request| format!("{} {}", request.method(), request.uri())).collect()
    }

    /// Path and query of the only request.
    pub(crate) fn target(&self) -> String {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "one request was expected: {sent:?}");
        sent[0].uri().path_and_query().expect("every request has a path").to_string()
    }

    /// The body of the last request.
    pub(crate) fn body(&self) -> String {
        let sent = self.sent();
        let last = sent.last().expect("something was sent");
        String::from_utf8(last.body().to_vec()).expect("bodies are UTF-8")
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder().token(TOKEN).transport(self.clone()).clock(FakeClock::here())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().expect("the builder is complete")
    }
}

impl Transport for Network {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.sent.lock().expect("no test panics with the lock").push(request);
        let next = self.canned.lock().expect("no test panics with the lock").pop_front();
        Box::pin(async move {
            match next {
                None => Err(TransportError::refused("the test has no further reply")),
                Some(Canned::Refused) => Err(TransportError::connect("connection refused")),
                Some(Canned::Broken) => Err(TransportError::broken("connection reset")),
                Some(Canned::Silence) => pending().await,
                Some(Canned::Reply(status, headers, body)) => {
                    let mut response = Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(name, value);
                    }
                    Ok(response.body(body).expect("the test's reply is HTTP"))
                }
            }
        })
    }
}

/// The wall clock's time when a test begins.
pub(crate) const BEGINNING: i64 = 1_700_000_000;

/// A clock that stands still while anything can be done, and then jumps to the next alarm. It belongs to
/// the test's thread.
#[derive(Clone)]
pub(crate) struct FakeClock {
    zero: Instant,
    state: Arc<Mutex<Alarms>>,
}

#[derive(Default)]
struct Alarms {
    passed: Duration,
    waiting: Vec<(u64, Duration)>,
    next_id: u64,
    slept: Vec<Duration>,
}

thread_local! {
    static CLOCK: FakeClock = FakeClock { zero: Instant::now(), state: Arc::default() };
}

impl FakeClock {
    /// This thread's clock.
    pub(crate) fn here() -> Self {
        CLOCK.with(Clone::clone)
    }

    /// Every sleep that came to its end; time limits that were not reached are none.
    pub(crate) fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    pub(crate) fn passed(&self) -> Duration {
        self.state().passed
    }

    fn state(&self) -> MutexGuard<'_, Alarms> {
        self.state.lock().expect("no test panics with the lock")
    }

    fn jump(&self) {
        let mut state = self.state();
        let next = state.waiting.iter().map(|(_, at)| *at).min();
        state.passed = next.expect("the test waits for nothing that can come");
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.zero + self.passed()
    }

    fn timestamp(&self) -> Timestamp {
        Timestamp::from_second(BEGINNING).expect("the constant is in range") + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep { clock: self.clone(), duration, alarm: None })
    }
}

struct Sleep {
    clock: FakeClock,
    duration: Duration,
    alarm: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut state = this.clock.state();
        let id = *this.alarm.get_or_insert_with(|| {
            let (id, at) = (state.next_id, state.passed + this.duration);
            state.next_id += 1;
            state.waiting.push((id, at));
            id
        });
        let due = state.waiting.iter().any(|(waiting, at)| *waiting == id && *at <= state.passed);
        if !due {
            return Poll::Pending;
        }
        state.waiting.retain(|(waiting, _)| *waiting != id);
        state.slept.push(this.duration);
        Poll::Ready(())
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(id) = self.alarm {
            self.clock.state().waiting.retain(|(waiting, _)| *waiting != id);
        }
    }
}

/// Runs a future to its end on this thread, moving the clock whenever it waits.
pub(crate) fn run<F: IntoFuture>(future: F) -> F::Output {
    let mut future = pin!(future.into_future());
    loop {
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => return output,
            Poll::Pending => FakeClock::here().jump(),
        }
    }
}

/// A Machine as the API sends it.
pub(crate) fn machine(id: i64, status: &str) -> String {
    format!(r#"{{"id":{id},"name":"web-{id}","status":"{status}","tags":[],"networks":{{"v4":[]}},"kernel":null}}"#)
}

/// A Machine in its envelope.
pub(crate) fn enveloped(id: i64, status: &str) -> String {
    format!(r#"{{"machine":{}}}"#, machine(id, status))
}

/// Answers each request with 200, this content type and these chunks; `None` is where the connection breaks.
#[derive(Clone)]
pub(crate) struct Trickle {
    kind: &'static str,
    chunks: Vec<Option<Bytes>>,
}

impl Trickle {
    pub(crate) fn new<'a>(kind: &'static str, chunks: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Trickle { kind, chunks: chunks.into_iter().map(|it| Some(Bytes::copy_from_slice(it))).collect() }
    }

    /// A byte a chunk.
    pub(crate) fn bytewise(kind: &'static str, text: &str) -> Self {
        Self::new(kind, text.as_bytes().chunks(1))
    }

    pub(crate) fn then_breaks(mut self) -> Self {
        self.chunks.push(None);
        self
    }

    pub(crate) fn client(&self) -> Client {
        Client::builder().transport(self.clone()).clock(FakeClock::here()).build().expect("the builder is complete")
    }
}

impl Transport for Trickle {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        unreachable!("a stream is asked for")
    }

    fn stream(&self, _: Request<Upload>) -> BoxFuture<'_, Result<Response<Chunks>, TransportError>> {
        let chunks: Vec<_> =
            self.chunks.iter().map(|it| it.clone().ok_or_else(|| TransportError::broken("connection reset"))).collect();
        let chunks: Chunks = Box::pin(futures::stream::iter(chunks));
        let reply = Response::builder().header("content-type", self.kind).header("x-request-id", "r-1").body(chunks);
        Box::pin(async move { Ok(reply.expect("the test's reply is HTTP")) })
    }
}
