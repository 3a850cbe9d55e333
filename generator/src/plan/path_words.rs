//! The words of a path, and what they say of its end: is it a collection, an item of one, or something that is done with an item?

use super::names;

/// A segment, or the part of one beside or in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Literal(Vec<String>),
    Param(Vec<String>),
}

/// `/v1/machines/{id}:start?x#y` → machines, {id}, start. Versions and `api` at the beginning say nothing, nor does `.json`.
pub(crate) fn segments(path: &str) -> Vec<Segment> {
    let plain = path.split(['?', '#']).next().unwrap_or_default();
    let mut res = Vec::new();
    for segment in plain.split('/') {
        let segment = segment.strip_suffix(".json").unwrap_or(segment);
        for (at, piece) in segment.split('{').enumerate() {
            let (param, literal) = match piece.split_once('}') {
                Some((param, literal)) if at > 0 => (Some(param), literal),
                _ => (None, piece),
            };
            res.extend(param.map(|it| Segment::Param(names::words(it))));
            if literal.contains(|it: char| it.is_alphanumeric()) && !(res.is_empty() && is_noise(literal)) {
                res.push(Segment::Literal(names::words(literal)));
            }
        }
    }
    res
}

/// `v2`, `v1beta1`, `v1.0`, `api`
fn is_noise(segment: &str) -> bool {
    segment.eq_ignore_ascii_case("api") || is_version(segment)
}

pub(crate) fn is_version(word: &str) -> bool {
    let rest = word.strip_prefix(['v', 'V']).unwrap_or_default();
    rest.starts_with(|it: char| it.is_ascii_digit())
}

/// `machines`, but not `status` or `analysis`.
pub(crate) fn is_plural(word: &str) -> bool {
    word.len() > 2 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|it| word.ends_with(it))
}

/// `machines` → `machine`, `policies` → `policy`, `addresses` → `address`.
pub(crate) fn singular(word: &str) -> String {
    let with = |stem: &str, end: &str| format!("{stem}{end}");
    match word {
        _ if !is_plural(word) => word.to_owned(),
        _ if word.ends_with("ies") && word.len() > 4 => with(&word[..word.len() - 3], "y"),
        _ if ["sses", "xes", "ches", "shes", "uses"].iter().any(|it| word.ends_with(it)) => {
            with(&word[..word.len() - 2], "")
        }
        _ => with(&word[..word.len() - 1], ""),
    }
}

/// Words without what may differ between a tag, a path and an `operationId`: the plural.
pub(crate) fn stem(words: &[String]) -> String {
    words.iter().map(|it| singular(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_words() {
        let text = |path: &str| {
            let words = segments(path).into_iter().map(|it| match it {
                Segment::Literal(words) => words.join(" "),
                Segment::Param(words) => format!("{{{}}}", words.join(" ")),
            });
            words.collect::<Vec<_>>().join("/")
        };
        assert_eq!(text("/api/v1/payment_intents/{intentId}/cancel?beta=true"), "payment intents/{intent id}/cancel");
        assert_eq!(text("/t/{proj-id}:cancel"), "t/{proj id}/cancel");
        assert_eq!(text("/admin/backups.json"), "admin/backups");
        assert_eq!(text("/v1"), "");
    }

    #[test]
    fn words_of_one() {
        let cases = [
            ("boats", "boat"),
            ("policies", "policy"),
            ("addresses", "address"),
            ("status", "status"),
            ("statuses", "status"),
            ("movies", "movy"),
        ];
        for (many, one) in cases {
            assert_eq!(singular(many), one);
        }
    }
}
