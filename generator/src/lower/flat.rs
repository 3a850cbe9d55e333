//! What one schema says by its own keywords, in one form for all kinds of schema.
//!
//! The only place that reads `openapiv3::Schema`; knows nothing of types, nor of other schemas.

use super::ctx::Ctx;
use super::keywords;
use super::term::Term;
use crate::ir::{Constraints, Docs, JsonType};
use crate::spec::At;
use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// A schema with its `allOf` folded in.
#[derive(Clone)]
pub(super) struct Flat<'s> {
    pub at: At<'s>,
    pub kind: Option<JsonType>,
    pub nullable: bool,
    /// `false` as a schema: no value fits.
    pub never: bool,
    pub props: IndexMap<String, Term<'s>>,
    pub required: BTreeSet<String>,
    pub additional: Option<Extra<'s>>,
    pub items: Option<Term<'s>>,
    /// Places of a tuple, before `items`.
    pub places: Vec<Term<'s>>,
    /// Nothing comes after the places.
    pub is_closed: bool,
    pub values: Option<Vec<Known>>,
    pub groups: Vec<Group<'s>>,
    pub discriminator: Option<Discriminator<'s>>,
    pub notes: Notes,
    /// It only says something about this other schema, which is its type.
    pub only: Option<Term<'s>>,
}

#[derive(Clone)]
pub(super) enum Extra<'s> {
    Forbidden,
    Any,
    Of(Term<'s>),
}

/// A value of an `enum`.
#[derive(Clone, PartialEq)]
pub(super) struct Known {
    pub value: Json,
    pub docs: Docs,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone)]
pub(super) struct Group<'s> {
    pub arms: Vec<Term<'s>>,
    pub any: bool,
    pub discriminator: Option<Discriminator<'s>>,
}

#[derive(Clone)]
pub(super) struct Discriminator<'s> {
    pub property: String,
    /// (tag, where it is mapped)
    pub mapping: Vec<(&'s str, At<'s>)>,
}

/// What does not change the type.
#[derive(Clone, Default)]
pub(super) struct Notes {
    /// The description stands here, not at the one schema that this wraps.
    pub is_here: bool,
    pub title: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub default: Option<Json>,
    pub example: Option<Json>,
    pub read_only: bool,
    pub write_only: bool,
    pub constraints: Constraints,
}

impl<'s> Flat<'s> {
    pub(super) fn blank(at: At<'s>) -> Flat<'s> {
        Flat {
            at,
            kind: None,
            nullable: false,
            never: false,
            props: IndexMap::new(),
            required: BTreeSet::new(),
            additional: None,
            items: None,
            places: Vec::new(),
            is_closed: false,
            values: None,
            groups: Vec::new(),
            discriminator: None,
            notes: Notes::default(),
            only: None,
        }
    }

    /// Says what a value is made of, beyond its JSON type.
    pub(super) fn is_heavy(&self) -> bool {
        self.has_shape()
            || self.items.is_some()
            || !self.places.is_empty()
            || self.values.is_some()
            || !self.groups.is_empty()
    }

    /// Says something of an object's properties.
    pub(super) fn has_shape(&self) -> bool {
        !self.props.is_empty() || matches!(self.additional, Some(Extra::Any | Extra::Of(_)))
    }

    /// Any value fits, as far as types go.
    pub(super) fn is_blank(&self) -> bool {
        self.kind.is_none() && !self.is_heavy() && !self.never && self.additional.is_none()
    }
}

/// A node's own keywords, and the members of its `allOf`.
pub(super) fn own<'s>(cx: &mut Ctx<'_, 's>, at: At<'s>) -> (Flat<'s>, Vec<At<'s>>) {
    let mut flat = Flat::blank(at);
    if at.is_null() {
        return (flat, Vec::new());
    }
    let Some(schema) = at.decode::<Schema>(cx.diags) else {
        return (flat, Vec::new());
    };
    let data = schema.schema_data;
    flat.nullable = data.nullable;
    flat.never = at.get("x-never").and_then(At::as_bool).unwrap_or(false);
    flat.discriminator = data.discriminator.map(|it| Discriminator {
        property: it.property_name,
        mapping: at.get("discriminator").and_then(|it| it.get("mapping")).into_iter().flat_map(At::entries).collect(),
    });
    flat.notes = Notes {
        is_here: true,
        title: data.title,
        description: data.description,
        deprecated: data.deprecated,
        default: data.default.filter(|it| !it.is_null()),
        example: data.example,
        read_only: data.read_only,
        write_only: data.write_only,
        constraints: keywords::constraints(at),
    };
    let mut members = kind(cx, &mut flat, schema.schema_kind);
    members.extend(lone_arms(&mut flat));
    flat.places = at.get("prefixItems").into_iter().flat_map(At::items).map(Term::Node).collect();
    flat.is_closed = at.get("x-closed").and_then(At::as_bool).unwrap_or(false);
    flat.values = keywords::values(at);
    if let Some(group) = flat.groups.first_mut() {
        group.discriminator = flat.discriminator.clone();
    }
    if flat.kind.is_none() {
        flat.kind = keywords::implied_kind(&flat);
    }
    if flat.kind.is_none() && members.is_empty() && flat.groups.is_empty() && flat.values.is_none() {
        flat.kind = keywords::constrained_kind(&flat.notes.constraints);
    }
    (flat, members)
}

