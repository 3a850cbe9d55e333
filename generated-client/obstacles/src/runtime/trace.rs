//! Spans for `tracing`, behind the feature of that name. Never a secret, a query or a body.

use super::call::Answer;
use super::error::Error;
use super::prepare::Prepared;
use super::transport::BoxFuture;

type Call<'a> = BoxFuture<'a, Result<Answer, Error>>;

/// Puts a span around a call.
#[cfg(feature = "tracing")]
pub(crate) fn instrument<'a>(prepared: &Prepared, call: Call<'a>) -> Call<'a> {
    use tracing::Instrument as _;
    use tracing::field::Empty;

    let span = tracing::debug_span!("api_call", operation = &*prepared.operation, method = %prepared.method, status = Empty, attempts = Empty, error = Empty);
    let inner = span.clone();
    let recorded = async move {
        let outcome = call.await;
        match &outcome {
            Ok(Answer { reply, .. }) => {
                inner.record("status", reply.status.as_u16()).record("attempts", reply.attempts);
            }
            Err(error) => {
                if let Some(status) = error.status() {
                    inner.record("status", status.as_u16());
                }
                inner.record("attempts", error.attempts()).record("error", error.kind_name());
            }
        }
        outcome
    };
    Box::pin(recorded.instrument(span))
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn instrument<'a>(_prepared: &Prepared, call: Call<'a>) -> Call<'a> {
    call
}

/// Says that an attempt failed and will be repeated.
#[cfg(feature = "tracing")]
pub(crate) fn retrying(error: &Error, delay: std::time::Duration) {
    tracing::debug!(
        attempt = error.attempts(),
        error = error.kind_name(),
        status = error.status().map(|status| status.as_u16()),
        ?delay,
        "retrying"
    );
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn retrying(_error: &Error, _delay: std::time::Duration) {}
