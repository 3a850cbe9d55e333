//! What does failure hold, by status?

use super::ctx::Ctx;
use super::media::{self, Kind};
use super::operation::OperationAt;
use super::{body, examples, reply, schema};
use crate::ir::{ErrorReply, Method, StatusMatch};
use crate::spec::At;

/// Exact statuses before ranges before the default.
pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, it: OperationAt<'s>, id: &str) -> Vec<ErrorReply> {
    let responses = it.at.get("responses");
    let is_success = reply::successes(responses).iter().any(|(status, _)| *status == "default");
    let mut found = Vec::new();
    for (key, at) in responses.into_iter().flat_map(At::entries) {
        let Some(status) = status(key).filter(|it| !(is_success && *it == StatusMatch::Default)) else {
            continue;
        };
        let all = media::all(at.get("content").filter(|_| it.method != Method::Head));
        let media = media::best(&all, &[Kind::Json, Kind::Anything]);
        let words = match schema::component_name(cx, at).filter(|_| at.is_ref()) {
            Some(name) => vec![name.to_owned(), "error".to_owned()],
            None => vec![id.to_owned(), key.to_owned(), "error".to_owned()],
        };
        let ty = media.filter(|it| it.at.get("schema").is_some()).map(|it| body::ty(cx, it, &words));
        found.push(ErrorReply {
            status,
            ty,
            description: at.get("description").and_then(At::as_str).map(str::to_owned),
            examples: media.map(examples::of_media).unwrap_or_default(),
            origin: at.target().key_span(),
        });
    }
    found.sort_by_key(|it| it.status);
    found
}

fn status(key: &str) -> Option<StatusMatch> {
    if key == "default" {
        return Some(StatusMatch::Default);
    }
    let first = key.chars().next()?.to_digit(10).filter(|it| (3..=9).contains(it))?;
    if key.len() == 3 && key[1..].eq_ignore_ascii_case("xx") {
        return u8::try_from(first).ok().map(StatusMatch::Range);
    }
    key.parse().ok().map(StatusMatch::Exact)
}
