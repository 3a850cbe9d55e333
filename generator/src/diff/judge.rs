//! The verdicts: each changed signature of the crate is laid to the edits that cause it; those that nobody causes are findings of
//! their own.

use super::edit::{Anchor, BOTH, Edit, Site, Spot};
use super::rules::{Bump, crates, operations};
use super::side::View;
use super::surface::{self, Item, Names, Renamed, Surface};
use super::wire::{Compared, Cx, Reach, Reached, pair_params};
use super::{Change, Signature, Wire};
use crate::ir::{TypeId, TypeName};
use crate::plan::{ArgRole, Constructor, ModelKind};
use std::collections::{BTreeMap, BTreeSet};

/// An edit with what is laid to it.
struct Case {
    reached: Reached,
    rust: Bump,
    signatures: Vec<Signature>,
}

pub(super) fn judge(cx: &Cx<'_>, compared: Compared) -> Vec<Change> {
    let (names, renamed, replaced) = Names::of_base(cx, &compared.types);
    let mut edits = compared.edits;
    share(cx, &mut edits);
    let (followers, leaders): (Vec<&Renamed>, Vec<&Renamed>) =
        renamed.iter().partition(|it| leader(cx, it, &renamed).is_some());
    edits.extend(leaders.into_iter().map(|it| type_renamed(cx, it)));
    let n_replaced = edits.len();
    edits.extend(replaced.iter().map(|it| type_replaced(cx, it)));
    edits.extend(package(cx));
    edits.extend(reordered_fields(cx, &compared.types));
    let mut cases: Vec<Case> = edits
        .into_iter()
        .map(|reached| Case { rust: reached.edit.rule.rust.max(reached.edit.rust), reached, signatures: Vec::new() })
        .collect();
    routes(cx, &mut cases);
    for it in followers {
        follow(cx, it, leader(cx, it, &renamed), &mut cases);
    }
    let old = surface::of(&cx.base, &names);
    let new = surface::of(&cx.revision, &Names::default());
    let index = Index::new(cx, &cases);
    let words: Vec<[String; 2]> = replaced.iter().map(|it| replacement(cx, &names, it)).collect();
    let mut alone = Vec::new();
    for delta in deltas(&old, &new) {
        let mut guilty = index.causes(&delta);
        guilty.extend((0..words.len()).filter(|at| delta.is_replacement(&words[*at])).map(|at| n_replaced + at));
        if guilty.is_empty() {
            alone.push(standalone(cx, &delta));
        }
        for at in guilty {
            cases[at].rust = cases[at].rust.max(delta.bump());
            cases[at].signatures.push(delta.signature());
        }
    }
    cases.into_iter().chain(alone).map(|it| change(cx, it)).collect()
}

/// What several users of one alias have in common is an edit of the alias.
fn share(cx: &Cx<'_>, edits: &mut [Reached]) {
    let key = |it: &Edit| Some((it.through?, it.rule.id, it.old.clone(), it.new.clone()));
    let mut users: BTreeMap<_, usize> = BTreeMap::new();
    for key in edits.iter().filter_map(|it| key(&it.edit)) {
        *users.entry(key).or_default() += 1;
    }
    for Reached { edit, .. } in edits {
        let Some(((base, revision), ..)) = key(edit).filter(|it| users[it] > 1) else {
            continue;
        };
        let name = cx.revision.name(revision);
        edit.message = edit.message.replace(&edit.site.subject, &format!("`{name}`"));
        edit.site = Site {
            subject: format!("`{name}`"),
            place: name,
            base: Some(Anchor { spot: Spot::Type(base), span: Some(cx.base.def(base).origin) }),
            revision: Some(Anchor { spot: Spot::Type(revision), span: Some(cx.revision.def(revision).origin) }),
        };
    }
}

fn change(cx: &Cx<'_>, case: Case) -> Change {
    let Case { reached: Reached { edit, ways, operations }, rust, signatures } = case;
    let verdict = |applies: bool, wire: Wire| if applies { wire } else { Wire::None };
    let wire = verdict(ways.sent, edit.rule.sent).max(verdict(ways.received, edit.rule.received));
    let span = |it: &Option<Anchor>| it.as_ref().and_then(|it| it.span);
    Change {
        rule: edit.rule,
        wire,
        rust,
        message: edit.message,
        base: span(&edit.site.base),
        revision: span(&edit.site.revision),
        place: edit.site.place,
        old: edit.old,
        new: edit.new,
        sent: ways.sent,
        received: ways.received,
        signatures,
        approved: None,
        operations: routes_of(cx, &operations),
    }
}

