//! What an item of the base is called in the revision.

use crate::diff::side::View;
use crate::diff::wire::{Cx, Reach};
use crate::ir::TypeId;
use crate::plan::{Ident, Request, Resource};
use std::collections::{BTreeMap, BTreeSet};

/// The names by which one side is listed.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Models, by their name on that side.
    models: BTreeMap<String, String>,
    /// Module, handle and method, by position of the operation; as they are where nothing is said.
    requests: BTreeMap<usize, [String; 3]>,
    /// Modules and their handles, by the module's name on that side.
    resources: BTreeMap<String, [String; 2]>,
}

/// A type with another name on the two sides.
#[derive(Debug)]
pub(crate) struct Renamed {
    pub(crate) base: TypeId,
    pub(crate) revision: TypeId,
    pub(crate) operations: BTreeSet<Reach>,
}

impl Names {
    /// What a model of this side is called.
    pub(crate) fn model(&self, ident: &Ident) -> String {
        self.models.get(ident.as_str()).cloned().unwrap_or_else(|| ident.to_string())
    }

    pub(super) fn request(&self, at: usize, resource: &Resource, request: &Request) -> [String; 3] {
        let own = || [&resource.module, &resource.handle, &request.method].map(ToString::to_string);
        self.requests.get(&at).cloned().unwrap_or_else(own)
    }

    pub(super) fn resource(&self, resource: &Resource) -> [String; 2] {
        let own = || [&resource.module, &resource.handle].map(ToString::to_string);
        self.resources.get(resource.module.as_str()).cloned().unwrap_or_else(own)
    }

    /// A model of this side is called something else on the other.
    fn rename(&mut self, was: &Ident, is: String) {
        self.models.insert(was.to_string(), is);
    }
}

/// The base as the revision calls it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Names for listing the base.
    pub(crate) names: Names,
    /// Types that have another name in the revision.
    pub(crate) renamed: Vec<Renamed>,
    /// Types for which another one stands in some places.
    pub(crate) replaced: Vec<Renamed>,
}

/// Pairs of types that stand in the same place, with the operations that lead there.
type Types = BTreeMap<(TypeId, TypeId), BTreeSet<Reach>>;

pub(crate) fn told(cx: &Cx<'_>, types: &Types) -> Told {
    let partners = partners(cx, types);
    let mut res = Told::default();
    models(cx, types, &partners, &mut res);
    requests(cx, &mut res.names);
    for ((base, revision), operations) in types.iter().filter(|((base, it), _)| partners.get(base) != Some(it)) {
        if cx.base.model(*base).is_some() && cx.revision.model(*revision).is_some() {
            res.replaced.push(Renamed { base: *base, revision: *revision, operations: operations.clone() });
        }
    }
    res
}

fn models(cx: &Cx<'_>, types: &Types, partners: &BTreeMap<TypeId, TypeId>, res: &mut Told) {
    for (base, revision) in partners {
        let (Some(was), Some(is)) = (cx.base.model(*base), cx.revision.model(*revision)) else {
            continue;
        };
        if was.ident != is.ident {
            res.names.rename(&was.ident, is.ident.to_string());
            let operations = types.get(&(*base, *revision)).cloned().unwrap_or_default();
            res.renamed.push(Renamed { base: *base, revision: *revision, operations });
        }
    }
    // A lone type whose name another one has taken must not be mistaken for it.
    let taken: BTreeSet<String> = res.names.models.values().cloned().collect();
    for model in cx.base.ids().filter(|it| !partners.contains_key(it)).filter_map(|it| cx.base.model(it)) {
        if taken.contains(model.ident.as_str()) {
            res.names.rename(&model.ident, format!("{} (as it was)", model.ident));
        }
    }
}

fn requests(cx: &Cx<'_>, names: &mut Names) {
    for (base, revision) in &cx.pairs.both {
        let (Some((old, _)), Some((resource, request))) = (cx.base.request(*base), cx.revision.request(*revision))
        else {
            continue;
        };
        let is = [&resource.module, &resource.handle, &request.method].map(ToString::to_string);
        let stays = cx.revision.krate.resources.iter().any(|it| it.module == old.module);
        if !stays {
            names.resources.entry(old.module.to_string()).or_insert_with(|| [is[0].clone(), is[1].clone()]);
        }
        names.requests.insert(*base, is);
    }
}

/// Which type of the revision a type of the base is: the one of its name if it stands in its place somewhere, else the first that
/// stands there and that no other one is.
fn partners(cx: &Cx<'_>, types: &Types) -> BTreeMap<TypeId, TypeId> {
    let ident = |view: &View<'_>, id: TypeId| view.model(id).map(|it| it.ident.clone());
    let mut res: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (base, revision) in types.keys() {
        if ident(&cx.base, *base).is_some() && ident(&cx.base, *base) == ident(&cx.revision, *revision) {
            res.insert(*base, *revision);
            taken.insert(*revision);
        }
    }
    for (base, revision) in types.keys() {
        if !res.contains_key(base) && taken.insert(*revision) {
            res.insert(*base, *revision);
        }
    }
    res
}
