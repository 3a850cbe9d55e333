//! Where a caller finds an operation: resources by tag, methods by what `method_names` makes of their ids and paths.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::method_names::{self, Paths};
use super::path_words::is_version;
use super::scope::{Claim, Joint, NAMED};
use super::{Ident, names, reserved};
use crate::config::{Config, Spanned};
use crate::diag::Diagnostics;
use crate::ir::{Api, GroupId, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// All names that lead to operations.
pub(crate) struct Routes {
    /// In the order of the description; groups without operations have none.
    pub(crate) resources: Vec<ResourceRoute>,
    /// By position of the operation.
    pub(crate) requests: Vec<RequestRoute>,
}

pub(crate) struct ResourceRoute {
    pub(crate) group: GroupId,
    pub(crate) module: Ident,
    pub(crate) handle: Ident,
    /// The mock server's method that leads to its rules.
    pub(crate) rules: Ident,
}

pub(crate) struct RequestRoute {
    /// Position in [`Routes::resources`].
    pub(crate) resource: usize,
    pub(crate) method: Ident,
    pub(crate) ident: Ident,
    pub(crate) constant: Ident,
    /// Methods of its resource waits, in their order.
    pub(crate) waits: Vec<Ident>,
}

pub(crate) fn settle(diags: &mut Diagnostics, api: &Api, config: &Config) -> Routes {
    let resources = resources(diags, api, config);
    let paths = Paths::of(api);
    let mut requests: Vec<Option<RequestRoute>> = api.operations.iter().map(|_| None).collect();
    for (at, resource) in resources.iter().enumerate() {
        let operations: Vec<usize> =
            (0..api.operations.len()).filter(|&it| api.operations[it].group == resource.group).collect();
        let methods = methods(diags, &paths, config, resource, &operations);
        for (operation, route) in operations.iter().zip(requests_of(at, resource, methods)) {
            requests[*operation] = Some(route);
        }
    }
    Routes {
        resources,
        requests: requests.into_iter().map(|it| it.expect("every operation has a group with a resource")).collect(),
    }
}

fn resources(diags: &mut Diagnostics, api: &Api, config: &Config) -> Vec<ResourceRoute> {
    let used: Vec<(GroupId, &str)> = (0_u32..)
        .zip(&api.groups)
        .map(|(at, group)| (GroupId(at), group.tag.as_str()))
        .filter(|(id, _)| api.operations.iter().any(|it| it.group == *id))
        .collect();
    let short = short_tags(&used.iter().map(|(_, tag)| *tag).collect::<Vec<_>>());
    let candidates: Vec<Candidate> = used
        .iter()
        .zip(short)
        .map(|((_, tag), wanted)| Candidate {
            wanted,
            rank: NAMED,
            wish: config.tags.get(*tag).and_then(|it| it.value.name.clone()),
        })
        .collect();
    let naming = Naming { case: Case::Snake, avoid: reserved::module, what: "resource" };
    let modules = name_all(diags, naming, &candidates);
    let claims: Vec<Claim> =
        modules.iter().map(|it| Claim::new(reserved::handle(names::type_name(it.as_str())), NAMED)).collect();
    let handles = super::scope::settle(&claims, Joint::Pascal, &[]).into_iter().map(Ident::new);
    let claims: Vec<Claim> =
        modules.iter().map(|it| Claim::new(reserved::rules(it.as_str().to_owned()), NAMED)).collect();
    let rules = super::scope::settle(&claims, Joint::Snake, &[]).into_iter().map(Ident::new);
    let routes = used.iter().zip(modules).zip(handles).zip(rules);
    routes
        .map(|((((group, _), module), handle), rules)| ResourceRoute { group: *group, module, handle, rules })
        .collect()
}

/// `apps_v1` → `apps`, `Catalog API` → `catalog`, `pet-controller` → `pet`, as long as they stay different.
fn short_tags(tags: &[&str]) -> Vec<String> {
    let short = |tag: &&str| {
        let mut words = names::words(&names::value_name(tag));
        let is_noise = |it: &String| is_version(it) || matches!(it.as_str(), "api" | "apis" | "controller");
        while words.len() > 1 && words.last().is_some_and(is_noise) {
            words.pop();
        }
        let versions = words.iter().take_while(|it| is_version(it)).count();
        names::value_name(&words[if versions < words.len() { versions } else { 0 }..].join("_"))
    };
    let all: Vec<String> = tags.iter().map(short).collect();
    let mut uses: BTreeMap<&String, usize> = BTreeMap::new();
    for it in &all {
        *uses.entry(it).or_default() += 1;
    }
    let is_taken = |it: &String| uses[it] > 1 || reserved::module(it.clone()) != *it;
    let chosen = |(tag, short): (&&str, &String)| if is_taken(short) { names::value_name(tag) } else { short.clone() };
    tags.iter().zip(&all).map(chosen).collect()
}

/// Methods of one resource: one an operation, followed by its resource waits.
fn methods(
    diags: &mut Diagnostics,
    paths: &Paths<'_>,
    config: &Config,
    resource: &ResourceRoute,
    operations: &[usize],
) -> Vec<(Ident, Vec<Ident>)> {
    let api = paths.api;
    let mut candidates = Vec::new();
    for (&at, wanted) in operations.iter().zip(wanted(paths, resource, operations)) {
        let operation = &api.operations[at];
        candidates.push(Candidate { wanted, rank: NAMED, wish: wish(config, operation) });
        candidates.extend(operation.resource_waits.iter().map(|wait| Candidate {
            wanted: names::value_name(&wait.name),
            rank: NAMED,
            wish: Some(Spanned { value: wait.name.clone(), span: wait_span(config, operation, &wait.name) }),
        }));
    }
    let naming = Naming { case: Case::Snake, avoid: reserved::handle_method, what: "method" };
    let mut idents = name_all(diags, naming, &candidates).into_iter();
    operations
        .iter()
        .filter_map(|&at| {
            let method = idents.next()?;
            Some((method, idents.by_ref().take(api.operations[at].resource_waits.len()).collect()))
        })
        .collect()
}

/// What each operation is called unless `client.toml` names it.
fn wanted(paths: &Paths<'_>, resource: &ResourceRoute, operations: &[usize]) -> Vec<String> {
    let api = paths.api;
    let tag = &api.groups[resource.group.0 as usize].tag;
    let mut given = BTreeSet::new();
    let mut lists = Vec::new();
    for &at in operations {
        let operation = &api.operations[at];
        given.extend(operation.resource_waits.iter().map(|it| it.name.clone()));
        given.extend(operation.name.clone());
        let names = method_names::candidates(paths, operation, tag);
        // What has a name leaves the best ones to others; if its name will not do, it is called by its id.
        let only_last = names.len().saturating_sub(1);
        lists.push(if operation.name.is_some() { names[only_last..].to_vec() } else { names });
    }
    let is_plain = |name: &str| !name.ends_with('_') && reserved::handle_method(name.to_owned()) == name;
    method_names::pick(&lists, &given, is_plain)
}

fn requests_of(at: usize, resource: &ResourceRoute, methods: Vec<(Ident, Vec<Ident>)>) -> Vec<RequestRoute> {
    let handle = resource.handle.as_str();
    let claim = |it: &Ident| Claim::new(reserved::request(names::request_name(it.as_str()), handle), NAMED);
    let types: Vec<Claim> = methods.iter().map(|(it, _)| claim(it)).collect();
    let constants: Vec<Claim> =
        methods.iter().map(|(it, _)| Claim::new(names::constant_name(it.as_str()), NAMED)).collect();
    let types = super::scope::settle(&types, Joint::Pascal, &[handle]);
    // A request type is a function too, so that it stands in the way of a constant of its name.
    let in_the_way: Vec<&str> = types.iter().map(String::as_str).collect();
    let constants = super::scope::settle(&constants, Joint::Snake, &in_the_way);
    let routes = methods.into_iter().zip(types).zip(constants);
    let route = |(((method, waits), ident), constant): (((Ident, Vec<Ident>), String), String)| RequestRoute {
        resource: at,
        method,
        ident: Ident::new(ident),
        constant: Ident::new(constant),
        waits,
    };
    routes.map(route).collect()
}

/// `client.toml` names an operation, or one of the methods that it is split into.
fn wish(config: &Config, operation: &Operation) -> Option<Spanned<String>> {
    let value = operation.name.clone()?;
    let wishes = config.operations.get(&operation.id).map(|it| &it.value);
    let named = wishes.and_then(|it| it.name.as_ref()).filter(|it| it.value == value).map(|it| it.span);
    let split = wishes.and_then(|it| it.split.get(&value)).map(|it| it.span);
    Some(Spanned { value, span: named.or(split).unwrap_or(operation.origin) })
}

fn wait_span(config: &Config, operation: &Operation, name: &str) -> crate::source::Span {
    let wait = config.operations.get(&operation.id).and_then(|it| it.value.resource_waits.get(name));
    wait.map_or(operation.origin, |it| it.span)
}
