//! Which value of which property stands for which arm?
//!
//! Discriminators on a union, discriminators on a base that others extend, and properties that have one value in every arm.

use super::arms::{self, Branch};
use super::ctx::{Ctx, Value, place};
use super::flat::{Discriminator, Flat};
use super::schema::{self, Site};
use super::term::{Key, Term};
use super::union::{self, Several};
use super::{compose, enums};
use crate::diag::codes::lower as codes;
use crate::ir::{Arm, Tagging, Union};
use crate::spec::At;
use std::collections::BTreeSet;

/// A union told apart by a property.
pub(super) struct Tagged<'s> {
    pub property: String,
    /// (tag, arm), in order.
    pub arms: Vec<(String, Branch<'s>)>,
}

/// `oneOf`/`anyOf` with a `discriminator`.
pub(super) fn tagged<'s>(
    cx: &mut Ctx<'_, 's>,
    it: Several<'_, 's>,
    discriminator: &Discriminator<'s>,
    branches: &[Branch<'s>],
) -> Value {
    let mut finder = Finder { property: &discriminator.property, branches: branches.to_vec(), arms: Vec::new() };
    finder.mapped(cx, discriminator);
    finder.unlisted(cx);
    finder.remaining_values(cx);
    let tagged = Tagged { property: discriminator.property.clone(), arms: finder.arms };
    by_property(cx, it, &tagged)
}

/// Whether others extend this base: components, or schemas of other files that its mapping names.
pub(super) fn has_children<'s>(cx: &mut Ctx<'_, 's>, base: At<'s>, discriminator: &Discriminator<'s>) -> bool {
    for (_, at) in &discriminator.mapping {
        if let Some(child) = at.mapped() {
            cx.index_family(child.target());
        }
    }
    cx.children.contains_key(&base.id())
}

/// A base with a `discriminator`: it and all that extend it.
pub(super) fn family<'s>(
    cx: &mut Ctx<'_, 's>,
    site: Site<'_, 's>,
    flat: &Flat<'s>,
    discriminator: &Discriminator<'s>,
    base: At<'s>,
) -> Value {
    let mut terms = vec![Term::Bare(Box::new(Term::Node(base)))];
    terms.extend(descendants(cx, base).into_iter().map(Term::Node));
    let mut branches = Vec::new();
    for term in terms {
        let flat = compose::flat(cx, &term);
        let named = if let Term::Bare(inner) = &term { (**inner).clone() } else { term.clone() };
        branches.push(Branch { named, term, flat });
    }
    let it = Several { site, flat, any: false, nullable: flat.nullable };
    tagged(cx, it, discriminator, &branches)
}

/// The discriminator of a base that all arms extend, as far as it is about them.
pub(super) fn of_base<'s>(cx: &mut Ctx<'_, 's>, branches: &[Branch<'s>]) -> Option<Discriminator<'s>> {
    let id = |it: &Branch<'s>| match &it.named {
        Term::Node(at) => Some(at.target().id()),
        _ => None,
    };
    let ids: BTreeSet<_> = branches.iter().map(id).collect::<Option<_>>()?;
    for branch in branches {
        let arm = branch.named.at().target();
        cx.index_family(arm);
        for member in arm.get("allOf").into_iter().flat_map(At::items) {
            cx.index_family(member.target());
        }
    }
    let extends = |base: &&At<'s>| {
        let family: BTreeSet<_> = descendants(cx, **base).iter().map(|it| it.id()).collect();
        ids.is_subset(&family)
    };
    let base = *cx.bases.iter().find(extends)?;
    let mut discriminator = compose::flat(cx, &Term::Node(base)).discriminator.clone()?;
    discriminator.mapping.retain(|(_, at)| at.mapped().is_some_and(|it| ids.contains(&it.target().id())));
    Some(discriminator)
}

fn descendants<'s>(cx: &Ctx<'_, 's>, base: At<'s>) -> Vec<At<'s>> {
    let mut seen = BTreeSet::from([base.id()]);
    let mut found: Vec<At<'s>> = Vec::new();
    let mut open = vec![base.id()];
    while let Some(id) = open.pop() {
        for child in cx.children.get(&id).into_iter().flatten() {
            if seen.insert(child.id()) {
                found.push(*child);
                open.push(child.id());
            }
        }
    }
    found.sort_by_key(|it| it.id());
    found
}

struct Finder<'t, 's> {
    property: &'t str,
    branches: Vec<Branch<'s>>,
    arms: Vec<(String, Branch<'s>)>,
}

impl<'s> Finder<'_, 's> {
    fn mapped(&mut self, cx: &mut Ctx<'_, 's>, discriminator: &Discriminator<'s>) {
        for (tag, at) in &discriminator.mapping {
            // What leads nowhere has been reported.
            let Some(target) = at.mapped() else {
                continue;
            };
            let term = Term::Node(target);
            let key = resolved(cx, &term);
            let listed = self.branches.iter().find(|it| meant(it) == key).cloned();
            let branch = match listed {
                Some(branch) => branch,
                None => Branch { named: term.clone(), flat: compose::flat(cx, &term), term },
            };
            self.arms.push(((*tag).to_owned(), branch));
        }
    }

