//! What does a request carry?

use super::ctx::Ctx;
use super::media::{self, Kind, Media};
use super::term::Term;
use super::unreached::{self, Side};
use super::{examples, forms, schema};
use crate::diag::codes::lower as codes;
use crate::ir::{Body, Content, Docs, Ty};
use crate::spec::At;

const ORDER: [Kind; 8] =
    [Kind::Json, Kind::Form, Kind::Multipart, Kind::Anything, Kind::Text, Kind::Opaque, Kind::Foreign, Kind::Stream];

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>, id: &str) -> Option<Body> {
    let all = media::all(at.get("content"));
    let mut media = media::best(&all, &ORDER)?;
    let parts = media::best(&all, &[Kind::Multipart]);
    if let Some(parts) = parts.filter(|_| media.kind == Kind::Form)
        && forms::has_files(cx, parts)
    {
        media = parts;
    }
    unreached::report(cx, Side::Request, &all, &[media]);
    let words = match schema::component_name(cx, at).filter(|_| at.is_ref()) {
        Some(name) => vec![name.to_owned(), "request".to_owned()],
        None => vec![id.to_owned(), "request".to_owned()],
    };
    let content = match media.kind {
        Kind::Multipart => Content::Multipart(ty(cx, media, &words)),
        _ => content(cx, media, &words),
    };
    let is_form = matches!(content, Content::Form(_) | Content::Multipart(_));
    Some(Body {
        media_type: media_type(media, &content),
        media_types: all.iter().map(|it| it.name.to_owned()).collect(),
        content,
        encoding: if is_form { forms::encoding(media) } else { Vec::new() },
        required: at.get("required").and_then(At::as_bool).unwrap_or(false),
        docs: Docs { description: at.get("description").and_then(At::as_str).map(str::to_owned), ..Docs::default() },
        examples: examples::of_media(media),
        origin: at.target().key_span(),
    })
}

/// How the content of a media type is held, in requests and in replies.
pub(super) fn content<'s>(cx: &mut Ctx<'_, 's>, media: Media<'s>, words: &[String]) -> Content {
    match media.kind {
        Kind::Json => Content::Json(ty(cx, media, words)),
        Kind::Form => Content::Form(ty(cx, media, words)),
        Kind::Anything => match media.at.get("schema").and_then(|it| it.get("type")).and_then(At::as_str) {
            Some("string") => Content::Text,
            _ => Content::Json(ty(cx, media, words)),
        },
        Kind::Text => Content::Text,
        Kind::Opaque => Content::Bytes,
        Kind::Foreign | Kind::Multipart | Kind::Stream => raw(cx, media),
    }
}

pub(super) fn ty<'s>(cx: &mut Ctx<'_, 's>, media: Media<'s>, words: &[String]) -> Ty {
    match media.at.get("schema") {
        Some(at) => schema::lower(cx, &Term::Node(at), words).into_ty(),
        None => Ty::Any,
    }
}

pub(super) fn raw(cx: &mut Ctx<'_, '_>, media: Media<'_>) -> Content {
    cx.diags
        .warning(
            codes::RAW_BODY,
            media.at.key_span(),
            format!("`{}` is handled as raw bytes", media::essence(media.name)),
        )
        .help("describe `application/json` beside it if the API knows it, or read and write the bytes yourself");
    Content::Bytes
}

/// A wildcard cannot be sent.
fn media_type(media: Media<'_>, content: &Content) -> String {
    if !media.name.contains('*') {
        return media.name.to_owned();
    }
    match content {
        Content::Json(_) => "application/json",
        Content::Form(_) => "application/x-www-form-urlencoded",
        Content::Multipart(_) => "multipart/form-data",
        Content::Text => "text/plain",
        Content::Bytes => "application/octet-stream",
    }
    .to_owned()
}
