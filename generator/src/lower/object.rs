//! What fields has an object?

use super::ctx::{Ctx, Value, docs, place};
use super::flat::{Extra, Flat};
use super::schema::{self, Site};
use super::term::Term;
use super::{compose, enums, formats};
use crate::ir::{Additional, Constraints, Docs, Field, Presence, Shape, Struct, Ty};

pub(super) fn lower<'s>(cx: &mut Ctx<'_, 's>, site: Site<'_, 's>, flat: &Flat<'s>) -> Value {
    let is_closed = matches!(flat.additional, Some(Extra::Forbidden));
    if flat.props.is_empty() && !is_closed {
        return Value::of(schema::map(cx, site, flat));
    }
    let name = schema::name(cx, site.term, flat, site.place);
    let id = cx.declare(name, flat);
    let value = Value { nullable: flat.nullable, ..Value::of(Ty::Named(id)) };
    cx.values.insert(site.key.clone(), value.clone());
    let words = cx.words(id);
    let fields = flat.props.iter().filter_map(|(name, term)| field(cx, flat, name, term, &words)).collect();
    let additional = match &flat.additional {
        None | Some(Extra::Forbidden) => Additional::Skipped,
        Some(Extra::Any) => Additional::Kept(Ty::Any),
        Some(Extra::Of(term)) => Additional::Kept(schema::lower(cx, term, &place(&words, "value")).into_ty()),
    };
    cx.define(id, Shape::Struct(Struct { fields, additional }));
    value
}

fn field<'s>(cx: &mut Ctx<'_, 's>, owner: &Flat<'s>, name: &str, term: &Term<'s>, words: &[String]) -> Option<Field> {
    let value = schema::lower(cx, term, &place(words, name));
    if value.never {
        return None;
    }
    let flat = compose::flat(cx, term);
    Some(Field {
        name: name.to_owned(),
        presence: presence(owner.required.contains(name), value.nullable),
        docs: usage_docs(term, &flat, &value.ty),
        default: flat.notes.default.clone(),
        constraints: constraints(cx, &flat, &value.ty, INNERMOST),
        example: flat.notes.example.clone(),
        read_only: flat.notes.read_only,
        write_only: flat.notes.write_only,
        origin: term.at().key_span(),
        ty: value.ty,
    })
}

/// Levels of lists in lists of which constraints are kept.
pub(super) const INNERMOST: usize = 3;

/// Constraints of a value, and of the items in it.
pub(super) fn constraints<'s>(cx: &mut Ctx<'_, 's>, flat: &Flat<'s>, ty: &Ty, levels: usize) -> Constraints {
    let mut res = formats::constraints(&flat.notes.constraints, ty);
    res.values = enums::nameless(flat);
    let items = match (&flat.items, &flat.additional) {
        (Some(items), _) => Some(items),
        (None, Some(Extra::Of(values))) if flat.props.is_empty() => Some(values),
        _ => None,
    };
    if let Some(term) = items.filter(|_| levels > 0) {
        let inner = match ty {
            Ty::List(item) | Ty::Map(item) => item,
            _ => &Ty::Any,
        };
        let flat = compose::flat(cx, term);
        let items = constraints(cx, &flat, inner, levels - 1);
        res.items = (items != Constraints::default()).then(|| Box::new(items));
    }
    res
}

fn presence(is_required: bool, is_nullable: bool) -> Presence {
    match (is_required, is_nullable) {
        (true, false) => Presence::Required,
        (false, false) => Presence::Optional,
        (true, true) => Presence::Nullable,
        (false, true) => Presence::OptionalNullable,
    }
}

/// What is said of a type where it is used; what is said of the type itself stands there.
pub(super) fn usage_docs<'s>(term: &Term<'s>, flat: &Flat<'s>, ty: &Ty) -> Docs {
    let is_elsewhere = matches!(term, Term::Node(at) if at.is_ref());
    if (is_elsewhere || !flat.notes.is_here) && matches!(ty, Ty::Named(_)) {
        return Docs { deprecated: flat.notes.deprecated, ..Docs::default() };
    }
    docs(flat)
}
