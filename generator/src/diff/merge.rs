//! One edit, one finding: what is shared by many operations or types is said once.

use super::Change;
use crate::source::Span;
use std::collections::BTreeMap;

/// What was and what is, by which rule.
type Values = (&'static str, String, String);

pub(super) fn merge(changes: Vec<Change>) -> Vec<Change> {
    let mut res: Vec<Change> = Vec::new();
    let mut by_place: BTreeMap<(Values, String), usize> = BTreeMap::new();
    // Types for the two directions, and what operations share by `$ref`, are written once.
    let mut by_span: BTreeMap<(Values, Option<Span>, Option<Span>, String), usize> = BTreeMap::new();
    for change in changes {
        let values = (change.rule.id, change.old.clone(), change.new.clone());
        let place = (values.clone(), change.place.clone());
        let span = (values, change.base, change.revision, tail(&change.place).to_owned());
        let known =
            by_place.get(&place).or_else(|| by_span.get(&span).filter(|_| change.revision.or(change.base).is_some()));
        let at = known.copied().unwrap_or(res.len());
        by_place.insert(place, at);
        by_span.insert(span, at);
        match res.get_mut(at) {
            Some(known) => join(known, change),
            None => res.push(change),
        }
    }
    res
}

/// A place without the operation or the type that it is seen from.
fn tail(place: &str) -> &str {
    let mut words = place.splitn(3, ' ');
    match (words.next(), words.next(), words.next()) {
        (Some(method), Some(path), rest) if is_method(method) && path.starts_with('/') => rest.unwrap_or_default(),
        _ => place.split_once('.').map_or("", |(_, member)| member),
    }
}

fn is_method(word: &str) -> bool {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"].contains(&word)
}

fn join(into: &mut Change, other: Change) {
    let route = into.operations.first().cloned().unwrap_or_default();
    into.message = into.message.replace(&format!(" of `{route}`"), "");
    into.wire = into.wire.max(other.wire);
    into.rust = into.rust.max(other.rust);
    into.sent |= other.sent;
    into.received |= other.received;
    for it in other.operations {
        if !into.operations.contains(&it) {
            into.operations.push(it);
        }
    }
    for it in other.signatures {
        if !into.signatures.contains(&it) {
            into.signatures.push(it);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn places_without_what_they_are_seen_from() {
        assert_eq!(tail("GET /pets query limit"), "query limit");
        assert_eq!(tail("GET /pets"), "");
        assert_eq!(tail("Pet.name"), "name");
        assert_eq!(tail("Pet"), "");
    }
}
