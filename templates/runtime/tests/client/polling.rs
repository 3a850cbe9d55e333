//! Waiting until something is over.

use std::time::Duration;

use crate::models::{Machine, MachineCreate};
use crate::runtime::{Client, Wait};
use crate::support::{Canned, FakeClock, Network, enveloped, machine, reply, run};

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn asks_every_five_seconds_until_done() {
    let network = Network::new([
        reply(200, enveloped(1, "new")),
        reply(200, enveloped(1, "odd")),
        reply(200, enveloped(1, "active")),
    ]);
    let machine = run(network.client().machines().wait_until_active(1)).expect("it becomes active");
    assert_eq!(machine.status, "active");
    assert_eq!(FakeClock::here().slept(), [secs(5), secs(5)]);
}

#[test]
fn interval_and_further_condition() {
    let network = Network::new([reply(200, enveloped(1, "active")), reply(200, enveloped(2, "active"))]);
    let wait = network.client().machines().wait_until_active(1).interval(secs(2)).until(|machine| machine.id == 2);
    assert_eq!(run(wait).expect("the second is it").id, 2);
    assert_eq!(FakeClock::here().slept(), [secs(2)]);
}

#[test]
fn a_timeout_says_what_and_the_last_state() {
    let network = Network::new((0..200).map(|_| reply(200, enveloped(1, "new"))));
    let error = run(network.client().machines().wait_until_active(1)).expect_err("it never becomes active");
    assert!(error.is_timeout() && !error.is_wait_failed());
    assert_eq!(FakeClock::here().passed(), secs(600), "ten minutes unless told otherwise");
    assert_eq!(error.operation(), Some("machines_get"));
    assert_eq!(error.raw_body(), Some(enveloped(1, "new").as_bytes()));
    assert!(error.to_string().contains("machines_get") && error.to_string().contains(r#""status":"new""#), "{error}");
}

#[test]
fn a_poll_that_hangs_does_not_outlast_the_wait() {
    let network = Network::new([reply(200, enveloped(1, "new")), Canned::Silence]);
    let error =
        run(network.client().machines().wait_until_active(1).timeout(secs(12))).expect_err("nothing more comes");
    assert!(error.is_timeout());
    assert_eq!(FakeClock::here().passed(), secs(12));
    assert!(error.raw_body().is_some(), "the state before is kept");
}

/// A wait for machines 1 and 2.
fn both(network: &Network) -> Wait<Vec<Machine>> {
    Wait::each(&network.client(), [1, 2], |client, id| client.machines().wait_until_active(id), |all| all)
}

#[test]
fn each_of_several_is_waited_for_in_turn() {
    let network = Network::new([
        reply(200, enveloped(1, "new")),
        reply(200, enveloped(1, "active")),
        reply(404, "{}"),
        reply(200, enveloped(2, "active")),
    ]);
    let machines = run(both(&network)).expect("both become active");
    assert_eq!(machines.iter().map(|machine| machine.id).collect::<Vec<_>>(), [1, 2]);
    let lines = network.lines();
    let asked: Vec<_> = lines.iter().filter_map(|line| line.rsplit('/').next()).collect();
    assert_eq!(asked, ["1", "1", "2", "2"]);
    assert_eq!(FakeClock::here().slept(), [secs(5), secs(5)]);
}

#[test]
fn the_first_of_several_that_fails_ends_the_wait() {
    let network = Network::new([reply(200, enveloped(1, "locked"))]);
    let gone = |client: &Client, id| client.machines().wait_until_gone(id);
    let error = run(Wait::each(&network.client(), [1, 2], gone, drop)).expect_err("the first is locked");
    assert!(error.is_wait_failed() && error.operation() == Some("machines_get"), "{error}");
    assert_eq!((network.sent().len(), error.raw_body()), (1, Some(enveloped(1, "locked").as_bytes())));
}

#[test]
fn several_share_one_time_limit_and_one_condition() {
    let network = Network::new(
        (0..80)
            .map(|_| reply(200, enveloped(1, "new")))
            .chain([reply(200, enveloped(1, "active"))])
            .chain((0..80).map(|_| reply(200, enveloped(2, "new")))),
    );
    let error = run(both(&network)).expect_err("the second never becomes active");
    assert!(error.is_timeout() && error.to_string().contains(r#""id":2"#), "{error}");
    assert_eq!(FakeClock::here().passed(), secs(600), "ten minutes for both");

    let network = Network::new([1, 2, 3, 2].map(|id| reply(200, enveloped(id, "active"))));
    let wait = both(&network).until(|all| all[0].id == 3).interval(secs(2));
    assert_eq!(run(wait).expect("the second time it holds").len(), 2);
    assert_eq!((network.sent().len(), FakeClock::here().passed()), (4, secs(602)), "asked anew, after an interval");
}

#[test]
fn none_of_several_is_over_at_once() {
    let network = Network::new([]);
    let none: [i64; 0] = [];
    let wait = Wait::each(&network.client(), none, |client, id| client.machines().wait_until_active(id), |all| all);
    assert_eq!(run(wait).expect("there is nothing to wait for"), []);
}

#[test]
fn what_is_gone_is_over() {
    let network = Network::new([reply(200, enveloped(1, "active")), reply(503, ""), reply(404, "{}")]);
    let client = network.builder().retry(crate::runtime::RetryPolicy::none()).build().expect("complete");
    run(client.machines().wait_until_gone(1)).expect("it goes");
    assert_eq!(FakeClock::here().slept(), [secs(5), secs(5)]);
    let network = Network::new([reply(403, "{}")]);
    assert!(run(network.client().machines().wait_until_gone(1)).expect_err("it is not to be seen").is_forbidden());
}

#[test]
fn what_cannot_go_fails() {
    let network = Network::new([reply(200, enveloped(1, "locked"))]);
    let error = run(network.client().machines().wait_until_gone(1)).expect_err("it is locked");
    assert!(error.is_wait_failed() && error.to_string().contains("`status` is locked"), "{error}");
    assert_eq!(error.raw_body(), Some(enveloped(1, "locked").as_bytes()));
}

#[test]
fn tolerated_statuses_mean_not_yet() {
    let network = Network::new([reply(404, "{}"), reply(404, "{}"), reply(200, enveloped(1, "active"))]);
    run(network.client().machines().wait_until_active(1)).expect("404 means «not yet» here");
    let network = Network::new([reply(404, "{}")]);
    let error = run(network.client().machines().wait_until_completed(1)).expect_err("but not there");
    assert!(error.is_not_found());
}

#[test]
fn three_passing_failures_in_a_row_are_put_up_with() {
    // Each failing poll is four attempts.
    let failures = |count: usize| (0..count * 4).map(|_| reply(503, ""));
    let network = Network::new(
        failures(3)
            .chain([reply(200, enveloped(1, "new"))])
            .chain(failures(3))
            .chain([reply(200, enveloped(1, "active"))]),
    );
    run(network.client().machines().wait_until_active(1)).expect("it becomes active in between");
    let network = Network::new(failures(4));
    let error = run(network.client().machines().wait_until_active(1)).expect_err("four are too many");
    assert!(error.is_server_error());
    let network = Network::new(failures(1));
    run(network.client().machines().wait_until_active(1).max_failures(0)).expect_err("none was allowed");
}

#[test]
fn a_failed_state_ends_the_wait() {
    let network = Network::new([reply(200, r#"{"id":9,"status":"errored"}"#)]);
    let error = run(network.client().machines().wait_until_completed(9)).expect_err("it errored");
    assert!(error.is_wait_failed() && !error.is_timeout());
    assert_eq!(error.raw_body(), Some(&br#"{"id":9,"status":"errored"}"#[..]));
    assert!(error.to_string().contains("errored"), "{error}");
}

fn create() -> MachineCreate {
    MachineCreate { name: "web".to_owned(), image: None }
}

#[test]
fn steps_follow_one_another() {
    let created = format!(r#"{{"machine":{},"action_id":9}}"#, machine(7, "new"));
    let network = Network::new([
        reply(202, created),
        reply(200, r#"{"id":9,"status":"in-progress"}"#),
        reply(200, r#"{"id":9,"status":"completed"}"#),
        reply(404, "{}"),
        reply(200, enveloped(7, "active")),
    ]);
    let machine = run(network.client().machines().create(create()).wait()).expect("created");
    assert_eq!((machine.id, machine.status.as_str()), (7, "active"));
    let paths: Vec<String> = network.sent().iter().map(|request| request.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/v2/machines", "/v2/actions/9", "/v2/actions/9", "/v2/machines/7", "/v2/machines/7"]);
}

#[test]
fn a_failed_first_step_is_the_end() {
    let created = format!(r#"{{"machine":{},"action_id":9}}"#, machine(7, "new"));
    let network = Network::new([reply(202, created), reply(200, r#"{"id":9,"status":"errored"}"#)]);
    assert!(run(network.client().machines().create(create()).wait()).expect_err("it errored").is_wait_failed());
}

#[test]
fn a_step_that_is_none_is_left_out() {
    let network = Network::new([reply(202, enveloped(7, "new")), reply(200, enveloped(7, "active"))]);
    run(network.client().machines().create(create()).wait()).expect("created");
    assert_eq!(network.sent().len(), 2);
}

#[test]
fn the_timeout_is_for_all_steps_together() {
    let created = format!(r#"{{"machine":{},"action_id":9}}"#, machine(7, "new"));
    let working = (0..5).map(|_| reply(200, r#"{"id":9,"status":"in-progress"}"#));
    let network = Network::new(
        [reply(202, created)]
            .into_iter()
            .chain(working)
            .chain([reply(200, r#"{"id":9,"status":"completed"}"#)])
            .chain((0..50).map(|_| reply(404, "{}"))),
    );
    let error = run(network.client().machines().create(create()).wait().timeout(secs(40)).interval(secs(4)))
        .expect_err("too slow");
    assert!(error.is_timeout());
    assert_eq!(FakeClock::here().passed(), secs(40));
}
