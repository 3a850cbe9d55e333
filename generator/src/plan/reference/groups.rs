//! Which operations are about a resource as such, and which about its parts and actions.

use crate::plan::{Request, Resource};

/// Most operations of a resource stand at one path and at that path with an id: those are its core.
pub(crate) fn mark(resource: &mut Resource) {
    let roots: Vec<String> = resource.requests.iter().map(root).collect();
    let count = |root: &String| roots.iter().filter(|it| *it == root).count();
    // Among equals the first, which is the shortest where descriptions are written as usual.
    let Some(most) = roots.iter().map(count).max() else { return };
    let core = roots.iter().find(|it| count(it) == most).cloned();
    for (request, root) in resource.requests.iter_mut().zip(&roots) {
        request.reference.core = Some(root) == core.as_ref();
    }
}

/// The path without a slash and an id at its end.
fn root(request: &Request) -> String {
    let path = request.operation.path.trim_end_matches('/');
    match path.rsplit_once('/') {
        Some((before, last)) if last.starts_with('{') && last.ends_with('}') => before.to_owned(),
        _ => path.to_owned(),
    }
}
