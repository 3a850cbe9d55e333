//! Where on the pages everything stands: a file and an anchor that only a rename changes.

use std::collections::BTreeMap;

use crate::plan::{Crate, Ident, Model, Request, Resource, TyDocs};

pub(super) const SHARED: &str = "models.md";

pub(super) struct Links<'a> {
    /// By page, in the order of the description.
    models: Vec<(String, &'a Model)>,
    anchors: BTreeMap<&'a Ident, (String, String)>,
    /// How often each model is named.
    named: BTreeMap<&'a Ident, usize>,
    /// Types that are the bodies of operations of their page and nothing else: described at the first of these.
    inline: Vec<(&'a Ident, &'a Request)>,
}

/// The page of a resource; no file system may take it for the index.
pub(super) fn file(resource: &Resource) -> String {
    let name = resource.module.as_str();
    if name.eq_ignore_ascii_case("readme") { format!("{name}_.md") } else { format!("{name}.md") }
}

pub(super) fn anchor(request: &Request) -> &str {
    request.method.as_str()
}

/// `pets.md#list`, as seen from the page `here`.
pub(super) fn request(of: &Resource, request: &Request, here: &str) -> String {
    let file = file(of);
    format!("{}#{}", if file == here { "" } else { &file }, anchor(request))
}

/// `[List pets](pets.md#list)`
pub(super) fn titled(of: &Resource, request: &Request, here: &str) -> String {
    format!("[{}]({})", super::title(request).replace('`', "'"), self::request(of, request, here))
}

/// The type of its body, where that is a type by itself.
fn body(request: &Request) -> Option<&Ident> {
    request.reference.body.as_ref().filter(|it| it.ty.words.is_empty())?.ty.model.as_ref()
}

impl<'a> Links<'a> {
    pub(super) fn new(krate: &'a Crate) -> Links<'a> {
        let mut res =
            Links { models: Vec::new(), anchors: BTreeMap::new(), named: BTreeMap::new(), inline: Vec::new() };
        let mut taken: BTreeMap<(String, String), usize> = BTreeMap::new();
        for models in &krate.models {
            let page =
                krate.resources.iter().find(|it| it.module == models.module).map_or_else(|| SHARED.to_owned(), file);
            for model in &models.items {
                let anchor = format!("model-{}", model.ident.as_str().to_lowercase());
                let count = taken.entry((page.clone(), anchor.clone())).and_modify(|n| *n += 1).or_insert(1);
                let anchor = if *count == 1 { anchor } else { format!("{anchor}-{count}") };
                res.anchors.insert(&model.ident, (page.clone(), anchor));
                res.models.push((page.clone(), model));
            }
        }
        for name in mentions(krate).filter_map(|it| it.model.as_ref()) {
            *res.named.entry(name).or_default() += 1;
        }
        for resource in &krate.resources {
            let bodies: Vec<_> = resource.requests.iter().filter_map(|it| Some((body(it)?, it))).collect();
            let page = file(resource);
            for (name, request) in &bodies {
                let of_bodies = bodies.iter().filter(|(it, _)| it == name).count();
                let here = res.anchors.get(name).is_some_and(|(on, _)| *on == page);
                if here && res.named.get(name) == Some(&of_bodies) && !res.is_inline(name) && res.has_parts(name) {
                    res.inline.push((name, request));
                }
            }
        }
        res
    }

    pub(super) fn has_shared(&self) -> bool {
        self.models.iter().any(|(page, _)| page == SHARED)
    }

    pub(super) fn on(&self, page: &str) -> impl Iterator<Item = &'a Model> {
        self.models.iter().filter(move |(it, _)| it == page).map(|(_, model)| *model)
    }

    pub(super) fn model(&self, name: &Ident) -> Option<&'a Model> {
        self.models.iter().map(|(_, it)| *it).find(|it| it.ident == *name)
    }

    /// There is a table to show.
    fn has_parts(&self, name: &Ident) -> bool {
        self.model(name).is_some_and(|it| !(it.reference.fields.is_empty() && it.reference.arms.is_empty()))
    }

    /// Described at an operation that it is the body of.
    pub(super) fn is_inline(&self, name: &Ident) -> bool {
        self.inline.iter().any(|(it, _)| *it == name)
    }

    /// The body that is described at this operation.
    pub(super) fn own_body(&self, request: &Request) -> Option<&'a Model> {
        let (name, _) = self.inline.iter().find(|(_, it)| std::ptr::eq(*it, request))?;
        self.model(name)
    }

    pub(super) fn anchor_of(&self, name: &Ident) -> &str {
        self.anchors.get(name).map_or("", |(_, anchor)| anchor)
    }

    /// `list of [`Pet`](#model-pet)`, as seen from the page `here`.
    pub(super) fn ty(&self, ty: &TyDocs, here: &str) -> String {
        let Some(model) = &ty.model else { return ty.words.clone() };
        match self.anchors.get(model) {
            Some((page, anchor)) => {
                let page = if page == here { "" } else { page };
                format!("{}[`{model}`]({page}#{anchor})", ty.words)
            }
            None => format!("{}`{model}`", ty.words),
        }
    }
}

/// Every place that names a type.
fn mentions(krate: &Crate) -> impl Iterator<Item = &TyDocs> {
    let requests = krate.resources.iter().flat_map(|it| &it.requests).map(|it| &it.reference);
    let requests = requests.flat_map(|it| {
        let params = it.params.iter().map(|it| &it.value.ty);
        let replies = it.successes.iter().chain(&it.errors).filter_map(|it| it.ty.as_ref());
        params.chain(it.body.as_ref().map(|it| &it.ty)).chain(replies)
    });
    let models = krate.models.iter().flat_map(|it| &it.items).map(|it| &it.reference);
    let models = models.flat_map(|it| {
        let fields = it.fields.iter().map(|it| &it.ty);
        fields.chain(it.arms.iter().filter_map(|it| it.ty.as_ref())).chain(&it.rest).chain(&it.alias)
    });
    requests.chain(models)
}
