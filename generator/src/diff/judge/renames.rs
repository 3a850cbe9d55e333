//! Types that are called something else in Rust, or that others stand in for.

use super::Case;
use crate::diff::Signature;
use crate::diff::edit::{Anchor, BOTH, Edit, Site, Spot};
use crate::diff::rules::{Bump, crates, operations};
use crate::diff::side::View;
use crate::diff::surface::{Names, Renamed};
use crate::diff::wire::{Cx, Reached};
use crate::ir::{TypeId, TypeName};

/// Finds an edit for each new name: inline types follow what they are named after.
pub(super) fn lay(cx: &Cx<'_>, renamed: &[Renamed], cases: &mut Vec<Case>) {
    let led = renamed.iter().map(|it| (it, leader(cx, it, renamed)));
    let (followers, leaders): (Vec<_>, Vec<_>) = led.partition(|(_, leader)| leader.is_some());
    cases.extend(leaders.into_iter().map(|(it, _)| Case::new(called(cx, it))));
    for (it, leader) in followers {
        follow(cx, it, leader, cases);
    }
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
    let reached = called(cx, it);
    let Some([was, is]) = leader else { return };
    let model = |name: &str| Some(format!("models::{name}"));
    let signature = Signature { item: String::new(), old: model(&reached.edit.old), new: model(&reached.edit.new) };
    let owner = |case: &&mut Case| {
        let edit = &case.reached.edit;
        let is_owner = edit.rule == &operations::OPERATION_ID_CHANGED && edit.old == was && edit.new == is;
        is_owner || (edit.rule == &crates::TYPE_RENAMED && is_called(&edit.site, cx, [&was, &is]))
    };
    match cases.iter_mut().find(owner) {
        Some(case) => case.lay(Bump::Major, signature),
        None => cases.push(Case::new(reached)),
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

/// The edit that gave a type another name.
fn called(cx: &Cx<'_>, it: &Renamed) -> Reached {
    let [was, is] = idents(cx, it);
    let site = site(cx, it, [&was, &is], format!("models::{was}"));
    let message = format!("type `{was}` is called `{is}` in Rust now");
    let edit = Edit::new(&crates::TYPE_RENAMED, &site, message).values(was, is);
    Reached { edit, ways: BOTH, operations: it.operations.clone() }
}

/// A type for which another one stands, where both of them stay; which signatures show it is seen by their words.
pub(super) fn replaced(cx: &Cx<'_>, names: &Names, it: &Renamed) -> Case {
    let [was, is] = idents(cx, it);
    let words = cx.base.model(it.base).map(|model| [names.model(&model.ident), is.clone()]);
    let site = site(cx, it, [&was, &is], format!("models::{was} as models::{is}"));
    let message = format!("type `{was}` is replaced by `{is}` in Rust in some places");
    let edit = Edit::new(&crates::TYPE_REPLACED, &site, message).values(was, is);
    let reached = Reached { edit, ways: BOTH, operations: it.operations.clone() };
    Case { replaces: words, ..Case::new(reached) }
}

/// What a type is called on the two sides.
fn idents(cx: &Cx<'_>, it: &Renamed) -> [String; 2] {
    let ident = |view: &View<'_>, id: TypeId| view.model(id).map(|it| it.ident.to_string()).unwrap_or_default();
    [ident(&cx.base, it.base), ident(&cx.revision, it.revision)]
}

fn site(cx: &Cx<'_>, it: &Renamed, [_, is]: [&str; 2], place: String) -> Site {
    Site {
        subject: format!("`models::{is}`"),
        place,
        base: Some(cx.base.anchor(Spot::Type(it.base))),
        revision: Some(cx.revision.anchor(Spot::Type(it.revision))),
    }
}
