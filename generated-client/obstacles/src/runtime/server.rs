//! Servers: which one a call goes to, and what its URL is.

use std::borrow::Cow;
use std::fmt;

use reqwest::Url;

use super::api::ServerUrl;
use super::client::Settings;
use super::resolve;

/// One of the servers at which the API's description says it is, and the values of the variables in its URL.
#[derive(Clone)]
pub struct Server {
    template: &'static ServerUrl,
    values: Vec<(&'static str, String)>,
}

impl Server {
    pub(crate) fn of(template: &'static ServerUrl) -> Self {
        Server { template, values: Vec::new() }
    }

    /// Sets a variable. What it cannot be is said when the client is built.
    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.retain(|(given, _)| *given != name);
        self.values.push((name, value.into()));
        self
    }

    /// Another server with the same values, as far as it has these variables.
    fn moved(&self, template: &'static ServerUrl) -> Self {
        Server { template, values: self.values.clone() }
    }

    /// The URL with a value for each variable: the caller's, else the description's.
    pub(crate) fn url(&self) -> Result<String, String> {
        let mut url = String::new();
        let mut rest = self.template.url;
        while let Some((literal, (name, after))) =
            rest.split_once('{').and_then(|(literal, after)| Some((literal, after.split_once('}')?)))
        {
            url.push_str(literal);
            url.push_str(self.value(name, is_in_host(&url))?);
            rest = after;
        }
        Ok(url + rest)
    }

    fn value(&self, name: &str, in_host: bool) -> Result<&str, String> {
        let variable = self.template.variables.iter().find(|variable| variable.name == name);
        let Some(variable) = variable else {
            return Err(format!("has no value for `{name}`"));
        };
        let Some((_, value)) = self.values.iter().find(|(given, _)| *given == name) else {
            return Ok(variable.default);
        };
        if !variable.values.is_empty() && !variable.values.contains(&value.as_str()) {
            let known = variable.values.join("`, `");
            return Err(format!("has the variable `{name}`, which cannot be `{value}`: it must be one of `{known}`"));
        }
        // What is a part of a host's name must not make another host of it.
        let ends_it = |c: char| matches!(c, '/' | '?' | '#' | '@' | '\\') || c.is_whitespace() || c.is_control();
        if in_host && value.contains(ends_it) {
            return Err(format!(
                "has the variable `{name}`, which cannot be `{value}`: it is a part of the host's name"
            ));
        }
        Ok(value)
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.template.url).field("variables", &self.values).finish()
    }
}

/// Whether what follows is still a part of the host's name.
fn is_in_host(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, rest)| !rest.contains('/'))
}

impl Settings {
    /// The URL under which the paths of an operation stand. The caller's word is above all: what one says who tests
    /// against a mock, or calls through a proxy, holds for operations that have a server of their own too.
    pub(crate) fn base_of(&self, own: Option<&'static ServerUrl>) -> Result<Cow<'_, Url>, String> {
        let Some(own) = own.filter(|_| !self.base_is_given) else {
            return Ok(Cow::Borrowed(&self.base_url));
        };
        let server = self.server.as_ref().map_or_else(|| Server::of(own), |chosen| chosen.moved(own));
        let named = |fault| format!("the operation's own server {fault}");
        let text = server.url().map_err(named)?;
        // Relative to where the other operations are.
        let url = self.base_url.join(&text).map_err(|error| named(format!("has no URL: {error}")))?;
        match resolve::base_url_fault(&url, self.allow_http) {
            Some(fault) => Err(named(fault)),
            None => Ok(Cow::Owned(url)),
        }
    }
}
