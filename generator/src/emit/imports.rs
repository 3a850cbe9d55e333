//! Names that come from elsewhere: imported at the top, short in the body, qualified where two are alike.

use std::collections::{BTreeMap, BTreeSet};

use super::format;
use crate::plan::Ident;

/// What emit ever takes from the runtime by its short name.
const RUNTIME: &[&str] = &[
    "Api",
    "ApiErrorCase",
    "Auth",
    "Base64",
    "Base64Url",
    "Body",
    "Bytes",
    "Client",
    "ClientBuilder",
    "Date",
    "Download",
    "Effect",
    "Error",
    "ErrorCase",
    "ErrorFields",
    "ErrorViews",
    "Event",
    "Events",
    "FieldStyle",
    "Form",
    "Items",
    "Method",
    "Operation",
    "Page",
    "Pages",
    "Part",
    "Progress",
    "RateLimitHeaders",
    "RawRequest",
    "Response",
    "ResponseFuture",
    "Result",
    "Scheme",
    "Secret",
    "Server",
    "ServerUrl",
    "ServerVariable",
    "StatusPattern",
    "Step",
    "StatusMatch",
    "Style",
    "Text",
    "Timestamp",
    "TokenProvider",
    "Tuple",
    "Value",
    "Values",
    "Wait",
];

/// Which names win where two are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Winner {
    Models,
    Runtime,
}

/// The `use` declarations of one file, as they turn out to be needed.
#[derive(Clone, Debug)]
pub(super) struct Imports {
    /// Names that the file itself declares.
    local: BTreeSet<String>,
    /// Names of all models.
    models: BTreeSet<String>,
    winner: Winner,
    used: BTreeMap<String, BTreeSet<String>>,
}

impl Imports {
    /// Of a file below `models/`, which declares `local`.
    pub(super) fn of_models(local: BTreeSet<String>, models: BTreeSet<String>) -> Imports {
        Imports { local, models, winner: Winner::Models, used: BTreeMap::new() }
    }

    /// Of any other file.
    pub(super) fn of_others(local: BTreeSet<String>) -> Imports {
        Imports { local, models: BTreeSet::new(), winner: Winner::Runtime, used: BTreeMap::new() }
    }

    /// A type or function of the runtime.
    pub(super) fn runtime(&mut self, name: &str) -> String {
        if self.local.contains(name) || self.models.contains(name) {
            self.add("crate", "runtime");
            format!("runtime::{name}")
        } else {
            self.add("crate::runtime", name);
            name.to_owned()
        }
    }

    pub(super) fn model(&mut self, ident: &Ident) -> String {
        let name = ident.as_str();
        let is_local = self.local.contains(name);
        match self.winner {
            Winner::Models if is_local => name.to_owned(),
            Winner::Runtime if is_local || RUNTIME.contains(&name) || name == "Duration" => {
                self.add("crate", "models");
                format!("models::{name}")
            }
            Winner::Models | Winner::Runtime => {
                self.add("crate::models", name);
                name.to_owned()
            }
        }
    }

    /// Whether the file takes this model from elsewhere.
    pub(super) fn names_model(&self, ident: &Ident) -> bool {
        let names = |module: &str, name: &str| self.used.get(module).is_some_and(|names| names.contains(name));
        names("crate::models", ident.as_str()) || names("crate", "models")
    }

    /// A type of the standard library outside the prelude, or of another crate.
    pub(super) fn std(&mut self, module: &str, name: &str) -> String {
        if self.local.contains(name) || self.models.contains(name) {
            format!("{module}::{name}")
        } else {
            self.add(module, name);
            name.to_owned()
        }
    }

    /// A name of this crate that cannot clash.
    pub(super) fn add(&mut self, module: &str, name: &str) {
        self.used.entry(module.to_owned()).or_default().insert(name.to_owned());
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
