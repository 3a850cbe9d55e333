//! Where in a document decoding failed: `machines[3].networks.v4[0].netmask`.
//!
//! Nothing is tracked while all goes well. On the way out of an error each list, map and object adds
//! its own step to a thread-local, innermost first, if a recording was begun on this thread.

use std::cell::RefCell;
use std::fmt::Write;

enum Step {
    Key(String),
    Index(usize),
}

thread_local! {
    static STEPS: RefCell<Option<Vec<Step>>> = const { RefCell::new(None) };
}

/// Notes that the failure is under `key`; gives the error back.
#[cold]
pub(crate) fn at_key<E>(key: &str, error: E) -> E {
    push(Step::Key(key.to_owned()));
    error
}

/// Notes that the failure is in element `index`; gives the error back.
#[cold]
pub(crate) fn at_index<E>(index: usize, error: E) -> E {
    push(Step::Index(index));
    error
}

fn push(step: Step) {
    STEPS.with_borrow_mut(|steps| {
        if let Some(steps) = steps {
            steps.push(step);
        }
    });
}

/// How many steps there are, to be given to [`forget`].
pub(crate) fn mark() -> usize {
    STEPS.with_borrow(|steps| steps.as_ref().map_or(0, Vec::len))
}

/// Forgets the steps since `mark`: what failed there is no failure of the whole.
pub(crate) fn forget(mark: usize) {
    STEPS.with_borrow_mut(|steps| {
        if let Some(steps) = steps {
            steps.truncate(mark);
        }
    });
}

/// Begins a recording on this thread.
pub(crate) fn record() {
    STEPS.set(Some(Vec::new()));
}

/// Ends the recording: the path of the failure, if there was one.
pub(crate) fn recorded() -> String {
    render(&STEPS.take().unwrap_or_default())
}

fn render(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps.iter().rev() {
        // Writing to a `String` cannot fail.
        let _ = match step {
            Step::Index(index) => write!(path, "[{index}]"),
            Step::Key(key) if !is_plain(key) => write!(path, "[{key:?}]"),
            Step::Key(key) if path.is_empty() => write!(path, "{key}"),
            Step::Key(key) => write!(path, ".{key}"),
        };
    }
    path
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'))
}
