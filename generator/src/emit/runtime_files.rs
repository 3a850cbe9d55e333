//! `src/runtime/`: the runtime's sources, copied byte for byte; of those that only some APIs need, only what this one needs.

use super::needs::Needs;
use super::rust_file;
use crate::fileset::FileSet;
use crate::plan::Crate;

/// Path below `src/runtime/` and text.
macro_rules! sources {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../templates/runtime/src/runtime/", $path)))),*]
    };
}

const INDEX: &str = include_str!("../../../templates/runtime/src/runtime/mod.rs");

const SOURCES: &[(&str, &str)] = sources![
    "api.rs",
    "base64.rs",
    "body.rs",
    "builder.rs",
    "call.rs",
    "client.rs",
    "clock.rs",
    "credentials.rs",
    "encode.rs",
    "error.rs",
    "error_body.rs",
    "error_kind.rs",
    "error_text.rs",
    "error_views.rs",
    "events.rs",
    "exchange.rs",
    "form.rs",
    "framing.rs",
    "hooks.rs",
    "http_client.rs",
    "json/body.rs",
    "json/decode.rs",
    "json/enums.rs",
    "json/mod.rs",
    "json/object.rs",
    "json/path.rs",
    "json/slot.rs",
    "json/source.rs",
    "json/union.rs",
    "json/variant.rs",
    "json/visitors.rs",
    "kept.rs",
    "link.rs",
    "mock/answer.rs",
    "mock/check.rs",
    "mock/clock.rs",
    "mock/decode.rs",
    "mock/description.rs",
    "mock/incoming.rs",
    "mock/listen.rs",
    "mock/matching.rs",
    "mock/mod.rs",
    "mock/multipart.rs",
    "mock/pages.rs",
    "mock/rule.rs",
    "mock/schemas.rs",
    "mock/server.rs",
    "mock/state.rs",
    "mock/template.rs",
    "multipart.rs",
    "page.rs",
    "paging.rs",
    "param.rs",
    "parameters.rs",
    "parts.rs",
    "poll.rs",
    "prepare.rs",
    "redirect.rs",
    "request.rs",
    "resolve.rs",
    "response.rs",
    "retry.rs",
    "secret.rs",
    "server.rs",
    "several.rs",
    "stream.rs",
    "throttle.rs",
    "trace.rs",
    "transport.rs",
    "tuple.rs",
    "typed_request.rs",
    "upload.rs",
    "values.rs",
    "watch.rs",
];

pub(super) fn emit(krate: &Crate, files: &mut FileSet) {
    let needs = Needs::of(krate);
    super::add(files, "src/runtime/mod.rs", rust_file::header(&krate.package) + "\n" + &index(needs));
    for (path, text) in SOURCES.iter().filter(|(path, _)| needs.has(path.trim_end_matches(".rs"))) {
        super::add(files, format!("src/runtime/{path}"), (*text).to_owned());
    }
}

/// `mod.rs` without the lines of modules that are not needed, and without headings over nothing.
fn index(needs: Needs) -> String {
    let mut blocks = Vec::new();
    for block in INDEX.trim_end().split("\n\n") {
        let lines: Vec<&str> = block.lines().filter(|line| module(line).is_none_or(|it| needs.has(it))).collect();
        let only_words =
            block.lines().any(|line| module(line).is_some()) && lines.iter().all(|it| it.starts_with("//"));
        if !lines.is_empty() && !only_words {
            blocks.push(lines.join("\n"));
        }
    }
    blocks.join("\n\n") + "\n"
}

/// The module that a line declares or takes names from.
fn module(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
    let declared = rest.strip_prefix("mod ").and_then(|it| it.strip_suffix(';'));
    declared.or_else(|| rest.strip_prefix("use ")?.split_once("::").map(|(module, _)| module))
}

/// What the runtime shows to callers, which the client shows at its root.
pub(super) fn exports(krate: &Crate) -> Vec<String> {
    let file = syn::parse_file(&index(Needs::of(krate))).expect("the runtime compiles");
    let mut res = Vec::new();
    for item in file.items {
        if let syn::Item::Use(syn::ItemUse { vis: syn::Visibility::Public(_), tree, .. }) = item {
            names(&tree, &mut res);
        }
    }
    res
}

fn names(tree: &syn::UseTree, res: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => names(&path.tree, res),
        syn::UseTree::Name(name) => res.push(name.ident.to_string()),
        syn::UseTree::Rename(rename) => res.push(rename.rename.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, res)),
        syn::UseTree::Glob(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_runtime_is_known() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime/src/runtime");
        let mut found = BTreeSet::new();
        for (prefix, folder) in [("", folder.clone()), ("json/", folder.join("json")), ("mock/", folder.join("mock"))] {
            for entry in fs::read_dir(folder).expect("the runtime is there") {
                let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
                found.extend(name.ends_with(".rs").then(|| format!("{prefix}{name}")));
            }
        }
        let known = SOURCES.iter().map(|(path, _)| (*path).to_owned()).chain(["mod.rs".to_owned()]);
        assert_eq!(found, known.collect());
    }

    #[test]
    fn all_of_the_index_is_the_runtimes_own() {
        assert_eq!(index(Needs::all()), INDEX);
    }

    /// A file that is copied names only modules that are copied too.
    #[test]
    fn what_is_copied_hangs_together() {
        for needs in Needs::samples() {
            let index = index(needs);
            syn::parse_file(&index).expect("the index is Rust");
            for (path, text) in SOURCES.iter().filter(|(path, _)| needs.has(path.trim_end_matches(".rs"))) {
                for line in text.lines().filter(|it| it.starts_with("use super::")) {
                    let up = if path.contains('/') { "use super::super::" } else { "use super::" };
                    let Some(rest) = line.strip_prefix(up).filter(|it| !it.starts_with('{')) else { continue };
                    let module = rest.split([':', ';']).next().unwrap_or_default();
                    assert!(needs.has(module), "{path} needs {module}: {needs:?}");
                }
                let module = path.trim_end_matches(".rs");
                assert!(path.contains('/') || index.contains(&format!("mod {module};\n")), "{path} is not in {index}");
            }
        }
    }
}
