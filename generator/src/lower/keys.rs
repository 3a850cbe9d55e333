//! Which keys tell objects apart?

use super::arms::{self, Branch, join};
use super::compose;
use super::ctx::Ctx;
use super::term::Term;
use crate::diag::codes::lower as codes;
use crate::spec::At;
use std::collections::BTreeSet;

/// The arms in the order in which to try them, each with the keys that must be there. None: nothing tells them apart.
pub(super) fn tell_apart<'s>(
    cx: &mut Ctx<'_, 's>,
    at: At<'s>,
    branches: &[Branch<'s>],
) -> Option<Vec<(Branch<'s>, Vec<String>)>> {
    let views: Vec<View> = branches.iter().map(|it| view(cx, it)).collect();
    let keys = choose(&views);
    let mut res: Vec<(usize, Vec<String>)> = Vec::new();
    for idx in by_width(&views) {
        let twin = res.iter().find(|(_, known)| same(known, &keys[idx])).map(|(twin, _)| *twin);
        match twin {
            None => res.push((idx, keys[idx].clone())),
            Some(twin) if is_covered(cx, &branches[idx], &branches[twin]) => {
                covered(cx, at, &branches[idx], &branches[twin]);
            }
            Some(twin) => {
                alike(cx, at, &branches[idx], &branches[twin]);
                return None;
            }
        }
    }
    res.sort_by_key(|(idx, keys)| (std::cmp::Reverse(keys.len()), *idx));
    Some(res.into_iter().map(|(idx, keys)| (branches[idx].clone(), keys)).collect())
}

/// Whether one arm has all properties of another, of the same JSON types.
fn is_covered<'s>(cx: &mut Ctx<'_, 's>, narrow: &Branch<'s>, wide: &Branch<'s>) -> bool {
    let mut kind = |it: &Term<'s>| compose::flat(cx, it).kind;
    narrow.flat.props.iter().all(|(name, term)| match wide.flat.props.get(name) {
        Some(other) => other.key() == term.key() || kind(other) == kind(term),
        None => false,
    })
}

struct View {
    required: BTreeSet<String>,
    /// In the order of the description.
    names: Vec<String>,
    all: BTreeSet<String>,
}

fn view<'s>(cx: &mut Ctx<'_, 's>, branch: &Branch<'s>) -> View {
    let flat = match branch.flat.groups.first() {
        None => (*branch.flat).clone(),
        Some(group) => {
            let arm = |it: &Term<'s>| Branch { named: it.clone(), term: it.clone(), flat: compose::flat(cx, it) };
            let arms: Vec<_> = group.arms.iter().map(arm).collect();
            let mut joined = join(&branch.flat, &arms);
            joined.required.extend(branch.flat.required.iter().cloned());
            joined.required.extend(group.discriminator.iter().map(|it| it.property.clone()));
            joined
        }
    };
    View { required: flat.required, all: flat.props.keys().cloned().collect(), names: flat.props.into_keys().collect() }
}

/// Required keys that not all arms require; where that leaves nothing of its own, a key that no other arm has.
fn choose(views: &[View]) -> Vec<Vec<String>> {
    let shared = views.iter().map(|it| it.required.clone()).reduce(|a, b| a.intersection(&b).cloned().collect());
    let shared = shared.unwrap_or_default();
    let bare: Vec<Vec<String>> = views.iter().map(|it| it.required.difference(&shared).cloned().collect()).collect();
    let mut keys = bare.clone();
    for idx in 0..views.len() {
        let twins = (0..views.len()).filter(|other| *other != idx && same(&bare[*other], &bare[idx]));
        if twins.count() == 0 {
            continue;
        }
        let is_own =
            |name: &&String| views.iter().enumerate().all(|(other, it)| other == idx || !it.all.contains(*name));
        if let Some(own) = views[idx].names.iter().find(is_own) {
            keys[idx].push(own.clone());
        }
    }
    keys
}

fn same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().all(|it| b.contains(it))
}

/// The arm with most properties first, so that it is the one that stays.
fn by_width(views: &[View]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..views.len()).collect();
    order.sort_by_key(|idx| std::cmp::Reverse(views[*idx].all.len()));
    order
}

fn covered(cx: &mut Ctx<'_, '_>, at: At<'_>, lost: &Branch<'_>, wide: &Branch<'_>) {
    let (lost_name, wide_name) = (call(cx, lost), call(cx, wide));
    cx.diags
        .warning(
            codes::ARMS_ALIKE,
            at.span(),
            format!("{lost_name} cannot be told from {wide_name}, which has all of its properties"),
        )
        .label(format!("{wide_name} is used for both"))
        .related(lost.named.at().span(), "left out".to_owned())
        .help("give each arm a required property of its own, or a `discriminator`");
}

fn alike(cx: &mut Ctx<'_, '_>, at: At<'_>, one: &Branch<'_>, other: &Branch<'_>) {
    let (one_name, other_name) = (call(cx, one), call(cx, other));
    cx.diags
        .warning(codes::ARMS_ALIKE, at.span(), format!("nothing tells {one_name} from {other_name}"))
        .label("becomes one type with the properties of all arms")
        .related(one.named.at().span(), "one arm".to_owned())
        .related(other.named.at().span(), "the other".to_owned())
        .help("give each arm a required property of its own, or a `discriminator`");
}

fn call(cx: &Ctx<'_, '_>, branch: &Branch<'_>) -> String {
    arms::label(cx, branch).map_or_else(|| "an arm".to_owned(), |it| format!("`{it}`"))
}
