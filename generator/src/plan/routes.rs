//! Where a caller finds an operation: resources by tag, methods by `operationId` without the tag's words.

use super::chosen::{Candidate, Case, Naming, name_all};
use super::scope::{Claim, Joint, NAMED};
use super::{Ident, names, reserved};
use crate::config::{Config, Spanned};
use crate::diag::Diagnostics;
use crate::ir::{Api, GroupId, Operation};

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
    let mut requests: Vec<Option<RequestRoute>> = api.operations.iter().map(|_| None).collect();
    for (at, resource) in resources.iter().enumerate() {
        let operations: Vec<usize> =
            (0..api.operations.len()).filter(|&it| api.operations[it].group == resource.group).collect();
        let methods = methods(diags, api, config, resource, &operations);
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
    let candidates: Vec<Candidate> = used
        .iter()
        .map(|(_, tag)| Candidate {
            wanted: names::value_name(tag),
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

/// Methods of one resource: one an operation, followed by its resource waits.
fn methods(
    diags: &mut Diagnostics,
    api: &Api,
    config: &Config,
    resource: &ResourceRoute,
    operations: &[usize],
) -> Vec<(Ident, Vec<Ident>)> {
    let tag = &api.groups[resource.group.0 as usize].tag;
    let mut candidates = Vec::new();
    for &at in operations {
        let operation = &api.operations[at];
        let wanted = names::value_name(&short_name(&operation.id, tag));
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

/// `machines_list_backups` in «Machines» → `list_backups`; `standbypools_list` in «Machine Standby Pools» → `list`.
///
/// The tag's words may be joined, cased and numbered (singular, plural) as they like; its last words alone count as well, and its
/// first ones if there are at least two. What is left must be something.
fn short_name(id: &str, tag: &str) -> String {
    let (words, tag) = (names::words(id), names::words(&names::value_name(tag)));
    let tails = (0..tag.len()).map(|from| &tag[from..]);
    let heads = (2..tag.len()).map(|to| &tag[..to]);
    let prefixes: Vec<String> = tails.chain(heads).map(key).collect();
    let cut = (1..words.len()).rev().find(|&n| prefixes.contains(&key(&words[..n])));
    words[cut.unwrap_or(0)..].join("_")
}

/// Words without what may differ between a tag and an `operationId`.
fn key(words: &[String]) -> String {
    words.iter().map(|it| it.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn tags_are_not_repeated() {
        let cases = [
            ("machines_list", "Machines", "list"),
            ("machines_destroy_byTag", "Machines", "destroy_by_tag"),
            ("machines_get_DestroyStatus", "Machines", "get_destroy_status"),
            ("machineActions_post_byTag", "Machine Actions", "post_by_tag"),
            ("standbypools_list_members", "Machine Standby Pools", "list_members"),
            ("oneClicks_install_kubernetes", "1-Click Applications", "install_kubernetes"),
            ("floatingIPsAction_post", "Floating IP Actions", "post"),
            ("sshKeys_list", "SSH Keys", "list"),
            ("reservedIPv6_list", "Reserved IPv6", "list"),
            ("vpcs_list_peerings", "VPCs", "list_peerings"),
            ("harbour_boats_partial_update", "harbour-boats", "partial_update"),
            ("get_v1_users_by_id", "Users", "get_v1_users_by_id"),
            ("volumes_list", "Block Storage", "volumes_list"),
            ("count", "count", "count"),
        ];
        for (id, tag, name) in cases {
            assert_eq!(short_name(id, tag), name, "{id} in {tag}");
        }
    }
}
