//! Runs a command and counts the CPU time and the memory of it and all its children.

use std::io::{self, Read};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;
use wait4::Wait4 as _;

pub(crate) struct Measured {
    /// User and system time together.
    pub(crate) cpu: Duration,
    /// The most memory that one of its processes had at a time, in bytes.
    pub(crate) peak: u64,
    pub(crate) output: Output,
}

/// Runs `command` to its end.
pub(crate) fn measure(command: &mut Command) -> io::Result<Measured> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // Both pipes are emptied at once: a child that fills one waits.
    let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
    let join = |it: thread::JoinHandle<io::Result<Vec<u8>>>| it.join().unwrap_or_else(|_| Ok(Vec::new()));
    let (stdout, stderr) = (join(stdout)?, join(stderr)?);
    let end = child.wait4()?;
    Ok(Measured {
        cpu: end.rusage.utime + end.rusage.stime,
        peak: end.rusage.maxrss,
        output: Output { status: end.status, stdout, stderr },
    })
}

fn read(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<io::Result<Vec<u8>>> {
    thread::spawn(move || {
        let mut res = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut res)?;
        }
        Ok(res)
    })
}

/// The middle one.
pub(crate) fn median(mut list: Vec<Duration>) -> Duration {
    list.sort();
    list.get(list.len() / 2).copied().unwrap_or_default()
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

    #[test]
    fn output_and_memory_are_those_of_the_command() {
        let measured = measure(Command::new(env!("CARGO")).arg("--version")).unwrap();
        assert!(measured.output.status.success());
        assert!(measured.output.stdout.starts_with(b"cargo "));
        assert!(measured.peak > 100_000, "{} bytes", measured.peak);
    }
}
