//! Runs a command and counts the CPU time of it and all its children.

use std::io;
use std::process::{Command, Output};
use std::time::Duration;

pub(crate) struct Measured {
    /// User and system time together.
    pub(crate) cpu: Duration,
    pub(crate) output: Output,
}

/// Runs `command` to its end. Must not be called from two threads at once: the system counts all children together.
pub(crate) fn measure(command: &mut Command) -> io::Result<Measured> {
    let before = children();
    let output = command.output()?;
    Ok(Measured { cpu: children().saturating_sub(before), output })
}

/// The middle one.
pub(crate) fn median(mut list: Vec<Duration>) -> Duration {
    list.sort();
    list.get(list.len() / 2).copied().unwrap_or_default()
}

#[cfg(unix)]
fn children() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;
    getrusage(UsageWho::RUSAGE_CHILDREN).map_or(Duration::ZERO, |usage| {
        let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
        Duration::from_micros(u64::try_from(micros).unwrap_or(0))
    })
}

/// Where nobody counts it, wall time has to do.
#[cfg(not(unix))]
fn children() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        let list = [5, 1, 9].map(Duration::from_millis).to_vec();
        assert_eq!(median(list), Duration::from_millis(5));
        assert_eq!(median(Vec::new()), Duration::ZERO);
    }
}
