//! What type a value has in Rust: aliases followed, recursion cut, names put in.

use super::{Argument, Conversion, Ident, Purpose, RustTy, boxing, fields, type_names};
use crate::config::{Config, SchemaConfig, Spanned};
use crate::diag::Diagnostics;
use crate::ir::{
    Api, Content, IntegerFormat, NumberFormat, Shape, StringFormat, Struct, Ty, TypeDef, TypeId, TypeName,
};
use std::collections::BTreeSet;

/// All types of an API with what is settled about them.
pub(crate) struct Types<'a> {
    pub(crate) api: &'a Api,
    /// By [`TypeId`].
    pub(crate) names: Vec<Ident>,
    /// Fields of structs, by [`TypeId`] and position; empty for other types.
    pub(crate) fields: Vec<Vec<Ident>>,
    /// (type, field or arm) behind a `Box`.
    pub(crate) boxed: BTreeSet<(TypeId, usize)>,
    /// Whole replies.
    pub(crate) replies: BTreeSet<TypeId>,
    purpose: Purpose,
}

const ANY: &Ty = &Ty::Any;

fn replies(types: &Types<'_>) -> BTreeSet<TypeId> {
    let contents = types.api.operations.iter().filter_map(|it| it.reply.content.as_ref());
    contents
        .filter_map(|it| match it {
            Content::Json(ty) => types.structure(ty).map(|(id, _)| id),
            _ => None,
        })
        .collect()
}

impl<'a> Types<'a> {
    pub(crate) fn settle(diags: &mut Diagnostics, api: &'a Api, config: &Config, purpose: Purpose) -> Types<'a> {
        let mut types = Types {
            api,
            names: Vec::new(),
            fields: Vec::new(),
            boxed: BTreeSet::new(),
            replies: BTreeSet::new(),
            purpose,
        };
        types.replies = replies(&types);
        types.names = type_names::settle(diags, api, config);
        types.fields = fields::settle(diags, api, config);
        types.boxed = boxing::cuts(&types);
        types
    }

    /// What is only there to be read, by people or by mock servers; nothing where nobody will.
    pub(crate) fn read<T: Default>(&self, words: impl FnOnce() -> T) -> T {
        match self.purpose {
            Purpose::Print => words(),
            Purpose::Compare => T::default(),
        }
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.api.types.len()).map(|at| TypeId(u32::try_from(at).expect("an API has fewer than 2³² types")))
    }