/// One of one is that one.
fn lone_arms<'s>(flat: &mut Flat<'s>) -> Vec<At<'s>> {
    let lone = |it: &Group<'s>| it.arms.len() == 1 && flat.discriminator.is_none();
    let members = flat.groups.iter().filter(|it| lone(it)).map(|it| it.arms[0].at()).collect();
    if flat.discriminator.is_none() {
        flat.groups.retain(|it| it.arms.len() > 1);
    }
    members
}

fn kind<'s>(cx: &Ctx<'_, 's>, flat: &mut Flat<'s>, kind: SchemaKind) -> Vec<At<'s>> {
    match kind {
        SchemaKind::Type(ty) => plain(cx, flat, ty),
        SchemaKind::AllOf { all_of } => return cursors(cx, all_of),
        SchemaKind::OneOf { one_of } => add_group(cx, flat, one_of, false),
        SchemaKind::AnyOf { any_of } => add_group(cx, flat, any_of, true),
        SchemaKind::Not { .. } => {}
        SchemaKind::Any(any) => return mixed(cx, flat, any),
    }
    Vec::new()
}

fn plain<'s>(cx: &Ctx<'_, 's>, flat: &mut Flat<'s>, ty: Type) {
    flat.kind = Some(match ty {
        Type::String(_) => JsonType::String,
        Type::Number(_) => JsonType::Number,
        Type::Integer(_) => JsonType::Integer,
        Type::Boolean(_) => JsonType::Boolean,
        Type::Array(array) => {
            flat.items = array.items.and_then(|it| cursor(cx, it)).map(Term::Node);
            JsonType::Array
        }
        Type::Object(object) => {
            flat.props = properties(cx, object.properties);
            flat.required = object.required.into_iter().collect();
            flat.additional = object.additional_properties.map(|it| extra(cx, it));
            JsonType::Object
        }
    });
}

fn mixed<'s>(cx: &Ctx<'_, 's>, flat: &mut Flat<'s>, any: AnySchema) -> Vec<At<'s>> {
    flat.kind = any.typ.as_deref().and_then(keywords::json_type);
    flat.props = properties(cx, any.properties);
    flat.required = any.required.into_iter().collect();
    flat.additional = any.additional_properties.map(|it| extra(cx, it));
    flat.items = any.items.and_then(|it| cursor(cx, it)).map(Term::Node);
    add_group(cx, flat, any.one_of, false);
    add_group(cx, flat, any.any_of, true);
    cursors(cx, any.all_of)
}

fn properties<'s>(
    cx: &Ctx<'_, 's>,
    properties: IndexMap<String, ReferenceOr<Box<Schema>>>,
) -> IndexMap<String, Term<'s>> {
    properties.into_iter().filter_map(|(name, it)| Some((name, Term::Node(cursor(cx, it)?)))).collect()
}

fn add_group<'s>(cx: &Ctx<'_, 's>, flat: &mut Flat<'s>, arms: Vec<ReferenceOr<Schema>>, any: bool) {
    let arms: Vec<_> = cursors(cx, arms).into_iter().map(Term::Node).collect();
    if !arms.is_empty() {
        flat.groups.push(Group { arms, any, discriminator: None });
    }
}

fn extra<'s>(cx: &Ctx<'_, 's>, extra: AdditionalProperties) -> Extra<'s> {
    match extra {
        AdditionalProperties::Any(false) => Extra::Forbidden,
        AdditionalProperties::Any(true) => Extra::Any,
        AdditionalProperties::Schema(schema) => cursor(cx, *schema).map_or(Extra::Any, |at| Extra::Of(Term::Node(at))),
    }
}

/// Nested schemas come as references to their nodes; see `At::decode`.
fn cursor<'s, T>(cx: &Ctx<'_, 's>, schema: ReferenceOr<T>) -> Option<At<'s>> {
    match schema {
        ReferenceOr::Reference { reference } => Some(cx.spec.at(&reference)),
        ReferenceOr::Item(_) => None,
    }
}

fn cursors<'s>(cx: &Ctx<'_, 's>, schemas: Vec<ReferenceOr<Schema>>) -> Vec<At<'s>> {
    schemas.into_iter().filter_map(|it| cursor(cx, it)).collect()
}
