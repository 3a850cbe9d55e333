//! Where deep recursion has room.
//!
//! How deep a description nests is up to whoever wrote it, how large the caller's stack is to the platform: on Windows the main
//! thread has 1 MiB. Stages bound their depth, and this gives them the room that the bounds need.

use std::panic::resume_unwind;
use std::thread;

/// Address space; memory is only taken as far as it is used.
#[cfg(target_pointer_width = "64")]
const STACK: usize = 1 << 30;
#[cfg(not(target_pointer_width = "64"))]
const STACK: usize = 1 << 27;

/// Runs `work` on a thread with a stack of known size, and returns its result.
pub(crate) fn run<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new().name("compiler".to_owned()).stack_size(STACK).spawn_scoped(scope, work);
        // A system without room for another thread has none for a description either.
        thread.expect("a thread can be started").join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}
