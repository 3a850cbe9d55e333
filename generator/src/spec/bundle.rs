//! One self-contained document out of many files: what other files define is pulled into `components`, or put in place where OpenAPI
//! has no component for it. Works on the tree as it was written, so that a bundle says what its sources say.

use super::homes::{MAX_INLINED, Stand};
use super::{NodeId, Spec, walk};
use crate::yaml::Value;
use serde_yaml::{Mapping, Value as Yaml};

impl Spec {
    /// The description as one YAML text.
    pub fn bundle_text(&self) -> String {
        super::bundle_text::text(self.bundle())
    }

    /// The description as one document, in the order of its keys. Local references stay as they are.
    pub fn bundle(&self) -> Yaml {
        let mut bundler = Bundler { spec: self, active: Vec::new() };
        let mut document = bundler.value(self.root);
        for id in &self.homes.new {
            let (section, name) = self.homes.of(*id).expect("what is new has a home");
            add(&mut document, section, name, bundler.whole(*id));
        }
        document
    }
}

struct Bundler<'s> {
    spec: &'s Spec,
    /// What is being put in place just now.
    active: Vec<NodeId>,
}

impl Bundler<'_> {
    fn written(&self, id: NodeId) -> &Value {
        self.spec.written.get(&id).unwrap_or(&self.spec.nodes[id].value)
    }

    /// What stands at a node; a part of a file that others refer to by itself is referred to there, too.
    fn value(&mut self, id: NodeId) -> Yaml {
        match self.component(id) {
            Some(reference) => Yaml::Mapping(Mapping::from_iter([("$ref".into(), reference.into())])),
            None => self.whole(id),
        }
    }

    fn whole(&mut self, id: NodeId) -> Yaml {
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
    fn text(&self, id: NodeId, text: &str) -> String {
        match self.spec.mapped.get(&id).copied() {
            Some(target) if !self.spec.is_local(target) => self.component(target).unwrap_or_else(|| text.to_owned()),
            Some(_) if !self.spec.is_local(id) && text.contains('#') => fragment(text),
            _ => text.to_owned(),
        }
    }

    fn component(&self, target: NodeId) -> Option<String> {
        self.spec.homes.of(target).map(|(section, name)| format!("#/components/{section}/{name}"))
    }

    fn reference(&mut self, id: NodeId, target: NodeId) -> Yaml {
        match self.spec.stand(id, target) {
            Stand::Same => self.plain(id, None),
            Stand::Root => {
                let text = walk::reference(&self.spec.nodes, id).and_then(|it| self.spec.nodes.str(it));
                self.plain(id, Some(&fragment(text.unwrap_or_default())))
            }
            Stand::Inlined => self.inlined(id, target),
            Stand::Component(_) => self.plain(id, self.component(target).as_deref()),
        }
    }

    /// The target in place of the reference, keys beside the reference added.
    fn inlined(&mut self, id: NodeId, target: NodeId) -> Yaml {
        if self.active.contains(&target) || self.active.len() >= MAX_INLINED {
            return self.plain(id, None);
        }
        self.active.push(target);
        let mut value = self.whole(target);
        self.active.pop();
        if let (Yaml::Mapping(map), Value::Map(beside)) = (&mut value, self.written(id).clone()) {
            for (key, child) in beside.into_iter().filter(|(key, _)| &**key != "$ref") {
                let child = self.value(child);
                map.insert(Yaml::from(&*key), child);
            }
        }
        value
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
