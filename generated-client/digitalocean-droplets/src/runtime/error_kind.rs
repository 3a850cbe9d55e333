//! What kind of failure an error is, asked by `is_…`.

use super::error::Error;

/// Where a call came to grief, in the order of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The client cannot be built.
    Config,
    /// The request cannot be sent as it was built.
    Build,
    /// The token provider gave none.
    Token,
    Connect,
    ConnectTimeout,
    /// The connection broke off.
    Transport,
    Timeout,
    /// Request or reply are not acceptable; trying again cannot help.
    Refused,
    /// The API's own word: no 2xx.
    Api,
    Decode,
    Paging,
    WaitTimeout,
    WaitFailed,
}

impl Error {
    /// Whether the API has no such thing (404).
    pub fn is_not_found(&self) -> bool {
        self.is_api(404)
    }

    /// Whether the API does not know the token (401).
    pub fn is_unauthorized(&self) -> bool {
        self.is_api(401)
    }

    /// Whether the token may not do this (403).
    pub fn is_forbidden(&self) -> bool {
        self.is_api(403)
    }

    /// Whether the state of things does not allow it (409).
    pub fn is_conflict(&self) -> bool {
        self.is_api(409)
    }

    /// Whether the API found fault with the request's content (400 or 422).
    pub fn is_validation(&self) -> bool {
        self.is_api(400) || self.is_api(422)
    }

    /// Whether there were too many calls (429); [`retry_after`](Self::retry_after) may say how long to wait.
    pub fn is_rate_limited(&self) -> bool {
        self.is_api(429)
    }

    /// Whether the API itself failed (5xx).
    pub fn is_server_error(&self) -> bool {
        self.0.kind == Kind::Api && self.status().is_some_and(|status| status.is_server_error())
    }

    /// Whether a time limit of this client ended the call or the wait. The call may have taken effect.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Timeout | Kind::ConnectTimeout | Kind::WaitTimeout)
    }

    /// Whether no connection came about, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Connect | Kind::ConnectTimeout)
    }

    /// Whether the call succeeded (2xx) with a reply that does not fit its description;
    /// [`raw_body`](Self::raw_body) has it, [`json_path`](Self::json_path) says where.
    pub fn is_decode(&self) -> bool {
        self.0.kind == Kind::Decode
    }

    /// Whether the request could not even be sent as it was built, or the client not be made.
    pub fn is_usage(&self) -> bool {
        matches!(self.0.kind, Kind::Config | Kind::Build)
    }

    /// Whether what was waited for came to an end other than the desired one.
    pub fn is_wait_failed(&self) -> bool {
        self.0.kind == Kind::WaitFailed
    }

    /// Whether the same call may succeed later: no reply, 408, 429, 5xx but 501. It does not say that
    /// repeating it is harmless.
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            Kind::Connect | Kind::ConnectTimeout | Kind::Transport | Kind::Timeout => true,
            Kind::Api => self.status().is_some_and(|status| matches!(status.as_u16(), 408 | 429 | 500 | 502..=599)),
            _ => false,
        }
    }

    fn is_api(&self, status: u16) -> bool {
        self.0.kind == Kind::Api && self.status().is_some_and(|given| given == status)
    }

    pub(crate) fn kind_name(&self) -> &'static str {
        match self.0.kind {
            Kind::Config => "config",
            Kind::Build => "build",
            Kind::Token => "token",
            Kind::Connect | Kind::ConnectTimeout => "connect",
            Kind::Transport => "transport",
            Kind::Timeout => "timeout",
            Kind::Refused => "refused",
            Kind::Api => "api",
            Kind::Decode => "decode",
            Kind::Paging => "paging",
            Kind::WaitTimeout => "wait timeout",
            Kind::WaitFailed => "wait failed",
        }
    }
}
