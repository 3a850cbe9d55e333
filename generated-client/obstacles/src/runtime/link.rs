//! The `Link` header (RFC 8288), and following a URL on the client's own base URL.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::LINK;
use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::credentials;
use super::encode;
use super::error::{Error, Result};
use super::prepare;
use super::request::RawRequest;

/// The URL of the first link with this relation.
pub(crate) fn target(headers: &HeaderMap, relation: &str) -> Option<String> {
    let links = headers.get_all(LINK).into_iter().filter_map(|value| value.to_str().ok());
    links
        .flat_map(parse)
        .find(|(_, relations)| relations.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(relation)))
        .map(|(url, _)| url)
}

/// Every link of a header with its relations.
fn parse(mut header: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    while let Some((_, after)) = header.split_once('<') {
        let Some((url, after)) = after.split_once('>') else {
            break;
        };
        let (parameters, rest) = after.split_at(end_of_parameters(after));
        links.push((url.trim().to_owned(), relations(parameters).unwrap_or_default().to_owned()));
        header = rest;
    }
    links
}

/// Where the next link begins: after a comma that is not in quotes.
fn end_of_parameters(text: &str) -> usize {
    let mut quoted = false;
    let end = text.find(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    end.unwrap_or(text.len())
}

fn relations(parameters: &str) -> Option<&str> {
    parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
    })
}

impl RawRequest {
    /// The same request to the path and query of `url`, on this client's base URL: neither a proxy's
    /// address in it nor a hostile one can lead the token astray.
    pub(crate) fn at(mut self, url: &str) -> Result<Self> {
        let client = self.client.clone();
        let settings = &*client.0;
        let base = settings.base_of(self.server);
        let next = base.as_ref().ok().and_then(|base| self.url_under(base)?.join(url).ok());
        let (Ok(base), Some(mut next)) = (base, next) else {
            // Its query may have secrets in it.
            let shown = url.split('?').next().unwrap_or_default();
            let text = format!("the next page's URL cannot be followed: `{shown}`");
            return Err(Error::paging(text).of(self.operation.clone()));
        };
        credentials::strip_secrets(settings.api.schemes, &mut next);
        let prefix = base.path().trim_end_matches('/');
        let path = next.path().strip_prefix(prefix).filter(|rest| rest.starts_with('/')).unwrap_or(next.path());
        self.template = Cow::Owned(path.to_owned());
        self.path.clear();
        self.query = next.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()).map(named).collect();
        Ok(self)
    }

    fn url_under(&self, base: &Url) -> Option<Url> {
        let path = encode::expand_path(self.template.split('?').next().unwrap_or_default(), &self.path).ok()?;
        base.join(&format!("{}{path}", base.path().trim_end_matches('/'))).ok()
    }

    /// The number that a query parameter has now.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        let (_, text) = self.query.iter().find(|(given, _)| given == name)?;
        text.split_once('=')?.1.parse().ok()
    }

    /// What is asked for, to notice when it is asked for again.
    pub(crate) fn address(&self) -> String {
        let path = encode::expand_path(&self.template, &self.path).unwrap_or_default();
        format!("{path}?{}", prepare::join_query("", &self.query))
    }
}

/// A pair of a query with its name in plain text.
fn named(pair: &str) -> (String, String) {
    let name = pair.split('=').next().unwrap_or_default();
    (percent_decode_str(name).decode_utf8_lossy().into_owned(), pair.to_owned())
}
