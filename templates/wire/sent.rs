//! Whether the request that arrived is the one that a case expects.

use serde_json::Value;

use super::bench::Observed;
use super::case::{Case, scalar};
use super::compare::{self, Side, brief, told};
use super::judge::Verdict;
use super::server::{Arrived, Request, Server};

/// Headers that a client may send of its own, whatever the case lists.
const OWN_HEADERS: [&str; 7] =
    ["accept", "accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent"];

/// Everything that a case says about the way to the server.
pub(super) fn judge_sent(verdict: &mut Verdict, server: &Server, case: &Case, observed: &Observed) {
    for leftover in &observed.leftovers {
        verdict.differences.push(format!("{leftover}: the client has no such argument"));
    }
    judge_template(verdict, case);
    judge_requests(verdict, server, case, &observed.requests);
}

/// The path must be its template filled with the arguments.
fn judge_template(verdict: &mut Verdict, case: &Case) {
    let mut args = case.args.iter();
    let mut filled = String::new();
    let mut rest = case.path_template.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else {
            break;
        };
        let arg = args.next().and_then(scalar).unwrap_or_default();
        filled.push_str(before);
        filled.push_str(&arg.replace('%', "%25").replace('/', "%2F"));
        rest = after;
    }
    filled.push_str(rest);
    if segments(&filled) != segments(&case.path) {
        verdict.differences.push(told("path_template", &case.path, &filled));
    }
}

fn judge_requests(verdict: &mut Verdict, server: &Server, case: &Case, requests: &[Arrived]) {
    let Some(first) = requests.first() else {
        verdict.differences.push(told("requests", "1", "0"));
        return;
    };
    let redirected = (300..400).contains(&case.reply.status) && case.reply.header("location").is_some();
    if requests.len() > 1 && !redirected {
        verdict.differences.push(told("requests", "1", &requests.len().to_string()));
    }
    let request = match first {
        Ok(request) => request,
        Err(problem) => return verdict.differences.push(format!("request: {problem}")),
    };
    verdict.check("method", &case.method, &request.method);
    verdict.check("header host", &server.address, &request.header("host").join(", "));
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    if request.target.contains('#') || !request.target.bytes().all(|byte| byte.is_ascii_graphic()) {
        verdict.differences.push(told("path", "escaped characters", &request.target));
    }
    if segments(&case.path) != segments(path) {
        verdict.differences.push(told("path", &case.path, path));
    }
    judge_query(verdict, &case.query_pairs, query);
    judge_headers(verdict, case, request);
    judge_body(verdict, &case.body, &request.body);
}

fn judge_query(verdict: &mut Verdict, expected: &[(String, String)], query: &str) {
    let mut got: Vec<(String, String)> = query.split('&').filter(|pair| !pair.is_empty()).map(decode_pair).collect();
    let mut missing = expected.to_vec();
    got.retain(|pair| match missing.iter().position(|known| known == pair) {
        Some(position) => {
            missing.swap_remove(position);
            false
        }
        None => true,
    });
    if !missing.is_empty() || !got.is_empty() {
        verdict.differences.push(told("query_pairs", &format!("{missing:?}"), &format!("{got:?}")));
    }
}

fn decode_pair(pair: &str) -> (String, String) {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    (percent_decode(&name.replace('+', " ")), percent_decode(&value.replace('+', " ")))
}

fn judge_headers(verdict: &mut Verdict, case: &Case, request: &Request) {
    for (name, expected) in &case.headers {
        let got = request.header(name);
        let wanted: Vec<&str> = expected.as_deref().into_iter().collect();
        let agree = match (wanted.as_slice(), got.as_slice()) {
            ([wanted], [got]) if name == "content-type" => same_media_type(wanted, got),
            (wanted, got) => wanted == got,
        };
        if !agree {
            verdict.differences.push(told(&format!("header {name}"), &format!("{wanted:?}"), &format!("{got:?}")));
        }
    }
    let given = case.kwargs.get("headers").and_then(Value::as_object);
    let given: Vec<String> =
        given.into_iter().flat_map(|headers| headers.keys()).map(|name| name.to_ascii_lowercase()).collect();
    for (name, value) in &request.headers {
        let listed = case.headers.iter().any(|(known, _)| known == name);
        if !listed && !OWN_HEADERS.contains(&name.as_str()) && !given.contains(name) {
            verdict.differences.push(told(&format!("header {name}"), "nothing", value));
        }
    }
}

/// The sent one may have parameters, such as a charset.
fn same_media_type(expected: &str, got: &str) -> bool {
    let essence = got.split(';').next().unwrap_or_default().trim();
    expected.eq_ignore_ascii_case(if expected.contains(';') { got } else { essence })
}

fn judge_body(verdict: &mut Verdict, expected: &Value, body: &[u8]) {
    if expected.is_null() || body.is_empty() {
        let expected = if expected.is_null() { "not a byte".to_owned() } else { brief(expected) };
        let got = if body.is_empty() { "not a byte".into() } else { String::from_utf8_lossy(body) };
        return verdict.check("body", &expected, &got);
    }
    match compare::parse_strictly(body) {
        Ok(got) => verdict.differences.extend(compare::difference(Side::Request, "body", expected, &got)),
        Err(problem) => verdict.differences.push(told("body", &brief(expected), &problem)),
    }
}

/// The decoded segments of a path.
fn segments(path: &str) -> Vec<String> {
    path.split('/').map(percent_decode).collect()
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
