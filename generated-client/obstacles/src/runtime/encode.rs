//! OpenAPI's parameter styles, and paths from their templates.
//!
//! Each value is percent-encoded by itself, all but RFC 3986's unreserved characters, so that no value can
//! reach beyond its place.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::param::Param;

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All but unreserved characters and those reserved ones that a query can carry: not `&`, `+`, `#`, `[`, `]`.
const ENDING: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What no cookie's value may hold (RFC 6265): blanks, quotes, commas, semicolons, backslashes, and all that is not ASCII.
/// A `%` stays: values of `Set-Cookie` are sent back as they came.
const COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\');

/// How the description says that a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `blue,black` in paths and headers.
    Simple {
        /// Objects as `R=100,G=200` instead of `R,100,G,200`.
        explode: bool,
    },
    /// `.blue.black` in paths.
    Label {
        /// A dot before each value instead of a comma between them.
        explode: bool,
    },
    /// `;color=blue` in paths.
    Matrix {
        /// The name before each value instead of before the first.
        explode: bool,
    },
    /// `color=blue&color=black` in queries and cookies.
    Form {
        /// The name before each value instead of commas between them.
        explode: bool,
    },
    /// `color=blue%20black` in queries.
    SpaceDelimited {
        /// As [`Style::Form`] exploded.
        explode: bool,
    },
    /// `color=blue%7Cblack` in queries.
    PipeDelimited {
        /// As [`Style::Form`] exploded.
        explode: bool,
    },
    /// `color[R]=100&color[G]=200` in queries; lists in it are `color[shades][]=1`.
    DeepObject,
}

/// A style, taken apart.
struct Layout {
    /// Before everything.
    lead: &'static str,
    /// Between exploded values.
    between: &'static str,
    /// Between values that are not exploded.
    delimiter: &'static str,
    /// Whether the parameter's name is written.
    named: bool,
    explode: bool,
}

/// How names and values are made safe for their place.
struct Escape {
    name: fn(&str) -> String,
    value: fn(&str) -> String,
}

const PERCENT: Escape = Escape { name: percent_encode, value: percent_encode };
const RESERVED_KEPT: Escape = Escape { name: percent_encode, value: keep_reserved };
const COOKIE_VALUE: Escape = Escape { name: percent_encode, value: keep_cookie };
const NONE: Escape = Escape { name: str::to_owned, value: str::to_owned };

impl Style {
    fn layout(self) -> Layout {
        let (lead, between, delimiter, named, explode) = match self {
            Style::Simple { explode } => ("", ",", ",", false, explode),
            Style::Label { explode } => (".", ".", ",", false, explode),
            Style::Matrix { explode } => (";", ";", ",", true, explode),
            Style::Form { explode } => ("", "&", ",", true, explode),
            Style::SpaceDelimited { explode } => ("", "&", "%20", true, explode),
            Style::PipeDelimited { explode } => ("", "&", "%7C", true, explode),
            Style::DeepObject => ("", "&", ",", true, true),
        };
        Layout { lead, between, delimiter, named, explode }
    }

    /// `name` with `value` as a part of a URL, percent-encoded; `None` where there is nothing to send.
    pub(crate) fn encode(self, name: &str, value: &Param) -> Option<String> {
        self.write(name, value, &PERCENT)
    }

    /// The same, but what may stand in a query, escapes included, is left in the value as it is.
    pub(crate) fn encode_reserved(self, name: &str, value: &Param) -> Option<String> {
        self.write(name, value, &RESERVED_KEPT)
    }

    /// `value` as a header's, which is not percent-encoded.
    pub(crate) fn plain(self, value: &Param) -> Option<String> {
        self.write("", value, &NONE)
    }

