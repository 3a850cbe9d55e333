//! `generator explain`: what a code means.

use super::Status;
use super::args::Explain;
use super::output::Output;
use generator::diag::codes::{self, Code};
use std::io;

pub(super) fn run(args: &Explain, out: &Output) -> io::Result<Status> {
    let Some(wanted) = &args.code else {
        let list: String = codes::all().map(|it| format!("{}  {}\n", it.id, it.title)).collect();
        return out.print(list).map(|()| Status::Done);
    };
    let digits = wanted.trim_start_matches(['E', 'e']);
    let Some(code) = codes::all().find(|it| it.id[1..] == *digits) else {
        let message = format!("there is no code `{wanted}`: they are like `E0107`, and `generator explain` lists all");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    };
    out.print(text(code, out)).map(|()| Status::Done)
}

fn text(code: &Code, out: &Output) -> String {
    let Code { id, title, explanation } = code;
    if out.is_json() {
        let line = serde_json::json!({ "code": id, "title": title, "explanation": explanation });
        return format!("{line}\n");
    }
    format!("\u{1b}[1m{id}: {title}\u{1b}[0m\n\n{}\n", explanation.trim())
}
