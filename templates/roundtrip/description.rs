//! A description's files, and the way along its references.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

/// The description's YAML files by their path in its folder.
pub(crate) struct Description(BTreeMap<String, Value>);

/// A value in one of the files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'d> {
    pub(crate) file: &'d str,
    pub(crate) value: &'d Value,
}

/// Two are the same when they are the same place.
impl At<'_> {
    pub(crate) fn id(self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }
}

impl Description {
    /// Reads the folder and those in it.
    pub(crate) fn read(root: &Path) -> Description {
        let mut files = BTreeMap::new();
        read_folder(root, "", &mut files);
        Description(files)
    }

    pub(crate) fn root(&self) -> At<'_> {
        self.place("openapi.yaml#")
    }

    /// `schemas/pets.yaml#/Pet`
    pub(crate) fn place(&self, place: &str) -> At<'_> {
        let (file, pointer) = place.split_once('#').unwrap_or((place, ""));
        let (file, whole) = self.0.get_key_value(file).unwrap_or_else(|| panic!("`{place}` leads to no file"));
        let value = whole.pointer(pointer).unwrap_or_else(|| panic!("`{place}` leads nowhere"));
        At { file, value }
    }

    /// Every schema of this name: a key of `components/schemas`, or of a file below `schemas/`.
    pub(crate) fn schemas_named(&self, name: &str) -> Vec<At<'_>> {
        let in_root = self.root().value.pointer("/components/schemas").map(|value| At { file: "openapi.yaml", value });
        let in_files = self.0.iter().filter(|(file, _)| file.starts_with("schemas/"));
        let groups = in_root.into_iter().chain(in_files.map(|(file, value)| At { file, value }));
        groups.filter_map(|group| self.member(group, name)).collect()
    }

    pub(crate) fn member<'d>(&'d self, at: At<'d>, key: &str) -> Option<At<'d>> {
        at.value.get(key).map(|value| self.resolve(At { value, ..at }))
    }

    pub(crate) fn members<'d>(&'d self, at: At<'d>, key: &str) -> Vec<(&'d str, At<'d>)> {
        let members = at.value.get(key).and_then(Value::as_object).into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), self.resolve(At { value, ..at }))).collect()
    }

    /// What `at` refers to, if it is a reference and nothing else.
    pub(crate) fn resolve<'d>(&'d self, at: At<'d>) -> At<'d> {
        match self.target(at) {
            Some(target) if at.value.as_object().is_some_and(|it| it.len() == 1) => target,
            _ => at,
        }
    }

    /// Where the `$ref` of `at` leads.
    pub(crate) fn target<'d>(&'d self, at: At<'d>) -> Option<At<'d>> {
        let reference = at.value.get("$ref")?.as_str()?;
        Some(self.resolve(self.follow(at.file, reference)))
    }

    /// What `reference` means in `file`.
    pub(crate) fn follow<'d>(&'d self, file: &str, reference: &str) -> At<'d> {
        let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let folder = file.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let path = if path.is_empty() { file.to_owned() } else { format!("{folder}{path}") };
        self.place(&format!("{}#{pointer}", straight(&path)))
    }

    /// Every schema that a request body is made of, by [`At::id`].
    pub(crate) fn sent(&self) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for (_, item) in self.members(self.root(), "paths") {
            for (_, operation) in item.value.as_object().into_iter().flatten() {
                let operation = At { value: operation, ..item };
                let body = self.member(operation, "requestBody");
                for (_, media) in body.into_iter().flat_map(|it| self.members(it, "content")) {
                    self.collect(media, &mut found);
                }
            }
        }
        found
    }

    /// `at`, all that is in it, and all that that refers to.
    fn collect(&self, at: At<'_>, found: &mut BTreeSet<usize>) {
        if !found.insert(at.id()) {
            return;
        }
        if let Some(target) = self.target(at) {
            self.collect(target, found);
        }
        match at.value {
            Value::Object(members) => members.values().for_each(|value| self.collect(At { value, ..at }, found)),
            Value::Array(items) => items.iter().for_each(|value| self.collect(At { value, ..at }, found)),
            _ => {}
        }
    }
}

fn read_folder(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Value>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the description") {
        let path = entry.expect("a file of the description").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        if path.is_dir() {
            read_folder(&path, &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".yaml") {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            files.insert(format!("{prefix}{name}"), value);
        }
    }
}

/// Without `..` and `.`.
fn straight(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
