//! One self-contained document out of many files: what other files define is pulled into `components`, or put in place where OpenAPI
//! has no component for it. Works on the tree as it was written, so that a bundle says what its sources say.

use super::refs::end_of;
use super::shape::{Kind, Shape};
use super::{NodeId, Spec, walk};
use crate::yaml::Value;
use serde_yaml::{Mapping, Value as Yaml};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How many references may be put in place within one another.
const MAX_INLINED: usize = 16;

impl Spec {
    /// The description as one YAML text.
    pub fn bundle_text(&self) -> String {
        serde_yaml::to_string(&self.bundle()).expect("a tree of plain values can be written")
    }

    /// The description as one document, in the order of its keys. Local references stay as they are.
    pub fn bundle(&self) -> Yaml {
        let mut bundler = Bundler {
            spec: self,
            homes: BTreeMap::new(),
            taken: BTreeSet::new(),
            queue: VecDeque::new(),
            active: Vec::new(),
        };
        bundler.claim();
        let mut document = bundler.value(self.root);
        while let Some((section, name, id)) = bundler.queue.pop_front() {
            let value = bundler.value(id);
            add(&mut document, section, &name, value);
        }
        document
    }
}

type Home = (&'static str, String);

struct Bundler<'s> {
    spec: &'s Spec,
    /// Components that nodes of other files have become.
    homes: BTreeMap<NodeId, Home>,
    taken: BTreeSet<Home>,
    queue: VecDeque<(&'static str, String, NodeId)>,
    /// What is being put in place just now.
    active: Vec<NodeId>,
}

impl Bundler<'_> {
    /// Keys below `components` keep their names; one that only refers to another file becomes the home of what stands there.
    fn claim(&mut self) {
        let Some(components) = self.spec.nodes.get(self.spec.root, "components") else {
            return;
        };
        for (key, list) in self.entries(end_of(self.spec, components)) {
            let Some(section) = Kind::of_section(&key).and_then(Kind::section) else {
                continue;
            };
            for (name, id) in self.entries(end_of(self.spec, list)) {
                let home = (section, name.to_string());
                self.taken.insert(home.clone());
                if let Some(target) = self.spec.hops.get(&id).filter(|target| !self.is_local(**target)) {
                    self.homes.entry(*target).or_insert(home);
                }
            }
        }
    }

    fn written(&self, id: NodeId) -> &Value {
        self.spec.written.get(&id).unwrap_or(&self.spec.nodes[id].value)
    }

    fn entries(&self, id: NodeId) -> Vec<(Box<str>, NodeId)> {
        match self.written(id) {
            Value::Map(entries) => entries.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether a node stands in the root file.
    fn is_local(&self, id: NodeId) -> bool {
        self.spec.nodes[id].span.file == self.spec.nodes[self.spec.root].span.file
    }

    fn value(&mut self, id: NodeId) -> Yaml {
        match self.spec.hops.get(&id) {
            Some(target) => self.reference(id, *target),
            None => self.plain(id, None),
        }
    }

    /// The value of a node, its `$ref` replaced if it has one.
    fn plain(&mut self, id: NodeId, reference: Option<&str>) -> Yaml {
        match self.written(id).clone() {
            Value::Null => Yaml::Null,
            Value::Bool(flag) => flag.into(),
            Value::Int(int) => int.into(),
            Value::UInt(uint) => uint.into(),
            Value::Float(float) => float.into(),
            Value::Str(text) => self.text(id, &text).into(),
            Value::Seq(items) => Yaml::Sequence(items.into_iter().map(|item| self.value(item)).collect()),
            Value::Map(entries) => {
                let value = |(key, child): (Box<str>, NodeId)| {
                    let value = match reference.filter(|_| &*key == "$ref") {
                        Some(reference) => reference.into(),
                        None => self.value(child),
                    };
                    (Yaml::from(&*key), value)
                };
                Yaml::Mapping(entries.into_iter().map(value).collect::<Mapping>())
            }
        }
    }

    /// A text; in a discriminator's mapping, the name of a schema that may have moved.
    fn text(&mut self, id: NodeId, text: &str) -> String {
        match self.spec.mapped.get(&id).copied() {
            Some(target) if !self.is_local(target) => {
                let (section, name) = self.home(target, Kind::Schema);
                format!("#/components/{section}/{name}")
            }
            Some(_) if !self.is_local(id) && text.contains('#') => fragment(text),
            _ => text.to_owned(),
        }
    }

    fn reference(&mut self, id: NodeId, target: NodeId) -> Yaml {
        let text = walk::reference(&self.spec.nodes, id).and_then(|it| self.spec.nodes.str(it)).unwrap_or_default();
        match (self.is_local(id), self.is_local(target)) {
            (true, true) => return self.plain(id, None),
            (false, true) => return self.plain(id, Some(&fragment(text))),
            _ => {}
        }
        let kind = match self.spec.shape(target) {
            Some(Shape::One(kind)) if kind != Kind::PathItem && kind.section().is_some() => Some(kind),
            _ => None,
        };
        let Some(kind) = kind else {
            return self.inlined(id, target);
        };
        if self.is_home(id, target) {
            return self.inlined(id, target);
        }
        let (section, name) = self.home(target, kind);
        self.plain(id, Some(&format!("#/components/{section}/{name}")))
    }

    /// Whether this is the very component that the target becomes.
    fn is_home(&self, id: NodeId, target: NodeId) -> bool {
        let Some((section, name)) = self.homes.get(&target) else {
            return false;
        };
        let at = |id: NodeId, key: &str| self.spec.nodes.get(end_of(self.spec, id), key);
        let components = self.spec.nodes.get(self.spec.root, "components");
        components.and_then(|it| at(it, section)).and_then(|it| at(it, name)) == Some(id)
    }

    /// The target in place of the reference, keys beside the reference added.
    fn inlined(&mut self, id: NodeId, target: NodeId) -> Yaml {
        if self.active.contains(&target) || self.active.len() >= MAX_INLINED {
            return self.plain(id, None);
        }
        self.active.push(target);
        let mut value = self.value(target);
        self.active.pop();
        if let Yaml::Mapping(map) = &mut value {
            for (key, child) in self.entries(id).into_iter().filter(|(key, _)| &**key != "$ref") {
                let child = self.value(child);
                map.insert(Yaml::from(&*key), child);
            }
        }
        value
    }

    /// The component that a node of another file becomes.
    fn home(&mut self, target: NodeId, kind: Kind) -> Home {
        if let Some(home) = self.homes.get(&target) {
            return home.clone();
        }
        let section = kind.section().unwrap_or("schemas");
        let wanted = self.spec.names.get(&target).map_or("shared", |name| &**name);
        let is_fine = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        let wanted: String = wanted.chars().map(|c| if is_fine(c) { c } else { '_' }).collect();
        let tries = std::iter::once(wanted.clone()).chain((2..).map(|n| format!("{wanted}_{n}")));
        let mut free = tries.map(|name| (section, name)).skip_while(|home| self.taken.contains(home));
        let home = free.next().expect("the numbers never end");
        self.taken.insert(home.clone());
        self.homes.insert(target, home.clone());
        self.queue.push_back((section, home.1.clone(), target));
        home
    }
}

fn fragment(text: &str) -> String {
    format!("#{}", text.split_once('#').map_or("", |(_, fragment)| fragment.trim()))
}

/// Adds a component to the document.
fn add(document: &mut Yaml, section: &str, name: &str, value: Yaml) {
    let mut place = document;
    for key in ["components", section] {
        let Yaml::Mapping(map) = place else { return };
        place = map.entry(key.into()).or_insert_with(|| Yaml::Mapping(Mapping::new()));
        if place.is_null() {
            *place = Yaml::Mapping(Mapping::new());
        }
    }
    if let Yaml::Mapping(map) = place {
        map.insert(name.into(), value);
    }
}
