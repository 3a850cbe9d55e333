//! The client-side rate limit.

use std::num::NonZeroU32;
use std::time::Duration;

use futures::future::join_all;

use crate::runtime::Clock;
use crate::support::{FakeClock, Network, enveloped, reply, run};

#[test]
fn calls_are_spaced_evenly_whoever_makes_them() {
    let network = Network::new((0..5).map(|_| reply(200, enveloped(1, "new"))));
    let client =
        network.builder().requests_per_second(NonZeroU32::new(4).expect("not zero")).build().expect("complete");
    let calls: Vec<_> = (0..5).map(|id| client.clone().machines().get(id).send()).collect();
    assert!(run(join_all(calls)).iter().all(Result::is_ok));
    assert_eq!(
        FakeClock::here().passed(),
        Duration::from_secs(1),
        "the first goes at once, four more a quarter of a second apart"
    );
}

#[test]
fn retries_take_their_turn_too() {
    let network = Network::new([reply(429, "").header("retry-after", "0"), reply(200, enveloped(1, "new"))]);
    let client = network.builder().requests_per_second(NonZeroU32::MIN).build().expect("complete");
    run(client.machines().get(1)).expect("the second attempt succeeds");
    assert_eq!(FakeClock::here().passed(), Duration::from_secs(1));
}

#[test]
fn there_is_no_limit_unless_asked_for() {
    let network = Network::new((0..3).map(|_| reply(200, enveloped(1, "new"))));
    for _ in 0..3 {
        run(network.client().machines().get(1)).expect("a success");
    }
    assert_eq!(FakeClock::here().passed(), Duration::ZERO);
}

#[test]
fn idle_time_is_not_saved_up() {
    let network = Network::new((0..3).map(|_| reply(200, enveloped(1, "new"))));
    let client = network.builder().requests_per_second(NonZeroU32::MIN).build().expect("complete");
    run(client.machines().get(1)).expect("a success");
    run(FakeClock::here().sleep(Duration::from_secs(100)));
    let calls: Vec<_> = (0..2).map(|id| client.machines().get(id).send()).collect();
    run(join_all(calls));
    assert_eq!(FakeClock::here().passed(), Duration::from_secs(101));
}
