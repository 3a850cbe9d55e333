//! From a request as it was built to one that can be sent, or to what is wrong with it.

use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use reqwest::Url;
use serde_json::{Map, Value};

use super::api::{Effect, Security};
use super::body::Body;
use super::encode::{self, PathValue};
use super::error::Error;
use super::request::RawRequest;

/// A request that can be sent as often as its body can be; only the credentials are missing.
pub(crate) struct Prepared {
    pub(crate) operation: Cow<'static, str>,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) effect: Effect,
    pub(crate) security: Security,
}

impl RawRequest {
    /// Puts the parts together.
    pub(crate) fn prepare(self) -> Result<Prepared, Error> {
        let operation = self.operation.clone();
        self.assemble().map_err(|problem| Error::build(problem).of(operation))
    }

    fn assemble(self) -> Result<Prepared, String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let settings = &*self.client.0;
        let url = url(&*settings.base_of(self.server)?, &self.template, &self.path, &self.query)?;
        let body = with_fields(self.body, self.fields, self.json_type)?;
        let mut headers = settings.headers.clone();
        headers.insert(USER_AGENT, settings.user_agent.clone());
        headers.insert(ACCEPT, HeaderValue::from_static(if self.accept.is_empty() { "*/*" } else { self.accept }));
        if let Some(body) = &body {
            let kind = body.content_type.as_deref().unwrap_or("application/octet-stream");
            let value = HeaderValue::from_str(kind).map_err(|_| format!("`{kind}` cannot be a content type"))?;
            headers.insert(CONTENT_TYPE, value);
        }
        if !self.cookies.is_empty() {
            let cookies = self.cookies.iter().map(|(_, pairs)| pairs.as_str()).collect::<Vec<_>>().join("; ");
            // Percent-encoded text is fit for a header.
            headers.insert(COOKIE, HeaderValue::from_str(&cookies).map_err(|error| error.to_string())?);
        }
        for (name, value) in self.headers {
            // A name is given once a name; the map repeats it for no further value as each was set alone.
            if let Some(name) = name {
                headers.insert(name, value);
            }
        }
        Ok(Prepared {
            operation: self.operation,
            method: self.method,
            url,
            headers,
            body: body.unwrap_or_default(),
            effect: self.effect,
            security: self.security,
        })
    }
}

fn url(base: &Url, template: &str, values: &[PathValue], query: &[(String, String)]) -> Result<Url, String> {
    let (template, given) = template.split_once('?').unwrap_or((template, ""));
    if !template.starts_with('/') {
        return Err(format!("the path `{template}` does not begin with `/`"));
    }
    let path = encode::expand_path(template, values)?;
    let query = join_query(given, query);
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
    Ok(url)
}

/// All of a query, of which `given` is the beginning.
pub(crate) fn join_query(given: &str, query: &[(String, String)]) -> String {
    let mut text = given.to_owned();
    for (_, pair) in query {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(pair);
    }
    text
}

/// The body with further keys put into it.
fn with_fields(
    body: Option<Body>,
    fields: Vec<(String, Value)>,
    json_type: &'static str,
) -> Result<Option<Body>, String> {
    if fields.is_empty() {
        return Ok(body);
    }
    let (content_type, mut entries): (_, Map<String, Value>) = match body {
        Some(body) => {
            let entries = body.bytes().and_then(|bytes| serde_json::from_slice(bytes).ok());
            let entries = entries.ok_or("body fields were set, but the body is not a JSON object")?;
            (body.content_type.unwrap_or(Cow::Borrowed(json_type)), entries)
        }
        None => (Cow::Borrowed(json_type), Map::new()),
    };
    entries.extend(fields);
    Ok(Some(Body::new(content_type, Value::Object(entries).to_string())))
}
