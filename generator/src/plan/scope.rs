//! Who gets a name that several want: decided by rank, then by order, and the same on every run.
//!
//! Nobody's name depends on what stands behind it in the description, save that an exact name beats a numbered one.

use std::collections::{BTreeMap, BTreeSet};

/// A wish for a name.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) wanted: String,
    /// Smaller ranks choose first: client.toml, the description, invention.
    pub(crate) rank: u8,
}

/// Ranks of claims; the one behind each is for names that had to be changed, which make way for those that did not.
pub(crate) const CONFIGURED: u8 = 0;
pub(crate) const NAMED: u8 = 2;
pub(crate) const TITLED: u8 = 4;
pub(crate) const PLACED: u8 = 6;

impl Claim {
    pub(crate) fn new(wanted: impl Into<String>, rank: u8) -> Claim {
        Claim { wanted: wanted.into(), rank }
    }
}

/// How a number is joined to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// `foo_2`
    Snake,
    /// `Foo2`, `V1_2`
    Pascal,
}

/// One name for every claim, all different, none in `reserved`. First each wanted name goes to its first claimant by rank and
/// order; then the others get the next free number.
pub(crate) fn settle(claims: &[Claim], joint: Joint, reserved: &[&str]) -> Vec<String> {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&at| claims[at].rank);
    let mut taken: BTreeSet<String> = reserved.iter().map(|it| (*it).to_owned()).collect();
    let mut names: Vec<Option<String>> = vec![None; claims.len()];
    for &at in &order {
        if taken.insert(claims[at].wanted.clone()) {
            names[at] = Some(claims[at].wanted.clone());
        }
    }
    let mut next: BTreeMap<String, u64> = BTreeMap::new();
    for &at in &order {
        if names[at].is_none() {
            names[at] = Some(numbered(&claims[at].wanted, joint, &mut taken, &mut next));
        }
    }
    names.into_iter().flatten().collect()
}

/// `next` holds the first number of each stem that may be free, so that thousands of equal names are not tried again for each.
fn numbered(wanted: &str, joint: Joint, taken: &mut BTreeSet<String>, next: &mut BTreeMap<String, u64>) -> String {
    let between = match joint {
        Joint::Snake => !wanted.ends_with('_'),
        Joint::Pascal => wanted.ends_with(|it: char| it.is_ascii_digit()),
    };
    // `Self_` has its sign because of a keyword, which `Self2` is not.
    let stem = match joint {
        Joint::Pascal => wanted.trim_end_matches('_'),
        Joint::Snake => wanted,
    };
    let stem = if between { format!("{stem}_") } else { stem.to_owned() };
    let number = next.entry(stem.clone()).or_insert(2);
    loop {
        let name = format!("{stem}{number}");
        *number += 1;
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(joint: Joint, claims: &[(&str, u8)]) -> Vec<String> {
        let claims: Vec<Claim> = claims.iter().map(|(wanted, rank)| Claim::new(*wanted, *rank)).collect();
        settle(&claims, joint, &["new"])
    }

    #[test]
    fn order_decides_between_equals() {
        assert_eq!(names(Joint::Pascal, &[("Foo", 1), ("Foo", 1), ("Bar", 1)]), ["Foo", "Foo2", "Bar"]);
    }

    #[test]
    fn rank_decides_before_order() {
        assert_eq!(names(Joint::Pascal, &[("Foo", 3), ("Foo", 1), ("Foo", 0)]), ["Foo3", "Foo2", "Foo"]);
    }

    #[test]
    fn numbers_go_round_exact_names() {
        let claims = [("foo_bar", 1), ("foo_bar", 1), ("foo_bar_2", 1), ("foo_bar", 1)];
        assert_eq!(names(Joint::Snake, &claims), ["foo_bar", "foo_bar_3", "foo_bar_2", "foo_bar_4"]);
    }

    #[test]
    fn numbers_stay_apart_from_digits() {
        assert_eq!(names(Joint::Pascal, &[("V1", 1), ("V1", 1)]), ["V1", "V1_2"]);
        assert_eq!(names(Joint::Snake, &[("type_", 1), ("type_", 1), ("new", 1)]), ["type_", "type_2", "new_2"]);
    }
}
