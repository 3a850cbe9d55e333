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
use crate::ir::{Arm, JsonType, TagValue, Tagging, Union};
use crate::spec::At;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A union told apart by a property.
pub(super) struct Tagged<'s> {
    pub property: String,
    /// (tag, arm), in order. At most one has no tag: the arm for objects that lack the property.
    pub arms: Vec<(Option<TagValue>, Branch<'s>)>,
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
    let untagged = finder.untagged(cx);
    finder.unlisted(cx);
    finder.remaining_values(cx);
    let arms = finder.arms.into_iter().map(|(tag, branch)| (Some(tag), branch));
    let arms = arms.chain(untagged.map(|branch| (None, branch))).collect();
    let tagged = Tagged { property: discriminator.property.clone(), arms };
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
    arms: Vec<(TagValue, Branch<'s>)>,
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
            let listed = self.branches.clone().into_iter().find(|it| resolved(cx, &it.named) == key);
            let branch = match listed {
                Some(branch) => branch,
                None => Branch { named: term.clone(), flat: compose::flat(cx, &term), term },
            };
            let tag = of_mapping(cx, &branch, self.property, tag);
            self.arms.push((tag, branch));
        }
    }

    /// Arms that the mapping does not name have their own values of the property, else their schema's name, as tag.
    fn unlisted(&mut self, cx: &mut Ctx<'_, 's>) {
        let values: Vec<Vec<TagValue>> = self.branches.iter().map(|it| tag_values(cx, it, self.property)).collect();
        let mapped: Vec<Key> = self.arms.iter().map(|(_, branch)| meant(branch)).collect();
        let is_base = |branch: &Branch<'s>| matches!(branch.term, Term::Bare(_));
        let all_children_are_mapped =
            self.branches.iter().all(|branch| is_base(branch) || mapped.contains(&meant(branch)));
        for (idx, branch) in self.branches.clone().into_iter().enumerate() {
            let key = meant(&branch);
            if mapped.contains(&key) {
                continue;
            }
            // A base that is missing in a mapping of all its children is never sent as itself: Microsoft Graph maps
            // `#microsoft.graph.user` and `#microsoft.graph.group` of a `directoryObject`.
            if all_children_are_mapped && is_base(&branch) && values[idx].is_empty() {
                continue;
            }
            let others = || values.iter().enumerate().filter(|(other, _)| *other != idx).flat_map(|(_, it)| it);
            let own: Vec<_> = values[idx].iter().filter(|it| others().all(|other| other != *it)).cloned().collect();
            let label = || arms::label(cx, &branch).map(TagValue::Text);
            let tags = if own.is_empty() { label().into_iter().collect() } else { own };
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

    fn has(&self, tag: &TagValue) -> bool {
        self.arms.iter().any(|(known, _)| known == tag)
    }

    /// Takes out the one arm that does not have the property, where all others say their value of it.
    fn untagged(&mut self, cx: &mut Ctx<'_, 's>) -> Option<Branch<'s>> {
        let mapped: Vec<Key> = self.arms.iter().map(|(_, branch)| meant(branch)).collect();
        let mut found: Option<usize> = None;
        for (idx, branch) in self.branches.clone().iter().enumerate() {
            if mapped.contains(&meant(branch)) || !tag_values(cx, branch, self.property).is_empty() {
                continue;
            }
            if found.is_some() || declares(cx, branch, self.property) {
                return None;
            }
            found = Some(idx);
        }
        let others = self.branches.len() > 1;
        found.filter(|_| others).map(|idx| self.branches.remove(idx))
    }
}

/// Deepest nesting of unions whose arms are looked at.
const MAX_NESTING: usize = 8;

/// Arms of an arm that is a union itself, at any depth; else the arm.
fn leaves<'s>(cx: &mut Ctx<'_, 's>, flat: &Rc<Flat<'s>>, depth: usize) -> Vec<Rc<Flat<'s>>> {
    if flat.groups.is_empty() || depth == MAX_NESTING {
        return vec![Rc::clone(flat)];
    }
    let arms: Vec<Term<'s>> = flat.groups.iter().flat_map(|group| group.arms.iter().cloned()).collect();
    let mut res = Vec::new();
    for arm in arms {
        let flat = compose::flat(cx, &arm);
        res.extend(leaves(cx, &flat, depth + 1));
    }
    res
}

/// Whether objects of this arm may have the property.
fn declares<'s>(cx: &mut Ctx<'_, 's>, branch: &Branch<'s>, property: &str) -> bool {
    let is_declared = |flat: &Flat<'s>| flat.props.contains_key(property);
    is_declared(&branch.flat) || leaves(cx, &branch.flat, 0).iter().any(|flat| is_declared(flat))
}

