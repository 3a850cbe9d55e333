//! `generator bundle`: a description and all it refers to as one text.

use super::args::Bundle;
use super::diagnostics::{fail, tell};
use super::output::Output;
use super::{Status, generate};
use generator::input::Input;
use std::io;

pub(super) fn run(args: &Bundle, out: &Output) -> io::Result<Status> {
    let input = Input::open(&args.spec, None, args.root.as_deref())?;
    let mut diags = generate::diagnostics(&input, args.keep_going);
    let text = generator::bundle(&mut diags, &input.files, &input.root);
    tell(&diags, out)?;
    match text {
        Some(text) => out.print(text).map(|()| Status::Done),
        None => fail(&diags, &args.spec, "; nothing was printed", out).map(|()| Status::Found),
    }
}
