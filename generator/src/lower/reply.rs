//! What does success hold?

use super::ctx::{Ctx, place};
use super::media::{self, Kind, Media};
use super::operation::OperationAt;
use super::unreached::{self, Side};
use super::{body, examples, headers, schema, stream};
use crate::diag::codes::lower as codes;
use crate::ir::{
    self, Arm, Content, Docs, Method, Reply, Shape, TagValue, Tagging, Ty, TypeDef, TypeName, Union, Usage,
};
use crate::spec::At;

const ORDER: [Kind; 7] =
    [Kind::Json, Kind::Anything, Kind::Text, Kind::Opaque, Kind::Form, Kind::Foreign, Kind::Multipart];

/// One documented success.
struct Success<'s> {
    status: &'s str,
    at: At<'s>,
    media: Option<Media<'s>>,
    media_types: Vec<&'s str>,
}

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, it: OperationAt<'s>, id: &str) -> Reply {
    let responses = it.at.get("responses");
    let statuses = successes(responses);
    let mut all: Vec<Success<'s>> = Vec::new();
    let mut streams = Vec::new();
    for (status, at) in &statuses {
        let has_body = it.method != Method::Head && !matches!(*status, "204" | "205");
        let media = media::all(at.get("content").filter(|_| has_body));
        let best = media::best(&media, &ORDER);
        let stream = stream::of(&media);
        streams.extend(stream);
        let used: Vec<Media<'s>> = best.into_iter().chain(stream).collect();
        unreached::report(cx, Side::Response, &media, &used);
        let media_types = media.iter().map(|it| it.name).collect();
        all.push(Success { status, at: *at, media: best, media_types });
    }
    let description = all.first().and_then(|it| it.at.get("description")).and_then(At::as_str);
    let mut accept: Vec<String> = Vec::new();
    for media in all.iter().filter_map(|it| it.media) {
        if !accept.iter().any(|it| it == media.name) {
            accept.push(media.name.to_owned());
        }
    }
    let content = content(cx, &all, id);
    // A union by status has an arm for a success without a body.
    let has_arms = content.as_ref().is_some_and(|it| is_by_status(cx, it));
    Reply {
        content,
        stream: streams.first().map(|it| stream::lower(cx, *it, id)),
        accept,
        media_types: each_once(all.iter().flat_map(|it| &it.media_types)),
        optional: !has_arms && all.iter().any(|it| it.media.is_none()) && all.iter().any(|it| it.media.is_some()),
        statuses: statuses.iter().map(|(status, _)| (*status).to_owned()).collect(),
        successes: all.iter().map(documented).collect(),
        description: description.map(str::to_owned),
        headers: headers::lower(cx, all.iter().map(|it| it.at)),
        examples: all.iter().filter_map(|it| it.media).flat_map(examples::of_media).collect(),
        origin: all.first().map_or_else(|| responses.unwrap_or(it.at).key_span(), |it| it.at.target().key_span()),
    }
}

fn documented(it: &Success<'_>) -> ir::Success {
    let description = it.at.get("description").and_then(At::as_str).map(str::to_owned);
    ir::Success { description, has_body: it.media.is_some() }
}

fn each_once<'s>(names: impl Iterator<Item = &'s &'s str>) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for name in names {
        if !res.iter().any(|it| it == name) {
            res.push((*name).to_owned());
        }
    }
    res
}

/// All 2xx; `default` where there is none.
pub(super) fn successes<'s>(responses: Option<At<'s>>) -> Vec<(&'s str, At<'s>)> {
    let all = || responses.into_iter().flat_map(At::entries);
    let found: Vec<_> = all().filter(|(status, _)| status.starts_with('2')).collect();
    let has_other = all().any(|(status, _)| status.starts_with(['1', '3']));
    if found.is_empty() && !has_other { all().filter(|(status, _)| *status == "default").collect() } else { found }
}

fn is_by_status(cx: &Ctx<'_, '_>, content: &Content) -> bool {
    let Content::Json(Ty::Named(id)) = content else { return false };
    matches!(&cx.types[id.0 as usize].shape, Shape::Union(it) if it.tagging == Tagging::Status)
}

