//! `src/runtime/`: the runtime's sources, copied byte for byte.

use crate::fileset::FileSet;
use crate::plan::Crate;

/// Path below `src/runtime/` and text.
macro_rules! sources {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../templates/runtime/src/runtime/", $path)))),*]
    };
}

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
    "error_text.rs",
    "error_views.rs",
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
    "json/tuple.rs",
    "json/union.rs",
    "kept.rs",
    "link.rs",
    "mod.rs",
    "paging.rs",
    "param.rs",
    "parameters.rs",
    "poll.rs",
    "prepare.rs",
    "redirect.rs",
    "request.rs",
    "resolve.rs",
    "response.rs",
    "retry.rs",
    "secret.rs",
    "server.rs",
    "throttle.rs",
    "trace.rs",
    "transport.rs",
    "typed_request.rs",
    "watch.rs",
];

pub(super) fn emit(_krate: &Crate, files: &mut FileSet) {
    for (path, text) in SOURCES {
        super::add(files, format!("src/runtime/{path}"), (*text).to_owned());
    }
}

/// What the runtime shows to callers, which the client shows at its root.
pub(super) fn exports() -> Vec<String> {
    let Some((_, index)) = SOURCES.iter().find(|(path, _)| *path == "mod.rs") else {
        return Vec::new();
    };
    let file = syn::parse_file(index).expect("the runtime compiles");
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
