//! Which paths fit the path of an operation, and which fits best.

use reqwest::Url;

/// `/servers/{id}` taken apart.
#[derive(Clone, Debug)]
pub(super) struct Template {
    parts: Vec<Part>,
    /// How little of each segment is fixed; of two templates that fit, the lesser is meant.
    pub(super) rank: Vec<u8>,
}

#[derive(Clone, Debug)]
enum Part {
    Literal(String),
    Parameter(String),
}

impl Template {
    /// Of a path that stands below `base`.
    pub(super) fn new(base: &str, path: &str) -> Template {
        let path = path.split(['?', '#']).next().unwrap_or_default();
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
        let rank = path.split('/').map(openness).collect();
        Template { parts, rank }
    }

    /// Names with the values that `path` has for them, as they are written.
    pub(super) fn read<'p>(&self, path: &'p str) -> Option<Vec<(String, &'p str)>> {
        read(&self.parts, path)
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
