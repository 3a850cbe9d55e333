//! What `tracing` gets to see.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::support::{Network, TOKEN, enveloped, reply, run};

/// Writes down every span and event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Log {
    fn line(&self, begin: &str, write: impl FnOnce(&mut Line<'_>)) {
        let mut text = self.0.lock().expect("no test panics with the lock");
        text.push_str(begin);
        write(&mut Line(&mut text));
        text.push('\n');
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.line(span.metadata().name(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.line("record", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.line("event", |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn a_span_a_call_and_an_event_a_retry() {
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || {
        let network = Network::new([reply(503, TOKEN), reply(200, enveloped(1, "new")), reply(404, TOKEN)]);
        let machines = network.client().machines();
        run(machines.get(1).query("key", TOKEN).header("x", TOKEN)).expect("the second attempt succeeds");
        run(machines.get(2)).expect_err("not there");
    });
    let text = log.0.lock().expect("no test panics with the lock").clone();
    for part in [
        "operation=\"machines_get\"",
        "method=GET",
        "status=200",
        "attempts=2",
        "retrying",
        "status=404",
        "error=\"api\"",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains(TOKEN), "{text}");
}