/// Operations that client.toml makes several of are one for readers.
fn routes_of(cx: &Cx<'_>, operations: &BTreeSet<Reach>) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for it in operations.iter().map(|it| route(cx, *it)) {
        if !res.contains(&it) {
            res.push(it);
        }
    }
    res
}

fn route(cx: &Cx<'_>, reach: Reach) -> String {
    match reach {
        Reach::Both(at) => cx.revision.route(cx.pairs.both[at].1),
        Reach::Removed(at) => cx.base.route(at),
        Reach::Added(at) => cx.revision.route(at),
    }
}

/// A public item that is not the same on both sides.
struct Delta<'a> {
    path: &'a str,
    old: Option<&'a Item>,
    new: Option<&'a Item>,
}

impl Delta<'_> {
    fn bump(&self) -> Bump {
        if self.old.is_none() { Bump::Minor } else { Bump::Major }
    }

    fn signature(&self) -> Signature {
        let text = |it: Option<&Item>| it.map(|it| it.text.clone());
        Signature { item: self.path.to_owned(), old: text(self.old), new: text(self.new) }
    }
}

impl Delta<'_> {
    /// Whether the signature differs in nothing but this type.
    fn is_replacement(&self, [was, is]: &[String; 2]) -> bool {
        let (Some(old), Some(new)) = (self.old, self.new) else {
            return false;
        };
        let by = |text: &str, from: &str| -> Vec<String> {
            let words = text.split(|it: char| !(it.is_alphanumeric() || it == '_'));
            words.map(|it| if it == from { "*".to_owned() } else { it.to_owned() }).collect()
        };
        old.text.contains(was.as_str()) && by(&old.text, was) == by(&new.text, is)
    }
}

/// What comes and goes with its parent is not told apart from it.
fn deltas<'a>(old: &'a Surface, new: &'a Surface) -> Vec<Delta<'a>> {
    let paths: BTreeSet<&str> = old.keys().chain(new.keys()).map(String::as_str).collect();
    let follows = |item: Option<&Item>, other: &Surface| {
        item.and_then(|it| it.parent.as_ref()).is_some_and(|parent| !other.contains_key(parent))
    };
    let all = paths.into_iter().map(|path| Delta { path, old: old.get(path), new: new.get(path) });
    // How a client is set up counts where something goes: one more way in, or one more address, asks nothing of callers.
    let is_more = |it: &Delta<'_>| {
        it.old.is_none() && (it.path.starts_with("ClientBuilder::") || it.path.starts_with("Server::"))
    };
    let differs = |it: &Delta<'_>| it.old.map(|it| &it.text) != it.new.map(|it| &it.text) && !is_more(it);
    all.filter(differs).filter(|it| !follows(it.old, new) && !follows(it.new, old)).collect()
}

/// Which edits stand at which thing of either side, and which types come or go with them.
#[derive(Default)]
struct Index {
    base: BTreeMap<Spot, Vec<usize>>,
    revision: BTreeMap<Spot, Vec<usize>>,
}

impl Index {
    fn new(cx: &Cx<'_>, cases: &[Case]) -> Index {
        let mut res = Index::default();
        for (at, case) in cases.iter().enumerate().filter(|(_, it)| it.reached.edit.rule.shapes) {
            let edit = &case.reached.edit;
            let note = |of: &mut BTreeMap<Spot, Vec<usize>>, spot: Spot| of.entry(spot).or_default().push(at);
            edit.site.base.iter().for_each(|it| note(&mut res.base, it.spot.clone()));
            edit.site.revision.iter().for_each(|it| note(&mut res.revision, it.spot.clone()));
            closure(&cx.base, &edit.removed).into_iter().for_each(|id| note(&mut res.base, Spot::Type(id)));
            closure(&cx.revision, &edit.added).into_iter().for_each(|id| note(&mut res.revision, Spot::Type(id)));
        }
        res
    }

    /// The edits that cause it: those at the first of its causes that has any, and at those beside it that differ.
    fn causes(&self, delta: &Delta<'_>) -> BTreeSet<usize> {
        let of = |index: &BTreeMap<Spot, Vec<usize>>, item: Option<&Item>| -> Vec<usize> {
            let spots = item.map(|it| &it.causes[..]).unwrap_or_default();
            spots.iter().filter_map(|it| index.get(it)).flatten().copied().collect()
        };
        of(&self.base, delta.old).into_iter().chain(of(&self.revision, delta.new)).collect()
    }
}

