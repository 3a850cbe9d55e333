//! How are the properties of a form written, and which of them are files?

use super::ctx::Ctx;
use super::media::{self, Media};
use super::term::Term;
use super::{compose, params, refs, tidy};
use crate::diag::Diagnostics;
use crate::diag::codes::lower as codes;
use crate::ir::{Api, Content, Encoding, ParamStyle, Shape, StringFormat, Ty, TypeDef, TypeId, TypeName, Usage};
use crate::spec::At;
use std::collections::BTreeSet;

/// What `encoding` says of single properties.
pub(super) fn encoding(media: Media<'_>) -> Vec<Encoding> {
    let properties = media.at.get("encoding").into_iter().flat_map(At::entries);
    properties.map(|(name, at)| property(name, at)).collect()
}

/// Whether a form has properties that only parts can carry.
pub(super) fn has_files<'s>(cx: &mut Ctx<'_, 's>, media: Media<'s>) -> bool {
    let Some(at) = media.at.get("schema") else {
        return false;
    };
    let flat = compose::flat(cx, &Term::Node(at));
    let flat = flat.only.as_ref().map_or(flat.clone(), |only| compose::flat(cx, only));
    flat.props.values().any(|term| {
        let flat = compose::flat(cx, term);
        let item = flat.items.as_ref().map(|it| compose::flat(cx, it));
        item.unwrap_or(flat).notes.constraints.format.as_deref() == Some("binary")
    })
}

fn property(name: &str, at: At<'_>) -> Encoding {
    let explode = at.get("explode").and_then(At::as_bool);
    let allow_reserved = at.get("allowReserved").and_then(At::as_bool);
    let style = at.get("style").and_then(At::as_str).map(|it| params::style_named(it).unwrap_or(ParamStyle::Form));
    let is_styled = style.is_some() || explode.is_some() || allow_reserved.is_some();
    let style = is_styled.then(|| {
        let style = style.unwrap_or(ParamStyle::Form);
        (style, explode.unwrap_or(style == ParamStyle::Form))
    });
    let content_type = at.get("contentType").and_then(At::as_str).filter(|_| style.is_none());
    Encoding {
        name: name.to_owned(),
        content_type: content_type.map(str::to_owned),
        style,
        allow_reserved: allow_reserved.unwrap_or(false),
        headers: at.get("headers").into_iter().flat_map(At::entries).map(|(name, _)| name.to_owned()).collect(),
        origin: at.key_span(),
    }
}

/// Gives each body in parts a type of its own, in which binary properties are files.
pub(super) fn settle(diags: &mut Diagnostics, api: &mut Api) {
    for idx in 0..api.operations.len() {
        let Some(Content::Multipart(ty)) = api.operations[idx].body.as_ref().map(|it| &it.content) else {
            continue;
        };
        let Some(id) = structure(&api.types, ty) else {
            continue;
        };
        let id = own(api, id);
        if let Some(body) = &mut api.operations[idx].body {
            let shape = &mut api.types[id.0 as usize].shape;
            mark_files(shape, &body.encoding);
            check_headers(diags, shape, &body.encoding);
            body.content = Content::Multipart(Ty::Named(id));
        }
    }
}

/// The struct behind names and null.
fn structure(types: &[TypeDef], ty: &Ty) -> Option<TypeId> {
    let mut ty = ty;
    for _ in 0..=types.len() {
        ty = match ty {
            Ty::Nullable(inner) => inner,
            Ty::Named(id) => match &types[id.0 as usize].shape {
                Shape::Struct(_) => return Some(*id),
                Shape::Alias(target) => target,
                _ => return None,
            },
            _ => return None,
        };
    }
    None
}

/// The type itself where it is nothing but such bodies, else a copy of it.
fn own(api: &mut Api, id: TypeId) -> TypeId {
    let wanted = parts_name(&api.types[id.0 as usize].name);
    let made = api.types.iter().position(|it| it.usage.parts && it.name == wanted);
    if let Some(idx) = made.filter(|_| !api.types[id.0 as usize].usage.parts) {
        return tidy::id(idx);
    }
    let usage = Usage { sent: true, received: false, parts: true };
    if !is_elsewhere(api, id) {
        api.types[id.0 as usize].usage = usage;
        return id;
    }
    let copy = TypeDef { name: wanted, usage, ..api.types[id.0 as usize].clone() };
    api.types.push(copy);
    tidy::id(api.types.len() - 1)
}

fn is_elsewhere(api: &Api, wanted: TypeId) -> bool {
    let mut found = BTreeSet::new();
    for op in &api.operations {
        refs::received(op, &mut |id| _ = found.insert(id));
        op.params.iter().for_each(|it| refs::of_ty(&it.ty, &mut |id| _ = found.insert(id)));
        let other = op.body.iter().filter(|it| !matches!(it.content, Content::Multipart(_)));
        other.for_each(|it| refs::of_content(&it.content, &mut |id| _ = found.insert(id)));
    }
    api.types.iter().for_each(|it| refs::of_shape(&it.shape, &mut |id| _ = found.insert(id)));
    found.contains(&wanted)
}

fn parts_name(name: &TypeName) -> TypeName {
    match name {
        TypeName::Component(name) => TypeName::Component(format!("{name}Form")),
        TypeName::Title { title, place } => {
            TypeName::Title { title: format!("{title} Form"), place: super::ctx::place(place, "Form") }
        }
        TypeName::Place(words) => TypeName::Place(super::ctx::place(words, "Form")),
    }
}

/// A string of a media type that is neither text nor JSON is a file, whatever its schema forgot to say.
fn mark_files(shape: &mut Shape, encoding: &[Encoding]) {
    let Shape::Struct(it) = shape else {
        return;
    };
    for field in &mut it.fields {
        let said = encoding.iter().find(|it| it.name == field.name).and_then(|it| it.content_type.as_deref());
        let string = match &mut field.ty {
            Ty::List(item) => &mut **item,
            ty => ty,
        };
        if *string == Ty::String(StringFormat::Plain) && said.is_some_and(is_file) {
            *string = Ty::String(StringFormat::Binary);
        }
    }
}

/// A file takes its headers from the caller; what is no file has no place for them.
fn check_headers(diags: &mut Diagnostics, shape: &Shape, encoding: &[Encoding]) {
    let Shape::Struct(it) = shape else {
        return;
    };
    for encoding in encoding.iter().filter(|it| !it.headers.is_empty()) {
        let field = it.fields.iter().find(|it| it.name == encoding.name);
        if field.is_some_and(|it| !is_binary(&it.ty)) {
            diags
                .warning(
                    codes::PART_HEADERS,
                    encoding.origin,
                    format!("headers of the part `{}` are not sent", encoding.name),
                )
                .help("only files take headers, from the caller; describe the part as `format: binary` if it is one");
        }
    }
}

fn is_binary(ty: &Ty) -> bool {
    match ty {
        Ty::List(item) => **item == Ty::String(StringFormat::Binary),
        ty => *ty == Ty::String(StringFormat::Binary),
    }
}

fn is_file(types: &str) -> bool {
    types.split(',').all(|it| {
        let essence = media::essence(it);
        !(essence.starts_with("text/")
            || essence == "application/json"
            || essence.ends_with("+json")
            || essence == "*/*")
    })
}