    /// `name` with `value` as cookies: one for each exploded value.
    pub(crate) fn cookies(self, name: &str, value: &Param) -> Option<String> {
        let parts = self.parts(name, value, &COOKIE_VALUE);
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// An item with the delimiter in it: servers read `a b` of a space delimited list as two items, however it is
    /// encoded. Commas between items are told from encoded ones, so only those that stay as they are count.
    pub(crate) fn ambiguous(self, value: &Param, keeps_reserved: bool) -> Option<String> {
        let delimiter = match self {
            Style::SpaceDelimited { explode: false } => ' ',
            Style::PipeDelimited { explode: false } => '|',
            Style::Form { explode: false } if keeps_reserved => ',',
            _ => return None,
        };
        let texts: Vec<_> = match value {
            Param::List(items) => items.iter().filter_map(Param::text).collect(),
            Param::Object(entries) => entries
                .iter()
                .flat_map(|(key, value)| [Some(Cow::Borrowed(key.as_str())), value.text()])
                .flatten()
                .collect(),
            Param::Absent | Param::Text(_) | Param::Literal(_) => Vec::new(),
        };
        texts.into_iter().find(|it| it.contains(delimiter)).map(Cow::into_owned)
    }

    /// The value in what was written of a scalar, still encoded.
    pub(crate) fn scalar(self, text: &str) -> &str {
        let layout = self.layout();
        let text = text.strip_prefix(layout.lead).unwrap_or(text);
        if layout.named { text.split_once('=').map_or("", |(_, value)| value) } else { text }
    }

    fn write(self, name: &str, value: &Param, escape: &Escape) -> Option<String> {
        let layout = self.layout();
        let parts = self.parts(name, value, escape);
        (!parts.is_empty()).then(|| format!("{}{}", layout.lead, parts.join(layout.between)))
    }

    fn parts(self, name: &str, value: &Param, escape: &Escape) -> Vec<String> {
        let layout = self.layout();
        let mut parts = Vec::new();
        match value {
            _ if self == Style::DeepObject => deep(name, value, escape, &mut parts),
            Param::Absent => {}
            Param::Text(text) | Param::Literal(text) => {
                parts.push(layout.pair(&(escape.name)(name), &(escape.value)(text)));
            }
            Param::List(items) => {
                let texts = items.iter().filter_map(Param::text).map(|text| (escape.value)(&text)).collect();
                layout.several(&(escape.name)(name), texts, &mut parts);
            }
            Param::Object(entries) if layout.explode => {
                let pairs = entries.iter().flat_map(|(key, value)| exploded(key, value));
                parts.extend(pairs.map(|(key, text)| format!("{}={}", (escape.name)(key), (escape.value)(&text))));
            }
            Param::Object(entries) => {
                let pairs = entries.iter().filter_map(|(key, value)| Some((key, value.text()?)));
                let texts = pairs.flat_map(|(key, text)| [(escape.name)(key), (escape.value)(&text)]).collect();
                layout.several(&(escape.name)(name), texts, &mut parts);
            }
        }
        parts
    }
}

impl Layout {
    /// One value, with the name where the style writes it; a matrix parameter without a value has no `=`.
    fn pair(&self, name: &str, text: &str) -> String {
        match (self.named, text) {
            (false, _) => text.to_owned(),
            (true, "") if self.lead == ";" => name.to_owned(),
            (true, _) => format!("{name}={text}"),
        }
    }

    /// Several values: apart if they are exploded, else as one.
    fn several(&self, name: &str, texts: Vec<String>, parts: &mut Vec<String>) {
        if self.explode {
            parts.extend(texts.iter().map(|text| self.pair(name, text)));
        } else if !texts.is_empty() {
            parts.push(self.pair(name, &texts.join(self.delimiter)));
        }
    }
}

/// An entry of an exploded object, whose key is its name; a list repeats it.
fn exploded<'p>(key: &'p str, value: &'p Param) -> Vec<(&'p str, Cow<'p, str>)> {
    let texts: Vec<_> = match value {
        Param::List(items) => items.iter().filter_map(Param::text).collect(),
        value => value.text().into_iter().collect(),
    };
    texts.into_iter().map(|text| (key, text)).collect()
}

/// `name[key]=value`, at any depth; `name[]` for the texts of a list and `name[0][key]` for what is in one.
fn deep(name: &str, value: &Param, escape: &Escape, parts: &mut Vec<String>) {
    match value {
        Param::Absent => {}
        Param::Text(text) | Param::Literal(text) => {
            parts.push(format!("{}={}", (escape.name)(name), (escape.value)(text)));
        }
        Param::List(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Param::List(_) | Param::Object(_) => deep(&format!("{name}[{index}]"), item, escape, parts),
                    scalar => deep(&format!("{name}[]"), scalar, escape, parts),
                }
            }
        }
        Param::Object(entries) => {
            for (key, value) in entries {
                deep(&format!("{name}[{key}]"), value, escape, parts);
            }
        }
    }
}

/// Everything but unreserved characters as `%XX` of its UTF-8.
pub(crate) fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

fn keep_cookie(text: &str) -> String {
    utf8_percent_encode(text, COOKIE).to_string()
}

/// Leaves reserved characters and escapes as they are, but for those that would end the value in a query.
fn keep_reserved(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        kept.extend(utf8_percent_encode(before, ENDING));
        let is_escape = after.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        kept.push_str(if is_escape { "%" } else { "%25" });
        rest = after;
    }
    kept.extend(utf8_percent_encode(rest, ENDING));
    kept
}

/// A path parameter as it goes into the URL.
#[derive(Clone)]
pub(crate) struct PathValue {
    pub(crate) name: String,
    pub(crate) style: Style,
    /// What the style wrote was JSON already.
    pub(crate) is_json: bool,
    pub(crate) text: String,
}

/// The path of `template` with each `{name}` replaced by its value; the last of several of one name counts.
pub(crate) fn expand_path(template: &str, values: &[PathValue]) -> Result<String, String> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        path.push_str(literal);
        match values.iter().rfind(|it| it.name == name) {
            Some(value) => path.push_str(&value.text),
            None => {
                return Err(format!("path parameter `{name}` of `{template}` has no value"));
            }
        }
        rest = after;
    }
    path.push_str(rest);
    // `.` has no escape that URLs respect: `%2E%2E` means `..` to them.
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err(format!("a path parameter of `{template}` is `.` or `..`, which no URL can carry"));
    }
    Ok(path)
}
