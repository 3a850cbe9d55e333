//! Where is the API, and which servers has an operation of its own?

use super::ctx::Ctx;
use super::operation::OperationAt;
use crate::diag::codes::lower as codes;
use crate::ir::{Server, ServerVariable};
use crate::spec::At;

/// The servers that can be used; what is wrong with the others is said once, however many operations have them.
pub(super) fn lower(cx: &mut Ctx<'_, '_>, at: Option<At<'_>>) -> Vec<Server> {
    let mut res = Vec::new();
    for at in at.into_iter().flat_map(At::items) {
        let Some(server) = server(at) else {
            continue;
        };
        match fault(&server) {
            None => res.push(server),
            Some(fault) if cx.ignored.insert(at.target().id()) => {
                let at = at.get("url").unwrap_or(at);
                cx.diags
                    .warning(codes::SERVER_UNUSABLE, at.span(), format!("the server `{}` cannot be used", server.url))
                    .label(fault);
            }
            Some(_) => {}
        }
    }
    res
}

/// Servers of the operation, else of its path; none where they are those of the document.
pub(super) fn own(cx: &mut Ctx<'_, '_>, it: OperationAt<'_>) -> Vec<Server> {
    let res = lower(cx, it.at.get("servers").or_else(|| it.item.get("servers")));
    if res == cx.api.servers { Vec::new() } else { res }
}

fn server(at: At<'_>) -> Option<Server> {
    let text = |key: &str| at.get(key).and_then(At::as_str).map(str::to_owned);
    let variables = at.get("variables").into_iter().flat_map(At::entries);
    let mut server = Server {
        url: text("url")?,
        description: text("description"),
        variables: variables.map(|(name, it)| variable(name, it)).collect(),
    };
    // A variable that the URL does not have cannot change it.
    server.variables.retain(|it| server.url.contains(&format!("{{{}}}", it.name)));
    Some(server)
}

fn variable(name: &str, at: At<'_>) -> ServerVariable {
    let text = |at: At<'_>| at.as_str().map_or_else(|| super::enums::text(&at.to_json()), str::to_owned);
    ServerVariable {
        name: name.to_owned(),
        default: at.get("default").map(text).unwrap_or_default(),
        values: at.get("enum").into_iter().flat_map(At::items).map(text).collect(),
        description: at.get("description").and_then(At::as_str).map(str::to_owned),
    }
}

fn fault(server: &Server) -> Option<String> {
    let odd = server.variables.iter().find(|it| !it.values.is_empty() && !it.values.contains(&it.default));
    if let Some(it) = odd {
        return Some(format!("the default `{}` of `{}` is none of its values", it.default, it.name));
    }
    let url = server.filled();
    if let Some((_, rest)) = url.split_once('{') {
        return Some(format!("`{}` is none of its variables", rest.split('}').next().unwrap_or(rest)));
    }
    if url.contains(|it: char| it.is_control() || it.is_whitespace()) {
        return Some("an address holds no blanks and no control characters".to_owned());
    }
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    let odd =
        scheme.filter(|it| !it.contains('/') && !it.eq_ignore_ascii_case("https") && !it.eq_ignore_ascii_case("http"));
    odd.map(|it| format!("`{it}` is neither `https` nor `http`"))
}
