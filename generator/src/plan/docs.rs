//! What the documentation of each item says: the description's words first, then facts, then where it comes from.
//!
//! Every item gets something, as a generated crate denies missing docs.

use super::requests::{http_method, scopes};
use super::types::Types;
use super::{Ident, RequestArg, RustTy, facts};
use crate::ir::{
    self, Arm, Body, Docs, EnumValue, Field, Group, Operation, Param, ReplyHeader, Shape, Ty, TypeId, TypeName,
};
use crate::markdown::{brief, code, first_sentence, lines, paragraph, sentence, without_first_sentence};

/// Paragraphs, with an empty line between them.
#[derive(Default)]
struct Text(Vec<String>);

impl Text {
    fn add(&mut self, lines: Vec<String>) -> &mut Self {
        if !lines.is_empty() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
        self
    }

    fn say(&mut self, text: &str) -> &mut Self {
        self.add(paragraph(text))
    }

    /// Something else where there is nothing yet.
    fn or_lines(&mut self, lines: impl FnOnce() -> Option<Vec<String>>) -> &mut Self {
        if self.0.is_empty() {
            self.0.extend(lines().unwrap_or_default());
        }
        self
    }

    fn or(&mut self, text: &str) -> &mut Self {
        if self.0.is_empty() { self.say(text) } else { self }
    }
}

/// Title, unless the description says it already, and description.
fn described(docs: &Docs) -> Text {
    let mut text = Text::default();
    text.add(docs.description.as_deref().map(lines).unwrap_or_default());
    text.or_lines(|| docs.title.as_deref().and_then(first_sentence).map(|it| paragraph(&sentence(&it))));
    text
}

pub(crate) fn model(types: &Types<'_>, id: TypeId) -> Vec<String> {
    let def = types.def(id);
    let kind = match &def.shape {
        Shape::Struct(_) => "An object",
        Shape::Enum(_) => "One of several known values",
        Shape::Union(_) => "One of several shapes",
        Shape::Alias(_) => "A value",
    };
    let (fallback, origin) = match &def.name {
        TypeName::Component(key) => {
            (format!("{kind} that the API calls {}.", code(key)), format!("Schema {}.", code(key)))
        }
        TypeName::Title { title, place } => (
            format!("{kind} that the API calls {}.", code(title)),
            format!("Inline schema {}.", code(&place.join("."))),
        ),
        TypeName::Place(place) => (
            format!("{kind} that stands at {}.", code(&place.join("."))),
            format!("Inline schema {}.", code(&place.join("."))),
        ),
    };
    let mut text = described(&def.docs);
    text.or(&fallback);
    if let Shape::Enum(shape) = &def.shape {
        let facts = facts::sentences(&ir::Constraints::default(), shape.default.as_ref(), None);
        text.say(&facts.join(" "));
    }
    text.say(&origin);
    text.0
}

pub(crate) fn field(types: &Types<'_>, field: &Field) -> Vec<String> {
    let mut text = described(&field.docs);
    if let Ty::Named(id) = &field.ty {
        text.or_lines(|| {
            types.def(*id).docs.description.as_deref().and_then(first_sentence).map(|it| paragraph(&sentence(&it)))
        });
    }
    text.or(&format!("Property {}.", code(&field.name)));
    let mut facts = facts::sentences(&field.constraints, field.default.as_ref(), field.example.as_ref());
    if field.read_only {
        facts.push("Read-only: the API sets it.".to_owned());
    }
    if field.write_only {
        facts.push("Write-only: the API never sends it back.".to_owned());
    }
    text.say(&facts.join(" "));
    text.0
}

pub(crate) fn setter(types: &Types<'_>, ident: &Ident, field: &Field) -> Vec<String> {
    let of_type = || match &field.ty {
        Ty::Named(id) => types.def(*id).docs.description.as_deref().and_then(first_sentence),
        _ => None,
    };
    let first = field.docs.description.as_deref().and_then(first_sentence);
    match first.or_else(|| field.docs.title.as_deref().and_then(first_sentence)).or_else(of_type) {
        Some(first) => paragraph(&format!("Sets `{ident}`: {}", sentence(&first))),
        None => paragraph(&format!("Sets `{ident}`.")),
    }
}

pub(crate) fn null_setter(ident: &Ident) -> Vec<String> {
    paragraph(&format!("Sets `{ident}` to null, which is not the same as leaving it out."))
}

pub(crate) fn variant(value: &EnumValue) -> Vec<String> {
    let wire = code(&value.wire);
    let unnamed = value.docs.title.as_deref().filter(|_| super::enums::title(value).is_none());
    let said = value.docs.description.as_deref().or(unnamed);
    match said.map(lines).filter(|it| !it.is_empty()) {
        Some(description) => {
            let mut text = Text::default();
            text.say(&format!("{}.", upper(&wire))).add(description);
            text.0
        }
        None => paragraph(&format!("{}.", upper(&wire))),
    }
}

