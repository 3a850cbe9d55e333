//! Which parameters has an operation, and how does each go over the wire?

use super::ctx::{Ctx, Value, place};
use super::flat::{Flat, Notes};
use super::media::{self, Kind};
use super::operation::OperationAt;
use super::term::Term;
use super::{compose, examples, object, schema};
use crate::diag::codes::lower as codes;
use crate::ir::{Constraints, Docs, Param, ParamLocation, ParamStyle, StringFormat, Ty};
use crate::spec::At;

/// Path parameters in the order of the path, then the others in the order of the description.
pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, it: OperationAt<'s>, id: &str) -> Vec<Param> {
    let mut found: Vec<Param> = Vec::new();
    for list in [it.item.get("parameters"), it.at.get("parameters")].into_iter().flatten() {
        for at in list.items() {
            let Some(param) = param(cx, at, id) else {
                continue;
            };
            match found.iter_mut().find(|it| it.name == param.name && it.location == param.location) {
                Some(known) => *known = param,
                None => found.push(param),
            }
        }
    }
    let names = template_names(it.path);
    let mut in_path: Vec<Param> = Vec::new();
    for name in &names {
        let is_it = |it: &Param| it.location == ParamLocation::Path && it.name == *name;
        match found.iter().position(is_it) {
            Some(idx) => in_path.push(found.remove(idx)),
            None => in_path.push(undeclared(it, name)),
        }
    }
    found.retain(|it| it.location != ParamLocation::Path);
    in_path.extend(found);
    in_path
}

/// `{a}` and `{b}` of `/x/{a}/{b}.json`.
pub(super) fn template_names(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.iter().any(|it| it == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// What the front end had to report: a string.
fn undeclared(it: OperationAt<'_>, name: &str) -> Param {
    Param {
        name: name.to_owned(),
        location: ParamLocation::Path,
        required: true,
        style: ParamStyle::Simple,
        explode: false,
        allow_reserved: false,
        allow_empty: false,
        ty: Ty::String(StringFormat::Plain),
        nullable: false,
        preset: None,
        docs: Docs::default(),
        default: None,
        constraints: Constraints::default(),
        example: None,
        origin: it.at.key_span(),
    }
}

fn param<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>, id: &str) -> Option<Param> {
    let name = at.get("name").and_then(At::as_str)?;
    let location = location(at.get("in").and_then(At::as_str)?)?;
    if location == ParamLocation::Header && is_ours(name) {
        if cx.ignored.insert(at.target().id()) {
            ignored(cx, at, name);
        }
        return None;
    }
    let flag = |key: &str| at.get(key).and_then(At::as_bool);
    let words = match schema::component_name(cx, at).filter(|_| at.is_ref()) {
        Some(component) => vec![component.to_owned()],
        None => place(&[id.to_owned()], name),
    };
    let (style, term) = style(cx, at, location);
    let (value, flat) = match &term {
        Some(term) => (schema::lower(cx, term, &words), (*compose::flat(cx, term)).clone()),
        None => (Value::of(Ty::String(StringFormat::Plain)), Flat::blank(at)),
    };
    let docs = docs(at, term.as_ref(), &flat, &value.ty);
    let constraints = object::constraints(cx, &flat, &value.ty, object::INNERMOST);
    let Notes { default, example, .. } = flat.notes;
    Some(Param {
        name: name.to_owned(),
        location,
        // A path has no place for a missing value.
        required: location == ParamLocation::Path || flag("required").unwrap_or(false),
        style,
        explode: flag("explode").unwrap_or(style == ParamStyle::Form),
        allow_reserved: location == ParamLocation::Query && flag("allowReserved").unwrap_or(false),
        allow_empty: location == ParamLocation::Query && flag("allowEmptyValue").unwrap_or(false),
        nullable: value.nullable,
        preset: None,
        docs,
        default,
        constraints,
        example: examples::of_param(at).or(example),
        origin: at.target().span(),
        ty: value.ty,
    })
}

fn ignored(cx: &mut Ctx<'_, '_>, at: At<'_>, name: &str) {
    cx.diags
        .warning(
            codes::HEADER_IGNORED,
            at.target().span(),
            format!("header parameter `{name}` is set by the client itself"),
        )
        .label("ignored")
        .help("describe media types by `content` and credentials by `security` instead");
}

fn docs<'s>(at: At<'s>, term: Option<&Term<'s>>, flat: &Flat<'s>, ty: &Ty) -> Docs {
    let mut docs = term.map_or_else(Docs::default, |it| object::usage_docs(it, flat, ty));
    if let Some(text) = at.get("description").and_then(At::as_str) {
        docs.description = Some(text.to_owned());
    }
    docs.deprecated |= at.get("deprecated").and_then(At::as_bool).unwrap_or(false);
    docs
}

/// HTTP headers that are not parameters.
fn is_ours(name: &str) -> bool {
    ["accept", "content-type", "authorization"].iter().any(|it| name.eq_ignore_ascii_case(it))
}

fn location(name: &str) -> Option<ParamLocation> {
    Some(match name {
        "path" => ParamLocation::Path,
        "query" => ParamLocation::Query,
        "header" => ParamLocation::Header,
        "cookie" => ParamLocation::Cookie,
        _ => return None,
    })
}

fn as_text(cx: &mut Ctx<'_, '_>, media: media::Media<'_>) {
    if cx.ignored.insert(media.at.target().id()) {
        cx.diags
            .warning(codes::PARAMETER_AS_TEXT, media.at.key_span(), format!("a parameter as `{}`", media.name))
            .label("the caller gives its text")
            .help("describe it by `schema`, or by `content` of `application/json`");
    }
}

/// How it is written, and the schema of what is written.
fn style<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>, location: ParamLocation) -> (ParamStyle, Option<Term<'s>>) {
    let content = media::all(at.get("content"));
    let default = match location {
        ParamLocation::Path | ParamLocation::Header => ParamStyle::Simple,
        ParamLocation::Query | ParamLocation::Cookie => ParamStyle::Form,
    };
    if let Some(media) = content.first() {
        let schema = media.at.get("schema").map(Term::Node);
        return match media.kind {
            Kind::Json => (ParamStyle::Json, schema),
            Kind::Text => (default, schema),
            _ => {
                as_text(cx, *media);
                (default, None)
            }
        };
    }
    let style = at.get("style").and_then(At::as_str).and_then(style_named).unwrap_or(default);
    (style, at.get("schema").map(Term::Node))
}

pub(super) fn style_named(name: &str) -> Option<ParamStyle> {
    Some(match name {
        "simple" => ParamStyle::Simple,
        "label" => ParamStyle::Label,
        "matrix" => ParamStyle::Matrix,
        "form" => ParamStyle::Form,
        "spaceDelimited" => ParamStyle::SpaceDelimited,
        "pipeDelimited" => ParamStyle::PipeDelimited,
        "deepObject" => ParamStyle::DeepObject,
        _ => return None,
    })
}
