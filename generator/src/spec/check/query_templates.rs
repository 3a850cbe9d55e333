//! Paths that end in a query: `/boats{?colour,size}`, as RFC 6570 writes what OpenAPI has query parameters for.

use super::{child, entries, paths};
use crate::diag::Diagnostics;
use crate::diag::codes::spec as codes;
use crate::spec::{NodeId, Spec};
use crate::yaml::Value;

/// Takes the query off each path; its names are query parameters, declared or not.
pub(super) fn take_off(diags: &mut Diagnostics, spec: &mut Spec) {
    let Some(all) = child(spec, spec.root, "paths") else {
        return;
    };
    let mut found = entries(spec, all);
    let mut has_changed = false;
    for (path, item) in &mut found {
        let Some((short, names)) = split(path) else { continue };
        let (short, names): (Box<str>, Vec<String>) = (short.into(), names);
        declare_all(diags, spec, path, *item, &names);
        *path = short;
        has_changed = true;
    }
    if has_changed {
        let all = crate::spec::refs::end_of(spec, all);
        spec.rewrite(all, Value::Map(found));
    }
}

/// `/boats` and the names of `/boats{?colour,size*}`.
fn split(path: &str) -> Option<(&str, Vec<String>)> {
    let (short, query) = path.strip_suffix('}')?.rsplit_once("{?")?;
    let names = query.split(',').map(|it| it.trim().trim_end_matches('*').to_owned());
    let names: Vec<String> = names.filter(|it| !it.is_empty()).collect();
    (!query.contains(['{', '}'])).then_some((short, names))
}

fn declare_all(diags: &mut Diagnostics, spec: &mut Spec, path: &str, item: NodeId, names: &[String]) {
    let span = super::key_span(spec, item);
    for (method, operation) in entries(spec, item).into_iter().filter(|(key, _)| paths::METHODS.contains(&&**key)) {
        for name in names {
            if paths::has_parameter(spec, item, "query", name) || paths::has_parameter(spec, operation, "query", name) {
                continue;
            }
            let message =
                format!("`{name}` of `{path}` has no parameter; it is taken as an optional string in the query");
            diags
                .warning(codes::PATH_PARAMETER, span, message)
                .label(format!("in `{method}`"))
                .help(format!("add `{{name: {name}, in: query, schema: {{type: string}}}}`"));
            paths::declare(spec, operation, "query", name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_query_is_at_the_end() {
        let names = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(split("/a{?b,c*}"), Some(("/a", names(&["b", "c"]))));
        assert_eq!(split("/a/{b}{?c}"), Some(("/a/{b}", names(&["c"]))));
        for other in ["/a", "/a/{b}", "/a{?b}/c", "/a{?b", "/a{?{b}}"] {
            assert_eq!(split(other), None, "{other}");
        }
    }
}
