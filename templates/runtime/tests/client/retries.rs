//! What is repeated, how often, and after how long.

use std::time::Duration;

use http::header::RETRY_AFTER;

use crate::models::MachineCreate;
use crate::runtime::{Error, RetryPolicy};
use crate::support::{BEGINNING, Canned, FakeClock, Network, enveloped, reply, run};

fn body() -> MachineCreate {
    MachineCreate { name: "web".to_owned(), image: None }
}

fn attempts_of_get(status: u16) -> usize {
    let network = Network::new((0..9).map(|_| reply(status, "")));
    let error = run(network.client().machines().get(1)).expect_err("the API fails");
    assert_eq!(error.attempts() as usize, network.sent().len());
    network.sent().len()
}

fn attempts_of_create(canned: fn() -> Canned) -> usize {
    let network = Network::new((0..9).map(|_| canned()));
    let error = run(network.client().machines().create(body())).expect_err("the API fails");
    assert_eq!(error.attempts() as usize, network.sent().len());
    network.sent().len()
}

#[test]
fn safe_calls_are_repeated_on_passing_failures() {
    for status in [408, 429, 500, 502, 503, 504, 507, 520, 524] {
        assert_eq!(attempts_of_get(status), 4, "{status}");
    }
    for status in [400, 401, 403, 404, 409, 412, 422, 425, 501] {
        assert_eq!(attempts_of_get(status), 1, "{status}");
    }
}

#[test]
fn a_post_is_repeated_only_if_nothing_was_done() {
    assert_eq!(attempts_of_create(|| reply(500, "")), 1);
    assert_eq!(attempts_of_create(|| reply(503, "").header("retry-after", "1")), 1);
    assert_eq!(attempts_of_create(|| reply(408, "")), 1);
    assert_eq!(attempts_of_create(|| Canned::Broken), 1);
    assert_eq!(attempts_of_create(|| reply(429, "")), 4);
    assert_eq!(attempts_of_create(|| Canned::Refused), 4);
}

#[test]
fn broken_connections_of_a_delete_are_repeated() {
    let network = Network::new([Canned::Broken, Canned::Refused, reply(204, "")]);
    let response = run(network.client().machines().destroy(5).with_response()).expect("the third attempt succeeds");
    assert_eq!(response.attempts(), 3);
    assert_eq!(network.lines(), vec!["DELETE https://api.example.com/v2/machines/5"; 3]);
}

#[test]
fn waits_grow_and_are_jittered() {
    let network = Network::new((0..4).map(|_| reply(500, "")));
    run(network.client().machines().get(1)).expect_err("the API fails");
    let waits: Vec<f64> = FakeClock::here().slept().iter().map(Duration::as_secs_f64).collect();
    assert_eq!(waits.len(), 3);
    for (wait, least) in waits.iter().zip([0.5, 1.0, 2.0]) {
        assert!((least..=least * 2.0).contains(wait), "{waits:?}");
    }
    assert!(waits != [0.5, 1.0, 2.0], "without jitter, all clients come back at once");
}

#[test]
fn retry_after_is_honoured() {
    let date = jiff::fmt::rfc2822::DateTimePrinter::new();
    let in_7_s = jiff::Timestamp::from_second(BEGINNING + 7).expect("in range");
    let date = date.timestamp_to_rfc9110_string(&in_7_s).expect("years have four digits");
    for (value, wait) in [("3", 3), ("0", 0), (date.as_str(), 7), ("Sun, 06 Nov 1994 08:49:37 GMT", 0)] {
        let network = Network::new([reply(429, "").header("retry-after", value), reply(200, enveloped(1, "active"))]);
        let before = FakeClock::here().slept().len();
        // The clock moves on, so the date is only for the first round.
        run(network.client().machines().get(1)).expect("the second attempt succeeds");
        let waited = FakeClock::here().slept()[before..].to_vec();
        let expected = if wait == 7 { Duration::from_secs(4) } else { Duration::from_secs(wait) };
        assert_eq!(waited, [expected], "{value}");
    }
}

