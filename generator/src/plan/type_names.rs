//! What types are called: `client.toml` first, then components, then titles that are nobody else's, then places.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::{NAMED, PLACED, TITLED};
use super::types::wishes;
use super::{Ident, names, reserved};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, TypeName};
use std::collections::BTreeMap;

pub(crate) fn settle(diags: &mut Diagnostics, api: &Api, config: &Config) -> Vec<Ident> {
    let naming = Naming {
        case: Case::Pascal,
        avoid: reserved::model,
        what: "type",
    };
    let titles = count_titles(api);
    let candidates: Vec<Candidate> = api
        .types
        .iter()
        .map(|def| {
            let (wanted, rank) = match &def.name {
                TypeName::Component(key) => (names::type_name(key), NAMED),
                TypeName::Title { title, place } => {
                    let titled = names::type_name(title);
                    let unique = titles.get(&titled) == Some(&1);
                    if unique || place.is_empty() {
                        (titled, TITLED)
                    } else {
                        (placed(place), PLACED)
                    }
                }
                TypeName::Place(place) => (placed(place), PLACED),
            };
            Candidate {
                wanted,
                rank,
                wish: wishes(config, def).and_then(|it| it.value.name.clone()),
            }
        })
        .collect();
    name_all(diags, naming, &candidates)
}

fn placed(place: &[String]) -> String {
    names::type_name(&names::place_words(place))
}

/// How many want the name that a title makes; a title is a name only if it is the only one.
fn count_titles(api: &Api) -> BTreeMap<String, usize> {
    let mut titles = BTreeMap::new();
    for def in &api.types {
        let text = match &def.name {
            TypeName::Component(key) => key,
            TypeName::Title { title, .. } => title,
            TypeName::Place(_) => continue,
        };
        *titles.entry(names::type_name(text)).or_default() += 1;
    }
    titles
}
