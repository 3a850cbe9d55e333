//! Operations that a text names by method and path: `` `GET /pets/{id}` `` becomes a link to where it is described.

use super::{docs, resource};
use crate::plan::{Crate, Request, Resource};

/// What is said of an operation, with `link` in place of each other one that it names.
pub(super) fn linked(
    krate: &Crate,
    own: &Request,
    lines: &[String],
    link: impl Fn(&Resource, &Request) -> String,
) -> Vec<String> {
    let own = resource::endpoint(own);
    let all = krate.resources.iter().flat_map(|it| it.requests.iter().map(move |request| (it, request)));
    let named_in = |text: &str| {
        let likely: Vec<_> = all.clone().filter(|(_, it)| text.contains(&it.operation.path)).collect();
        likely.into_iter().filter(|(_, it)| resource::endpoint(it) != own)
    };
    lines.iter().map(|it| if it.contains(" /") { line(it, named_in(it), &link) } else { it.clone() }).collect()
}

fn line<'a>(
    text: &str,
    others: impl Iterator<Item = (&'a Resource, &'a Request)>,
    link: impl Fn(&Resource, &Request) -> String,
) -> String {
    let mut res = text.to_owned();
    for (of, request) in others {
        let named = docs::code(&resource::endpoint(request));
        // Links stay what they are, and parts of longer code too.
        let is_own =
            |(at, _): (usize, &str)| !res[..at].ends_with(['[', '`']) && !res[at + named.len()..].starts_with('`');
        if res.contains(&named) && res.match_indices(&named).all(is_own) {
            res = res.replace(&named, &link(of, request));
        }
    }
    res
}
