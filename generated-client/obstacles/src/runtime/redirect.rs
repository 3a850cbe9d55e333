//! One attempt on the wire: the request, and the redirects that are followed for it.
//!
//! Credentials are put on here, and only while the request goes to the API's own origin.

use http::header::{ACCEPT, CONTENT_TYPE, LOCATION, USER_AGENT};
use http::{Method, Request, Response, StatusCode, Uri};
use reqwest::Url;

use super::client::Settings;
use super::credentials::{self, Shown};
use super::error::Error;
use super::exchange::{Received, exchange};
use super::prepare::Prepared;
use super::transport::TransportError;

const MAX_HOPS: usize = 10;

/// The reply at the end of the redirects. The outer error is ours, the inner one the network's.
pub(crate) async fn follow(
    settings: &Settings,
    prepared: &Prepared,
    streams: bool,
) -> Result<Result<Response<Received>, TransportError>, Error> {
    let shown = settings.credentials.shown(prepared.security).await?;
    let mut url = prepared.url.clone();
    let mut at_home = true;
    for _ in 0..=MAX_HOPS {
        let head = compose(prepared, &url, Some(&shown).filter(|_| at_home))?;
        let opened = prepared.body.open().await;
        let upload = opened.map_err(|error| Error::build("the body cannot be read").because(error))?;
        let reply = match exchange(&*settings.transport, head.map(|()| upload), streams).await {
            Ok(reply) => reply,
            Err(error) => return Ok(Err(error)),
        };
        match next_hop(&prepared.method, &url, &reply) {
            Some(next) if settings.allow_http || next.scheme() == "https" || url.scheme() == "http" => {
                // Once it has left, it is not trusted any more, even if it is sent back.
                at_home = at_home && next.origin() == prepared.url.origin();
                // A body is for the API alone: it may hold secrets of the caller's.
                let may_carry_on = at_home || prepared.body.is_empty();
                if !may_carry_on || !prepared.body.is_repeatable() {
                    return Ok(Ok(reply));
                }
                url = next;
                if !at_home {
                    credentials::strip_secrets(settings.api.schemes, &mut url);
                }
            }
            _ => return Ok(Ok(reply)),
        }
    }
    Ok(Err(TransportError::refused(format!("more than {MAX_HOPS} redirects"))))
}

/// Where a redirect leads, if it is one that is followed: any for `GET` and `HEAD`; for other methods only
/// those that keep the method and the body.
fn next_hop<B>(method: &Method, url: &Url, reply: &Response<B>) -> Option<Url> {
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

/// What is sent: with credentials to the API itself, and with next to nothing elsewhere.
fn compose(prepared: &Prepared, url: &Url, shown: Option<&Shown>) -> Result<Request<()>, Error> {
    let mut url = url.clone();
    url.set_fragment(None);
    let mut headers = prepared.headers.clone();
    match shown {
        Some(shown) => {
            for (auth, secret) in shown {
                let fault = || Error::build("the credentials have characters that no request can carry");
                auth.apply(secret, &mut url, &mut headers).ok_or_else(fault)?;
            }
        }
        None => {
            // Any other header may be a secret of the caller's.
            headers = [ACCEPT, CONTENT_TYPE, USER_AGENT]
                .into_iter()
                .filter_map(|name| Some((name.clone(), headers.remove(name)?)))
                .collect();
        }
    }
    let uri = Uri::try_from(url.as_str()).map_err(|error| Error::build("the URL cannot be sent").because(error))?;
    let mut request = Request::new(());
    *request.method_mut() = prepared.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}
