//! What an operation is called within its resource: the names that fit, best first.
//!
//! An `operationId` that somebody has thought of keeps its words, but for those that the resource has said already: `updatePet` of «pet» is
//! `update`. One that only repeats method and path (`PostCouponsCoupon`) was made by a tool, and the path says better what is meant.

use super::names;
use super::path_words::{Segment, is_plural, is_version, segments, singular, stem};
use crate::ir::{Api, Content, Method, Operation, Shape, Ty};
use std::collections::{BTreeMap, BTreeSet};

/// Words after which those of the resource are its object: `list_pets`, `find_pets_by_status`.
const VERBS: &[&str] = &[
    "abort",
    "accept",
    "activate",
    "add",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authorize",
    "block",
    "book",
    "bulk",
    "buy",
    "cancel",
    "capture",
    "change",
    "charge",
    "check",
    "claim",
    "clear",
    "clone",
    "close",
    "complete",
    "compute",
    "confirm",
    "connect",
    "copy",
    "count",
    "create",
    "deactivate",
    "delete",
    "deploy",
    "describe",
    "destroy",
    "detach",
    "disable",
    "discard",
    "disconnect",
    "download",
    "edit",
    "enable",
    "enqueue",
    "evaluate",
    "execute",
    "exists",
    "expire",
    "export",
    "fetch",
    "finalize",
    "find",
    "generate",
    "get",
    "hangup",
    "import",
    "ingest",
    "initiate",
    "insert",
    "inspect",
    "install",
    "invite",
    "invoke",
    "issue",
    "join",
    "launch",
    "leave",
    "list",
    "load",
    "lock",
    "login",
    "logout",
    "lookup",
    "merge",
    "migrate",
    "modify",
    "move",
    "mute",
    "notify",
    "patch",
    "pause",
    "pay",
    "ping",
    "place",
    "post",
    "preview",
    "process",
    "promote",
    "provision",
    "publish",
    "purge",
    "put",
    "query",
    "read",
    "reboot",
    "rebuild",
    "recover",
    "redeploy",
    "refresh",
    "refund",
    "register",
    "reindex",
    "reject",
    "release",
    "remove",
    "rename",
    "renew",
    "reorder",
    "replace",
    "request",
    "resend",
    "reset",
    "resize",
    "resolve",
    "restart",
    "restore",
    "resume",
    "retrieve",
    "retry",
    "revoke",
    "rollback",
    "rotate",
    "run",
    "save",
    "scale",
    "scan",
    "schedule",
    "search",
    "send",
    "set",
    "share",
    "show",
    "sign",
    "snooze",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "swap",
    "sync",
    "terminate",
    "transfer",
    "trigger",
    "unarchive",
    "unassign",
    "unblock",
    "undelete",
    "undo",
    "unlock",
    "unmute",
    "unpause",
    "unpublish",
    "unsubscribe",
    "update",
    "upgrade",
    "upload",
    "upsert",
    "validate",
    "verify",
    "view",
    "watch",
    "write",
];

/// Which paths have more than one operation, or have something below them.
pub(crate) struct Paths<'a> {
    pub(crate) api: &'a Api,
    operations: BTreeMap<Vec<String>, usize>,
}

