//! What types are called: `client.toml` first, then components, then titles that nobody had before, then
//! places.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::{NAMED, PLACED, TITLED};
use super::types::wishes;
use super::{Ident, names, reserved};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, TypeName};
use std::collections::BTreeSet;

pub(crate) fn settle(diags: &mut Diagnostics, api: &Api, config: &Config) -> Vec<Ident> {
    let naming = Naming { case: Case::Pascal, avoid: reserved::model, what: "type" };
    let mut taken = components(api);
    let candidates: Vec<Candidate> = api
        .types
        .iter()
        .map(|def| {
            let (wanted, rank) = match &def.name {
                TypeName::Component(key) => (names::type_name(key), NAMED),
                TypeName::Title { title, place } => {
                    let titled = names::type_name(title);
                    let first = place.is_empty() || taken.insert(titled.clone());
                    if first { (titled, TITLED) } else { (placed(place, &mut taken), PLACED) }
                }
                TypeName::Place(place) => (placed(place, &mut taken), PLACED),
            };
            Candidate { wanted, rank, wish: wishes(config, def).and_then(|it| it.value.name.clone()) }
        })
        .collect();
    name_all(diags, naming, &candidates)
}

/// `["AssistantObject", "object"]` says one word twice, and is `AssistantObject` unless something else is.
fn placed(place: &[String], taken: &mut BTreeSet<String>) -> String {
    let short = names::type_name(&names::place_words(place));
    let whole = || names::type_name(&place.join("_"));
    let name = if taken.contains(&short) { whole() } else { short };
    taken.insert(name.clone());
    name
}

/// What components are called; a title is a name for the first that has it, unless a component has it already.
fn components(api: &Api) -> BTreeSet<String> {
    let keys = api.types.iter().filter_map(|it| match &it.name {
        TypeName::Component(key) => Some(names::type_name(key)),
        TypeName::Title { .. } | TypeName::Place(_) => None,
    });
    keys.collect()
}
