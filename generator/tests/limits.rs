//! Small documents that ask for much: each ends with a crate or with an error, in bounded time and memory, and from a stack of
//! 1 MiB as on Windows.

use generator::config::Config;
use generator::diag::Diagnostics;
use generator::diff::{Side, compare};
use generator::source::MapFiles;
use generator::{Compiled, Options, bundle, compile, understand};
use std::fmt::Write as _;
use std::path::Path;
use std::thread;

const ROOT: &str = "openapi.yaml";

/// A description with these schemas, and one operation that sends and receives the first.
fn document(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
servers: [{{url: 'https://example.com'}}]
paths:
  /a:
    post:
      operationId: a
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/S0'}}}}}}}}
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/S0'}}}}}}}}}}
components:
  schemas:
{schemas}"
    )
}

/// `n` schemas, each made from the number of the next, and a string at the end.
fn chain(n: usize, link: impl Fn(usize) -> String) -> String {
    let mut res = String::new();
    for at in 0..n {
        writeln!(res, "    S{at}: {}", link(at + 1)).expect("memory is there");
    }
    writeln!(res, "    S{n}: {{type: object, properties: {{last: {{type: string}}}}}}").expect("memory is there");
    document(&res)
}

fn reference(at: usize) -> String {
    format!("{{$ref: '#/components/schemas/S{at}'}}")
}

/// Every verb, from a small stack. Gives what `generate` gives, and the codes of the findings.
fn run(text: String) -> (Option<Compiled>, Vec<&'static str>) {
    let work = move || {
        let files = MapFiles::new().with(ROOT, text);
        let (config, options, root) = (Config::default(), Options::default(), Path::new(ROOT));
        let mut diags = Diagnostics::default();
        let compiled = compile(&mut diags, &files, root, &config, &options);
        let mut again = Diagnostics::default();
        bundle(&mut again, &files, root);
        if let Some((api, krate)) = understand(&mut again, &files, root, &config, &options) {
            let side = || Side { api: &api, krate: &krate };
            assert!(compare(side(), side()).changes.is_empty());
        }
        let codes = diags.iter().map(|it| it.code.id).collect();
        (compiled, codes)
    };
    let thread = thread::Builder::new().stack_size(1 << 20).spawn(work).expect("a thread can be started");
    thread.join().expect("it does not panic")
}

/// The text of all files, by number of bytes.
fn size(compiled: &Compiled) -> usize {
    compiled.files.0.values().map(String::len).sum()
}

#[test]
fn schemas_that_need_two_of_the_next() {
    let link = |at| {
        let next = reference(at);
        format!("{{type: object, required: [a, b], properties: {{a: {next}, b: {next}}}}}")
    };
    let (compiled, _) = run(chain(40, link));
    assert!(size(&compiled.expect("it compiles")) < 3_000_000);
}

#[test]
fn tuples_that_hold_two_of_the_next() {
    let link = |at| {
        let next = reference(at);
        format!("{{type: array, prefixItems: [{next}, {next}], items: false}}")
    };
    let (compiled, codes) = run(chain(40, link));
    assert!(size(&compiled.expect("it compiles")) < 3_000_000);
    assert!(codes.contains(&"E0246"), "{codes:?}");
}

#[test]
fn chains_of_properties() {
    let link = |at| format!("{{type: object, required: [a], properties: {{a: {}}}}}", reference(at));
    let (compiled, codes) = run(chain(500, link));
    assert!(compiled.is_some(), "{codes:?}");
    let (compiled, codes) = run(chain(5_000, link));
    assert!(compiled.is_none() && codes.iter().all(|it| *it == "E0245"), "{codes:?}");
}

#[test]
fn chains_of_references() {
    let (compiled, codes) = run(chain(5_000, reference));
    assert!(compiled.is_some(), "{codes:?}");
}

#[test]
fn chains_of_lists() {
    let (_, codes) = run(chain(1_000, |at| format!("{{type: array, items: {}}}", reference(at))));
    assert!(codes.contains(&"E0246"), "{codes:?}");
}

#[test]
fn chains_of_all_of() {
    let link =
        |at| format!("{{allOf: [{}, {{type: object, properties: {{p{at}: {{type: string}}}}}}]}}", reference(at));
    let (compiled, codes) = run(chain(500, link));
    assert!(compiled.is_none() && codes.contains(&"E0245"), "{codes:?}");
}

#[test]
fn chains_of_unions() {
    let link = |at| format!("{{oneOf: [{{type: string}}, {}]}}", reference(at));
    run(chain(500, link));
}

#[test]
fn enums_of_many_values() {
    let mut values = String::new();
    for at in 0..1_000 {
        write!(values, "v{at}, ").expect("memory is there");
    }
    let (compiled, _) = run(document(&format!("    S0: {{type: string, enum: [{values}]}}\n")));
    assert!(compiled.is_some());
}

#[test]
fn names_that_collide() {
    let mut schemas = String::new();
    for at in 0..500 {
        // Each differs from the others in its signs, of which names have none.
        let key: String = format!("{at:b}").replace('0', "-").replace('1', ".");
        writeln!(schemas, "    'S{key}': {{type: object, properties: {{a: {{type: string}}}}}}")
            .expect("memory is there");
    }
    schemas += "    S0: {type: object}\n";
    let (compiled, _) = run(document(&schemas));
    assert!(compiled.is_some());
}
