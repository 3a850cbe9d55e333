//! One edit as the comparison finds it: where it stands on both sides, by which rule it is judged, what was and what is.

use super::rules::{Bump, Rule};
use crate::ir::TypeId;
use crate::source::Span;

/// What an edit, or a signature of the crate, comes from: a thing of one side's [`Api`](crate::ir::Api), by its position there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    Api,
    /// Who may call: schemes of credentials, and what operations ask for.
    Access,
    /// Where the API is.
    Servers,
    Operation(usize),
    /// Operation, and position of the parameter.
    Param(usize, usize),
    Body(usize),
    Reply(usize),
    /// Of the replies of an operation, in small letters.
    Header(usize, String),
    Errors(usize),
    Type(TypeId),
    /// A property by its wire name, a value, an arm.
    Member(TypeId, String),
    /// Some member that this side lacks.
    Within(TypeId),
}

/// A thing of one side, and where it is written.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    pub(crate) spot: Spot,
    pub(crate) span: Option<Span>,
}

/// What is compared, on both sides or on the one that has it.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// For sentences: ``property `name` of `Pet` ``.
    pub(crate) subject: String,
    /// For fingerprints and lists: `Pet.name`.
    pub(crate) place: String,
    pub(crate) base: Option<Anchor>,
    pub(crate) revision: Option<Anchor>,
}

impl Site {
    /// The same place one step further in: what a list or a map holds.
    pub(crate) fn within(&self, what: &str, sign: &str) -> Site {
        Site { subject: format!("{what} of {}", self.subject), place: format!("{}{sign}", self.place), ..self.clone() }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ways {
    pub(crate) sent: bool,
    pub(crate) received: bool,
}

pub(crate) const SENT: Ways = Ways { sent: true, received: false };
pub(crate) const RECEIVED: Ways = Ways { sent: false, received: true };
pub(crate) const BOTH: Ways = Ways { sent: true, received: true };

#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub(crate) rule: &'static Rule,
    pub(crate) site: Site,
    pub(crate) message: String,
    /// What was and what is, for fingerprints; empty where there is nothing to say.
    pub(crate) old: String,
    pub(crate) new: String,
    /// At least this, where it is more than the rule says.
    pub(crate) rust: Bump,
    /// Types that come or go with what was added or removed.
    pub(crate) removed: Vec<TypeId>,
    pub(crate) added: Vec<TypeId>,
    /// The alias through which a shared scalar is used: what many users say alike is said once, of the alias.
    pub(crate) through: Option<(TypeId, TypeId)>,
}

impl Edit {
    pub(crate) fn new(rule: &'static Rule, site: &Site, message: impl Into<String>) -> Edit {
        Edit {
            rule,
            site: site.clone(),
            message: message.into(),
            old: String::new(),
            new: String::new(),
            rust: Bump::None,
            removed: Vec::new(),
            added: Vec::new(),
            through: None,
        }
    }

    pub(crate) fn values(mut self, old: impl Into<String>, new: impl Into<String>) -> Edit {
        (self.old, self.new) = (old.into(), new.into());
        self
    }
}

/// What the comparison of one pair of things gives: its edits, and the pairs of types that it leads to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) edits: Vec<Edit>,
    pub(crate) children: Vec<(TypeId, TypeId)>,
}

impl Found {
    pub(crate) fn push(&mut self, edit: Edit) {
        self.edits.push(edit);
    }
}
