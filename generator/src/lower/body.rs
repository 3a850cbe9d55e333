//! What does a request carry?

use super::ctx::Ctx;
use super::media::{self, Kind, Media};
use super::operation::Skip;
use super::term::Term;
use super::{examples, schema};
use crate::diag::codes::lower as codes;
use crate::ir::{Body, Content, Docs, Ty};
use crate::spec::At;

const ORDER: [Kind; 7] =
    [Kind::Json, Kind::Form, Kind::Anything, Kind::Text, Kind::Opaque, Kind::Foreign, Kind::Stream];

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>, id: &str) -> Result<Option<Body>, Skip<'s>> {
    let all = media::all(at.get("content"));
    let Some(media) = media::best(&all, &ORDER) else {
        return match all.first() {
            Some(media) => Err(multipart(*media)),
            None => Ok(None),
        };
    };
    let words = match schema::component_name(cx, at).filter(|_| at.is_ref()) {
        Some(name) => vec![name.to_owned(), "request".to_owned()],
        None => vec![id.to_owned(), "request".to_owned()],
    };
    let content = content(cx, media, &words);
    Ok(Some(Body {
        media_type: media_type(media, &content),
        media_types: all.iter().map(|it| it.name.to_owned()).collect(),
        content,
        required: at.get("required").and_then(At::as_bool).unwrap_or(false),
        docs: Docs { description: at.get("description").and_then(At::as_str).map(str::to_owned), ..Docs::default() },
        examples: examples::of_media(media),
        origin: at.target().key_span(),
    }))
}

/// How the content of a media type is held, in requests and in replies.
pub(super) fn content<'s>(cx: &mut Ctx<'_, 's>, media: Media<'s>, words: &[String]) -> Content {
    match media.kind {
        Kind::Json => Content::Json(ty(cx, media, words)),
        Kind::Form => {
            if let Some(at) = media.at.get("encoding") {
                cx.diags
                    .warning(codes::FORM_ENCODING, at.key_span(), "the `encoding` of a form is ignored")
                    .help("every property is written as `style: form, explode: true`, which is OpenAPI's default");
            }
            Content::Form(ty(cx, media, words))
        }
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
        Content::Text => "text/plain",
        Content::Bytes => "application/octet-stream",
    }
    .to_owned()
}

fn multipart(media: Media<'_>) -> Skip<'_> {
    Skip {
        code: codes::MULTIPART,
        at: media.at,
        reason: format!("its body can only be sent as `{}`", media::essence(media.name)),
        help: "call it by the client's `request(method, path)`, or describe another media type that the API takes",
    }
}
