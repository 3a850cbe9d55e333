//! What of other files is a component of the description: under which name, and in which order.
//!
//! A description means the same in one file as in many, so types are named and put in order as the one file would have it, and
//! [`bundle`](super::bundle) writes that file.

use super::refs::end_of;
use super::shape::{Kind, Shape};
use super::{NodeId, Spec};
use crate::yaml::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many references may be put in place within one another.
pub(super) const MAX_INLINED: usize = 16;

/// A section of `components`, and a key in it.
pub(super) type Home = (&'static str, String);

#[derive(Debug, Default)]
pub(super) struct Homes {
    of: BTreeMap<NodeId, Home>,
    /// Those that the root file has no component for yet, as they were met.
    pub(super) new: Vec<NodeId>,
}

impl Homes {
    /// The component that a node of another file becomes.
    pub(super) fn of(&self, id: NodeId) -> Option<&Home> {
        self.of.get(&id)
    }
}

/// What stands for a reference in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// The reference as it is.
    Same,
    /// A reference into the root file, which keeps its fragment only.
    Root,
    /// What it leads to, as OpenAPI has no component for that, or as this is the component itself.
    Inlined,
    /// A reference to the component that the target becomes.
    Component(Kind),
}

impl Spec {
    /// Whether a node stands in the root file.
    pub(super) fn is_local(&self, id: NodeId) -> bool {
        self.nodes[id].span.file == self.nodes[self.root].span.file
    }

    pub(super) fn stand(&self, id: NodeId, target: NodeId) -> Stand {
        match (self.is_local(id), self.is_local(target)) {
            (true, true) => return Stand::Same,
            (false, true) => return Stand::Root,
            _ => {}
        }
        match self.shape(target) {
            Some(Shape::One(kind))
                if kind != Kind::PathItem && kind.section().is_some() && !self.is_home(id, target) =>
            {
                Stand::Component(kind)
            }
            _ => Stand::Inlined,
        }
    }

    /// Whether this is the very component that the target becomes.
    fn is_home(&self, id: NodeId, target: NodeId) -> bool {
        let Some((section, name)) = self.homes.of(target) else {
            return false;
        };
        let at = |id: NodeId, key: &str| self.nodes.get(end_of(self, id), key);
        let components = self.nodes.get(self.root, "components");
        components.and_then(|it| at(it, section)).and_then(|it| at(it, name)) == Some(id)
    }
}

/// Finds all homes; what they are called there is what they are called everywhere.
pub(super) fn settle(spec: &mut Spec) {
    let mut taken = BTreeSet::new();
    claim(spec, &mut taken);
    if spec.hops.values().chain(spec.mapped.values()).all(|target| spec.is_local(*target)) {
        return;
    }
    let mut search = Search { taken, active: Vec::new(), spec };
    search.visit(search.spec.root);
    let mut done = 0;
    while let Some(id) = search.spec.homes.new.get(done).copied() {
        search.visit(id);
        done += 1;
    }
}

/// Keys below `components` keep their names; one that only refers to another file becomes the home of what stands there.
fn claim(spec: &mut Spec, taken: &mut BTreeSet<Home>) {
    let Some(components) = spec.nodes.get(spec.root, "components") else {
        return;
    };
    for (key, list) in entries(spec, end_of(spec, components)) {
        let Some(section) = Kind::of_section(&key).and_then(Kind::section) else {
            continue;
        };
        for (name, id) in entries(spec, end_of(spec, list)) {
            let home = (section, name.to_string());
            taken.insert(home.clone());
            if let Some(target) = spec.hops.get(&id).copied().filter(|target| !spec.is_local(*target)) {
                spec.homes.of.entry(target).or_insert(home);
            }
        }
    }
}

fn entries(spec: &Spec, id: NodeId) -> Vec<(Box<str>, NodeId)> {
    match &spec.nodes[id].value {
        Value::Map(entries) => entries.clone(),
        _ => Vec::new(),
    }
}

/// A walk in the order in which a bundle is written.
struct Search<'s> {
    spec: &'s mut Spec,
    taken: BTreeSet<Home>,
    /// What is being put in place just now.
    active: Vec<NodeId>,
}

impl Search<'_> {
    fn visit(&mut self, id: NodeId) {
        match self.spec.hops.get(&id).copied() {
            Some(target) => self.reference(id, target),
            None => self.plain(id),
        }
    }

    fn plain(&mut self, id: NodeId) {
        match self.spec.nodes[id].value.clone() {
            Value::Seq(items) => items.into_iter().for_each(|it| self.visit(it)),
            Value::Map(entries) => entries.into_iter().for_each(|(_, it)| self.visit(it)),
            Value::Str(_) => {
                if let Some(target) = self.spec.mapped.get(&id).copied().filter(|it| !self.spec.is_local(*it)) {
                    self.settle(target, Kind::Schema);
                }
            }
            _ => {}
        }
    }

    fn reference(&mut self, id: NodeId, target: NodeId) {
        match self.spec.stand(id, target) {
            Stand::Same | Stand::Root => self.plain(id),
            Stand::Component(kind) => {
                self.settle(target, kind);
                self.plain(id);
            }
            Stand::Inlined => {
                if !self.active.contains(&target) && self.active.len() < MAX_INLINED {
                    self.active.push(target);
                    self.visit(target);
                    self.active.pop();
                }
                self.plain(id);
            }
        }
    }

    fn settle(&mut self, target: NodeId, kind: Kind) {
        if self.spec.homes.of.contains_key(&target) {
            return;
        }
        let section = kind.section().unwrap_or("schemas");
        let own = self.spec.names.get(&target).map_or("shared", |name| &**name);
        let is_fine = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let wanted: String = own.chars().map(|c| if is_fine(c) { c } else { '_' }).collect();
        let tries = std::iter::once(wanted.clone()).chain((2..).map(|n| format!("{wanted}_{n}")));
        let mut free = tries.map(|name| (section, name)).skip_while(|home| self.taken.contains(home));
        let home = free.next().expect("the numbers never end");
        // Signs that a component's key cannot have stay in the name: it says more with them.
        if own == wanted {
            self.spec.names.insert(target, home.1.clone().into());
        }
        self.taken.insert(home.clone());
        self.spec.homes.of.insert(target, home);
        self.spec.homes.new.push(target);
    }
}