    pub(crate) fn def(&self, id: TypeId) -> &'a TypeDef {
        &self.api.types[id.0 as usize]
    }

    pub(crate) fn name(&self, id: TypeId) -> &Ident {
        &self.names[id.0 as usize]
    }

    /// What stands behind aliases; `Any` where they only lead in a circle.
    pub(crate) fn resolve(&self, ty: &'a Ty) -> &'a Ty {
        let mut ty = ty;
        for _ in 0..=self.api.types.len() {
            match ty {
                Ty::Named(id) => match &self.def(*id).shape {
                    Shape::Alias(target) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ANY
    }

    /// The same without null, and whether null was there.
    pub(crate) fn peel(&self, ty: &'a Ty) -> (&'a Ty, bool) {
        let (mut ty, mut nullable) = (self.resolve(ty), false);
        while let Ty::Nullable(inner) = ty {
            (ty, nullable) = (self.resolve(inner), true);
        }
        (ty, nullable)
    }

    pub(crate) fn structure(&self, ty: &'a Ty) -> Option<(TypeId, &'a Struct)> {
        match self.resolve(ty) {
            Ty::Named(id) => match &self.def(*id).shape {
                Shape::Struct(it) => Some((*id, it)),
                _ => None,
            },
            _ => None,
        }
    }

    pub(crate) fn is_list(&self, ty: &'a Ty) -> bool {
        matches!(self.resolve(ty), Ty::List(_) | Ty::Map(_))
    }

    /// The type in Rust. Aliases are followed, so that no printer has to know what a name stands for; one that leads back to itself
    /// is any JSON value there.
    pub(crate) fn rust(&self, ty: &'a Ty) -> RustTy {
        self.rust_within(ty, &mut Vec::new())
    }

    fn rust_within(&self, ty: &'a Ty, within: &mut Vec<TypeId>) -> RustTy {
        match ty {
            Ty::Any | Ty::Boolean | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => scalar(ty),
            Ty::List(item) => RustTy::Vec(Box::new(self.rust_within(item, within))),
            Ty::Map(item) => RustTy::Map(Box::new(self.rust_within(item, within))),
            Ty::Tuple { places, rest } => {
                let places = places.iter().map(|it| self.rust_within(it, within)).collect();
                match rest {
                    Some(rest) => RustTy::OpenTuple(places, Box::new(self.rust_within(rest, within))),
                    None => RustTy::Tuple(places),
                }
            }
            Ty::Nullable(inner) => match self.rust_within(inner, within) {
                option @ RustTy::Option(_) => option,
                ty => RustTy::Option(Box::new(ty)),
            },
            Ty::Named(id) => match &self.def(*id).shape {
                Shape::Alias(_) if within.contains(id) => RustTy::Value,
                Shape::Alias(target) => {
                    within.push(*id);
                    let ty = self.rust_within(target, within);
                    within.pop();
                    ty
                }
                _ => RustTy::Model(self.name(*id).clone()),
            },
        }
    }

    /// How a value of this type comes in as the argument `ident`.
    pub(crate) fn argument(&self, ident: Ident, ty: &'a Ty) -> Argument {
        let ty = self.rust(ty);
        let conversion = match &ty {
            _ if is_made_of_others(&ty) => Conversion::Into,
            RustTy::Vec(item) => match &**item {
                item if is_made_of_others(item) => Conversion::IntoList,
                _ => Conversion::List,
            },
            RustTy::Map(_) => Conversion::Map,
            _ => Conversion::Plain,
        };
        Argument { ident, ty, conversion }
    }
}

/// Whether callers seldom have a value of the very type at hand.
fn is_made_of_others(ty: &RustTy) -> bool {
    matches!(ty, RustTy::String | RustTy::Model(_) | RustTy::Value)
        || matches!(ty, RustTy::Bytes | RustTy::Base64 | RustTy::Base64Url | RustTy::OpenTuple(..))
}

/// The type of a value that holds no others; any value where it does.
pub(crate) fn scalar(ty: &Ty) -> RustTy {
    match ty {
        Ty::Boolean => RustTy::Bool,
        Ty::Integer(IntegerFormat::Int32) => RustTy::I32,
        Ty::Integer(IntegerFormat::Int64) => RustTy::I64,
        Ty::Integer(IntegerFormat::Uint32) => RustTy::U32,
        Ty::Integer(IntegerFormat::Uint64) => RustTy::U64,
        Ty::Integer(IntegerFormat::Int128) => RustTy::I128,
        Ty::Number(NumberFormat::Float) => RustTy::F32,
        Ty::Number(NumberFormat::Double) => RustTy::F64,
        Ty::String(StringFormat::Plain | StringFormat::Binary) => RustTy::String,
        Ty::String(StringFormat::DateTime) => RustTy::Timestamp,
        Ty::String(StringFormat::Date) => RustTy::Date,
        Ty::String(StringFormat::Byte) => RustTy::Base64,
        Ty::String(StringFormat::ByteUrl) => RustTy::Base64Url,
        Ty::Any | Ty::List(_) | Ty::Map(_) | Ty::Tuple { .. } | Ty::Named(_) | Ty::Nullable(_) => RustTy::Value,
    }
}

/// What `client.toml` says of a type: by its component's key, else by its title or the words of its place.
pub(crate) fn wishes<'c>(config: &'c Config, def: &TypeDef) -> Option<&'c Spanned<SchemaConfig>> {
    match &def.name {
        TypeName::Component(key) => config.schemas.get(key),
        TypeName::Title { title, .. } => config.schemas.get(title),
        TypeName::Place(place) => config.schemas.get(&place.join(" ")),
    }
}