fn content<'s>(cx: &mut Ctx<'_, 's>, all: &[Success<'s>], id: &str) -> Option<Content> {
    let mut held: Vec<Option<Content>> = Vec::new();
    let is_one_of_several = all.iter().filter(|it| it.media.is_some()).count() > 1;
    for success in all {
        let words = match schema::component_name(cx, success.at).filter(|_| success.at.is_ref()) {
            Some(name) => vec![name, "response"],
            None if is_one_of_several => vec![id, success.status, "reply"],
            None => vec![id, "reply"],
        };
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let content = success.media.map(|media| match media.kind {
            Kind::Form | Kind::Multipart => body::raw(cx, media),
            _ => body::content(cx, media, &words),
        });
        held.push(content);
    }
    let first = held.iter().flatten().next()?.clone();
    if held.iter().flatten().all(|it| is_same(cx, it, &first)) {
        forget_status(cx, &first, all);
        return Some(first);
    }
    let tys: Option<Vec<Option<Ty>>> = held.iter().map(json).collect();
    Some(match tys {
        Some(tys) => by_status(cx, all, tys, id),
        None => of_several_kinds(cx, all, id),
    })
}

/// The one type of several statuses is named after none of them.
fn forget_status(cx: &mut Ctx<'_, '_>, content: &Content, all: &[Success<'_>]) {
    let Content::Json(Ty::Named(id)) = content else { return };
    if let TypeName::Place(words) = &mut cx.types[id.0 as usize].name
        && let [_, status, reply] = &words[..]
        && reply == "reply"
        && all.iter().any(|it| it.status == status)
    {
        words.remove(1);
    }
}

/// Whether the one says what the other does, be it in place and twice.
fn is_same(cx: &Ctx<'_, '_>, a: &Content, b: &Content) -> bool {
    let nowhere = cx.spec.root().span();
    let shape = |content: &Content| {
        let Content::Json(Ty::Named(id)) = content else { return None };
        let mut shape = cx.types[id.0 as usize].shape.clone();
        if let Shape::Struct(it) = &mut shape {
            it.fields.iter_mut().for_each(|field| field.origin = nowhere);
        }
        Some(shape)
    };
    a == b || shape(a).is_some_and(|a| shape(b) == Some(a))
}

/// The type of what is JSON or nothing.
fn json(content: &Option<Content>) -> Option<Option<Ty>> {
    match content {
        None => Some(None),
        Some(Content::Json(ty)) => Some(Some(ty.clone())),
        Some(_) => None,
    }
}

/// Successes that hold different things: the status says which.
fn by_status(cx: &mut Ctx<'_, '_>, all: &[Success<'_>], tys: Vec<Option<Ty>>, id: &str) -> Content {
    let arms = all.iter().zip(tys).map(|(success, ty)| Arm {
        ty,
        tag: Some(TagValue::Text(success.status.to_owned())),
        json_type: None,
        keys: Vec::new(),
        name: phrase(success.status),
        docs: Docs {
            description: success.at.get("description").and_then(At::as_str).map(str::to_owned),
            ..Docs::default()
        },
    });
    let mut arms: Vec<Arm> = arms.collect();
    // Exact statuses count before ranges.
    arms.sort_by_key(|arm| arm.tag.as_ref().is_none_or(|status| status.to_string().parse::<u16>().is_err()));
    let union = super::tidy::id(cx.types.len());
    cx.types.push(TypeDef {
        name: TypeName::Place(place(&[id.to_owned()], "reply")),
        docs: Docs { description: Some(format!("What `{id}` answers, by status.")), ..Docs::default() },
        shape: Shape::Union(Union { tagging: Tagging::Status, arms }),
        usage: Usage::default(),
        group: None,
        examples: Vec::new(),
        origin: all.first().map_or_else(|| cx.spec.root().span(), |it| it.at.key_span()),
    });
    Content::Json(Ty::Named(union))
}

/// What a status is called.
fn phrase(status: &str) -> String {
    let phrase = match status {
        "200" => "OK",
        "201" => "Created",
        "202" => "Accepted",
        "203" => "Non-Authoritative",
        "204" => "No Content",
        "205" => "Reset Content",
        "206" => "Partial Content",
        "207" => "Multi-Status",
        _ if status.to_ascii_uppercase().ends_with("XX") => "Other",
        _ => return format!("Status {status}"),
    };
    phrase.to_owned()
}

fn of_several_kinds(cx: &mut Ctx<'_, '_>, all: &[Success<'_>], id: &str) -> Content {
    let second = all.iter().filter_map(|it| it.media).nth(1);
    if let Some(media) = second {
        cx.diags
            .warning(codes::REPLIES_DIFFER, media.at.key_span(), format!("successes of `{id}` are of different kinds"))
            .label("read as raw bytes, like the others")
            .help("describe one kind of content for all successes, or read the bytes by the content type of the reply");
    }
    Content::Bytes
}
