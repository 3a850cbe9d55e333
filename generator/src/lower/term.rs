//! Which schema is meant: a node of the description, or several that hold together or in turn.
//!
//! A term is the identity of a type; it may not know what the schemas say.

use crate::spec::{At, NodeId};

/// One schema, as far as types go.
#[derive(Clone)]
pub(super) enum Term<'s> {
    Node(At<'s>),
    /// Without its unions and descendants: what all arms have in common.
    Bare(Box<Term<'s>>),
    /// `allOf`
    All(Vec<Term<'s>>),
    /// `anyOf`
    Any(Vec<Term<'s>>),
    /// `oneOf`
    One(Vec<Term<'s>>),
}

/// A term by the identity of its nodes, to remember it by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Node(NodeId),
    Bare(Box<Key>),
    All(Vec<Key>),
    Any(Vec<Key>),
    One(Vec<Key>),
}

impl<'s> Term<'s> {
    pub(super) fn all(terms: Vec<Term<'s>>) -> Term<'s> {
        let mut flat = Vec::new();
        for term in terms {
            match term {
                Term::All(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        single(distinct(flat), Term::All)
    }

    pub(super) fn any(terms: Vec<Term<'s>>) -> Term<'s> {
        let mut flat = Vec::new();
        for term in terms {
            match term {
                Term::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        single(distinct(flat), Term::Any)
    }

    pub(super) fn one(terms: Vec<Term<'s>>) -> Term<'s> {
        single(distinct(terms), Term::One)
    }

    pub(super) fn key(&self) -> Key {
        let keys = |terms: &[Term<'s>]| terms.iter().map(Term::key).collect();
        match self {
            Term::Node(at) => Key::Node(at.target().id()),
            Term::Bare(inner) => Key::Bare(Box::new(inner.key())),
            Term::All(terms) => Key::All(keys(terms)),
            Term::Any(terms) => Key::Any(keys(terms)),
            Term::One(terms) => Key::One(keys(terms)),
        }
    }

    /// The place to point at: the last of several, since that is where something was added.
    pub(super) fn at(&self) -> At<'s> {
        match self {
            Term::Node(at) => *at,
            Term::Bare(inner) => inner.at(),
            Term::All(terms) | Term::Any(terms) | Term::One(terms) => {
                terms.last().expect("a term of several schemas is never empty").at()
            }
        }
    }

    pub(super) fn depth(&self) -> usize {
        match self {
            Term::Node(_) => 0,
            Term::Bare(inner) => inner.depth(),
            Term::All(terms) | Term::Any(terms) | Term::One(terms) => {
                1 + terms.iter().map(Term::depth).max().unwrap_or(0)
            }
        }
    }
}

fn distinct<'s>(terms: Vec<Term<'s>>) -> Vec<Term<'s>> {
    let mut seen = std::collections::BTreeSet::new();
    terms.into_iter().filter(|it| seen.insert(it.key())).collect()
}

fn single<'s>(mut terms: Vec<Term<'s>>, several: fn(Vec<Term<'s>>) -> Term<'s>) -> Term<'s> {
    if terms.len() == 1 { terms.remove(0) } else { several(terms) }
}