impl<'a> Paths<'a> {
    pub(crate) fn of(api: &'a Api) -> Paths<'a> {
        let mut operations: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for operation in &api.operations {
            let key = key(&segments(&operation.path));
            // An item says of its collection that it is one.
            if let Some((last, above)) = key.split_last()
                && last == "{}"
            {
                *operations.entry(above.to_vec()).or_default() += 1;
            }
            *operations.entry(key).or_default() += 1;
        }
        Paths { api, operations }
    }

    /// Whether this is all that can be done there.
    fn is_alone(&self, path: &[Segment]) -> bool {
        self.operations.get(&key(path)).is_none_or(|n| *n == 1)
    }
}

fn key(path: &[Segment]) -> Vec<String> {
    let step = |it: &Segment| match it {
        Segment::Literal(words) => words.join("_"),
        Segment::Param(_) => "{}".to_owned(),
    };
    path.iter().map(step).collect()
}

/// Names of an operation within the resource of a tag, each cased already; the last is all that its id says.
pub(crate) fn candidates(paths: &Paths<'_>, operation: &Operation, tag: &str) -> Vec<String> {
    let tag = names::words(&names::value_name(tag));
    let whole = names::words(&operation.id);
    let own = without_route(operation, &whole);
    let path = segments(&operation.path);
    let place = Place { paths, operation, tag: &tag, path: &path };
    let prefix = without_prefix(own, &tag);
    let mut res = Vec::new();
    if own.is_empty() || repeats_route(operation.method, own, &path) {
        res.extend(place.names());
    } else {
        let said = without_noise(prefix, &path);
        let short = without_object(operation.method, said, &tag);
        // `messages_post` and `putPicture` name the resource and the method.
        if matches!(&short[..], [verb] if matches!(verb.as_str(), "post" | "put" | "patch") && verb == method_word(operation.method))
        {
            res.extend(place.names());
        }
        if short == ["get"] && said.last().is_some_and(|it| is_plural(it)) && place.is_many() {
            res.push("list".to_owned());
        }
        res.extend(without_id(&short, &path).map(|it| it.join("_")));
        res.push(short.join("_"));
    }
    res.extend([prefix.join("_"), whole.join("_")]);
    let mut seen = BTreeSet::new();
    res.into_iter().filter(|it| !it.is_empty() && seen.insert(it.clone())).map(|it| names::value_name(&it)).collect()
}

/// FastAPI adds path and method to every name: `heartbeat_api_v1_heartbeat_get`. So does nobody else, and only where all of it is there.
fn without_route<'w>(operation: &Operation, words: &'w [String]) -> &'w [String] {
    let mut tail = names::words(operation.path.split(['?', '#']).next().unwrap_or_default());
    tail.push(method_word(operation.method).to_owned());
    let (joined, wanted) = (words.concat(), tail.concat());
    // Casing parts `v1_app` and `v1app` differently: what counts are the letters.
    match joined.strip_suffix(wanted.as_str()) {
        Some(rest) if tail.len() > 1 => {
            let mut length = 0;
            let n = words.iter().take_while(|it| {
                length += it.len();
                length <= rest.len()
            });
            &words[..n.count()]
        }
        _ => words,
    }
}

/// Is it the method, and then the words of the path in their order, those that are no values all of them?
fn repeats_route(method: Method, words: &[String], path: &[Segment]) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return true;
    };
    let is_filler = |it: &&String| !matches!(it.as_str(), "by" | "id" | "api") && !is_version(it);
    let mut said = rest.iter().filter(is_filler).peekable();
    for segment in path {
        let (Segment::Literal(words) | Segment::Param(words)) = segment;
        for word in words.iter().filter(is_filler) {
            let is_next = said.next_if(|it| singular(it) == singular(word)).is_some();
            if !is_next && matches!(segment, Segment::Literal(_)) {
                return false;
            }
        }
    }
    first == method_word(method) && !rest.is_empty() && said.next().is_none()
}

/// `get_agent_route`: what frameworks call a function, and not the API.
fn without_noise<'w>(words: &'w [String], path: &[Segment]) -> &'w [String] {
    match words {
        [rest @ .., last] if rest.len() > 1 && matches!(last.as_str(), "route" | "endpoint" | "handler" | "method") => {
            let is_meant =
                |it: &Segment| matches!(it, Segment::Literal(words) if words.iter().any(|it| singular(it) == *last));
            if path.iter().any(is_meant) { words } else { rest }
        }
        _ => words,
    }
}

fn method_word(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Head => "head",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Trace => "trace",
    }
}

