//! Names that come from elsewhere: imported at the top, short in the body, qualified where two are alike.

use std::collections::{BTreeMap, BTreeSet};

use super::format;
use crate::plan::Ident;

/// The `use` declarations of one file, as they turn out to be needed.
///
/// A short name stands for one thing in a file: what the file declares, else what asked for it first. Everything else of that name is
/// written with its path, so that no name of a description can clash with one of the runtime or of another crate.
#[derive(Clone, Debug)]
pub(super) struct Imports {
    /// Names that the file itself declares.
    local: BTreeSet<String>,
    /// Names of all models, which are short in each file of models.
    models: BTreeSet<String>,
    used: BTreeMap<String, BTreeSet<String>>,
    /// The module that each imported name is from.
    origins: BTreeMap<String, String>,
}

const MODELS: &str = "crate::models";

impl Imports {
    /// Of a file below `models/`, which declares `local`.
    pub(super) fn of_models(local: BTreeSet<String>, models: BTreeSet<String>) -> Imports {
        Imports { local, models, used: BTreeMap::new(), origins: BTreeMap::new() }
    }

    /// Of any other file.
    pub(super) fn of_others(local: BTreeSet<String>) -> Imports {
        Imports::of_models(local, BTreeSet::new())
    }

    /// A type or function of the runtime.
    pub(super) fn runtime(&mut self, name: &str) -> String {
        if self.import("crate::runtime", name) {
            name.to_owned()
        } else {
            self.add("crate", "runtime");
            format!("runtime::{name}")
        }
    }

    pub(super) fn model(&mut self, ident: &Ident) -> String {
        let name = ident.as_str();
        let is_beside = !self.models.is_empty() && self.local.contains(name);
        if is_beside || self.import(MODELS, name) {
            name.to_owned()
        } else {
            self.add("crate", "models");
            format!("models::{name}")
        }
    }

    /// A type of the standard library outside the prelude, of another crate, or of a module of this one.
    pub(super) fn std(&mut self, module: &str, name: &str) -> String {
        if self.import(module, name) { name.to_owned() } else { format!("{module}::{name}") }
    }

    /// A name in small letters, like those of macros and modules: no file has others of that kind.
    pub(super) fn add(&mut self, module: &str, name: &str) {
        self.used.entry(module.to_owned()).or_default().insert(name.to_owned());
    }

    /// Whether the short name stands for this from now on.
    fn import(&mut self, module: &str, name: &str) -> bool {
        let is_models_own = module != MODELS && self.models.contains(name);
        if is_models_own || self.local.contains(name) {
            return false;
        }
        let origin = self.origins.entry(name.to_owned()).or_insert_with(|| module.to_owned());
        let is_this = origin == module;
        if is_this {
            self.add(module, name);
        }
        is_this
    }

    /// `use` lines: the standard library, other crates, this crate.
    pub(super) fn print(&self) -> String {
        let group = |rank: usize| -> String {
            let uses = self.used.iter().filter(|(module, _)| self::rank(module) == rank);
            uses.map(|(module, names)| format::use_line(module, names)).collect()
        };
        [0, 1, 2].map(group).into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// The standard library, then other crates, then this one.
fn rank(module: &str) -> usize {
    match module.split("::").next() {
        Some("std") => 0,
        Some("crate") => 2,
        _ => 1,
    }
}
