//! What is known of an API and its operations before any call: plain static data, written by the generator.

use http::Method;

/// An API.
pub(crate) struct Api {
    /// Name of the client crate, for the user agent.
    pub(crate) name: &'static str,
    /// Version of the client crate, for the user agent.
    pub(crate) version: &'static str,
    /// Where the API is, unless the caller says otherwise: the first. None: the caller must.
    pub(crate) servers: &'static [ServerUrl],
    /// The path that belongs behind a base URL which has none.
    pub(crate) base_path: &'static str,
    /// The environment variable that may say where the API is.
    pub(crate) base_url_env: Option<&'static str>,
    /// The credentials that its operations ask for.
    pub(crate) schemes: &'static [Scheme],
    /// What opens its operations, the most of them first: for calls that the description lacks.
    pub(crate) security: Security,
    /// The headers that tell how many calls are left.
    pub(crate) rate_limit: Option<RateLimitHeaders>,
    /// Where an error body says what.
    pub(crate) error_fields: ErrorFields,
    /// The reply header with the id under which the API's operators find a call.
    pub(crate) request_id_header: Option<&'static str>,
}

/// A server: a URL with `{name}` for each variable.
pub(crate) struct ServerUrl {
    pub(crate) url: &'static str,
    pub(crate) variables: &'static [ServerVariable],
}

/// What stands for `{name}` in a server's URL.
pub(crate) struct ServerVariable {
    pub(crate) name: &'static str,
    pub(crate) default: &'static str,
    /// All that it may be; empty: anything.
    pub(crate) values: &'static [&'static str],
}

/// Credentials of one kind: a token, a key, a user with a password.
pub(crate) struct Scheme {
    /// The description's name for it.
    pub(crate) name: &'static str,
    /// How a request shows it.
    pub(crate) auth: Auth,
    /// The environment variables that may hold it, in the order they are tried.
    pub(crate) env: &'static [&'static str],
}

/// What lets a call in: one of these, each of them all of these schemes together, by name. Without any, a call shows
/// nothing.
pub(crate) type Security = &'static [&'static [&'static str]];

/// Where a secret goes.
#[derive(Clone, Copy)]
pub(crate) enum Auth {
    /// `Authorization: <prefix> <token>`.
    Bearer { prefix: &'static str },
    /// `Authorization: Basic …`; the secret is `user:password`.
    Basic,
    /// A header of its own.
    Header { name: &'static str },
    /// A query parameter.
    Query { name: &'static str },
    /// A cookie.
    Cookie { name: &'static str },
}

/// Names of the rate-limit headers: calls an hour (or whatever the API's window is), calls left, and when
/// the window ends in Unix seconds.
pub(crate) struct RateLimitHeaders {
    pub(crate) limit: &'static str,
    pub(crate) remaining: &'static str,
    pub(crate) reset: &'static str,
}

/// The keys of a JSON error body under which to look, in order. A key that begins with `/` is a JSON pointer.
pub(crate) struct ErrorFields {
    pub(crate) code: &'static [&'static str],
    pub(crate) message: &'static [&'static str],
    pub(crate) request_id: &'static [&'static str],
}

/// A documented error body: which replies of which operation have it.
pub(crate) struct ErrorCase {
    /// The operation's id; `""` for every operation.
    pub(crate) operation: &'static str,
    /// The statuses.
    pub(crate) status: StatusMatch,
    /// A number that the generator gave to the body's type. `None`: there is no typed body.
    pub(crate) body: Option<usize>,
}

/// Statuses as a description writes them; the more exact comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatusMatch {
    /// `404`
    Exact(u16),
    /// `4XX` is `Range(4)`.
    Range(u16),
    /// `default`
    Default,
}

impl StatusMatch {
    pub(crate) fn covers(self, status: u16) -> bool {
        match self {
            StatusMatch::Exact(exact) => exact == status,
            StatusMatch::Range(hundreds) => hundreds == status / 100,
            StatusMatch::Default => true,
        }
    }
}

/// An operation.
pub(crate) struct Operation {
    /// The description's `operationId`.
    pub(crate) id: &'static str,
    /// The method.
    pub(crate) method: Method,
    /// The path under the base URL, with `{name}` for each path parameter.
    pub(crate) path: &'static str,
    /// What may happen if it is done twice.
    pub(crate) effect: Effect,
    /// The `Accept` header; `""` for `*/*`.
    pub(crate) accept: &'static str,
    /// What it asks of its caller.
    pub(crate) security: Security,
    /// A server of its own, unless the caller says where everything is.
    pub(crate) server: Option<&'static ServerUrl>,
}

/// What repeating an operation does, which is what a retry must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It changes nothing.
    Safe,
    /// Twice is the same as once.
    Idempotent,
    /// Twice may be two of something.
    Unsafe,
}

impl Effect {
    /// The effect that HTTP itself gives a method.
    pub(crate) fn of(method: &Method) -> Self {
        if method.is_safe() {
            Effect::Safe
        } else if method.is_idempotent() {
            Effect::Idempotent
        } else {
            Effect::Unsafe
        }
    }
}
