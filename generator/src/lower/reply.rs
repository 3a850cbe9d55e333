//! What does success hold?

use super::ctx::{Ctx, place};
use super::media::{self, Kind, Media};
use super::operation::{OperationAt, Skip, cannot_stream};
use super::term::Term;
use super::{body, examples, headers, schema};
use crate::diag::codes::lower as codes;
use crate::ir::{Content, Method, Reply, Ty};
use crate::spec::At;

const ORDER: [Kind; 7] =
    [Kind::Json, Kind::Anything, Kind::Text, Kind::Opaque, Kind::Form, Kind::Foreign, Kind::Multipart];

/// One documented success.
struct Success<'s> {
    status: &'s str,
    at: At<'s>,
    media: Option<Media<'s>>,
}

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, it: OperationAt<'s>, id: &str) -> Result<Reply, Skip<'s>> {
    let responses = it.at.get("responses");
    let statuses = successes(responses);
    let mut all: Vec<Success<'s>> = Vec::new();
    for (status, at) in &statuses {
        let has_body = it.method != Method::Head && !matches!(*status, "204" | "205");
        let media = media::all(at.get("content").filter(|_| has_body));
        let best = media::best(&media, &ORDER);
        if let (None, Some(stream)) = (best, media.first()) {
            return Err(cannot_stream(stream.at, stream.name));
        }
        all.push(Success { status, at: *at, media: best });
    }
    let description = all.first().and_then(|it| it.at.get("description")).and_then(At::as_str);
    let mut accept: Vec<String> = Vec::new();
    for media in all.iter().filter_map(|it| it.media) {
        if !accept.iter().any(|it| it == media.name) {
            accept.push(media.name.to_owned());
        }
    }
    Ok(Reply {
        content: content(cx, &all, id),
        accept,
        optional: all.iter().any(|it| it.media.is_none()) && all.iter().any(|it| it.media.is_some()),
        statuses: statuses.iter().map(|(status, _)| (*status).to_owned()).collect(),
        description: description.map(str::to_owned),
        headers: headers::lower(cx, all.iter().map(|it| it.at)),
        examples: all.iter().filter_map(|it| it.media).flat_map(examples::of_media).collect(),
        origin: all.first().map_or_else(|| responses.unwrap_or(it.at).key_span(), |it| it.at.key_span()),
    })
}

/// All 2xx; `default` where there is none.
pub(super) fn successes<'s>(responses: Option<At<'s>>) -> Vec<(&'s str, At<'s>)> {
    let all = || responses.into_iter().flat_map(At::entries);
    let found: Vec<_> = all().filter(|(status, _)| status.starts_with('2')).collect();
    let has_other = all().any(|(status, _)| status.starts_with(['1', '3']));
    if found.is_empty() && !has_other { all().filter(|(status, _)| *status == "default").collect() } else { found }
}

fn content<'s>(cx: &mut Ctx<'_, 's>, all: &[Success<'s>], id: &str) -> Option<Content> {
    let mut found: Vec<(Content, Media<'s>)> = Vec::new();
    let is_one_of_several = all.iter().filter(|it| it.media.is_some()).count() > 1;
    for success in all {
        let Some(media) = success.media else { continue };
        let words = match schema::component_name(cx, success.at).filter(|_| success.at.is_ref()) {
            Some(name) => vec![name, "response"],
            None if is_one_of_several => vec![id, success.status, "reply"],
            None => vec![id, "reply"],
        };
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let content = match media.kind {
            Kind::Form => body::raw(cx, media),
            _ => body::content(cx, media, &words),
        };
        if !found.iter().any(|(known, _)| *known == content) {
            found.push((content, media));
        }
    }
    if found.len() < 2 {
        return found.pop().map(|(content, _)| content);
    }
    Some(several(cx, &found, id))
}

/// Successes that hold different things: one of them.
fn several<'s>(cx: &mut Ctx<'_, 's>, found: &[(Content, Media<'s>)], id: &str) -> Content {
    let json = found.iter().filter(|(it, _)| matches!(it, Content::Json(_)));
    let schemas: Vec<_> = json.filter_map(|(_, media)| media.at.get("schema")).map(Term::Node).collect();
    if schemas.len() == found.len() {
        let words = place(&[id.to_owned()], "reply");
        return Content::Json(schema::lower(cx, &Term::one(schemas), &words).into_ty());
    }
    if found.iter().all(|(it, _)| matches!(it, Content::Json(_))) {
        return Content::Json(Ty::Any);
    }
    let (_, media) = &found[1];
    cx.diags
        .warning(codes::REPLIES_DIFFER, media.at.key_span(), format!("successes of `{id}` are of different kinds"))
        .label("read as raw bytes, like the others")
        .help("describe one kind of content for all successes, or read the bytes by the content type of the reply");
    Content::Bytes
}