#[test]
fn an_hour_of_retry_after_is_not_slept() {
    let network = Network::new([reply(429, "").header("retry-after", "3600")]);
    let error = run(network.client().machines().get(1)).expect_err("no retry");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(error.attempts(), 1);
    assert_eq!(FakeClock::here().passed(), Duration::ZERO);
}

#[test]
fn the_cap_of_retry_after_can_be_chosen() {
    let limited = || Network::new([reply(429, "").header("retry-after", "61"), reply(200, enveloped(1, "active"))]);
    run(limited().client().machines().get(1)).expect_err("61 s are more than 60");
    let patient = RetryPolicy::new().max_retry_after(Duration::from_secs(61));
    run(limited().client().machines().get(1).retry(patient)).expect("61 s are waited for");
    assert_eq!(FakeClock::here().slept(), [Duration::from_secs(61)]);
}

#[test]
fn a_broken_retry_after_is_no_retry_after() {
    for value in ["soon", "-1", "1.5", ""] {
        let network = Network::new([reply(503, "").header("retry-after", value), reply(200, enveloped(1, "active"))]);
        run(network.client().machines().get(1)).expect("the second attempt succeeds");
    }
    assert_eq!(RETRY_AFTER, "retry-after");
}

#[test]
fn the_end_of_the_window_is_never_slept_for() {
    let reset = (BEGINNING + 3000).to_string();
    let limited = || reply(429, "").header("ratelimit-remaining", "0").header("ratelimit-reset", reset.clone());
    let network = Network::new((0..4).map(|_| limited()));
    run(network.client().machines().get(1)).expect_err("the API has had enough");
    assert!(FakeClock::here().passed() < Duration::from_secs(10));
}

#[test]
fn policies_of_client_and_request() {
    let network = Network::new((0..9).map(|_| reply(500, "")));
    let client = network.builder().retry(RetryPolicy::none()).build().expect("complete");
    run(client.machines().get(1)).expect_err("the API fails");
    assert_eq!(network.sent().len(), 1);
    run(client.machines().get(1).retry(RetryPolicy::new().max_attempts(2))).expect_err("the API fails");
    assert_eq!(network.sent().len(), 3);
}

#[test]
fn a_predicate_repeats_more() {
    let pending = |error: &Error| {
        error.status().is_some_and(|status| status == 422)
            && error.message().is_some_and(|text| text.contains("pending event"))
    };
    let policy = RetryPolicy::new().also_if(pending);
    let network = Network::new([
        reply(422, r#"{"id":"unprocessable_entity","message":"Machine already has a pending event."}"#),
        reply(202, format!(r#"{{"machine":{}}}"#, crate::support::machine(7, "new"))),
    ]);
    let machine =
        run(network.client().machines().create(body()).retry(policy.clone())).expect("the second attempt succeeds");
    assert_eq!(machine.id, 7);
    let network = Network::new([reply(422, r#"{"id":"unprocessable_entity","message":"no such size"}"#)]);
    run(network.client().machines().create(body()).retry(policy)).expect_err("not worth a retry");
}

#[test]
fn the_timeout_covers_the_retries() {
    let network = Network::new([Canned::Silence]);
    let error = run(network.client().machines().get(1).timeout(Duration::from_secs(9))).expect_err("nothing comes");
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    assert_eq!((error.attempts(), FakeClock::here().passed()), (1, Duration::from_secs(9)));

    let network = Network::new([reply(429, "").header("retry-after", "30"), reply(200, enveloped(1, "active"))]);
    let error =
        run(network.client().machines().get(1).timeout(Duration::from_secs(20))).expect_err("30 s are more than 20");
    assert!(error.is_rate_limited(), "what the API said is worth more than a timeout: {error}");
    assert_eq!(FakeClock::here().passed(), Duration::from_secs(9));
}
