//! Which examples does the description give?

use super::media::Media;
use crate::spec::At;
use serde_json::Value as Json;

/// (name, value) of `examples`, else `example`, else the schema's own.
pub(super) fn of_media(media: Media<'_>) -> Vec<(String, Json)> {
    let named = named(media.at);
    if !named.is_empty() {
        return named;
    }
    let one = media.at.get("example").or_else(|| media.at.get("schema").and_then(|it| it.get("example")));
    one.map(|it| ("example".to_owned(), it.to_json())).into_iter().collect()
}

pub(super) fn of_param(at: At<'_>) -> Option<Json> {
    at.get("example").map(At::to_json).or_else(|| named(at).into_iter().next().map(|(_, value)| value))
}

fn named(at: At<'_>) -> Vec<(String, Json)> {
    let examples = at.get("examples").into_iter().flat_map(At::entries);
    examples.filter_map(|(name, it)| Some((name.to_owned(), it.get("value")?.to_json()))).collect()
}
