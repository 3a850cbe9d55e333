//! The package: name, version, description.

use super::{Options, Package, names};
use crate::config::{ClientConfig, Config, Spanned};
use crate::diag::{Diagnostics, codes};
use crate::ir::Api;
use crate::markdown;

pub(crate) fn plan(diags: &mut Diagnostics, api: &Api, config: &Config, options: &Options) -> Package {
    let client = &config.client;
    let asked = options.name.clone().filter(|it| is_package_name(it));
    let chosen_name = chosen(diags, client.name.as_ref(), "package name", is_package_name, PACKAGE_NAME);
    let name = asked.or(chosen_name);
    let name = name.unwrap_or_else(|| derived(api, options));
    let version =
        chosen(diags, client.version.as_ref(), "version", is_version, VERSION).or_else(|| options.version.clone());
    let description = client.description.as_ref().map(|it| markdown::one_line(&it.value));
    Package {
        lib: name.replace('-', "_"),
        version: version.unwrap_or_else(|| "0.1.0".to_owned()),
        description: description.unwrap_or_else(|| titled(&name, api)),
        repository: client.repository.as_ref().map(|it| it.value.clone()),
        source: options.source.clone(),
        ext: client.ext,
        dev_dependencies: dev_dependencies(diags, client),
        api_title: Some(markdown::one_line(&api.title)).filter(|it| !it.is_empty()).unwrap_or(name.clone()),
        api_version: markdown::one_line(&api.version),
        name,
    }
}

fn dev_dependencies(diags: &mut Diagnostics, client: &ClientConfig) -> Vec<(String, String)> {
    let mut res = Vec::new();
    for (name, version) in &client.dev_dependencies {
        let requirement = version.value.trim_start_matches(['=', '^', '~']);
        if is_lower_name(name) && requirement.split('.').all(|it| it.parse::<u64>().is_ok()) {
            res.push((name.clone(), version.value.clone()));
        } else {
            let message = format!("`{name} = \"{}\"` is no package with a version", version.value);
            diags.error(codes::plan::INVALID_PACKAGE, version.span, message);
        }
    }
    res
}

fn titled(name: &str, api: &Api) -> String {
    match markdown::one_line(&api.title) {
        title if title.is_empty() => format!("Client for {name}"),
        title if title.to_ascii_lowercase().ends_with("api") => format!("Client for the {title}"),
        title => format!("Client for the {title} API"),
    }
}

fn chosen(
    diags: &mut Diagnostics,
    wish: Option<&Spanned<String>>,
    what: &str,
    fits: fn(&str) -> bool,
    rule: &str,
) -> Option<String> {
    let wish = wish?;
    if fits(&wish.value) {
        return Some(wish.value.clone());
    }
    diags.error(codes::plan::INVALID_PACKAGE, wish.span, format!("`{}` cannot be a {what}", wish.value)).help(rule);
    None
}

/// The last part of where the description comes from, else its title.
fn derived(api: &Api, options: &Options) -> String {
    let folder = options.source.rsplit(['/', '\\']).find(|it| !it.is_empty());
    let text = folder.map_or(api.title.as_str(), |it| it.split('.').next().unwrap_or(it));
    let name = names::value_name(text).trim_end_matches('_').replace('_', "-");
    if is_package_name(&name) { name } else { format!("{name}-client") }
}

/// Whether `name` is a package name that Cargo takes, and that a client can have.
pub fn is_package_name(name: &str) -> bool {
    is_lower_name(name) && !TAKEN.contains(&name.replace('-', "_").as_str())
}

fn is_lower_name(name: &str) -> bool {
    super::ident::is_identifier(&name.replace('-', "_"))
        && name.starts_with(|it: char| it.is_ascii_lowercase())
        && !name.contains(|it: char| it.is_ascii_uppercase())
}

/// What [`is_package_name`] asks for, in words.
pub const PACKAGE_NAME: &str = "a package is named with a-z, 0-9, `-` and `_`, beginning with a letter; \
    Rust's keywords, its own crates (`std`, `test`) and those that every client uses (`serde`, `tokio`) are taken";

/// Crates that come with Rust, and what the manifest of a client depends on.
const TAKEN: &[&str] = &[
    "alloc",
    "backon",
    "base64",
    "bytes",
    "core",
    "futures",
    "futures_core",
    "http",
    "http_body",
    "jiff",
    "percent_encoding",
    "proc_macro",
    "reqwest",
    "rustls",
    "secrecy",
    "serde",
    "serde_json",
    "std",
    "test",
    "tokio",
    "tracing",
];

const VERSION: &str = "a version has three numbers, `1.2.3`, and perhaps a pre-release: `1.2.3-rc.1`";

fn is_version(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    let number = |it: &&str| it.parse::<u64>().is_ok_and(|n| n.to_string() == **it);
    let rest = |it: char| it.is_ascii_alphanumeric() || ".-+".contains(it);
    numbers.len() == 3 && numbers.iter().all(number) && version[core.len()..].chars().all(rest)
}
