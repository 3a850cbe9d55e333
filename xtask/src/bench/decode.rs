//! How long a page of 200 items takes to decode: our models against a twin that derives serde, in turns.

use super::twin;
use crate::Error;
use crate::apis::Api;
use generator::Options;
use generator::input::Input;
use generator::plan::{Crate, RustTy};
use std::path::Path;
use std::process::Command;

/// How often the item of the page stands on it.
const N_ITEMS: usize = 200;

/// A sentence with both medians.
pub(super) fn run(api: &Api, client: &Path, work: &Path) -> Result<String, Error> {
    let Some((operation, page)) = page(api)? else {
        return Ok(format!("decode: skipped, spec/{} has no bench/OPERATION.json", api.name));
    };
    let krate = plan(api)?;
    let reply = reply(&krate, &operation)
        .ok_or_else(|| format!("bench: {} has no `{operation}` that replies with a model", api.name))?;
    let folder = work.join("decode");
    std::fs::create_dir_all(folder.join("src"))?;
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text);
    write("Cargo.toml", manifest(&krate.package.name, client))?;
    write("src/twin.rs", twin::render(&krate))?;
    write("src/main.rs", PROGRAM.replace("REPLY", &reply))?;
    write("page.json", page)?;
    let output = Command::new(env!("CARGO"))
        .args(["run", "--release", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", client.with_extension("target"))
        .output()?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the decode benchmark failed:\n{stderr}").into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

fn plan(api: &Api) -> Result<Crate, Error> {
    let input = Input::open(&api.spec, None, None)?;
    let mut diags = input.diagnostics();
    let config = input.config(&mut diags);
    let options = Options { name: None, source: input.source.clone() };
    generator::plan(&mut diags, &input.files, &input.root, &config, &options)
        .ok_or_else(|| format!("{} has errors", api.name).into())
}

fn reply(krate: &Crate, operation: &str) -> Option<String> {
    let mut requests = krate.resources.iter().flat_map(|it| &it.requests);
    let list = requests.find(|it| it.operation.id == operation)?;
    match &list.reply.ty {
        it @ RustTy::Model(_) => Some(twin::ty(it)),
        _ => None,
    }
}

/// The operation that `spec/<api>/bench/OPERATION.json` is a reply of, and that reply with many items for its one.
fn page(api: &Api) -> Result<Option<(String, String)>, Error> {
    let folder = api.spec.with_file_name("bench");
    let Some(file) = std::fs::read_dir(folder).ok().and_then(|mut it| it.next()) else {
        return Ok(None);
    };
    let file = file?.path();
    let operation = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let page = repeated(&std::fs::read_to_string(&file)?);
    let page = page.ok_or_else(|| format!("{} is no reply with a list", file.display()))?;
    Ok(Some((operation, page)))
}

/// `reply` with the first item of its first list as often as wanted; as text, so that keys stay in their order.
fn repeated(reply: &str) -> Option<String> {
    let (head, rest) = reply.split_once('[')?;
    let mut items = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
    items.next()?.ok()?;
    let (item, tail) = rest.split_at(items.byte_offset());
    Some(format!("{head}[{}{tail}", vec![item; N_ITEMS].join(",")))
}

fn manifest(package: &str, client: &Path) -> String {
    format!(
        r#"[package]
name = "decode"
version = "0.0.0"
edition = "2024"

[dependencies]
client = {{ package = "{package}", path = {client:?} }}
jiff = {{ version = "0.2", features = ["serde"] }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"

[workspace]
"#
    )
}

const PROGRAM: &str = r#"mod twin;

use std::hint::black_box;
use std::time::{Duration, Instant};

const PAGE: &str = include_str!("../page.json");

fn time(decode: fn()) -> Duration {
    let started = Instant::now();
    decode();
    started.elapsed()
}

fn main() {
    let ours: fn() = || drop(black_box(serde_json::from_str::<client::models::REPLY>(PAGE).expect("ours decodes")));
    let twin: fn() = || drop(black_box(serde_json::from_str::<twin::REPLY>(PAGE).expect("the twin decodes")));
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for n in 0..1000 {
        if n % 2 == 0 {
            a.push(time(ours));
            b.push(time(twin));
        } else {
            b.push(time(twin));
            a.push(time(ours));
        }
    }
    a.sort();
    b.sort();
    let (ours, twin) = (a[a.len() / 2], b[b.len() / 2]);
    println!(
        "decode 200 items ({} kB): ours {:.2} ms, deriving serde {:.2} ms, ratio {:.2}, medians of {} in turns",
        PAGE.len() / 1000,
        ours.as_secs_f64() * 1e3,
        twin.as_secs_f64() * 1e3,
        ours.as_secs_f64() / twin.as_secs_f64(),
        a.len(),
    );
}
"#;

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn the_one_item_stands_often() {
        let page = repeated(r#"{"items": [{"b": [1], "a": "]"}], "total": 1}"#).unwrap();
        let page: serde_json::Value = serde_json::from_str(&page).unwrap();
        assert_eq!((page["items"].as_array().unwrap().len(), page["items"][199]["a"].as_str()), (200, Some("]")));
        assert_eq!(repeated("{}"), None);
    }
}
