//! Which operation of the one side is which of the other: by method and path, else by `operationId`.

use crate::diff::side::View;
use crate::ir::Operation;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Positions on both sides.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) both: Vec<(usize, usize)>,
    pub(crate) removed: Vec<usize>,
    pub(crate) added: Vec<usize>,
}

pub(crate) fn pair(base: &View<'_>, revision: &View<'_>) -> Pairs {
    let (old, new) = (&base.api.operations, &revision.api.operations);
    let mut left: BTreeSet<usize> = (0..new.len()).collect();
    let mut found: Vec<Option<usize>> = vec![None; old.len()];
    for key in [place_and_name, place, id] {
        let mut by_key: BTreeMap<Key<'_>, VecDeque<usize>> = BTreeMap::new();
        for at in &left {
            by_key.entry(key(&new[*at])).or_default().push_back(*at);
        }
        for (at, found) in found.iter_mut().enumerate().filter(|(_, it)| it.is_none()) {
            *found = by_key.get_mut(&key(&old[at])).and_then(VecDeque::pop_front);
            found.iter().for_each(|it| {
                left.remove(it);
            });
        }
    }
    let both = found.iter().enumerate().filter_map(|(at, it)| Some((at, (*it)?)));
    Pairs::new(both.collect(), old.len(), new.len())
}

impl Pairs {
    /// With all that is in no pair.
    pub(super) fn new(both: Vec<(usize, usize)>, n_old: usize, n_new: usize) -> Pairs {
        let (old, new): (BTreeSet<usize>, BTreeSet<usize>) = both.iter().copied().unzip();
        let removed = (0..n_old).filter(|it| !old.contains(it)).collect();
        let added = (0..n_new).filter(|it| !new.contains(it)).collect();
        Pairs { both, removed, added }
    }
}

type Key<'a> = (String, &'a str);

/// client.toml may make several of one operation, which differ by name.
fn place_and_name(it: &Operation) -> Key<'_> {
    (place(it).0, it.name.as_deref().unwrap_or_default())
}

fn place(it: &Operation) -> Key<'_> {
    (format!("{:?} {}", it.method, skeleton(&it.path)), "")
}

fn id(it: &Operation) -> Key<'_> {
    (it.id.clone(), it.name.as_deref().unwrap_or_default())
}

/// Pairs up, by position, what is in no pair yet: each of the old with the first of the new that is the same.
pub(super) fn further<T>(pairs: &mut Vec<(usize, usize)>, old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) {
    further_at(pairs, old.len(), new.len(), |at, it| same(&old[at], &new[it]));
}

/// The same, for what has a position only.
pub(super) fn further_at(
    pairs: &mut Vec<(usize, usize)>,
    n_old: usize,
    n_new: usize,
    same: impl Fn(usize, usize) -> bool,
) {
    for at in 0..n_old {
        if pairs.iter().all(|it| it.0 != at) {
            let free = |it: &usize| pairs.iter().all(|(_, taken)| taken != it);
            let found = (0..n_new).filter(free).find(|it| same(at, *it));
            pairs.extend(found.map(|it| (at, it)));
        }
    }
}

/// `/pets/{}/toys`: what a parameter is called is not on the wire.
pub(super) fn skeleton(path: &str) -> String {
    let mut res = String::new();
    let mut depth = 0_usize;
    for c in path.chars() {
        match c {
            '{' => {
                depth += 1;
                res.push('{');
            }
            '}' => {
                depth = depth.saturating_sub(1);
                res.push('}');
            }
            _ if depth == 0 => res.push(c),
            _ => {}
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn names_of_path_parameters_do_not_count() {
        assert_eq!(skeleton("/a/{b}/c{d}.json"), "/a/{}/c{}.json");
    }
}