/// A key of a mapping is a text; the value that it stands for may be a number: `'1': '#/components/schemas/A'` for `type: {const: 1}`.
fn of_mapping<'s>(cx: &mut Ctx<'_, 's>, branch: &Branch<'s>, property: &str, key: &str) -> TagValue {
    let known = tag_values(cx, branch, property).into_iter().find(|value| value.to_string() == key);
    let kinds: BTreeSet<Option<JsonType>> = leaves(cx, &branch.flat, 0)
        .iter()
        .filter_map(|flat| flat.props.get(property).cloned())
        .map(|term| compose::flat(cx, &term).kind)
        .collect();
    let text = || TagValue::Text(key.to_owned());
    known.unwrap_or_else(|| match kinds.first() {
        Some(Some(JsonType::Integer | JsonType::Number)) if kinds.len() == 1 => {
            key.parse().map_or_else(|_| text(), TagValue::Integer)
        }
        Some(Some(JsonType::Boolean)) if kinds.len() == 1 => key.parse().map_or_else(|_| text(), TagValue::Boolean),
        _ => text(),
    })
}

fn meant(branch: &Branch<'_>) -> Key {
    branch.named.key()
}

/// The arm's own values of the property; those of its arms where it is a union itself.
fn tag_values<'s>(cx: &mut Ctx<'_, 's>, branch: &Branch<'s>, property: &str) -> Vec<TagValue> {
    if let Some(term) = branch.flat.props.get(property) {
        return enums::tag_values(cx, term);
    }
    let mut res = Vec::new();
    for group in &branch.flat.groups {
        let inner = group.discriminator.as_ref().filter(|inner| inner.property == property);
        res.extend(
            inner.into_iter().flat_map(|inner| &inner.mapping).map(|(tag, _)| TagValue::Text((*tag).to_owned())),
        );
    }
    for flat in leaves(cx, &branch.flat, 0) {
        let values = flat.props.get(property).map(|term| enums::tag_values(cx, term)).unwrap_or_default();
        for value in values {
            if !res.contains(&value) {
                res.push(value);
            }
        }
    }
    res
}

/// What is said of this one value says more of its arm than the schema that several values share.
fn value_description<'s>(cx: &mut Ctx<'_, 's>, branch: &Branch<'s>, property: &str, tag: &TagValue) -> Option<String> {
    let flat = compose::flat(cx, branch.flat.props.get(property)?);
    flat.values.iter().flatten().find(|it| it.value == tag.to_json())?.docs.description.clone()
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

/// A property that has its own values in every arm, except for one arm at most that does not have the property at all.
pub(super) fn implied<'s>(cx: &mut Ctx<'_, 's>, branches: &[Branch<'s>]) -> Option<Tagged<'s>> {
    let (first, others) = branches.split_first()?;
    if others.is_empty() || branches.iter().any(|it| !it.flat.groups.is_empty()) {
        return None;
    }
    let second = others[0].flat.props.keys().filter(|name| !first.flat.props.contains_key(*name));
    let mut with_untagged = None;
    'props: for property in first.flat.props.keys().chain(second) {
        let mut arms: Vec<(Option<TagValue>, Branch<'s>)> = Vec::new();
        let mut untagged: Option<&Branch<'s>> = None;
        for branch in branches {
            if !branch.flat.props.contains_key(property) && untagged.is_none() {
                untagged = Some(branch);
                continue;
            }
            let values = tag_values(cx, branch, property);
            let is_sure = values.len() == 1 || branch.flat.required.contains(property);
            let is_taken = |value: &TagValue| arms.iter().any(|(tag, _)| tag.as_ref() == Some(value));
            if values.is_empty() || !is_sure || values.iter().any(is_taken) {
                continue 'props;
            }
            arms.extend(values.into_iter().map(|value| (Some(value), branch.clone())));
        }
        let Some(untagged) = untagged else {
            return Some(Tagged { property: property.clone(), arms });
        };
        // One arm with a constant and one without says too little: `{kind: file}` and `{}` are told apart by their keys.
        if arms.len() > 1 && with_untagged.is_none() {
            arms.push((None, untagged.clone()));
            with_untagged = Some(Tagged { property: property.clone(), arms });
        }
    }
    with_untagged
}

pub(super) fn by_property<'s>(cx: &mut Ctx<'_, 's>, it: Several<'_, 's>, tagged: &Tagged<'s>) -> Value {
    let (value, words) = union::declare(cx, it);
    let mut arms = Vec::new();
    for (tag, branch) in &tagged.arms {
        let word = match &branch.term {
            Term::Bare(_) => "base".to_owned(),
            _ => arms::label(cx, branch)
                .or_else(|| tag.as_ref().map(TagValue::to_string))
                .unwrap_or_else(|| "other".to_owned()),
        };
        let name = match tag {
            Some(TagValue::Text(text)) => text.clone(),
            // A number or a flag says less than the schema's name, unless several of them lead to one schema.
            Some(other) if tagged.arms.iter().filter(|(_, it)| meant(it) == meant(branch)).count() > 1 => {
                format!("{word} {other}")
            }
            Some(_) | None => word.clone(),
        };
        let ty = arms::strip_null(schema::lower(cx, &branch.term, &place(&words, word)).into_ty());
        let mut docs = arms::arm_docs(Some(branch), &ty);
        let of_value = tag.as_ref().and_then(|tag| value_description(cx, branch, &tagged.property, tag));
        docs.description = of_value.or(docs.description);
        let (keys, json_type) = (Vec::new(), None);
        arms.push(Arm { ty: Some(ty), tag: tag.clone(), json_type, keys, name, docs });
    }
    union::finish(cx, &value, Union { tagging: Tagging::Property(tagged.property.clone()), arms });
    value
}