    /// Arms that the mapping does not name have their own values of the property, else their schema's name, as tag.
    fn unlisted(&mut self, cx: &mut Ctx<'_, 's>) {
        let values: Vec<Vec<String>> = self.branches.iter().map(|it| tag_values(cx, it, self.property)).collect();
        for (idx, branch) in self.branches.clone().into_iter().enumerate() {
            let key = meant(&branch);
            if self.arms.iter().any(|(_, it)| meant(it) == key) {
                continue;
            }
            let others = || values.iter().enumerate().filter(|(other, _)| *other != idx).flat_map(|(_, it)| it);
            let own: Vec<_> = values[idx].iter().filter(|it| others().all(|other| other != *it)).cloned().collect();
            let tags = if own.is_empty() { arms::label(cx, &branch).into_iter().collect() } else { own };
            if tags.is_empty() {
                nameless(cx, &branch, self.property);
            }
            for tag in tags {
                if !self.has(&tag) {
                    self.arms.push((tag, branch.clone()));
                }
            }
        }
    }

    /// Documented values of the property that lead nowhere belong to the plainest arm that knows them.
    fn remaining_values(&mut self, cx: &mut Ctx<'_, 's>) {
        let mut branches = self.branches.clone();
        branches.sort_by_key(|it| it.flat.props.len());
        for branch in branches {
            for tag in tag_values(cx, &branch, self.property) {
                if !self.has(&tag) {
                    self.arms.push((tag, branch.clone()));
                }
            }
        }
    }

    fn has(&self, tag: &str) -> bool {
        self.arms.iter().any(|(known, _)| known == tag)
    }
}

fn meant(branch: &Branch<'_>) -> Key {
    branch.named.key()
}

fn tag_values<'s>(cx: &mut Ctx<'_, 's>, branch: &Branch<'s>, property: &str) -> Vec<String> {
    match branch.flat.props.get(property) {
        Some(term) => enums::strings(cx, term),
        None => Vec::new(),
    }
}

/// What is said of this one value says more of its arm than the schema that several values share.
fn value_description<'s>(cx: &mut Ctx<'_, 's>, branch: &Branch<'s>, property: &str, tag: &str) -> Option<String> {
    let flat = compose::flat(cx, branch.flat.props.get(property)?);
    flat.values.iter().flatten().find(|it| it.value == tag)?.description.clone()
}

/// Arms are known by what they wrap.
fn resolved<'s>(cx: &mut Ctx<'_, 's>, term: &Term<'s>) -> Key {
    let mut term = term.clone();
    while let Some(only) = compose::flat(cx, &term).only.clone().filter(|it| it.key() != term.key()) {
        term = only;
    }
    term.key()
}

fn nameless(cx: &mut Ctx<'_, '_>, branch: &Branch<'_>, property: &str) {
    cx.diags
        .warning(
            codes::ARM_WITHOUT_TAG,
            branch.named.at().span(),
            format!("no value of `{property}` leads to this arm"),
        )
        .label("left out")
        .help(format!("give `{property}` an enum of one value here, or list the arm in the discriminator's mapping"));
}

/// A property that has its own values in every arm.
pub(super) fn implied<'s>(cx: &mut Ctx<'_, 's>, branches: &[Branch<'s>]) -> Option<Tagged<'s>> {
    let (first, others) = branches.split_first()?;
    if others.is_empty() || branches.iter().any(|it| !it.flat.groups.is_empty()) {
        return None;
    }
    'props: for property in first.flat.props.keys() {
        let mut arms: Vec<(String, Branch<'s>)> = Vec::new();
        for branch in branches {
            let values = tag_values(cx, branch, property);
            let is_sure = values.len() == 1 || branch.flat.required.contains(property);
            if values.is_empty() || !is_sure || values.iter().any(|it| arms.iter().any(|(tag, _)| tag == it)) {
                continue 'props;
            }
            arms.extend(values.into_iter().map(|it| (it, branch.clone())));
        }
        return Some(Tagged { property: property.clone(), arms });
    }
    None
}

pub(super) fn by_property<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>, tagged: &Tagged<'s>) -> Value {
    let (value, words) = union::declare(cx, it);
    let mut arms = Vec::new();
    for (tag, branch) in &tagged.arms {
        let word = match &branch.term {
            Term::Bare(_) => "base".to_owned(),
            _ => arms::label(cx, branch).unwrap_or_else(|| tag.clone()),
        };
        let ty = arms::strip_null(schema::lower(cx, &branch.term, &place(&words, word)).into_ty());
        let mut docs = arms::arm_docs(Some(branch), &ty);
        docs.description = value_description(cx, branch, &tagged.property, tag).or(docs.description);
        let (keys, json_type) = (Vec::new(), None);
        arms.push(Arm { ty: Some(ty), tag: Some(tag.clone()), json_type, keys, name: tag.clone(), docs });
    }
    union::finish(cx, &value, Union { tagging: Tagging::Property(tagged.property.clone()), arms });
    value
}
