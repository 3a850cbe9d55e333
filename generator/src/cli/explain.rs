//! `generator explain`: what a code or a rule means.

use super::Status;
use super::args::Explain;
use super::output::Output;
use generator::diag::codes::{self, Code};
use generator::diff::{self, Rule};
use std::io;

pub(super) fn run(args: &Explain, out: &Output) -> io::Result<Status> {
    let Some(wanted) = &args.code else {
        let codes = codes::all().map(|it| format!("{}  {}\n", it.id, it.title));
        let rules = diff::rules().map(|it| format!("{} · {} · {}\n", it.id, wire(it), it.rust));
        let list: String = codes
            .chain(["\nRules of `generator diff`, with what they do to the wire and, at least, to Rust callers:\n"
                .to_owned()])
            .chain(rules)
            .collect();
        return out.print(list).map(|()| Status::Done);
    };
    if let Some(rule) = diff::rule(wanted) {
        return out.print(rule_text(rule, out)).map(|()| Status::Done);
    }
    let digits = wanted.trim_start_matches(['E', 'e']);
    let Some(code) = codes::all().find(|it| it.id[1..] == *digits) else {
        let message = format!(
            "there is no code or rule `{wanted}`: they are like `E0107` and `operation-removed`, and `generator explain` lists all"
        );
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    };
    out.print(text(code, out)).map(|()| Status::Done)
}

/// `breaking`, or both verdicts where they differ.
fn wire(rule: &Rule) -> String {
    let (sent, received) = (rule.sent, rule.received);
    if sent == received { sent.to_string() } else { format!("{sent} (sent), {received} (received)") }
}

fn rule_text(rule: &Rule, out: &Output) -> String {
    let Rule { id, sent, received, rust, shapes, reference, .. } = rule;
    let reason = rule.reason(true, true);
    if out.is_json() {
        let line = serde_json::json!({
            "rule": id, "sent": sent.as_str(), "received": received.as_str(), "rust": rust.as_str(),
            "reason": reason, "reference": reference,
        });
        return format!("{line}\n");
    }
    let more = if *shapes { "; more where signatures of the crate change" } else { "" };
    format!(
        "\u{1b}[1m{id}\u{1b}[0m\n\n{reason}\n\nwire: {}\nRust: at least {rust}{more}\nsee:  {reference}\n",
        wire(rule)
    )
}

fn text(code: &Code, out: &Output) -> String {
    let Code { id, title, explanation } = code;
    if out.is_json() {
        let line = serde_json::json!({ "code": id, "title": title, "explanation": explanation });
        return format!("{line}\n");
    }
    format!("\u{1b}[1m{id}: {title}\u{1b}[0m\n\n{}\n", explanation.trim())
}
