//! `generator check`: what is wrong with a description.

use super::args::Check;
use super::diagnostics::{count, fail, sum_up, tell};
use super::output::Output;
use super::{Status, generate, progress};
use generator::input::Input;
use std::io;

pub(super) fn run(args: &Check, out: &Output) -> io::Result<Status> {
    let spec = &args.spec.spec;
    let input = Input::open(spec, args.spec.config.as_deref(), args.spec.root.as_deref())?;
    let mut diags = generate::diagnostics(&input, args.spec.keep_going);
    let compiled = {
        let _progress = progress::start(out, spec);
        generate::compile(&mut diags, &input, None)
    };
    tell(&diags, out)?;
    let Some(compiled) = compiled else {
        fail(&diags, spec, "", out)?;
        return Ok(Status::Found);
    };
    if out.is_json() {
        let about = serde_json::json!({ "reason": "checked", "api": generate::api_json(&diags, &compiled) });
        sum_up(&diags, about, out)?;
    } else {
        out.print(format_args!("{}\n", compiled.summary()))?;
    }
    match count(&diags) {
        Some(what) => out.warning(&what)?,
        None if out.is_json() => {}
        None => out.print(format_args!("nothing to complain about in {}\n", spec.display()))?,
    }
    Ok(Status::Done)
}