/// `machines_list_backups` in «Machines» → `list_backups`; `standbypools_list` in «Machine Standby Pools» → `list`.
///
/// The tag's words may be joined, cased and numbered (singular, plural) as they like; its last words alone count as well, and its
/// first ones if there are at least two. What is left must be something.
fn without_prefix<'w>(words: &'w [String], tag: &[String]) -> &'w [String] {
    let versions = words.iter().take_while(|it| is_version(it)).count();
    let words = if versions < words.len() { &words[versions..] } else { words };
    let tails = (0..tag.len()).map(|from| &tag[from..]);
    let heads = (2..tag.len()).map(|to| &tag[..to]);
    let prefixes: Vec<String> = tails.chain(heads).map(stem).collect();
    // `upgrade_devices` of «Device Upgrade» begins with a verb, and not with its tag.
    let is_verb = |words: &[String]| tag.len() > 1 && matches!(words, [word] if VERBS.contains(&word.as_str()));
    let cut = (1..words.len()).rev().find(|&n| prefixes.contains(&stem(&words[..n])) && !is_verb(&words[..n]));
    &words[cut.unwrap_or(0)..]
}

/// `find_pets_by_status` in «pet» → `find_by_status`, `retrieve_a_page` in «Pages» → `retrieve`.
fn without_object(method: Method, words: &[String], tag: &[String]) -> Vec<String> {
    let Some(verb) = words.first() else {
        return Vec::new();
    };
    let is_verb = VERBS.contains(&verb.as_str());
    let article = words.get(1).is_some_and(|it| matches!(it.as_str(), "a" | "an" | "the"));
    let rest = &words[1 + usize::from(article)..];
    let tails = (0..tag.len()).map(|from| &tag[from..]);
    let objects: Vec<String> = tails.map(stem).collect();
    let cut = (1..=rest.len()).rev().find(|&n| objects.contains(&stem(&rest[..n])));
    match cut {
        // What asks for work begins with a verb, be it a rare one (`refer_realtime_call`); a `form_body` is no verb.
        Some(n) if is_verb || method != Method::Get && n < rest.len() => {
            [std::slice::from_ref(verb), &rest[n..]].concat()
        }
        _ => words.to_vec(),
    }
}

/// `get_by_id` of a path that ends with an id is `get`.
fn without_id(words: &[String], path: &[Segment]) -> Option<Vec<String>> {
    let ends_in_value = matches!(path.last(), Some(Segment::Param(_)));
    let short = words.strip_suffix(["by".to_owned(), "id".to_owned()].as_slice())?;
    (ends_in_value && !short.is_empty()).then(|| short.to_vec())
}

/// An operation by its path.
struct Place<'p> {
    paths: &'p Paths<'p>,
    operation: &'p Operation,
    tag: &'p [String],
    path: &'p [Segment],
}

impl Place<'_> {
    /// `list`, `get`, `create_source`, `cancel`; where that is taken, a replacement is also a `replace`.
    fn names(&self) -> Vec<String> {
        let below = self.below_resource();
        let nouns: Vec<String> = nouns(below);
        let Some(last) = nouns.last() else {
            let verb = self.verb(below.is_empty().then_some(self.path), self.is_many());
            return with_replacement(verb, String::new());
        };
        let above = nouns[..nouns.len() - 1].join("_");
        let ends_in_value = matches!(self.path.last(), Some(Segment::Param(_)));
        if !ends_in_value && self.is_action(last) {
            let whole = joined(&[last, &above]);
            return if last.contains('_') { vec![last.clone(), whole] } else { vec![whole] };
        }
        let is_many = !ends_in_value && self.is_many();
        let verb = self.verb((!ends_in_value).then_some(self.path), is_many);
        // One of several is created, and an item is one of them.
        let noun = if ends_in_value || verb == "create" { one(last) } else { last.clone() };
        with_replacement(verb, joined(&[&above, &noun]))
    }

    /// A word for something that is done, or all that can be done there, by a request that asks for work. `usage_records` is neither.
    fn is_action(&self, last: &str) -> bool {
        let verb = last.split('_').next().is_some_and(|it| VERBS.contains(&it));
        let is_all = self.operation.method == Method::Post && self.paths.is_alone(self.path);
        verb && last.contains('_') || (verb || is_all) && !is_plural(last)
    }

    /// `collection` is there where the path does not end with a value.
    fn verb(&self, collection: Option<&[Segment]>, is_many: bool) -> &'static str {
        match (self.operation.method, collection) {
            (Method::Get, _) if is_many => "list",
            (Method::Get, _) => "get",
            (Method::Post, Some(_)) => "create",
            (Method::Post | Method::Put | Method::Patch, _) => "update",
            (Method::Delete, _) => "delete",
            (Method::Head, _) => "head",
            (Method::Options, _) => "options",
            (Method::Trace, _) => "trace",
        }
    }

    /// Whether a list comes back, as the path and the reply say.
    fn is_many(&self) -> bool {
        let Some(Segment::Literal(words)) = self.path.last() else {
            return false;
        };
        let is_list = match &self.operation.reply.content {
            Some(Content::Json(ty)) => holds_list(self.paths.api, ty, 0),
            _ => false,
        };
        is_list && (words.last().is_some_and(|it| is_plural(it)) || !self.paths.is_alone(self.path))
    }

    /// The path behind the segments that name the resource, of which the last counts.
    fn below_resource(&self) -> &[Segment] {
        let mut tag: Vec<String> = self.tag.iter().map(|it| singular(it)).collect();
        tag.sort_unstable();
        let is_resource = |from: usize, to: usize| {
            let literal = |it: &Segment| match it {
                Segment::Literal(words) => words.iter().map(|it| singular(it)).collect(),
                Segment::Param(_) => Vec::new(),
            };
            let mut words: Vec<String> = self.path[from..to].iter().flat_map(literal).collect();
            words.sort_unstable();
            words.concat() == tag.concat()
        };
        let ends = (1..=self.path.len()).rev().filter(|&to| matches!(self.path[to - 1], Segment::Literal(_)));
        let end = ends.into_iter().find(|&to| (to.saturating_sub(4)..to).any(|from| is_resource(from, to)));
        &self.path[end.unwrap_or(0)..]
    }
}

