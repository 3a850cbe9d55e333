//! Parameters and properties: their types in words, and what else is said of them.

use super::{TyDocs, ValueDocs};
use crate::ir::{Constraints, Docs, EnumKind, Field, IntegerFormat, NumberFormat, Presence, Shape, StringFormat, Ty};
use crate::markdown::{code, lead, prose};
use crate::plan::facts;
use crate::plan::types::Types;

/// More known values than this are only listed where the type is described.
const SHOWN: usize = 12;

pub(super) fn field<'a>(types: &Types<'a>, field: &'a Field) -> ValueDocs {
    let mut facts = said(types, &field.ty, &field.constraints, field.default.as_ref());
    if field.read_only {
        facts.push("Read-only: the API sets it.".to_owned());
    }
    if field.write_only {
        facts.push("Write-only: it is never sent back.".to_owned());
    }
    ValueDocs {
        name: field.name.clone(),
        ty: ty(types, &field.ty, &field.constraints),
        required: matches!(field.presence, Presence::Required | Presence::Nullable),
        nullable: matches!(field.presence, Presence::Nullable | Presence::OptionalNullable) || types.peel(&field.ty).1,
        deprecated: field.docs.deprecated,
        description: described(types, &field.docs, &field.ty),
        facts,
    }
}

/// What is said of a value, else of its type.
pub(super) fn described<'a>(types: &Types<'a>, docs: &Docs, ty: &'a Ty) -> String {
    let own = docs.description.as_deref().or(docs.title.as_deref()).map(lead).filter(|it| !it.is_empty());
    own.or_else(|| match types.peel(ty).0 {
        Ty::Named(id) => types.def(*id).docs.description.as_deref().map(lead),
        _ => None,
    })
    .unwrap_or_default()
}

/// Limits, known values and the default.
pub(super) fn said<'a>(
    types: &Types<'a>,
    ty: &'a Ty,
    constraints: &Constraints,
    default: Option<&serde_json::Value>,
) -> Vec<String> {
    let plain = |it: &Constraints| Constraints { format: None, ..it.clone() };
    let mut res = facts::sentences(&plain(constraints), default, None);
    res.extend(known_values(types, ty));
    if let Some(items) = &constraints.items {
        let each = facts::sentences(&plain(items), None, None);
        if !each.is_empty() {
            res.push(format!("Each: {}", each.join(" ")));
        }
    }
    res
}

/// ``One of `a`, `b`.``
fn known_values<'a>(types: &Types<'a>, ty: &'a Ty) -> Option<String> {
    let (ty, each) = match types.peel(ty).0 {
        Ty::List(item) => (types.peel(item).0, "Each is one of"),
        ty => (ty, "One of"),
    };
    let Ty::Named(id) = ty else { return None };
    let Shape::Enum(shape) = &types.def(*id).shape else { return None };
    let values: Vec<String> = shape.values.iter().map(|it| code(&it.wire)).collect();
    let default = shape
        .default
        .as_ref()
        .map(|it| format!(" The API's default is {}.", code(&crate::plan::reference::value::text(it))));
    match values.as_slice() {
        [only] => Some(format!("Always {only}.")),
        all if all.len() <= SHOWN => Some(format!("{each} {}.{}", all.join(", "), default.unwrap_or_default())),
        all => Some(format!("{each} {} known values.{}", all.len(), default.unwrap_or_default())),
    }
}

/// Two items as a URL has them: known values if they need no escapes, else letters.
pub(super) fn two<'a>(types: &Types<'a>, ty: &'a Ty) -> [String; 2] {
    let letters = ["a".to_owned(), "b".to_owned()];
    let Ty::List(item) = types.peel(ty).0 else { return letters };
    let Ty::Named(id) = types.peel(item).0 else { return letters };
    let Shape::Enum(shape) = &types.def(*id).shape else { return letters };
    let is_plain = |it: &&str| it.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let mut known = shape.values.iter().map(|it| it.wire.as_str()).filter(is_plain).filter(|it| !it.is_empty());
    match (known.next(), known.next()) {
        (Some(a), Some(b)) => [a.to_owned(), b.to_owned()],
        _ => letters,
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(super) fn ty<'a>(types: &Types<'a>, ty: &'a Ty, constraints: &Constraints) -> TyDocs {
    within(types, ty, constraints, 0)
}

fn within<'a>(types: &Types<'a>, ty: &'a Ty, constraints: &Constraints, depth: usize) -> TyDocs {
    let unbound = Constraints::default();
    let inner = constraints.items.as_deref().unwrap_or(&unbound);
    let (ty, nullable) = types.peel(ty);
    let is_deep = depth > 4;
    let res = match ty {
        Ty::List(item) if !is_deep => of("list of ", many(within(types, item, inner, depth + 1))),
        Ty::Map(item) if !is_deep => of("map of ", many(within(types, item, inner, depth + 1))),
        Ty::Named(id) => TyDocs { words: String::new(), model: Some(types.name(*id).clone()) },
        ty => TyDocs { words: plain(ty, constraints), model: None },
    };
    // Of a value by itself, null is said beside its type.
    if nullable && depth > 0 { of("nullable ", res) } else { res }
}

fn of(before: &str, it: TyDocs) -> TyDocs {
    TyDocs { words: format!("{before}{}", it.words), ..it }
}

/// `nullable strings (uuid)`
fn many(it: TyDocs) -> TyDocs {
    let (before, words) =
        it.words.strip_prefix("nullable ").map_or(("", it.words.as_str()), |words| ("nullable ", words));
    let (noun, rest) = words.split_once(' ').map_or((words, String::new()), |(noun, rest)| (noun, format!(" {rest}")));
    let end = if matches!(noun, "" | "any") { "" } else { "s" };
    TyDocs { words: format!("{before}{noun}{end}{rest}"), ..it }
}

fn plain(ty: &Ty, constraints: &Constraints) -> String {
    let (name, format) = match ty {
        Ty::Boolean => ("boolean", None),
        Ty::Integer(IntegerFormat::Int32) => ("integer", Some("int32")),
        Ty::Integer(_) => ("integer", None),
        Ty::Number(NumberFormat::Float) => ("number", Some("float")),
        Ty::Number(_) => ("number", None),
        Ty::String(StringFormat::DateTime) => ("string", Some("date-time")),
        Ty::String(StringFormat::Date) => ("string", Some("date")),
        Ty::String(StringFormat::Byte) => ("string", Some("base64")),
        Ty::String(StringFormat::Binary) => ("string", Some("bytes")),
        Ty::String(_) => ("string", constraints.format.as_deref()),
        Ty::List(_) => ("list", None),
        Ty::Tuple { places, .. } => return tuple(places),
        Ty::Map(_) => ("map", None),
        Ty::Any | Ty::Named(_) | Ty::Nullable(_) => ("any JSON", None),
    };
    match format {
        Some(format) => format!("{name} ({})", prose(format)),
        None => name.to_owned(),
    }
}

/// Its places by JSON type.
fn tuple(places: &[Ty]) -> String {
    let unbound = Constraints::default();
    let names: Vec<String> = places.iter().map(|it| plain(it, &unbound)).collect();
    format!("list of these in turn: {}", names.join(", "))
}

/// Enums of integers are numbers on the wire.
pub(super) fn json_kind(kind: EnumKind) -> &'static str {
    match kind {
        EnumKind::String => "string",
        EnumKind::Integer => "integer",
    }
}
