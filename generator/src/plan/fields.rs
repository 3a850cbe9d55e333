//! Fields of structs: their names, and how presence and use decide their types.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::{NAMED, PLACED};
use super::types::{Types, wishes};
use super::{Argument, Conversion, Ident, RustTy, Slot, names, reserved};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Additional, Api, Field, Presence, Shape, StringFormat, Struct, Ty, TypeDef, TypeId, Usage};

const NAMING: Naming = Naming { case: Case::Snake, avoid: reserved::field, what: "field" };

/// Names of all fields of all structs; where other keys are kept, the name of their field comes last.
pub(crate) fn settle(diags: &mut Diagnostics, api: &Api, config: &Config) -> Vec<Vec<Ident>> {
    api.types
        .iter()
        .map(|def| match &def.shape {
            Shape::Struct(it) => name_all(diags, NAMING, &candidates(config, def, it)),
            _ => Vec::new(),
        })
        .collect()
}

fn candidates(config: &Config, def: &TypeDef, shape: &Struct) -> Vec<Candidate> {
    let wishes = wishes(config, def);
    let mut candidates: Vec<Candidate> = shape
        .fields
        .iter()
        .map(|field| Candidate {
            wanted: names::value_name(&field.name),
            rank: NAMED,
            wish: wishes.and_then(|it| it.value.fields.get(&field.name).cloned()),
        })
        .collect();
    if matches!(shape.additional, Additional::Kept(_)) {
        candidates.push(Candidate { wanted: "additional_properties".to_owned(), rank: PLACED, wish: None });
    }
    candidates
}

/// A field as Rust holds it.
#[derive(Clone)]
pub(crate) struct Held<'a> {
    pub(crate) field: &'a Field,
    /// The type of its value: without null, aliases followed.
    pub(crate) value: &'a Ty,
    pub(crate) slot: Slot,
    pub(crate) boxed: bool,
    /// Binary values are files.
    in_parts: bool,
}

impl<'a> Held<'a> {
    /// How its value comes in.
    pub(crate) fn argument(&self, types: &Types<'a>, ident: Ident) -> Argument {
        match self.files(types) {
            None => types.argument(ident, self.value),
            Some(ty @ RustTy::Vec(_)) => Argument { ident, ty, conversion: Conversion::IntoList },
            Some(ty) => Argument { ident, ty, conversion: Conversion::Into },
        }
    }

    /// Its type where it is a file, or several.
    fn files(&self, types: &Types<'a>) -> Option<RustTy> {
        let is_file = |ty: &'a Ty| *types.peel(ty).0 == Ty::String(StringFormat::Binary);
        match self.value {
            _ if !self.in_parts => None,
            Ty::List(item) => is_file(item).then(|| RustTy::Vec(Box::new(RustTy::Part))),
            value => is_file(value).then_some(RustTy::Part),
        }
    }

    /// The whole type, `Option` and `Box` included.
    pub(crate) fn rust(&self, types: &Types<'a>) -> RustTy {
        let value = self.files(types).unwrap_or_else(|| types.rust(self.value));
        let value = if self.boxed { RustTy::Box(Box::new(value)) } else { value };
        match self.slot {
            Slot::Required | Slot::List => value,
            Slot::Optional | Slot::Nullable => RustTy::Option(Box::new(value)),
            Slot::Tristate => RustTy::Option(Box::new(RustTy::Option(Box::new(value)))),
        }
    }
}

pub(crate) fn held<'a>(types: &Types<'a>, id: TypeId, shape: &'a Struct, at: usize) -> Held<'a> {
    let field = &shape.fields[at];
    let (value, nullable) = types.peel(&field.ty);
    let usage = types.def(id).usage;
    // What a reply is about must be there; any other list may be missing and is empty then.
    let is_envelope = types.replies.contains(&id) && field.presence == Presence::Required;
    let slot = match (presence(field, usage), nullable) {
        _ if !usage.sent && types.is_list(value) && !is_envelope => Slot::List,
        (Presence::Required, false) => Slot::Required,
        (Presence::Required | Presence::Nullable, _) => Slot::Nullable,
        (Presence::Optional, false) => Slot::Optional,
        // A part cannot be null.
        (Presence::Optional | Presence::OptionalNullable, _) if usage.sent && !usage.parts => Slot::Tristate,
        (Presence::Optional | Presence::OptionalNullable, _) => Slot::Optional,
    };
    Held { field, value, slot, boxed: types.boxed.contains(&(id, at)), in_parts: usage.parts }
}

/// What is required of one direction only cannot be required of a type that goes both ways.
fn presence(field: &Field, usage: Usage) -> Presence {
    let one_way = (field.read_only && usage.sent) || (field.write_only && usage.received);
    match field.presence {
        Presence::Required | Presence::Nullable if one_way => Presence::Optional,
        presence => presence,
    }
}
