//! OpenAPI's parameter styles, and paths from their templates.
//!
//! Each value is percent-encoded by itself, all but RFC 3986's unreserved characters, so that no value can
//! reach beyond its place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::param::Param;

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

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
    /// `color[R]=100&color[G]=200` in queries.
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
        match (self, value) {
            (Style::DeepObject, Param::Object(entries)) => deep(name, entries),
            _ => self.write(name, value, percent_encode),
        }
    }

    /// `value` as a header's, which is not percent-encoded.
    pub(crate) fn plain(self, value: &Param) -> Option<String> {
        self.write("", value, str::to_owned)
    }

    fn write(self, name: &str, value: &Param, encode: fn(&str) -> String) -> Option<String> {
        let layout = self.layout();
        let mut text = layout.lead.to_owned();
        match value {
            Param::Scalar(scalar) => {
                if layout.named {
                    text.push_str(&encode(name));
                }
                // A matrix parameter without a value has no `=`.
                if layout.named && !(scalar.is_empty() && layout.lead == ";") {
                    text.push('=');
                }
                text.push_str(&encode(scalar));
            }
            Param::List(items) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    layout.begin_item(&mut text, index, &encode(name));
                    text.push_str(&encode(item));
                }
            }
            Param::Object(entries) if !entries.is_empty() => {
                for (index, (key, item)) in entries.iter().enumerate() {
                    layout.begin_entry(&mut text, index, &encode(name));
                    text.push_str(&encode(key));
                    text.push_str(if layout.explode { "=" } else { layout.delimiter });
                    text.push_str(&encode(item));
                }
            }
            _ => return None,
        }
        Some(text)
    }
}

impl Layout {
    /// What stands before the item of a list: the name before each, or before the first only.
    fn begin_item(&self, text: &mut String, index: usize, name: &str) {
        if index > 0 {
            text.push_str(if self.explode { self.between } else { self.delimiter });
        }
        if self.named && (self.explode || index == 0) {
            text.push_str(name);
            text.push('=');
        }
    }

    /// What stands before the entry of an object, whose own key is its name if it is exploded.
    fn begin_entry(&self, text: &mut String, index: usize, name: &str) {
        if index > 0 {
            text.push_str(if self.explode { self.between } else { self.delimiter });
        } else if self.named && !self.explode {
            text.push_str(name);
            text.push('=');
        }
    }
}

fn deep(name: &str, entries: &[(String, String)]) -> Option<String> {
    let mut text = String::new();
    for (key, item) in entries {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(&percent_encode(&format!("{name}[{key}]")));
        text.push('=');
        text.push_str(&percent_encode(item));
    }
    (!text.is_empty()).then_some(text)
}

/// Everything but unreserved characters as `%XX` of its UTF-8.
pub(crate) fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The path of `template` with each `{name}` replaced by its value, which is encoded already.
pub(crate) fn expand_path(template: &str, values: &[(String, String)]) -> Result<String, String> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        path.push_str(literal);
        match values.iter().rfind(|(given, _)| given == name) {
            Some((_, value)) => path.push_str(value),
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
