//! The table of rules: what each kind of change does, why, and who says so.
//!
//! One file a subject. A rule's Rust column is what the change is at least; what the signatures of the crate say comes on top.

pub(crate) mod bodies;
pub(crate) mod crates;
pub(crate) mod operations;
pub(crate) mod params;
pub(crate) mod types;
pub(crate) mod values;

use std::fmt;

/// What a change does to a client that is out there, against the new server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// The same bytes mean the same.
    #[default]
    None,
    NonBreaking,
    Breaking,
}

/// The version that the generated crate needs, by Cargo's rules, before `0.x` is taken into account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Not a byte of the crate changes.
    #[default]
    None,
    Patch,
    Minor,
    Major,
}

impl Wire {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::NonBreaking => "non-breaking",
            Self::Breaking => "breaking",
        }
    }
}

impl Bump {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One kind of change.
#[derive(Debug)]
pub struct Rule {
    /// Stable, for approvals and tools: `property-removed`.
    pub id: &'static str,
    /// The verdict where clients send it, and where they receive it.
    pub sent: Wire,
    pub received: Wire,
    /// At least this; the signatures of the crate may say more.
    pub rust: Bump,
    /// Whether it can change a signature of the crate.
    pub shapes: bool,
    /// Why, where clients send it and where they receive it; empty where there is no difference.
    ways: [&'static str; 2],
    /// Why, whichever way it goes; may be empty where there are both of the others.
    reason: &'static str,
    pub reference: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

const B: Wire = Wire::Breaking;
const OK: Wire = Wire::NonBreaking;
const SAME: Wire = Wire::None;

/// A rule about what signatures show; they say how much it is.
const fn shape(id: &'static str, wire: [Wire; 2], reason: &'static str, reference: &'static str) -> Rule {
    Rule { id, sent: wire[0], received: wire[1], rust: Bump::Patch, shapes: true, ways: [""; 2], reason, reference }
}

/// A rule about values, words or ways over the wire, which no signature shows.
const fn value(id: &'static str, wire: [Wire; 2], rust: Bump, reason: &'static str, reference: &'static str) -> Rule {
    Rule { id, sent: wire[0], received: wire[1], rust, shapes: false, ways: [""; 2], reason, reference }
}

impl Rule {
    const fn at_least(mut self, rust: Bump) -> Self {
        self.rust = rust;
        self
    }

    /// What is different for those that send it and those that receive it.
    const fn for_each(mut self, sent: &'static str, received: &'static str) -> Self {
        self.ways = [sent, received];
        self
    }

    /// Why, in a sentence or two, for what travels these ways.
    pub fn reason(&self, sent: bool, received: bool) -> String {
        let ways = self.ways.iter().zip([sent, received]).filter(|(_, applies)| *applies).map(|(it, _)| *it);
        let all: Vec<&str> = ways.chain([self.reason]).filter(|it| !it.is_empty()).collect();
        all.join(" ")
    }
}

/// Every rule, in reading order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let tables = [operations::ALL, params::ALL, bodies::ALL, types::ALL, values::ALL, crates::ALL];
    tables.into_iter().flatten().copied()
}

/// The rule of that id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|it| it.id.eq_ignore_ascii_case(id.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_explained() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            assert!(seen.insert(rule.id), "{} is there twice", rule.id);
            assert!(rule.id.chars().all(|it| it.is_ascii_lowercase() || it == '-'), "{}", rule.id);
            for (sent, received) in [(true, false), (false, true)] {
                let words = rule.reason(sent, received).split_whitespace().count();
                assert!(words >= 4, "{} needs a reason", rule.id);
            }
            assert!(rule.reference.starts_with("https://"), "{} needs a reference", rule.id);
        }
        assert_eq!(find("Property-Removed").map(|it| it.id), None);
        assert_eq!(find("Operation-Removed").map(|it| it.id), Some("operation-removed"));
    }
}
