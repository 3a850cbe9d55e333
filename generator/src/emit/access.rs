//! Ways into a value, printed as the chain a person would write.

use super::types::Types;
use super::{format, tokens};
use crate::plan::ident::is_identifier;
use crate::plan::{Access, AccessStep, Ident, RustTy};

/// How a chain takes what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Take {
    /// Out of the value, which is over then.
    Move,
    /// By reference; what is copied is copied.
    Borrow,
}

/// The value at the end, our own: moved or cloned.
pub(super) fn owned(root: &str, start: &RustTy, access: &Access, take: Take, types: &Types<'_>) -> String {
    let chain = print(root, start, access, take, types);
    match (take, tokens::is_copy(&access.ty), access.optional) {
        (Take::Move, _, _) | (Take::Borrow, true, _) => chain,
        (Take::Borrow, false, true) if access.ty == RustTy::String => {
            format!("{chain}.map(str::to_owned)")
        }
        (Take::Borrow, false, true) => format!("{chain}.cloned()"),
        (Take::Borrow, false, false) => format!("{chain}.clone()"),
    }
}

/// Steps up to the first that may find nothing.
struct Segment<'a> {
    fields: Vec<&'a AccessStep>,
    first: Option<&'a Option<(Ident, String)>>,
    optional: bool,
    /// The field at its end is an `Option` in an `Option`.
    flatten: bool,
}

/// `reply.links.and_then(|links| links.pages)`: an `Option` if the access is optional.
///
/// Borrowed, the end is a place (`reply.status`) or an `Option<&T>`.
pub(super) fn print(root: &str, start: &RustTy, access: &Access, take: Take, types: &Types<'_>) -> String {
    let mut at = start;
    let mut res = root.to_owned();
    let mut found = root.to_owned();
    let segments = segments(start, access);
    for (idx, segment) in segments.iter().enumerate() {
        let is_end = idx + 1 == segments.len();
        let whole = idx == 0;
        let base = if whole { res.clone() } else { found.clone() };
        let (place, end) = fields(&base, segment, &mut at, types);
        let named = end.unwrap_or_else(|| found.clone());
        let item = singular(&named);
        let value = match &segment.first {
            Some(of) => {
                at = types.element(at);
                let test = of.as_ref().map(|of| test(&item, of, types.is_optional(at, &of.0)));
                element(&place, &item, test.as_deref(), take)
            }
            None => taken(&place, segment, access, take, is_end, whole),
        };
        if whole {
            res = value;
        } else {
            let map = if segment.optional { "and_then" } else { "map" };
            res = format!("{res}.{map}(|{found}| {value})");
        }
        found = if segment.first.is_some() { item } else { named };
    }
    res
}

fn segments<'a>(start: &RustTy, access: &'a Access) -> Vec<Segment<'a>> {
    let part = |fields: &mut Vec<&'a AccessStep>, optional: bool| Segment {
        fields: std::mem::take(fields),
        first: None,
        optional,
        flatten: false,
    };
    let (mut res, mut fields) = (Vec::new(), Vec::new());
    if matches!(start, RustTy::Option(_)) {
        res.push(part(&mut fields, true));
    }
    for step in &access.steps {
        match step {
            AccessStep::Field { optional, .. } => {
                fields.push(step);
                if *optional {
                    res.push(part(&mut fields, true));
                }
            }
            AccessStep::Flatten => res.iter_mut().rev().take(1).for_each(|last| last.flatten = true),
            AccessStep::First { of } => res.push(Segment { first: Some(of), ..part(&mut fields, true) }),
        }
    }
    if !fields.is_empty() || res.is_empty() {
        res.push(part(&mut fields, false));
    }
    res
}

/// `base.a.b` and the name of the last field; `at` becomes its type without `Option` and `Box`.
fn fields<'t>(base: &str, segment: &Segment<'_>, at: &mut &'t RustTy, types: &Types<'t>) -> (String, Option<String>) {
    let mut place = base.to_owned();
    let mut last = None;
    for step in &segment.fields {
        if let AccessStep::Field { ident, .. } = step {
            place = format!("{place}.{ident}");
            *at = types.field(at, ident);
            last = Some(ident.to_string());
        }
    }
    (place, last)
}

/// The end of a segment of fields.
fn taken(place: &str, segment: &Segment<'_>, access: &Access, take: Take, is_end: bool, whole: bool) -> String {
    let boxed = matches!(segment.fields.last(), Some(AccessStep::Field { boxed: true, .. }));
    let copied = is_end && tokens::is_copy(&access.ty);
    let flat = if segment.flatten { ".flatten()" } else { "" };
    match (take, segment.optional) {
        (Take::Borrow, true) if segment.flatten && !copied => {
            let inner = if is_end && access.ty == RustTy::String || boxed { "as_deref" } else { "as_ref" };
            format!("{place}.as_ref().and_then(|inner| inner.{inner}())")
        }
        (Take::Move, true) if boxed && is_end => format!("{place}{flat}.map(|found| *found)"),
        (Take::Move, true) => format!("{place}{flat}"),
        (Take::Move, false) if boxed => format!("*{place}"),
        (Take::Move, false) => place.to_owned(),
        (Take::Borrow, true) if copied => format!("{place}{flat}"),
        (Take::Borrow, true) if boxed || (is_end && access.ty == RustTy::String) => {
            format!("{place}.as_deref()")
        }
        (Take::Borrow, true) => format!("{place}.as_ref()"),
        (Take::Borrow, false) if whole || copied => place.to_owned(),
        (Take::Borrow, false) if access.ty == RustTy::String => format!("{place}.as_str()"),
        (Take::Borrow, false) => format!("&{place}"),
    }
}

/// The first element of a list, or the first that passes the test.
fn element(list: &str, item: &str, test: Option<&str>, take: Take) -> String {
    match (test, take) {
        (None, Take::Move) => format!("{list}.into_iter().next()"),
        (None, Take::Borrow) => format!("{list}.first()"),
        (Some(test), Take::Move) => format!("{list}.into_iter().find(|{item}| {test})"),
        (Some(test), Take::Borrow) => format!("{list}.iter().find(|{item}| {test})"),
    }
}

/// Whether an element is the one that is marked.
fn test(item: &str, (field, value): &(Ident, String), optional: bool) -> String {
    let value = format::string(value);
    match optional {
        true => format!("{item}.{field}.as_ref().is_some_and(|{field}| {field} == {value})"),
        false => format!("{item}.{field} == {value}"),
    }
}

/// `action` for a list `actions`.
fn singular(list: &str) -> String {
    let name = match (list.strip_suffix("ies"), list.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => "item".to_owned(),
    };
    if is_identifier(&name) { name } else { "item".to_owned() }
}

/// Whether taking both out of one value would take the same part twice.
pub(super) fn overlap(a: &Access, b: &Access) -> bool {
    let first_part = |access: &Access| -> Vec<AccessStep> {
        let ends = |step: &AccessStep| match step {
            AccessStep::Field { optional, .. } => *optional,
            AccessStep::First { .. } | AccessStep::Flatten => true,
        };
        let n = access.steps.iter().position(ends).map_or(access.steps.len(), |at| at + 1);
        access.steps[..n].iter().filter(|step| matches!(step, AccessStep::Field { .. })).cloned().collect()
    };
    let (a, b) = (first_part(a), first_part(b));
    a.starts_with(&b) || b.starts_with(&a)
}
