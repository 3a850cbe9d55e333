//! No API is special: the compiler, the runtime and the chores name none of those in `spec/`, and none of their operations.

use super::files::File;
use crate::Error;
use crate::apis::{apis, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where nobody may be named.
const NEUTRAL: [&str; 3] = ["generator/", "templates/", "xtask/"];

/// An invention of this repository: what is called there is called so nowhere else.
const OURS: &str = "obstacles";

/// What may not be said.
pub(super) struct Vendors {
    /// In small letters, wherever they stand: `boat` of `spec/harbour-boats`.
    words: BTreeSet<String>,
    /// As they are, and alone: `boats_list`.
    operations: BTreeSet<String>,
}

impl Vendors {
    /// Of the names of folders and the `operationId`s in them.
    pub(super) fn of_specs() -> Result<Self, Error> {
        let mut res = Vendors { words: BTreeSet::new(), operations: BTreeSet::new() };
        for api in apis(None)?.iter().filter(|it| it.name != OURS) {
            res.words.extend(api.name.split('-').map(|it| it.trim_end_matches('s').to_owned()));
            collect(&root().join("spec").join(&api.name), &mut res.operations)?;
        }
        Ok(res)
    }

    pub(super) fn check(&self, file: &File, res: &mut Vec<String>) {
        if !NEUTRAL.iter().any(|it| file.path.starts_with(it)) {
            return;
        }
        let lines = file.text.lines().enumerate().map(|(n, line)| (n + 1, line));
        for (n, line) in std::iter::once((1, file.path.as_str())).chain(lines) {
            if let Some(name) = self.named(line) {
                res.push(format!("{}:{n}: names `{name}` of an API in spec/; take a neutral example", file.path));
            }
        }
    }

    fn named(&self, line: &str) -> Option<&str> {
        let small = line.to_lowercase();
        let word = self.words.iter().find(|it| small.contains(it.as_str()));
        let mut names = line.split(|it: char| !it.is_alphanumeric() && it != '_');
        word.or_else(|| names.find_map(|it| self.operations.get(it))).map(String::as_str)
    }
}

fn collect(folder: &Path, res: &mut BTreeSet<String>) -> Result<(), Error> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, res)?;
        } else if path.extension().is_some_and(|it| it == "yaml") {
            let text = fs::read_to_string(&path)?;
            res.extend(text.lines().filter_map(|it| Some(it.trim().strip_prefix("operationId: ")?.to_owned())));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::files::Author;
    use super::*;

    fn findings(path: &str, text: &str) -> String {
        let vendors = Vendors { words: ["boat".to_owned()].into(), operations: ["crews_list".to_owned()].into() };
        let mut res = Vec::new();
        vendors.check(&File { path: path.to_owned(), text: text.to_owned(), author: Author::Hand }, &mut res);
        res.join("\n")
    }

    #[test]
    fn names_are_found_in_text_and_paths() {
        assert!(
            findings("generator/src/a.rs", "\nlet BoatsList = 1;").starts_with("generator/src/a.rs:2: names `boat`")
        );
        assert!(findings("xtask/a.rs", "\"crews_list\"").starts_with("xtask/a.rs:1: names `crews_list`"));
        assert!(findings("templates/boats.rs", "").contains("names `boat`"));
    }

    #[test]
    fn what_is_no_name_is_silent() {
        assert_eq!(findings("generator/src/a.rs", "crews_list_all"), "");
        assert_eq!(findings("README.md", "boats"), "");
    }

    #[test]
    fn the_specs_have_names() {
        let vendors = Vendors::of_specs().unwrap();
        assert!(vendors.words.len() >= 2 && vendors.operations.len() > 40, "{:?}", vendors.words);
    }
}
