//! Where a type would hold itself: which fields and arms must stand behind a `Box`.
//!
//! Lists and maps are on the heap already, so only values held directly count. One walk over the types in their order; an edge back
//! to a type that is being walked closes a circle and is cut there, and nowhere else.

use super::types::Types;
use crate::ir::{Shape, Ty, TypeId};
use std::collections::BTreeSet;

/// (type, field or arm) to put behind a `Box`.
pub(crate) fn cuts(types: &Types<'_>) -> BTreeSet<(TypeId, usize)> {
    let mut walk = Walk { types, state: vec![State::New; types.api.types.len()], cuts: BTreeSet::new() };
    for id in types.ids() {
        walk.visit(id);
    }
    walk.cuts
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'t, 'a> {
    types: &'t Types<'a>,
    state: Vec<State>,
    cuts: BTreeSet<(TypeId, usize)>,
}

impl<'a> Walk<'_, 'a> {
    fn visit(&mut self, id: TypeId) {
        if self.state[id.0 as usize] != State::New {
            return;
        }
        self.state[id.0 as usize] = State::Open;
        for (at, target) in self.edges(id) {
            match self.state[target.0 as usize] {
                State::Open => {
                    self.cuts.insert((id, at));
                }
                State::New => self.visit(target),
                State::Done => {}
            }
        }
        self.state[id.0 as usize] = State::Done;
    }

    /// Structs and unions that this one holds directly, by field or arm.
    fn edges(&self, id: TypeId) -> Vec<(usize, TypeId)> {
        let held: Vec<(usize, &'a Ty)> = match &self.types.def(id).shape {
            Shape::Struct(it) => it.fields.iter().map(|field| &field.ty).enumerate().collect(),
            Shape::Union(it) => {
                it.arms.iter().enumerate().filter_map(|(at, arm)| Some((at, arm.ty.as_ref()?))).collect()
            }
            Shape::Enum(_) | Shape::Alias(_) => Vec::new(),
        };
        let mut edges = Vec::new();
        for (at, ty) in held {
            self.direct(ty, &mut |target| edges.push((at, target)));
        }
        edges
    }

    /// What a value has in itself, by name or as a place of a tuple.
    fn direct(&self, ty: &'a Ty, visit: &mut dyn FnMut(TypeId)) {
        match self.types.peel(ty).0 {
            Ty::Named(target) => visit(*target),
            Ty::Tuple { places, .. } => places.iter().for_each(|place| self.direct(place, visit)),
            _ => {}
        }
    }
}
