//! What comes of a reply that goes on and on?

use super::ctx::{Ctx, place};
use super::flat::Flat;
use super::media::{self, Kind, Media};
use super::term::Term;
use super::{compose, schema};
use crate::ir::{Framing, JsonType, Streamed, Ty};
use std::rc::Rc;

/// The first of several streams.
pub(super) fn of<'s>(all: &[Media<'s>]) -> Option<Media<'s>> {
    all.iter().find(|it| it.kind == Kind::Stream).copied()
}

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, media: Media<'s>, id: &str) -> Streamed {
    let framing = match media::essence(media.name).as_str() {
        "text/event-stream" => Framing::Events,
        "application/json-seq" => Framing::Records,
        _ => Framing::Lines,
    };
    let words = place(&[id.to_owned()], if framing == Framing::Events { "event" } else { "item" });
    let streamed = |framing, item| Streamed { framing, item, media_type: media.name.to_owned() };
    let Some(term) = item(cx, media) else {
        return streamed(framing, Ty::Any);
    };
    let (framing, term) = match framing {
        Framing::Events => event(cx, term),
        framing => (framing, term),
    };
    let item = schema::lower(cx, &term, &words).into_ty();
    streamed(framing, item)
}

/// The schema of one item. A list stands for all of them.
fn item<'s>(cx: &mut Ctx<'_, 's>, media: Media<'s>) -> Option<Term<'s>> {
    if let Some(at) = media.at.get("itemSchema") {
        return Some(Term::Node(at));
    }
    let whole = Term::Node(media.at.get("schema")?);
    let flat = flat(cx, &whole);
    Some(flat.items.clone().filter(|_| flat.kind == Some(JsonType::Array)).unwrap_or(whole))
}

/// Descriptions give what `data` holds, or the whole event as an object whose properties are named as the fields of an event.
fn event<'s>(cx: &mut Ctx<'_, 's>, term: Term<'s>) -> (Framing, Term<'s>) {
    let flat = flat(cx, &term);
    if flat.groups.is_empty() {
        return (Framing::Events, data(&flat).unwrap_or(term));
    }
    let arms: Vec<Term<'s>> = flat.groups.iter().flat_map(|it| it.arms.clone()).collect();
    let is_whole = flat.groups.len() == 1 && arms.iter().all(|it| is_event(&self::flat(cx, it)));
    (if is_whole { Framing::WholeEvents } else { Framing::Events }, term)
}

fn is_event(flat: &Flat<'_>) -> bool {
    let is_field = |name: &String| matches!(name.as_str(), "data" | "event" | "id" | "retry" | "comment");
    flat.props.contains_key("data") && flat.props.keys().all(is_field)
}

/// The schema of `data`, and of what its text holds where that is said.
fn data<'s>(flat: &Flat<'s>) -> Option<Term<'s>> {
    let data = flat.props.get("data").filter(|_| is_event(flat))?.clone();
    let inner = match &data {
        Term::Node(at) => at.target().get("contentSchema").map(Term::Node),
        _ => None,
    };
    Some(inner.unwrap_or(data))
}

/// Through schemas that only point at another.
fn flat<'s>(cx: &mut Ctx<'_, 's>, term: &Term<'s>) -> Rc<Flat<'s>> {
    let flat = compose::flat(cx, term);
    match &flat.only {
        Some(only) if only.key() != term.key() => compose::flat(cx, only),
        _ => flat,
    }
}