/// These types and all that they lead to.
fn closure(view: &View<'_>, roots: &[TypeId]) -> BTreeSet<TypeId> {
    let mut seen: BTreeSet<TypeId> = roots.iter().copied().collect();
    let mut open = roots.to_vec();
    while let Some(id) = open.pop() {
        open.extend(super::wire::parts(view, id).into_iter().filter(|it| seen.insert(*it)));
    }
    seen
}

fn standalone(cx: &Cx<'_>, delta: &Delta<'_>) -> Case {
    let (rule, what) = match (delta.old, delta.new) {
        (None, _) => (&crates::ITEM_ADDED, "is new"),
        (_, None) => (&crates::ITEM_REMOVED, "is gone"),
        _ => (&crates::SIGNATURE_CHANGED, "has another signature"),
    };
    let anchor = |view: &View<'_>, item: Option<&Item>| {
        let spot = item.and_then(|it| it.causes.first())?.clone();
        let span = view.span(&spot);
        Some(Anchor { spot, span })
    };
    let site = Site {
        subject: format!("`{}`", delta.path),
        place: delta.path.to_owned(),
        base: anchor(&cx.base, delta.old),
        revision: anchor(&cx.revision, delta.new),
    };
    let signature = delta.signature();
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let edit = Edit::new(rule, &site, format!("`{}` {what} in Rust", delta.path));
    let edit = edit.values(text(&signature.old), text(&signature.new));
    Case {
        reached: Reached { edit, ways: BOTH, operations: BTreeSet::new() },
        rust: delta.bump(),
        signatures: vec![signature],
    }
}

/// The two names, as signatures have them.
fn replacement(cx: &Cx<'_>, names: &Names, it: &Renamed) -> [String; 2] {
    let name = |view: &View<'_>, names: &Names, id| view.model(id).map(|it| names.model(&it.ident)).unwrap_or_default();
    [name(&cx.base, names, it.base), name(&cx.revision, &Names::default(), it.revision)]
}

fn type_replaced(cx: &Cx<'_>, it: &Renamed) -> Reached {
    let Reached { edit, ways, operations } = type_renamed(cx, it);
    let (was, is) = (edit.old, edit.new);
    let site = Site { place: format!("models::{was} as models::{is}"), ..edit.site };
    let message = format!("type `{was}` is replaced by `{is}` in Rust in some places");
    Reached { edit: Edit::new(&crates::TYPE_REPLACED, &site, message).values(was, is), ways, operations }
}

/// What an inline type is named after, where that has another name too: an operation's id, or another type.
fn leader(cx: &Cx<'_>, it: &Renamed, renamed: &[Renamed]) -> Option<[String; 2]> {
    let place = |view: &View<'_>, id: TypeId| match &view.def(id).name {
        TypeName::Place(words) => words.split_first().map(|(first, rest)| (first.clone(), rest.to_vec())),
        TypeName::Component(_) | TypeName::Title { .. } => None,
    };
    let ((was, rest), (is, same)) = (place(&cx.base, it.base)?, place(&cx.revision, it.revision)?);
    let is_type = |it: &Renamed| cx.base.name(it.base) == was && cx.revision.name(it.revision) == is;
    let is_operation = |(base, revision): &(usize, usize)| {
        cx.base.api.operations[*base].id == was && cx.revision.api.operations[*revision].id == is
    };
    let leads = renamed.iter().any(is_type) || cx.pairs.both.iter().any(is_operation);
    (was != is && rest == same && leads).then_some([was, is])
}

/// Lays the new name of an inline type to the edit that gave its owner a new name.
fn follow(cx: &Cx<'_>, it: &Renamed, leader: Option<[String; 2]>, cases: &mut Vec<Case>) {
    let reached = type_renamed(cx, it);
    let Some([was, is]) = leader else { return };
    let signature = Signature {
        item: String::new(),
        old: Some(format!("models::{}", reached.edit.old)),
        new: Some(format!("models::{}", reached.edit.new)),
    };
    let owner = |case: &&mut Case| {
        let edit = &case.reached.edit;
        let is_owner = edit.rule == &operations::OPERATION_ID_CHANGED && edit.old == was && edit.new == is;
        is_owner || (edit.rule == &crates::TYPE_RENAMED && is_called(&edit.site, cx, [&was, &is]))
    };
    match cases.iter_mut().find(owner) {
        Some(case) => {
            case.rust = Bump::Major;
            case.signatures.push(signature);
        }
        None => cases.push(Case { rust: Bump::Major, reached, signatures: Vec::new() }),
    }
}

