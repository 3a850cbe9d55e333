//! What does a change of a description do: to clients that are out there, and to code written against the crate?
//!
//! Two comparisons of the same two descriptions: `wire` looks at what they mean, `surface` at the signatures of the crates made of
//! them. `judge` brings both together, so that one edit is one finding. Knows nothing of YAML, files or git.

mod edit;
mod judge;
mod merge;
mod rules;
mod side;
mod surface;
mod wire;

pub mod approvals;
pub mod report;

pub use rules::{Bump, Rule, Wire, all as rules, find as rule};
pub use side::Side;

use crate::source::Span;
use std::str::FromStr;

/// What a change of a description does.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What breaks comes first; else by place.
    pub changes: Vec<Change>,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Change {
    pub rule: &'static Rule,
    pub wire: Wire,
    pub rust: Bump,
    /// A sentence without a full stop.
    pub message: String,
    /// What it is about: `Pet.name`, `GET /pets query limit`.
    pub place: String,
    /// What was and what is, as far as a short text can say it.
    pub old: String,
    pub new: String,
    /// Whether clients send it, receive it, or both.
    pub sent: bool,
    pub received: bool,
    /// Signatures of the crate that change with it.
    pub signatures: Vec<Signature>,
    /// `GET /pets`, in the order of the description.
    pub operations: Vec<String>,
    /// Where it is written, on the side or sides that have it.
    pub base: Option<Span>,
    pub revision: Option<Span>,
    /// Why somebody let it pass.
    pub approved: Option<String>,
}

/// A public item of the crate before and after; one of the two may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Empty where the item itself has another name; `old` and `new` are its paths then.
    pub item: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// A limit for what a change may do without being approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Clients that are out there break.
    Breaking,
    /// The crate needs a major version.
    Major,
    /// The crate needs a minor version, or more.
    Minor,
    /// Anything changes at all.
    Any,
}

impl FailOn {
    pub fn is_met(self, comparison: &Comparison) -> bool {
        comparison.open().any(|it| match self {
            Self::Breaking => it.wire == Wire::Breaking,
            Self::Major => it.rust == Bump::Major,
            Self::Minor => it.rust >= Bump::Minor,
            Self::Any => true,
        })
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "breaking" => Ok(Self::Breaking),
            "major" => Ok(Self::Major),
            "minor" => Ok(Self::Minor),
            "any" => Ok(Self::Any),
            _ => Err("there are breaking, major, minor and any".to_owned()),
        }
    }
}

impl Comparison {
    pub fn wire(&self) -> Wire {
        self.changes.iter().map(|it| it.wire).max().unwrap_or_default()
    }

    pub fn rust(&self) -> Bump {
        self.changes.iter().map(|it| it.rust).max().unwrap_or_default()
    }

    /// What nobody has let pass.
    pub fn open(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|it| it.approved.is_none())
    }
}

impl Change {
    /// Why it is judged so, in a sentence or two.
    pub fn reason(&self) -> String {
        self.rule.reason(self.sent, self.received)
    }

    /// What an approval names: rule, place and values, so that other words for the same finding change nothing.
    pub fn fingerprint(&self) -> String {
        let parts = [self.rule.id, &self.place, &self.old, &self.new];
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325; // FNV-1a: small, and the same on every machine and in every version
        for byte in parts.iter().flat_map(|it| it.bytes().chain([0])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        format!("{hash:016x}")
    }
}

pub fn compare(base: Side<'_>, revision: Side<'_>) -> Comparison {
    crate::deep::run(|| compare_here(base, revision))
}

fn compare_here(base: Side<'_>, revision: Side<'_>) -> Comparison {
    let cx = wire::Cx::new(side::View::new(base), side::View::new(revision));
    let compared = wire::compare(&cx);
    let mut changes = merge::merge(judge::judge(&cx, compared));
    let key = |it: &Change| it.revision.or(it.base);
    changes.sort_by(|a, b| (b.wire, b.rust, key(a), &a.place).cmp(&(a.wire, a.rust, key(b), &b.place)));
    Comparison { changes }
}
