//! What the files of this stage share: the inputs, the types made so far, and what has been decided about a schema.

use super::flat::Flat;
use super::term::{Key, Term};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, Docs, Shape, Ty, TypeDef, TypeId, TypeName, Usage};
use crate::spec::{At, NodeId, Spec};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub(super) struct Ctx<'a, 's> {
    pub diags: &'a mut Diagnostics,
    pub spec: &'s Spec,
    pub config: &'a Config,
    pub types: Vec<TypeDef>,
    /// Titles, and the first type that has each; names of components belong to none.
    titles: BTreeMap<String, Option<TypeId>>,
    pub values: BTreeMap<Key, Value>,
    /// Terms being lowered; a second visit means recursion.
    pub busy: BTreeSet<Key>,
    /// Lists and maps that hold themselves, which therefore need a name.
    pub knots: BTreeMap<Key, TypeId>,
    pub flats: BTreeMap<Key, Rc<Flat<'s>>>,
    /// Nodes whose `allOf` is being folded.
    pub folding: Vec<NodeId>,
    /// Schemas with names, by these.
    pub components: BTreeMap<&'s str, At<'s>>,
    pub component_ids: BTreeSet<NodeId>,
    /// Components with a discriminator for those that extend them.
    pub bases: Vec<At<'s>>,
    /// Schemas whose `allOf` names this one.
    pub children: BTreeMap<NodeId, Vec<At<'s>>>,
    /// Schemas whose place in a family is known.
    pub indexed: BTreeSet<NodeId>,
    /// Schemas that became any value, by what they are.
    pub untyped: BTreeMap<Key, Term<'s>>,
    /// Parameters that were reported once, wherever they are referred to.
    pub ignored: BTreeSet<NodeId>,
    /// Formats that strings of the description have.
    pub formats: BTreeSet<String>,
    pub api: Api,
}

/// What a schema is where it is used.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub ty: Ty,
    pub nullable: bool,
    /// No value fits it: what holds it is left out.
    pub never: bool,
}

impl Value {
    pub(super) fn of(ty: Ty) -> Value {
        Value { ty, nullable: false, never: false }
    }

    /// For places that have no presence of their own: list items, map values, whole bodies.
    pub(super) fn into_ty(self) -> Ty {
        if self.nullable && !matches!(self.ty, Ty::Any | Ty::Nullable(_)) {
            Ty::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

impl<'a, 's> Ctx<'a, 's> {
    pub(super) fn new(diags: &'a mut Diagnostics, spec: &'s Spec, config: &'a Config) -> Ctx<'a, 's> {
        let mut cx = Ctx {
            diags,
            spec,
            config,
            types: Vec::new(),
            titles: BTreeMap::new(),
            values: BTreeMap::new(),
            busy: BTreeSet::new(),
            knots: BTreeMap::new(),
            flats: BTreeMap::new(),
            folding: Vec::new(),
            components: BTreeMap::new(),
            component_ids: BTreeSet::new(),
            bases: Vec::new(),
            children: BTreeMap::new(),
            indexed: BTreeSet::new(),
            untyped: BTreeMap::new(),
            ignored: BTreeSet::new(),
            formats: BTreeSet::new(),
            api: super::blank_api(),
        };
        cx.index_components();
        cx
    }

    fn index_components(&mut self) {
        for (key, at) in self.spec.schemas() {
            self.components.insert(key, at);
            self.titles.insert(letters(key), None);
            self.component_ids.insert(at.target().id());
            self.index_family(at.target());
        }
    }

    /// Takes down whom a schema extends, and whether it is a base: of components first, of others as they are met.
    pub(super) fn index_family(&mut self, at: At<'s>) {
        if !self.indexed.insert(at.id()) {
            return;
        }
        let inline = at.get("allOf").into_iter().flat_map(At::items).filter(|member| !member.is_ref());
        let is_base =
            |it: At<'s>| it.get("discriminator").is_some() && it.get("oneOf").is_none() && it.get("anyOf").is_none();
        if [at].into_iter().chain(inline).any(is_base) {
            self.bases.push(at);
        }
        for member in at.get("allOf").into_iter().flat_map(At::items) {
            if member.is_ref() {
                self.children.entry(member.target().id()).or_default().push(at);
            }
        }
    }

    /// A new type whose shape comes later, so that it may hold itself.
    pub(super) fn declare(&mut self, name: TypeName, flat: &Flat<'s>) -> TypeId {
        let id = super::tidy::id(self.types.len());
        if let TypeName::Title { title, .. } = &name {
            self.titles.entry(letters(title)).or_insert(Some(id));
        }
        self.types.push(TypeDef {
            name,
            docs: docs(flat),
            shape: Shape::Alias(Ty::Any),
            usage: Usage::default(),
            group: None,
            examples: flat.notes.example.iter().cloned().collect(),
            origin: flat.at.span(),
        });
        id
    }

    pub(super) fn define(&mut self, id: TypeId, shape: Shape) {
        self.types[id.0 as usize].shape = shape;
    }

    /// Words that places inside this type begin with. A title that several types have says nothing of where the second one stands.
    pub(super) fn words(&self, id: TypeId) -> Vec<String> {
        let is_first = |title: &str| self.titles.get(&letters(title)) == Some(&Some(id));
        match &self.types[id.0 as usize].name {
            TypeName::Component(name) => vec![name.clone()],
            TypeName::Title { title, place } if place.is_empty() || is_first(title) => vec![title.clone()],
            TypeName::Title { place: words, .. } | TypeName::Place(words) => words.clone(),
        }
    }
}

/// A name without what casing and signs make of it.
fn letters(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn docs(flat: &Flat<'_>) -> Docs {
    Docs {
        title: flat.notes.title.clone(),
        description: flat.notes.description.clone(),
        deprecated: flat.notes.deprecated,
    }
}

pub(super) fn place(outer: &[String], word: impl Into<String>) -> Vec<String> {
    let mut words = outer.to_vec();
    words.push(word.into());
    words
}
