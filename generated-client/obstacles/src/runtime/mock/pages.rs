//! A list, cut into the pages that a request asks for.

use serde_json::Value;

use super::answer::put;
use super::check::Call;
use super::description::Paging;
use super::incoming::Incoming;

/// Leaves the items of one page in `body`, says there what leads on, and gives the headers that do.
pub(super) fn turn(paging: &Paging, body: &mut Value, call: &Call, incoming: &Incoming) -> Vec<(String, String)> {
    let number = number(paging, call, incoming);
    let asked = paging.size.as_ref().and_then(|name| asked(call, name));
    let size = asked.or(paging.default_size).and_then(|size| usize::try_from(size).ok()).filter(|size| *size > 0);
    let mut items = find(body, &paging.items);
    let total = items.as_deref().map_or(0, length);
    let size = size.unwrap_or(total.max(1));
    let begin = (number - 1).saturating_mul(size);
    if let Some(items) = &mut items {
        cut(items, begin, size);
    }
    let next = (begin.saturating_add(size) < total).then(|| number + 1);
    if !paging.total.is_empty() {
        put(body, &paging.total, total.into());
    }
    let mut headers = Vec::new();
    if let Some(name) = &paging.total_header {
        headers.push((name.clone(), total.to_string()));
    }
    match (paging.kind.as_str(), next) {
        ("url", Some(next)) => put(body, &paging.next, url(paging, incoming, next).into()),
        ("cursor", Some(next)) => put(body, &paging.next, token(next).into()),
        ("url" | "cursor", None) => remove(body, &paging.next),
        ("link", Some(next)) => {
            headers.push(("link".to_owned(), format!("<{}>; rel=\"next\"", url(paging, incoming, next))));
        }
        _ => {}
    }
    headers
}

/// Pages are counted from 1.
fn number(paging: &Paging, call: &Call, incoming: &Incoming) -> usize {
    let own = || incoming.query.iter().find(|(name, _)| *name == paging.page).map(|(_, value)| value.clone());
    let number = asked(call, &paging.page).or_else(|| own()?.trim_start_matches(token("").as_str()).parse().ok());
    number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1).max(1)
}

fn asked(call: &Call, name: &str) -> Option<i64> {
    call.parameters.get(&("query".to_owned(), name.to_owned()))?.as_i64()
}

fn token(page: impl ToString) -> String {
    format!("page-{}", page.to_string())
}

fn url(paging: &Paging, incoming: &Incoming, page: usize) -> String {
    let mut query: Vec<String> = incoming
        .query
        .iter()
        .filter(|(name, _)| *name != paging.page)
        .map(|(name, value)| format!("{}={value}", crate::runtime::encode::percent_encode(name)))
        .collect();
    query.push(format!("{}={page}", paging.page));
    let host = incoming.header("host").unwrap_or_default();
    format!("http://{host}{}?{}", incoming.path, query.join("&"))
}

fn find<'v>(body: &'v mut Value, keys: &[String]) -> Option<&'v mut Value> {
    keys.iter().try_fold(body, |place, key| place.get_mut(key))
}

fn length(items: &Value) -> usize {
    match items {
        Value::Array(items) => items.len(),
        Value::Object(entries) => entries.len(),
        _ => 0,
    }
}

fn cut(items: &mut Value, begin: usize, size: usize) {
    match items {
        Value::Array(items) => *items = items.drain(..).skip(begin).take(size).collect(),
        Value::Object(entries) => *entries = std::mem::take(entries).into_iter().skip(begin).take(size).collect(),
        _ => {}
    }
}

fn remove(body: &mut Value, keys: &[String]) {
    let Some((last, way)) = keys.split_last() else {
        return;
    };
    if let Some(Value::Object(entries)) = find(body, way) {
        entries.remove(last);
    }
}
