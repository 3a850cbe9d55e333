//! Which of several media types does the client never send, or never ask for?

use super::ctx::Ctx;
use super::media::{self, Kind, Media};
use crate::diag::codes::lower as codes;
use crate::spec::At;

#[derive(Clone, Copy)]
pub(super) enum Side {
    Request,
    Response,
}

/// Warns of each alternative that holds something that no media type in `used` holds.
pub(super) fn report<'s>(cx: &mut Ctx<'_, 's>, side: Side, all: &[Media<'s>], used: &[Media<'s>]) {
    let Some(chosen) = used.first() else { return };
    for media in all.iter().filter(|media| !used.iter().any(|it| is_covered(**media, *it))) {
        // A shared response is lowered once for each operation that refers to it.
        if !cx.ignored.insert(media.at.id()) {
            continue;
        }
        let (never, does) = match side {
            Side::Request => ("never sent", "sends"),
            Side::Response => ("never requested", "asks for"),
        };
        cx.diags
            .warning(codes::UNREACHED, media.at.key_span(), format!("media type `{}` is {never}", media.name))
            .label(format!("the client {does} `{}`", chosen.name))
            .help(format!("to use it instead, remove `{}` from the description", chosen.name));
    }
}

/// Whether the value of `other` is one that `used` carries as well: YAML beside JSON of the same schema, or
/// `text/json` beside `application/json`. PDF and PNG are both binary strings and still two things.
fn is_covered(other: Media<'_>, used: Media<'_>) -> bool {
    if other.at.id() == used.at.id() {
        return true;
    }
    let is_patch = |it: Media<'_>| media::essence(it.name).ends_with("patch+json");
    if is_patch(other) || is_patch(used) {
        // RFC 6902 and RFC 7396 give the same document different meanings.
        return false;
    }
    let both_json = other.kind == Kind::Json && used.kind == Kind::Json;
    match (other.at.get("schema"), used.at.get("schema")) {
        (Some(a), Some(b)) => (both_json || is_structured(a)) && is_same(a, b),
        (None, None) => both_json,
        _ => false,
    }
}

fn is_structured(schema: At<'_>) -> bool {
    schema.get("type").and_then(At::as_str) != Some("string")
}

fn is_same(a: At<'_>, b: At<'_>) -> bool {
    a.target().id() == b.target().id() || !(a.is_ref() || b.is_ref()) && a.to_json() == b.to_json()
}
