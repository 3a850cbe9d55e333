//! What the docs of an operation say about credentials: every alternative, in one line.

use super::{AuthPlan, ClientPlan, SchemePlan};
use crate::ir::{Api, Operation, RequiredScheme};
use crate::markdown::code;

/// The schemes of a client, and what most operations ask for.
pub(crate) struct Credentials<'a> {
    client: &'a ClientPlan,
    usual: Ways<'a>,
}

/// Alternatives by the names of their schemes; an empty one stands for no credentials.
type Ways<'a> = Vec<Vec<&'a str>>;

impl<'a> Credentials<'a> {
    pub(crate) fn new(api: &'a Api, client: &'a ClientPlan) -> Credentials<'a> {
        let all: Vec<Ways<'a>> = api.operations.iter().map(ways).collect();
        let count = |ways: &Ways<'a>| all.iter().filter(|it| *it == ways).count();
        let usual = all.iter().rev().max_by_key(|it| count(it)).cloned().unwrap_or_default();
        Credentials { client, usual }
    }

    /// For pages: as they go over the wire.
    pub(crate) fn on_the_wire(&self, operation: &Operation) -> String {
        self.told(operation, |it, scheme| self.sent(scheme, &it.scopes))
    }

    /// For rustdoc: the builder's methods. None where they are what most operations ask for.
    pub(crate) fn in_rust(&self, operation: &Operation) -> Option<String> {
        let link = |scheme: &SchemePlan| format!("[`{0}`](crate::ClientBuilder::{0})", scheme.setter);
        (ways(operation) != self.usual).then(|| self.told(operation, |_, scheme| link(scheme)))
    }

    /// ``Needs `key` and `session`, or `user`.``
    fn told(&self, operation: &Operation, word: impl Fn(&RequiredScheme, &SchemePlan) -> String) -> String {
        let scheme = |it: &RequiredScheme| {
            self.client.schemes.iter().find(|scheme| scheme.name == it.scheme).map(|scheme| word(it, scheme))
        };
        let ways = operation.security.iter().map(|it| it.schemes.iter().filter_map(scheme).collect::<Vec<_>>());
        let (some, none): (Vec<_>, Vec<_>) = ways.partition(|it| !it.is_empty());
        let some: Vec<String> = some.iter().map(|it| it.join(" and ")).collect();
        match (some.as_slice(), none.is_empty()) {
            ([], _) if self.client.security.is_empty() => "Sends the credentials that are set, if any.".to_owned(),
            ([], _) => "Needs no credentials.".to_owned(),
            (some, true) => format!("Needs {}.", some.join(", or ")),
            (some, false) => format!("Takes {}, or no credentials.", some.join(", or ")),
        }
    }

    fn sent(&self, scheme: &SchemePlan, scopes: &[String]) -> String {
        let is_first = self.client.security.first().is_some_and(|it| it[..] == [scheme.name.as_str()]);
        let sent = match &scheme.auth {
            AuthPlan::Basic => "user and password".to_owned(),
            _ if is_first && scopes.is_empty() => "the token".to_owned(),
            _ if is_first => "a token".to_owned(),
            AuthPlan::Bearer { .. } => format!("a token of {}", code(&scheme.name)),
            AuthPlan::ApiKeyHeader(name) => format!("the header {}", code(name)),
            AuthPlan::ApiKeyQuery(name) => format!("the query parameter {}", code(name)),
            AuthPlan::ApiKeyCookie(name) => format!("the cookie {}", code(name)),
        };
        let scopes: Vec<String> = scopes.iter().map(|it| code(it)).collect();
        match scopes.as_slice() {
            [] => sent,
            [only] => format!("{sent} with the scope {only}"),
            _ => format!("{sent} with the scopes {}", scopes.join(", ")),
        }
    }
}

fn ways(operation: &Operation) -> Ways<'_> {
    operation.security.iter().map(|it| it.schemes.iter().map(|it| it.scheme.as_str()).collect()).collect()
}
