//! Which fields does a type have when it is sent, and which when it is received?
//!
//! `readOnly` fields are never sent, `writeOnly` fields never received; a type that travels both ways and is not the same
//! both ways becomes two.

use super::{refs, tidy};
use crate::ir::{Api, Shape, TypeDef, TypeId, TypeName, Usage};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn split(api: &mut Api) {
    let differing = differing(&api.types);
    let mut requests: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for id in &differing {
        let def = &api.types[id.0 as usize];
        if def.usage.sent && def.usage.received {
            let request = TypeDef {
                name: request_name(&def.name),
                usage: Usage { sent: true, ..Usage::default() },
                ..def.clone()
            };
            requests.insert(*id, tidy::id(api.types.len()));
            api.types.push(request);
            api.types[id.0 as usize].usage.sent = false;
        }
    }
    let mut rename = |id: TypeId| requests.get(&id).copied().unwrap_or(id);
    for def in &mut api.types {
        match (def.usage.sent, def.usage.received) {
            (true, false) => {
                drop_fields(&mut def.shape, |is_read_only, _| is_read_only);
                refs::rename_shape(&mut def.shape, &mut rename);
            }
            (false, true) => drop_fields(&mut def.shape, |_, is_write_only| is_write_only),
            _ => {}
        }
    }
    api.operations.iter_mut().for_each(|it| refs::rename_sent(it, &mut rename));
}

/// Types that have fields for one way only, or hold types that have.
fn differing(types: &[TypeDef]) -> BTreeSet<TypeId> {
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for (idx, def) in types.iter().enumerate() {
        let id = tidy::id(idx);
        refs::of_shape(&def.shape, &mut |inner| holders.entry(inner).or_default().push(id));
        if matches!(&def.shape, Shape::Struct(it) if it.fields.iter().any(|it| it.read_only || it.write_only)) {
            found.insert(id);
        }
    }
    let mut open: Vec<TypeId> = found.iter().copied().collect();
    while let Some(id) = open.pop() {
        for holder in holders.get(&id).into_iter().flatten() {
            if found.insert(*holder) {
                open.push(*holder);
            }
        }
    }
    found
}

fn drop_fields(shape: &mut Shape, unwanted: impl Fn(bool, bool) -> bool) {
    if let Shape::Struct(it) = shape {
        it.fields.retain(|field| !unwanted(field.read_only, field.write_only));
    }
}

fn request_name(name: &TypeName) -> TypeName {
    match name {
        TypeName::Component(name) => TypeName::Component(format!("{name}Request")),
        TypeName::Title { title, place } => {
            TypeName::Title { title: format!("{title} Request"), place: super::ctx::place(place, "Request") }
        }
        TypeName::Place(words) => TypeName::Place(super::ctx::place(words, "Request")),
    }
}
