//! What is too large to be a type? A few lines of a description can ask for a type of a million places.

use super::ctx::{Ctx, Value};
use super::{refs, term::Term, tidy};
use crate::diag::Diagnostics;
use crate::diag::codes::lower as codes;
use crate::ir::{Shape, Ty, TypeDef, TypeId};
use std::collections::BTreeSet;

/// Places and levels that a type may have where it is written out, as lists, maps and tuples are.
const MOST_PLACES: usize = 200;
const MOST_LEVELS: usize = 30;

/// Ends a chain of schemas that is longer than any stack.
pub(super) fn chain(cx: &mut Ctx<'_, '_>, term: &Term<'_>) -> Value {
    let message = "this schema is at the end of too long a chain of references";
    cx.diags
        .error(codes::TOO_LONG_A_CHAIN, term.at().span(), message)
        .help("nest fewer schemas, or refer back to one on the way");
    Value::of(Ty::Any)
}

/// Ends a chain of `allOf` that is too long to be merged.
pub(super) fn family(cx: &mut Ctx<'_, '_>, term: &Term<'_>) {
    let message = "this schema is at the end of too long a chain of `allOf`";
    cx.diags.error(codes::TOO_LONG_A_CHAIN, term.at().span(), message).help("list the properties in fewer schemas");
}

/// Lists, maps and tuples have no types of their own: they are written out wherever they are used. What would be too large accepts
/// any value.
pub(super) fn written_out(diags: &mut Diagnostics, types: &mut [TypeDef]) {
    let mut sizes = vec![None; types.len()];
    for at in 0..types.len() {
        for id in inner_first(types, &sizes, tidy::id(at)) {
            let at = id.0 as usize;
            let Shape::Alias(ty) = &types[at].shape else { continue };
            let size = size_of(ty, &sizes);
            sizes[at] = Some(size);
            if size.places > MOST_PLACES || size.levels > MOST_LEVELS {
                let message = "the type is too large to be written out; it accepts any value";
                diags
                    .warning(codes::TOO_LARGE, types[at].origin, message)
                    .help("make one of the schemas in it an object, which becomes a type with a name");
                types[at].shape = Shape::Alias(Ty::Any);
                sizes[at] = Some(Size::ONE);
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Size {
    places: usize,
    levels: usize,
}

impl Size {
    const ONE: Self = Self { places: 1, levels: 0 };
}

/// The aliases that are written out with `start`, each behind those in it.
fn inner_first(types: &[TypeDef], sizes: &[Option<Size>], start: TypeId) -> Vec<TypeId> {
    let is_new = |id: TypeId| sizes[id.0 as usize].is_none() && matches!(types[id.0 as usize].shape, Shape::Alias(_));
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    let mut open = vec![(start, false)];
    while let Some((id, is_left)) = open.pop() {
        if is_left {
            order.push(id);
        } else if is_new(id) && seen.insert(id) {
            open.push((id, true));
            refs::of_shape(&types[id.0 as usize].shape, &mut |inner| open.push((inner, false)));
        }
    }
    order
}

/// An alias that holds itself has no size yet, and counts as a name.
fn size_of(ty: &Ty, sizes: &[Option<Size>]) -> Size {
    let nested = |inner: Size| Size { places: inner.places, levels: inner.levels + 1 };
    match ty {
        Ty::Any | Ty::Boolean | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => Size::ONE,
        Ty::Named(id) => sizes[id.0 as usize].unwrap_or(Size::ONE),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => nested(size_of(inner, sizes)),
        Ty::Tuple { places, rest } => {
            let inner = places.iter().chain(rest.as_deref()).map(|it| size_of(it, sizes));
            let both = |a: Size, b: Size| Size { places: a.places + b.places, levels: a.levels.max(b.levels) };
            nested(inner.fold(Size::ONE, both))
        }
    }
}
