//! What operations are there, and what does each promise?

use super::ctx::Ctx;
use super::{body, errors, params, reply, security, servers};
use crate::ir::{Effect, Group, GroupId, Method, Operation, Skipped};
use crate::source::Span;
use crate::spec::At;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// An operation where it stands.
#[derive(Clone, Copy)]
pub(super) struct OperationAt<'s> {
    pub path: &'s str,
    pub method: Method,
    pub at: At<'s>,
    /// The path's own parameters and servers.
    pub item: At<'s>,
}

pub(super) fn lower_all(cx: &mut Ctx<'_, '_>) {
    let all = find(cx);
    if cx.spec.root().get("security").is_none() && all.iter().all(|it| it.at.get("security").is_none()) {
        security::unused(cx);
    }
    let groups = groups(cx, &all);
    for it in all {
        let id = id(it);
        if let Some(reason) = reason_to_skip(cx, it, &id) {
            cx.api.skipped.push(Skipped { operation: id, reason, origin: it.at.key_span() });
            continue;
        }
        let group = groups.get(&same(&group(it))).copied().unwrap_or(GroupId(0));
        let op = lower(cx, it, id, group);
        cx.api.operations.push(op);
    }
}

fn reason_to_skip(cx: &Ctx<'_, '_>, it: OperationAt<'_>, id: &str) -> Option<String> {
    if cx.config.operations.get(id).is_some_and(|it| it.value.skip) {
        return Some("left out by client.toml".to_owned());
    }
    it.at.unusable().map(str::to_owned)
}

fn find<'s>(cx: &Ctx<'_, 's>) -> Vec<OperationAt<'s>> {
    let mut found = Vec::new();
    for (path, item) in cx.spec.root().get("paths").into_iter().flat_map(At::entries) {
        if path.starts_with("x-") {
            continue;
        }
        for (key, at) in item.entries() {
            if let Some(method) = method(key).filter(|_| at.is_mapping()) {
                found.push(OperationAt { path, method, at, item });
            }
        }
    }
    found
}

/// The groups that operations are in, by [`same`]: declared tags in their order, then others as they are met.
fn groups(cx: &mut Ctx<'_, '_>, all: &[OperationAt<'_>]) -> BTreeMap<String, GroupId> {
    let used: Vec<String> = all.iter().map(|it| group(*it)).collect();
    let is_used: BTreeSet<String> = used.iter().map(|it| same(it)).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<String, GroupId> = BTreeMap::new();
    let mut add = |tag: &str, description: Option<String>, origin: Option<Span>| match known.entry(same(tag)) {
        Entry::Vacant(entry) => {
            entry.insert(GroupId(u32::try_from(groups.len()).unwrap_or(u32::MAX)));
            groups.push(Group { tag: tag.to_owned(), description, origin });
        }
        Entry::Occupied(entry) => {
            let group = &mut groups[entry.get().0 as usize];
            group.description = group.description.take().or(description);
        }
    };
    for tag in cx.spec.root().get("tags").into_iter().flat_map(At::items) {
        if let Some(name) = tag.get("name").and_then(At::as_str).filter(|it| is_used.contains(&same(it))) {
            let description = tag.get("description").and_then(At::as_str).map(str::to_owned);
            add(name, description, Some(tag.span()));
        }
    }
    for name in &used {
        add(name, None, None);
    }
    cx.api.groups = groups;
    known
}

/// `Responses`, `responses` and `Fine-tuning`, `fine_tuning` are one tag each, which somebody has written in two ways.
fn same(tag: &str) -> String {
    let letters: String = tag.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.is_empty() { tag.to_owned() } else { letters }
}

/// The first tag, else the first word of the path that is no version.
fn group(it: OperationAt<'_>) -> String {
    let tag = it.at.get("tags").and_then(|it| it.items().find_map(At::as_str)).filter(|it| !it.trim().is_empty());
    let is_version =
        |it: &str| it.strip_prefix('v').is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()));
    let is_word = |it: &&str| !it.is_empty() && !it.contains(['{', '?', '#']) && *it != "api" && !is_version(it);
    let word = || it.path.split('/').find(is_word).unwrap_or("default");
    tag.unwrap_or_else(word).to_owned()
}

/// `operationId`, or method and path: `get_v2_machines_by_id`.
pub(super) fn id(it: OperationAt<'_>) -> String {
    if let Some(id) = it.at.get("operationId").and_then(At::as_str).filter(|it| !it.trim().is_empty()) {
        return id.to_owned();
    }
    let mut words = vec![format!("{:?}", it.method).to_lowercase()];
    for segment in it.path.split('/').filter(|it| !it.is_empty()) {
        let segment = segment.replace('{', " by ").replace('}', " ");
        words.extend(segment.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned));
    }
    words.join("_")
}

fn lower<'s>(cx: &mut Ctx<'_, 's>, it: OperationAt<'s>, id: String, group: GroupId) -> Operation {
    let text = |key: &str| it.at.get(key).and_then(At::as_str).map(str::to_owned);
    let body = it.at.get("requestBody").and_then(|at| body::lower(cx, at, &id));
    let reply = reply::lower(cx, it, &id);
    let (security, barred) = security::requirements(cx, it.at);
    Operation {
        name: cx.config.operations.get(&id).and_then(|it| it.value.name.as_ref()).map(|it| it.value.clone()),
        group,
        method: it.method,
        path: it.path.to_owned(),
        params: params::lower(cx, it, &id),
        body,
        reply,
        errors: errors::lower(cx, it, &id),
        effect: effect(it.method),
        security,
        barred,
        servers: servers::own(cx, it),
        paging: None,
        wait: None,
        resource_waits: Vec::new(),
        unwrap: None,
        value_header: None,
        summary: text("summary"),
        description: text("description"),
        deprecated: it.at.get("deprecated").and_then(At::as_bool).unwrap_or(false),
        external_docs: it.at.get("externalDocs").and_then(|it| it.get("url")).and_then(At::as_str).map(str::to_owned),
        origin: it.at.key_span(),
        id,
    }
}

fn method(key: &str) -> Option<Method> {
    Some(match key {
        "get" => Method::Get,
        "head" => Method::Head,
        "post" => Method::Post,
        "put" => Method::Put,
        "patch" => Method::Patch,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "trace" => Method::Trace,
        _ => return None,
    })
}

fn effect(method: Method) -> Effect {
    match method {
        Method::Get | Method::Head | Method::Options | Method::Trace => Effect::Safe,
        Method::Put | Method::Delete => Effect::Idempotent,
        Method::Post | Method::Patch => Effect::Unsafe,
    }
}
