//! What is known of an API and its operations before any call: plain static data, written by the generator.

use http::Method;

/// An API.
pub(crate) struct Api {
    /// Name of the client crate, for the user agent.
    pub(crate) name: &'static str,
    /// Version of the client crate, for the user agent.
    pub(crate) version: &'static str,
    /// Where the API is, unless the caller says otherwise. `None`: the caller must.
    pub(crate) base_url: Option<&'static str>,
    /// The environment variable that may say where the API is.
    pub(crate) base_url_env: Option<&'static str>,
    /// The environment variables that may hold the token, in the order they are tried.
    pub(crate) token_env: &'static [&'static str],
    /// How a call says who is calling.
    pub(crate) auth: Auth,
    /// The headers that tell how many calls are left.
    pub(crate) rate_limit: Option<RateLimitHeaders>,
    /// Where an error body says what.
    pub(crate) error_fields: ErrorFields,
    /// The reply header with the id under which the API's operators find a call.
    pub(crate) request_id_header: Option<&'static str>,
}

/// Where the token goes.
#[derive(Clone, Copy)]
pub(crate) enum Auth {
    /// Nowhere: the API has no authentication.
    None,
    /// `Authorization: <prefix> <token>`.
    Bearer { prefix: &'static str },
    /// `Authorization: Basic …`; the token is `user:password`.
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
    /// A number that the generator gave to the body's type.
    pub(crate) body: usize,
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
    /// Whether the token is sent.
    pub(crate) authenticated: bool,
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
