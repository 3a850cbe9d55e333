//! Whether a document is a description that we read, and of which version.

use super::Version;
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::source::Span;
use crate::yaml::{NodeId, Nodes, Value};

pub(super) fn of(diags: &mut Diagnostics, nodes: &Nodes, root: NodeId) -> Option<Version> {
    let span = nodes[root].span;
    if !matches!(nodes[root].value, Value::Map(_)) {
        not_a_description(diags, nodes, root);
        return None;
    }
    if let Some(swagger) = nodes.get(root, "swagger") {
        let key = nodes[swagger].key_span().unwrap_or(span);
        diags
            .error(codes::UNSUPPORTED_VERSION, key, "this is a Swagger 2.0 description, and OpenAPI 3 is needed")
            .help("convert it first: `npx swagger2openapi FILE -o openapi.yaml`, or with the editor at https://editor.swagger.io");
        return None;
    }
    let Some(openapi) = nodes.get(root, "openapi") else {
        diags
            .error(codes::MISSING_FIELD, span, "the field `openapi` is missing: this is not an OpenAPI description")
            .help("a description begins with `openapi: 3.1.0`");
        return None;
    };
    let span = nodes[openapi].span;
    let Value::Str(text) = &nodes[openapi].value else {
        let kind = nodes[openapi].value.kind();
        diags
            .error(codes::WRONG_TYPE, span, format!("`openapi` is {kind}, and must be a string"))
            .help("write the full version in quotes: `openapi: \"3.1.0\"`");
        return None;
    };
    known(diags, span, text)
}

fn known(diags: &mut Diagnostics, span: Span, text: &str) -> Option<Version> {
    if text.starts_with("3.2") {
        diags
            .warning(codes::UNSUPPORTED_VERSION, span, "OpenAPI 3.2 is read as 3.1")
            .help("what 3.2 has added is ignored");
    }
    match text.split('.').take(2).collect::<Vec<_>>()[..] {
        ["3", "0"] => Some(Version::V30),
        ["3", "1" | "2"] => Some(Version::V31),
        _ => {
            diags
                .error(codes::UNSUPPORTED_VERSION, span, format!("OpenAPI `{text}` is not supported"))
                .help("supported are 3.0 and 3.1");
            None
        }
    }
}

fn not_a_description(diags: &mut Diagnostics, nodes: &Nodes, root: NodeId) {
    let node = &nodes[root];
    let diag = diags.error(
        codes::WRONG_TYPE,
        node.span,
        format!("a description is a mapping, and this is {}", node.value.kind()),
    );
    match nodes.str(root) {
        Some(text) if text.starts_with("version https://git-lfs") => {
            diag.help("this is a Git LFS pointer: fetch the file itself with `git lfs pull`");
        }
        Some(text) if text.trim_start().starts_with('<') => {
            diag.help("this looks like an HTML page: download the description itself");
        }
        _ => {
            diag.help("a description begins with `openapi: 3.1.0`, `info:` and `paths:`");
        }
    }
}
