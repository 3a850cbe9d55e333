//! Where is the API, and which servers has an operation of its own?

use crate::ir::{Server, ServerVariable};
use crate::spec::At;

pub(super) fn lower(at: Option<At<'_>>) -> Vec<Server> {
    let text = |at: At<'_>, key: &str| at.get(key).and_then(At::as_str).map(str::to_owned);
    let server = |at: At<'_>| {
        Some(Server {
            url: text(at, "url")?,
            description: text(at, "description"),
            variables: at
                .get("variables")
                .into_iter()
                .flat_map(At::entries)
                .map(|(name, it)| variable(name, it))
                .collect(),
        })
    };
    at.into_iter().flat_map(At::items).filter_map(server).collect()
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
