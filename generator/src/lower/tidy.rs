//! What of the finished types is still wanted?
//!
//! Looks at all types and operations at once: tags that the union writes, names that only hold themselves, types that nothing needs.

use super::refs;
use crate::diag::Diagnostics;
use crate::diag::codes::lower as codes;
use crate::ir::{Additional, Api, Arm, Docs, JsonType, Shape, Struct, Tagging, Ty, TypeDef, TypeId, TypeName, Union};
use std::collections::{BTreeMap, BTreeSet};

/// The property by which a union is told apart is the union's; arms that stand nowhere else do without.
pub(super) fn strip_tags(api: &mut Api) {
    let mut empty = BTreeSet::new();
    for (id, property) in only_tagged(api) {
        let Shape::Struct(it) = &mut api.types[id.0 as usize].shape else {
            continue;
        };
        it.fields.retain(|field| field.name != property);
        if it.fields.is_empty() && it.additional == Additional::Skipped {
            empty.insert(id);
        }
    }
    for def in &mut api.types {
        let Shape::Union(union) = &mut def.shape else {
            continue;
        };
        for arm in &mut union.arms {
            if matches!(arm.ty, Some(Ty::Named(id)) if empty.contains(&id)) {
                arm.ty = None;
            }
        }
    }
    keep(api, |id| !empty.contains(&id));
}

/// Types that are nothing but arms of unions with one and the same tag.
fn only_tagged(api: &Api) -> BTreeMap<TypeId, String> {
    let mut tags: BTreeMap<TypeId, BTreeSet<&str>> = BTreeMap::new();
    let mut elsewhere: Vec<TypeId> = Vec::new();
    refs::of_operations(&api.operations, &mut |id| elsewhere.push(id));
    for def in &api.types {
        let Shape::Union(Union { tagging: Tagging::Property(property), arms }) = &def.shape else {
            refs::of_shape(&def.shape, &mut |id| elsewhere.push(id));
            continue;
        };
        for ty in arms.iter().filter_map(|it| it.ty.as_ref()) {
            match ty {
                Ty::Named(id) => {
                    tags.entry(*id).or_default().insert(property);
                }
                ty => refs::of_ty(ty, &mut |id| elsewhere.push(id)),
            }
        }
    }
    for id in elsewhere {
        tags.remove(&id);
    }
    let one = |(id, tags): (TypeId, BTreeSet<&str>)| {
        let first = tags.first().filter(|_| tags.len() == 1)?;
        Some((id, (*first).to_owned()))
    };
    tags.into_iter().filter_map(one).collect()
}

/// A list or map of itself is a type of its own, whose values are `[]`, `[[]]`, `{}` …; a type that is only itself has no value.
pub(super) fn break_knots(diags: &mut Diagnostics, types: &mut [TypeDef]) {
    for idx in 0..types.len() {
        if !leads_to(types, &types[idx].shape, id(idx), 0) {
            continue;
        }
        if let Some(shape) = container(&types[idx]) {
            types[idx].shape = shape;
            continue;
        }
        diags
            .error(
                codes::ONLY_ITSELF,
                types[idx].origin,
                format!("`{}` contains nothing but itself", call(&types[idx].name)),
            )
            .help("give it a property or another arm beside itself");
        types[idx].shape = Shape::Alias(Ty::Any);
    }
}

/// A list or map as a shape that Rust gives a name: an alias could not hold itself.
fn container(def: &TypeDef) -> Option<Shape> {
    let Shape::Alias(ty) = &def.shape else { return None };
    match ty {
        Ty::Map(inner) => {
            Some(Shape::Struct(Struct { fields: Vec::new(), additional: Additional::Kept((**inner).clone()) }))
        }
        Ty::List(_) => {
            let arm = Arm {
                ty: Some(ty.clone()),
                tag: None,
                json_type: Some(JsonType::Array),
                keys: Vec::new(),
                name: "list".to_owned(),
                docs: Docs::default(),
            };
            Some(Shape::Union(Union { tagging: Tagging::JsonType, arms: vec![arm] }))
        }
        _ => None,
    }
}

fn leads_to(types: &[TypeDef], shape: &Shape, wanted: TypeId, depth: usize) -> bool {
    let Shape::Alias(ty) = shape else {
        return false;
    };
    let mut ty = ty;
    loop {
        match ty {
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => ty = inner,
            Ty::Tuple { places, .. } => match places.first() {
                Some(first) => ty = first,
                None => return false,
            },
            Ty::Named(id) if *id == wanted => return true,
            Ty::Named(id) => {
                return depth < types.len() && leads_to(types, &types[id.0 as usize].shape, wanted, depth + 1);
            }
            _ => return false,
        }
    }
}

pub(super) fn call(name: &TypeName) -> String {
    match name {
        TypeName::Component(name) => name.clone(),
        TypeName::Title { title, .. } => title.clone(),
        TypeName::Place(words) => words.join(" "),
    }
}

/// Types in the order of the description, without nameless ones that nothing needs any more.
pub(super) fn arrange(api: &mut Api) {
    let mut used = BTreeSet::new();
    let mut open: Vec<TypeId> = Vec::new();
    refs::of_operations(&api.operations, &mut |id| open.push(id));
    for (idx, def) in api.types.iter().enumerate() {
        if matches!(def.name, TypeName::Component(_)) {
            open.push(id(idx));
        }
    }
    used.extend(open.iter().copied());
    while let Some(id) = open.pop() {
        refs::of_shape(&api.types[id.0 as usize].shape, &mut |inner| {
            if used.insert(inner) {
                open.push(inner);
            }
        });
    }
    keep(api, |id| used.contains(&id));
}

/// A component that no operation reaches says nothing about the API. Where there are no operations at all, the components are all it has.
pub(super) fn drop_unreached(api: &mut Api) {
    if !api.operations.is_empty() {
        let reached: BTreeSet<TypeId> =
            (0..api.types.len()).map(id).filter(|it| is_used(&api.types[it.0 as usize])).collect();
        keep(api, |id| reached.contains(&id));
    }
}

fn is_used(def: &TypeDef) -> bool {
    def.usage.sent || def.usage.received
}

fn keep(api: &mut Api, wanted: impl Fn(TypeId) -> bool) {
    let mut order: Vec<usize> = (0..api.types.len()).filter(|idx| wanted(id(*idx))).collect();
    order.sort_by_key(|idx| (api.types[*idx].origin.file, api.types[*idx].origin.start, *idx));
    let moved: BTreeMap<TypeId, TypeId> = order.iter().enumerate().map(|(new, old)| (id(*old), id(new))).collect();
    let mut old: Vec<Option<TypeDef>> = std::mem::take(&mut api.types).into_iter().map(Some).collect();
    api.types = order.into_iter().filter_map(|idx| old[idx].take()).collect();
    refs::rename(api, &mut |id| moved.get(&id).copied().unwrap_or(id));
}

pub(super) fn id(idx: usize) -> TypeId {
    TypeId(u32::try_from(idx).expect("fewer than 4 billion types"))
}