/// Whether a finding is about the type of these names in the descriptions.
fn is_called(site: &Site, cx: &Cx<'_>, [was, is]: [&str; 2]) -> bool {
    let name = |view: &View<'_>, anchor: &Option<Anchor>| match anchor {
        Some(Anchor { spot: Spot::Type(id), .. }) => view.name(*id),
        _ => String::new(),
    };
    name(&cx.base, &site.base) == was && name(&cx.revision, &site.revision) == is
}

fn type_renamed(cx: &Cx<'_>, it: &Renamed) -> Reached {
    let (Some(old), Some(new)) = (cx.base.model(it.base), cx.revision.model(it.revision)) else {
        unreachable!("only models are renamed");
    };
    let (was, is) = (old.ident.as_str(), new.ident.as_str());
    let site = Site {
        subject: format!("`models::{is}`"),
        place: format!("models::{was}"),
        base: Some(Anchor { spot: Spot::Type(it.base), span: Some(cx.base.def(it.base).origin) }),
        revision: Some(Anchor { spot: Spot::Type(it.revision), span: Some(cx.revision.def(it.revision).origin) }),
    };
    let edit = Edit::new(&crates::TYPE_RENAMED, &site, format!("type `{was}` is called `{is}` in Rust now"));
    Reached { edit: edit.values(was, is), ways: BOTH, operations: it.operations.clone() }
}

fn package(cx: &Cx<'_>) -> Option<Reached> {
    let (was, is) = (&cx.base.krate.package.name, &cx.revision.krate.package.name);
    let anchor = Some(Anchor { spot: Spot::Api, span: None });
    let site =
        Site { subject: "the package".to_owned(), place: "package".to_owned(), base: anchor.clone(), revision: anchor };
    let mut edit = Edit::new(&crates::SETTING_CHANGED, &site, "client.toml says something else of the client");
    if was != is {
        edit =
            Edit::new(&crates::PACKAGE_RENAMED, &site, format!("package `{was}` is called `{is}` now")).values(was, is);
    } else if cx.settings(true) == cx.settings(false) {
        return None;
    }
    Some(Reached { edit, ways: BOTH, operations: BTreeSet::new() })
}

/// Resources and methods with other names, and arguments in another order: laid to the edit that is known, or a finding.
fn routes(cx: &Cx<'_>, cases: &mut Vec<Case>) {
    let mut resources: BTreeMap<[String; 2], Case> = BTreeMap::new();
    for (at, (base, revision)) in cx.pairs.both.iter().enumerate() {
        let (Some((old, was)), Some((new, is))) = (cx.base.request(*base), cx.revision.request(*revision)) else {
            continue;
        };
        let path = |of: &crate::plan::Resource, it: &crate::plan::Request| {
            format!("{}::{}::{}", of.module, of.handle, it.method)
        };
        let signature = Signature { item: String::new(), old: Some(path(old, was)), new: Some(path(new, is)) };
        let reach = BTreeSet::from([Reach::Both(at)]);
        let site = Site {
            subject: format!("`{}`", cx.revision.route(*revision)),
            place: cx.revision.route(*revision),
            base: Some(Anchor { spot: Spot::Operation(*base), span: Some(cx.base.api.operations[*base].origin) }),
            revision: Some(Anchor {
                spot: Spot::Operation(*revision),
                span: Some(cx.revision.api.operations[*revision].origin),
            }),
        };
        let tag = |view: &View<'_>, at: usize| view.api.groups[view.api.operations[at].group.0 as usize].tag.clone();
        let (tag_was, tag_is) = (tag(&cx.base, *base), tag(&cx.revision, *revision));
        let moved = (&old.module, &old.handle) != (&new.module, &new.handle);
        if moved || tag_was != tag_is {
            let case = resources.entry([tag_was.clone(), tag_is.clone()]).or_insert_with(|| {
                let place = format!("tag {tag_was}");
                let message = format!("operations tagged `{tag_was}` are tagged `{tag_is}` now");
                let edit = Edit::new(&operations::RESOURCE_RENAMED, &Site { place, ..site.clone() }, message);
                let reached = Reached { edit: edit.values(&tag_was, &tag_is), ways: BOTH, operations: BTreeSet::new() };
                Case { reached, rust: Bump::Patch, signatures: Vec::new() }
            });
            case.reached.operations.extend(reach.clone());
            if moved {
                case.rust = Bump::Major;
                case.signatures.push(signature.clone());
            }
        }
        if !moved && (was.method != is.method || was.ident != is.ident) {
            let known = |it: &&mut Case| {
                it.reached.edit.rule == &operations::OPERATION_ID_CHANGED && it.reached.operations == reach
            };
            if let Some(case) = cases.iter_mut().find(known) {
                case.rust = Bump::Major;
                case.signatures.push(signature.clone());
            } else {
                let message = format!("method `{}` is called `{}` in Rust now", was.method, is.method);
                let edit = Edit::new(&operations::METHOD_RENAMED, &site, message);
                let edit = edit.values(was.method.as_str(), is.method.as_str());
                let reached = Reached { edit, ways: BOTH, operations: reach.clone() };
                cases.push(Case { reached, rust: Bump::Major, signatures: vec![signature.clone()] });
            }
        }
        cases.extend(reordered_arguments(cx, (at, *base, *revision), &site));
    }
    cases.extend(resources.into_values());
}

