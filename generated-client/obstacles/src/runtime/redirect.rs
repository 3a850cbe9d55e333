//! One attempt on the wire: the request, and the redirects that are followed for it.
//!
//! The token is put on here, and only while the request goes to the API's own origin.

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};
use reqwest::Url;

use super::api::Auth;
use super::client::{Settings, Token};
use super::encode::percent_encode;
use super::error::Error;
use super::prepare::Prepared;
use super::secret::Secret;
use super::transport::TransportError;

const MAX_HOPS: usize = 10;

/// The reply at the end of the redirects. The outer error is ours, the inner one the network's.
pub(crate) async fn follow(
    settings: &Settings,
    prepared: &Prepared,
) -> Result<Result<Response<Bytes>, TransportError>, Error> {
    let token = if prepared.authenticated { current_token(settings).await? } else { None };
    let mut url = prepared.url.clone();
    let mut at_home = true;
    for _ in 0..=MAX_HOPS {
        let request = compose(settings, prepared, &url, at_home, token.as_ref())?;
        let reply = match settings.transport.send(request).await {
            Ok(reply) => reply,
            Err(error) => return Ok(Err(error)),
        };
        match next_hop(&prepared.method, &url, &reply) {
            Some(next) if settings.allow_http || next.scheme() == "https" || url.scheme() == "http" => {
                // Once it has left, it is not trusted any more, even if it is sent back.
                at_home = at_home && next.origin() == prepared.url.origin();
                if !at_home && !prepared.body.is_empty() {
                    // A body is for the API alone: it may hold secrets of the caller's.
                    return Ok(Ok(reply));
                }
                url = next;
            }
            _ => return Ok(Ok(reply)),
        }
    }
    Ok(Err(TransportError::refused(format!("more than {MAX_HOPS} redirects"))))
}

/// Where a redirect leads, if it is one that is followed: any for `GET` and `HEAD`; for other methods only
/// those that keep the method and the body.
fn next_hop(method: &Method, url: &Url, reply: &Response<Bytes>) -> Option<Url> {
    let follow = match reply.status() {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            matches!(*method, Method::GET | Method::HEAD)
        }
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => false,
    };
    let location = reply.headers().get(LOCATION).filter(|_| follow)?;
    let next = url.join(location.to_str().ok()?).ok()?;
    matches!(next.scheme(), "http" | "https").then_some(next)
}

async fn current_token(settings: &Settings) -> Result<Option<Secret>, Error> {
    match &settings.token {
        Token::None => Ok(None),
        Token::Fixed(secret) => Ok(Some(secret.clone())),
        Token::Provider(provider) => provider.token().await.map(Some).map_err(Error::token),
    }
}

fn compose(
    settings: &Settings,
    prepared: &Prepared,
    url: &Url,
    at_home: bool,
    token: Option<&Secret>,
) -> Result<Request<Bytes>, Error> {
    let mut url = url.clone();
    url.set_fragment(None);
    let mut headers = prepared.headers.clone();
    if !at_home {
        // Any other header may be a secret of the caller's.
        headers = [ACCEPT, CONTENT_TYPE, USER_AGENT]
            .into_iter()
            .filter_map(|name| Some((name.clone(), headers.remove(name)?)))
            .collect();
    } else if let Some(token) = token {
        authenticate(settings.api.auth, token, &mut url, &mut headers)
            .ok_or_else(|| Error::build("the token has characters that no header can carry"))?;
    }
    let uri = Uri::try_from(url.as_str()).map_err(|error| Error::build("the URL cannot be sent").because(error))?;
    let mut request = Request::new(prepared.body.clone());
    *request.method_mut() = prepared.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// Puts the token where the API wants it. A header that the caller set for this purpose is left alone.
fn authenticate(auth: Auth, token: &Secret, url: &mut Url, headers: &mut HeaderMap) -> Option<()> {
    match auth {
        Auth::None => {}
        Auth::Bearer { prefix } => set_secret(headers, AUTHORIZATION, &format!("{prefix} {}", token.expose()))?,
        Auth::Basic => set_secret(headers, AUTHORIZATION, &format!("Basic {}", base64(token.expose().as_bytes())))?,
        Auth::Header { name } => set_secret(headers, HeaderName::from_bytes(name.as_bytes()).ok()?, token.expose())?,
        Auth::Cookie { name } => {
            let pair = format!("{name}={}", token.expose());
            let cookies =
                headers.remove(COOKIE).and_then(|cookies| Some(format!("{}; {pair}", cookies.to_str().ok()?)));
            set_secret(headers, COOKIE, &cookies.unwrap_or(pair))?;
        }
        Auth::Query { name } => {
            let pair = format!("{}={}", percent_encode(name), percent_encode(token.expose()));
            let query =
                url.query().filter(|query| !query.is_empty()).map_or(pair.clone(), |query| format!("{query}&{pair}"));
            url.set_query(Some(&query));
        }
    }
    Some(())
}

fn set_secret(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Option<()> {
    if !headers.contains_key(&name) {
        let mut value = HeaderValue::from_str(value).ok()?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Some(())
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
        for (place, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = DIGITS.get(bits >> shift & 63).copied().filter(|_| place <= chunk.len());
            text.push(digit.map_or('=', char::from));
        }
    }
    text
}
