//! Which paths fit the path of an operation, and which fits best.

use std::cmp::Reverse;

use reqwest::Url;

use super::incoming::{Incoming, pairs};

/// `/servers/{id}` taken apart.
#[derive(Clone, Debug)]
pub(super) struct Template {
    parts: Vec<Part>,
    /// What stands in the path after a `?`.
    query: Vec<(String, String)>,
    pub(super) rank: Rank,
}

/// Of two templates that fit, the lesser is meant: that of which more is fixed.
pub(super) type Rank = (Vec<u8>, Reverse<usize>);

#[derive(Clone, Debug)]
enum Part {
    Literal(String),
    Parameter(String),
}

impl Template {
    /// Of a path that stands below `base`.
    pub(super) fn new(base: &str, path: &str) -> Template {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let rank = (path.split('/').map(openness).collect(), Reverse(query.len()));
        let (mut parts, mut rest) = (vec![Part::Literal(base.trim_end_matches('/').to_owned())], path);
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            parts.push(Part::Literal(written(literal)));
            parts.push(Part::Parameter(name.to_owned()));
            rest = after;
        }
        parts.push(Part::Literal(written(rest)));
        Template { parts, query: pairs(query), rank }
    }

    /// Names with the values that the path has for them, as they are written.
    pub(super) fn read<'i>(&self, incoming: &'i Incoming) -> Option<Vec<(String, &'i str)>> {
        let values = read(&self.parts, &incoming.path)?;
        self.query.iter().all(|pair| incoming.query.contains(pair)).then_some(values)
    }

    /// Whether a name in a query is the path's own.
    pub(super) fn asks(&self, name: &str) -> bool {
        self.query.iter().any(|(own, _)| own == name)
    }
}

fn read<'p>(parts: &[Part], path: &'p str) -> Option<Vec<(String, &'p str)>> {
    match parts {
        [] => path.is_empty().then(Vec::new),
        [Part::Literal(literal), rest @ ..] => read(rest, path.strip_prefix(literal.as_str())?),
        [Part::Parameter(name), rest @ ..] => {
            let longest = path.find('/').unwrap_or(path.len());
            (1..=longest).rev().filter(|end| path.is_char_boundary(*end)).find_map(|end| {
                let (value, after) = path.split_at(end);
                let mut values = read(rest, after)?;
                values.insert(0, (name.clone(), value));
                Some(values)
            })
        }
    }
}

/// A literal as it stands in a URL, between values: a dot alone would be taken for a step.
fn written(literal: &str) -> String {
    let path = Url::parse("http://localhost").map(|mut url| {
        url.set_path(&format!("v{literal}v"));
        url.path().to_owned()
    });
    let between = path.as_deref().ok().and_then(|it| it.strip_prefix("/v")?.strip_suffix('v'));
    between.unwrap_or(literal).to_owned()
}

fn openness(segment: &str) -> u8 {
    match segment.contains('{') {
        false => 0,
        true if segment.starts_with('{') && segment.ends_with('}') && segment.matches('{').count() == 1 => 2,
        true => 1,
    }
}
