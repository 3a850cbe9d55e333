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

    /// Names of the base, told by those of the revision.
    pub(crate) fn of_base(
        cx: &Cx<'_>,
        types: &BTreeMap<(TypeId, TypeId), BTreeSet<Reach>>,
    ) -> (Names, Vec<Renamed>, Vec<Renamed>) {
        let partners = partners(cx, types);
        let mut names = Names::default();
        let mut renamed = Vec::new();
        for (base, revision) in &partners {
            let (Some(was), Some(is)) = (cx.base.model(*base), cx.revision.model(*revision)) else {
                continue;
            };
            if was.ident != is.ident {
                names.models.insert(was.ident.to_string(), is.ident.to_string());
                let operations = types.get(&(*base, *revision)).cloned().unwrap_or_default();
                renamed.push(Renamed { base: *base, revision: *revision, operations });
            }
        }
        // A lone type whose name another one has taken must not be mistaken for it.
        let taken: BTreeSet<String> = names.models.values().cloned().collect();
        for model in cx.base.ids().filter(|it| !partners.contains_key(it)).filter_map(|it| cx.base.model(it)) {
            if taken.contains(model.ident.as_str()) {
                names.models.insert(model.ident.to_string(), format!("{} (as it was)", model.ident));
            }
        }
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
        let replaced = types.iter().filter(|((base, revision), _)| partners.get(base) != Some(revision));
        let replaced = replaced
            .filter(|((base, revision), _)| cx.base.model(*base).is_some() && cx.revision.model(*revision).is_some());
        let replaced = replaced.map(|((base, revision), operations)| Renamed {
            base: *base,
            revision: *revision,
            operations: operations.clone(),
        });
        (names, renamed, replaced.collect())
    }
}

/// Which type of the revision a type of the base is: the one of its name if it stands in its place somewhere, else the first that
/// stands there and that no other one is.
fn partners(cx: &Cx<'_>, types: &BTreeMap<(TypeId, TypeId), BTreeSet<Reach>>) -> BTreeMap<TypeId, TypeId> {
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