/// Arguments that both sides have, by what they are and not by what they are called.
fn reordered_arguments(cx: &Cx<'_>, (at, base, revision): (usize, usize, usize), site: &Site) -> Option<Case> {
    let (_, was) = cx.base.request(base)?;
    let (_, is) = cx.revision.request(revision)?;
    let pairs =
        pair_params(cx, (base, &cx.base.api.operations[base]), (revision, &cx.revision.api.operations[revision]));
    let place = |view: &View<'_>, operation: usize, role: &ArgRole| match role {
        ArgRole::Param(plan) => view.param_at(operation, &plan.name, plan.location),
        ArgRole::Body => Some(usize::MAX),
    };
    let new: Vec<usize> = is.args.iter().filter_map(|it| place(&cx.revision, revision, &it.role)).collect();
    let old = was.args.iter().filter_map(|it| place(&cx.base, base, &it.role));
    let partner = |at: usize| match at {
        usize::MAX => Some(usize::MAX),
        at => pairs.iter().find(|it| it.0 == at).map(|it| it.1),
    };
    let order: Vec<usize> =
        old.filter_map(partner).filter_map(|it| new.iter().position(|other| *other == it)).collect();
    if order.is_sorted() {
        return None;
    }
    let names = |of: &crate::plan::Request| {
        of.args.iter().map(|it| it.argument.ident.to_string()).collect::<Vec<_>>().join(", ")
    };
    let (was, is) = (names(was), names(is));
    let message = format!("required arguments of {} come in another order: ({was}) → ({is})", site.subject);
    let edit = Edit::new(&crates::ARGUMENTS_REORDERED, site, message).values(&was, &is);
    let signature =
        Signature { item: site.subject.clone(), old: Some(format!("({was})")), new: Some(format!("({is})")) };
    let reached = Reached { edit, ways: BOTH, operations: BTreeSet::from([Reach::Both(at)]) };
    Some(Case { reached, rust: Bump::Major, signatures: vec![signature] })
}

/// Constructors that take their arguments in another order.
fn reordered_fields(cx: &Cx<'_>, types: &BTreeMap<(TypeId, TypeId), BTreeSet<Reach>>) -> Vec<Reached> {
    let args = |view: &View<'_>, id: TypeId| match view.model(id).map(|it| &it.kind) {
        Some(ModelKind::Struct(plan)) => match &plan.constructor {
            Constructor::New(args) => args.iter().map(|(at, _)| plan.fields[*at].ident.to_string()).collect(),
            Constructor::Named { .. } => Vec::new(),
        },
        _ => Vec::new(),
    };
    let mut res = Vec::new();
    for ((base, revision), operations) in types {
        let (was, is): (Vec<String>, Vec<String>) = (args(&cx.base, *base), args(&cx.revision, *revision));
        let order: Vec<usize> = was.iter().filter_map(|it| is.iter().position(|other| other == it)).collect();
        if order.is_sorted() {
            continue;
        }
        let name = cx.revision.name(*revision);
        let site = Site {
            subject: format!("`{name}`"),
            place: format!("{name}::new"),
            base: Some(Anchor { spot: Spot::Type(*base), span: Some(cx.base.def(*base).origin) }),
            revision: Some(Anchor { spot: Spot::Type(*revision), span: Some(cx.revision.def(*revision).origin) }),
        };
        let (was, is) = (was.join(", "), is.join(", "));
        let message = format!("required properties of `{name}` come in another order: ({was}) → ({is})");
        let edit = Edit::new(&crates::ARGUMENTS_REORDERED, &site, message).values(was, is);
        res.push(Reached { edit, ways: BOTH, operations: operations.clone() });
    }
    res
}