pub(crate) fn arm(types: &Types<'_>, arm: &Arm) -> Vec<String> {
    let mut text = described(&arm.docs);
    match (&arm.tag, arm.ty.as_ref().map(|it| types.rust(it))) {
        (Some(tag), _) => text.say(&format!("{}.", upper(&code(&tag.to_string())))),
        (None, Some(RustTy::Model(ident))) => text.or(&format!("[`{ident}`](crate::models::{ident}).")),
        (None, _) => text.or(&format!("{}.", upper(&code(&arm.name)))),
    };
    text.0
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

pub(crate) fn resource(group: &Group) -> Vec<String> {
    let mut text = Text::default();
    text.add(group.description.as_deref().map(lines).unwrap_or_default());
    text.or(&format!("Operations of the tag {}.", code(&group.tag)));
    text.0
}

/// One line that says what an operation does.
pub(crate) fn summary(operation: &Operation) -> String {
    let text = operation.summary.as_deref().and_then(first_sentence);
    let text = text.or_else(|| operation.description.as_deref().and_then(first_sentence));
    text.map_or_else(|| format!("{}.", route(operation)), |it| sentence(&it))
}

fn route(operation: &Operation) -> String {
    code(&format!("{} {}", http_method(operation.method), operation.path))
}

/// Docs of the method; arguments that the description explains are listed, and headers that a reply has.
pub(crate) fn request<'a>(
    operation: &Operation,
    args: &[RequestArg],
    headers: impl Iterator<Item = &'a ReplyHeader>,
    credentials: Option<String>,
) -> Vec<String> {
    let mut text = Text::default();
    let summary = summary(operation);
    text.say(&summary);
    text.add(beyond_summary(operation, &summary));
    text.add(args.iter().flat_map(|it| bullet(&it.argument.ident, &it.docs)).collect());
    let headers: Vec<String> = headers.map(|it| code(&it.name)).collect();
    if !headers.is_empty() {
        let headers = headers.join(", ");
        text.say(&format!("`with_response()` gives headers of the reply too: {headers}, each a method of the [reply](crate::Response)."));
    }
    let more = operation.external_docs.as_deref().map(|it| lines(&format!("More: {it}")));
    text.add(more.unwrap_or_default());
    text.say(&credentials.unwrap_or_default());
    let scopes = scopes(operation);
    let scopes = match scopes.len() {
        0 => String::new(),
        1 => format!(" · scope {}", code(&scopes[0])),
        _ => format!(" · scopes {}", scopes.iter().map(|it| code(it)).collect::<Vec<_>>().join(", ")),
    };
    let server = operation.servers.first().map(|it| format!(" · server {}", code(&it.url))).unwrap_or_default();
    text.say(&format!("{} · operation {}{server}{scopes}", route(operation), code(&operation.id)));
    text.0
}

/// The description, without its first sentence where the summary has said it.
pub(crate) fn beyond_summary(operation: &Operation, summary: &str) -> Vec<String> {
    let description = operation.description.as_deref().map(lines).unwrap_or_default();
    match brief(&description) {
        Some(first) if is_same(&first, summary) => without_first_sentence(&description),
        _ => description,
    }
}

/// The same words: `List pets` and `List pets.`
fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.trim_end_matches(['.', ' ']).to_lowercase();
    words(one) == words(other)
}

/// The description's words, then who sends it.
pub(crate) fn header(header: &ReplyHeader, operations: &[&Operation]) -> Vec<String> {
    let mut text = Text::default();
    text.add(header.description.as_deref().map(lines).unwrap_or_default());
    let ids: Vec<String> = operations.iter().map(|it| code(&it.id)).collect();
    text.say(&format!(
        "Header {} of {}; `None` if it is not there or is something else.",
        code(&header.name),
        ids.join(", ")
    ));
    text.0
}

/// An argument and the first sentence about it.
fn bullet(ident: &Ident, docs: &[String]) -> Vec<String> {
    let first = brief(docs).unwrap_or_else(|| "What is sent.".to_owned());
    let lines = paragraph(&format!("`{ident}`: {first}"));
    lines.iter().enumerate().map(|(at, it)| format!("{}{it}", if at == 0 { "- " } else { "  " })).collect()
}

pub(crate) fn param(param: &Param) -> Vec<String> {
    let mut text = described(&param.docs);
    let place = match param.location {
        ir::ParamLocation::Path => "Path parameter",
        ir::ParamLocation::Query => "Query parameter",
        ir::ParamLocation::Header => "Header",
        ir::ParamLocation::Cookie => "Cookie",
    };
    text.or(&format!("{place} {}.", code(&param.name)));
    text.say(&facts::sentences(&param.constraints, param.default.as_ref(), param.example.as_ref()).join(" "));
    text.0
}

pub(crate) fn body(body: &Body) -> Vec<String> {
    let mut text = described(&body.docs);
    text.or("What is sent.");
    text.0
}

pub(crate) fn whole_body(body: &Body) -> Vec<String> {
    let mut text = Text::default();
    text.say("The whole body at once; it replaces what was set before.");
    text.add(described(&body.docs).0);
    text.0
}