/// The literals of a path, each but the last of one thing where a value follows it.
fn nouns(path: &[Segment]) -> Vec<String> {
    let mut res = Vec::new();
    for (at, segment) in path.iter().enumerate() {
        if let Segment::Literal(words) = segment {
            let is_one = at + 2 < path.len() && matches!(path[at + 1], Segment::Param(_));
            let text = words.join("_");
            res.push(if is_one { one(&text) } else { text });
        }
    }
    res
}

/// `cash_balances` → `cash_balance`
fn one(noun: &str) -> String {
    match noun.rsplit_once('_') {
        Some((before, last)) => format!("{before}_{}", singular(last)),
        None => singular(noun),
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join("_")
}

fn with_replacement(verb: &str, object: String) -> Vec<String> {
    let other = (verb == "update").then(|| joined(&["replace", &object]));
    std::iter::once(joined(&[verb, &object])).chain(other).collect()
}

/// A list, or an object around one.
fn holds_list(api: &Api, ty: &Ty, depth: usize) -> bool {
    match ty {
        Ty::List(_) => true,
        Ty::Nullable(inner) => holds_list(api, inner, depth),
        Ty::Named(id) if depth < 8 => match &api.types[id.0 as usize].shape {
            Shape::Alias(ty) => holds_list(api, ty, depth + 1),
            Shape::Struct(it) => it.fields.iter().any(|field| matches!(field.ty, Ty::List(_))),
            Shape::Enum(_) | Shape::Union(_) => false,
        },
        _ => false,
    }
}

/// One name each. An operation takes the best that is free, in the order of the description; what is all of somebody's id is left to them,
/// and so is what `client.toml` gives away. A name that would need a sign of its own (`move_`) is the last choice.
pub(crate) fn pick(lists: &[Vec<String>], given: &BTreeSet<String>, is_plain: impl Fn(&str) -> bool) -> Vec<String> {
    let own: BTreeSet<&String> = lists.iter().filter_map(|it| it.last()).collect();
    let mut taken: BTreeSet<String> = given.clone();
    let mut choose = |list: &Vec<String>| {
        let last = list.last().cloned().unwrap_or_default();
        let is_free = |it: &&String| **it == last || !own.contains(it) && !taken.contains(*it) && is_plain(it);
        let name = list.iter().find(is_free).cloned().unwrap_or(last);
        taken.insert(name.clone());
        name
    };
    lists.iter().map(&mut choose).collect()
}
