//! What changes on the wire: two lowered APIs, compared by what they mean and not by what things are called.
//!
//! Types are compared pair by pair, each pair once, however many operations reach it.

mod bodies;
mod constraints;
mod content;
mod errors;
mod headers;
mod operations;
mod pairs;
mod params;
mod reach;
mod replies;
mod security;
mod servers;
mod shapes;
mod structs;
mod ty;
mod unions;
mod words;

use super::edit::{Edit, Found, Ways};
use super::side::View;
use crate::ir::{Operation, TypeId};
use crate::plan::ClientPlan;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use headers::spot as header_spot;
pub(crate) use pairs::{Pairs, pair};
pub(crate) use params::pair_up as pair_params;
pub(crate) use shapes::parts;

/// An operation of one side, and its position there.
type Of<'a> = (usize, &'a Operation);

/// An edit, which way it travels, and the operations that it reaches: positions in [`Pairs::both`], or of one side only.
#[derive(Debug)]
pub(crate) struct Reached {
    pub(crate) edit: Edit,
    pub(crate) ways: Ways,
    pub(crate) operations: BTreeSet<Reach>,
}

/// An operation that an edit reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    Both(usize),
    Removed(usize),
    Added(usize),
}

/// Both sides, and what has been decided about them.
pub(crate) struct Cx<'a> {
    pub(crate) base: View<'a>,
    pub(crate) revision: View<'a>,
    pub(crate) pairs: Pairs,
    /// Envelopes of the base that awaiting opens: types with one property.
    envelopes: BTreeSet<TypeId>,
}

/// All edits, and every pair of types that stand in the same place.
pub(crate) struct Compared {
    pub(crate) edits: Vec<Reached>,
    pub(crate) types: BTreeMap<(TypeId, TypeId), BTreeSet<Reach>>,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(base: View<'a>, revision: View<'a>) -> Cx<'a> {
        let pairs = pair(&base, &revision);
        let envelopes = structs::envelopes(&base);
        Cx { base, revision, pairs, envelopes }
    }

    /// Whether both sides ask for credentials by the same schemes, so that client.toml alone decides what else differs.
    fn same_schemes(&self) -> bool {
        let kinds = |view: &View<'_>| {
            let schemes = view.krate.client.schemes.iter();
            schemes.map(|it| (it.name.clone(), std::mem::discriminant(&it.auth))).collect::<Vec<_>>()
        };
        kinds(&self.base) == kinds(&self.revision)
    }

    /// What only client.toml decides of a client, beside what signatures show.
    pub(crate) fn settings(&self, of_base: bool) -> String {
        let view = if of_base { &self.base } else { &self.revision };
        let ClientPlan {
            servers: _,  // the description's
            security: _, // the description's
            base_url_env,
            schemes,
            rate_limit,
            request_id_header,
            error_code,
            error_message,
            error_request_id,
            error_views,
        } = &view.krate.client;
        let env: Vec<String> = schemes.iter().map(|it| format!("{} {:?}", it.setter, it.env)).collect();
        let env = if self.same_schemes() { env } else { Vec::new() };
        format!(
            "{base_url_env:?} {env:?} {rate_limit:?} {request_id_header:?} {error_code:?} {error_message:?} {error_request_id:?} {error_views:?}"
        )
    }
}

pub(crate) fn compare(cx: &Cx<'_>) -> Compared {
    let mut graph = reach::Graph::default();
    let mut edits = operations::lonely(cx);
    edits.extend(servers::compare(cx));
    edits.extend(security::compare(cx));
    edits.extend(words::compare(cx));
    for (at, (base, revision)) in cx.pairs.both.iter().enumerate() {
        let parts = operations::compare(cx, *base, *revision);
        for (ways, found) in parts {
            graph.roots(cx, at, ways, &found);
            let operations = BTreeSet::from([Reach::Both(at)]);
            let reached = found.edits.into_iter().map(|edit| Reached { edit, ways, operations: operations.clone() });
            edits.extend(reached);
        }
    }
    let (of_types, types) = graph.finish();
    edits.extend(of_types);
    Compared { edits, types }
}

/// What is found where nothing is compared but words.
fn found(edits: Vec<Edit>) -> Found {
    Found { edits, children: Vec::new() }
}
