//! The package: name, version, description.

use super::{Options, Package, docs_markdown, names};
use crate::config::{Config, Spanned};
use crate::diag::{Diagnostics, codes};
use crate::ir::Api;

pub(crate) fn plan(diags: &mut Diagnostics, api: &Api, config: &Config, options: &Options) -> Package {
    let client = &config.client;
    let name = options.name.clone().filter(|it| is_package_name(it));
    let name = name.or_else(|| chosen(diags, client.name.as_ref(), "package name", is_package_name));
    let name = name.unwrap_or_else(|| derived(api, options));
    let version = chosen(diags, client.version.as_ref(), "version", is_version).or_else(|| options.version.clone());
    let description = client.description.as_ref().map(|it| docs_markdown::one_line(&it.value));
    Package {
        lib: name.replace('-', "_"),
        version: version.unwrap_or_else(|| "0.1.0".to_owned()),
        description: description.unwrap_or_else(|| format!("Client for the {}", titled(api))),
        repository: client.repository.as_ref().map(|it| it.value.clone()),
        source: options.source.clone(),
        ext: client.ext,
        api_title: docs_markdown::one_line(&api.title),
        api_version: docs_markdown::one_line(&api.version),
        name,
    }
}

fn titled(api: &Api) -> String {
    let title = docs_markdown::one_line(&api.title);
    if title.to_ascii_lowercase().ends_with("api") { title } else { format!("{title} API") }
}

fn chosen(
    diags: &mut Diagnostics,
    wish: Option<&Spanned<String>>,
    what: &str,
    fits: fn(&str) -> bool,
) -> Option<String> {
    let wish = wish?;
    if fits(&wish.value) {
        return Some(wish.value.clone());
    }
    diags.error(codes::plan::INVALID_PACKAGE, wish.span, format!("`{}` cannot be a {what}", wish.value));
    None
}

/// The last part of where the description comes from, else its title.
fn derived(api: &Api, options: &Options) -> String {
    let folder = options.source.rsplit(['/', '\\']).find(|it| !it.is_empty());
    let text = folder.map_or(api.title.as_str(), |it| it.split('.').next().unwrap_or(it));
    let name = names::value_name(text).trim_end_matches('_').replace('_', "-");
    if is_package_name(&name) { name } else { format!("{name}-client") }
}

fn is_package_name(name: &str) -> bool {
    let lib = name.replace('-', "_");
    super::ident::is_identifier(&lib)
        && name.starts_with(|it: char| it.is_ascii_alphabetic())
        && !["std", "core", "alloc", "proc_macro", "test"].contains(&lib.as_str())
}

fn is_version(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    let number = |it: &&str| it.parse::<u64>().is_ok_and(|n| n.to_string() == **it);
    let rest = |it: char| it.is_ascii_alphanumeric() || ".-+".contains(it);
    numbers.len() == 3 && numbers.iter().all(number) && version[core.len()..].chars().all(rest)
}
