//! Parameters in a URL, by OpenAPI's styles, as the runtime writes them.

use crate::plan::{ParamLocation, ParamPlan, ParamStyle};
use serde_json::Value;
use std::fmt::Write as _;

/// A parameter's value in the three shapes that styles know.
enum Shape {
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

/// How values of one style are put together.
struct Layout {
    lead: &'static str,
    between: &'static str,
    delimiter: &'static str,
    named: bool,
    explode: bool,
}

fn layout(plan: &ParamPlan) -> (ParamStyle, Layout) {
    let usual = match plan.location {
        ParamLocation::Path | ParamLocation::Header => (ParamStyle::Simple, false),
        ParamLocation::Query | ParamLocation::Cookie => (ParamStyle::Form, true),
    };
    let (style, explode) = plan.style.unwrap_or(usual);
    let (lead, between, delimiter, named) = match style {
        ParamStyle::Simple => ("", ",", ",", false),
        ParamStyle::Label => (".", ".", ",", false),
        ParamStyle::Matrix => (";", ";", ",", true),
        ParamStyle::Form if plan.location == ParamLocation::Cookie => ("", "; ", ",", true),
        ParamStyle::Form => ("", "&", ",", true),
        ParamStyle::SpaceDelimited => ("", "&", "%20", true),
        ParamStyle::PipeDelimited => ("", "&", "%7C", true),
        ParamStyle::DeepObject => ("", "&", ",", true),
        ParamStyle::Json => ("", "&", ",", matches!(plan.location, ParamLocation::Query | ParamLocation::Cookie)),
    };
    (style, Layout { lead, between, delimiter, named, explode })
}

/// `value` as it stands in a path or a query, percent-encoded; a cookie keeps what it may hold, a header everything.
pub(super) fn written(plan: &ParamPlan, value: &Value) -> String {
    let (style, layout) = layout(plan);
    let encode = |text: &str| match plan.location {
        ParamLocation::Header => text.to_owned(),
        ParamLocation::Cookie => in_cookie(text),
        ParamLocation::Path | ParamLocation::Query => encoded(text),
    };
    let name = |at: usize| match layout.named && (at == 0 || layout.explode) {
        true => encoded(&plan.name) + "=",
        false => String::new(),
    };
    let delimiter = if layout.explode { layout.between } else { layout.delimiter };
    let text = match shape(style, value) {
        Shape::Scalar(text) if text.is_empty() && style == ParamStyle::Matrix => encode(&plan.name),
        Shape::Scalar(text) => name(0) + &encode(&text),
        Shape::List(items) => joined(items.iter().enumerate().map(|(at, it)| name(at) + &encode(it)), delimiter),
        Shape::Object(entries) if style == ParamStyle::DeepObject => {
            let key = |key: &str| encode(&format!("{}[{key}]", plan.name));
            joined(entries.iter().map(|(name, it)| format!("{}={}", key(name), encode(it))), "&")
        }
        Shape::Object(entries) => {
            let sign = if layout.explode { "=" } else { layout.delimiter };
            let head = if layout.explode || entries.is_empty() { String::new() } else { name(0) };
            head + &joined(entries.iter().map(|(key, it)| encode(key) + sign + &encode(it)), delimiter)
        }
    };
    layout.lead.to_owned() + &text
}

fn joined(parts: impl Iterator<Item = String>, delimiter: &str) -> String {
    parts.collect::<Vec<_>>().join(delimiter)
}

/// (name, value) of a query parameter, if names and values are all there is: no style joins them.
pub(super) fn pairs(plan: &ParamPlan, value: &Value) -> Option<Vec<(String, String)>> {
    let (style, layout) = layout(plan);
    let pair = |it: String| (plan.name.clone(), it);
    match shape(style, value) {
        Shape::Scalar(text) => Some(vec![pair(text)]),
        Shape::List(items) if layout.explode || items.len() == 1 => Some(items.into_iter().map(pair).collect()),
        _ => None,
    }
}

fn shape(style: ParamStyle, value: &Value) -> Shape {
    match value {
        _ if style == ParamStyle::Json => Shape::Scalar(value.to_string()),
        Value::Array(items) => Shape::List(items.iter().map(text).collect()),
        Value::Object(entries) => Shape::Object(entries.iter().map(|(key, it)| (key.clone(), text(it))).collect()),
        scalar => Shape::Scalar(text(scalar)),
    }
}

/// Fields of a form: a list is its name again and again, what is nested deeper is JSON.
pub(super) fn form(value: &Value) -> Vec<(String, String)> {
    let mut res = Vec::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) => res.extend(items.iter().map(|it| (name.clone(), text(it)))),
            other => res.push((name.clone(), text(other))),
        }
    }
    res
}

pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// All but RFC 3986's unreserved characters as `%XX`.
pub(super) fn encoded(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// What no cookie's value may hold (RFC 6265) as `%XX`.
fn in_cookie(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte))
}

fn escaped(text: &str, keeps: impl Fn(u8) -> bool) -> String {
    let mut res = String::new();
    for byte in text.bytes() {
        if keeps(byte) {
            res.push(char::from(byte));
        } else {
            let _ = write!(res, "%{byte:02X}");
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn styles() {
        let param = |location, style| ParamPlan {
            name: "c".to_owned(),
            location,
            style,
            allow_reserved: false,
            allow_empty: false,
        };
        use ParamLocation::{Cookie, Header, Path, Query};
        let (list, object) = (json!(["a b", "c"]), json!({"r": 1, "g": "&"}));
        let cases = [
            (Path, None, json!("a/b"), "a%2Fb"),
            (Path, Some((ParamStyle::Label, true)), list.clone(), ".a%20b.c"),
            (Path, Some((ParamStyle::Matrix, false)), list.clone(), ";c=a%20b,c"),
            (Path, Some((ParamStyle::Simple, true)), object.clone(), "g=%26,r=1"),
            (Query, Some((ParamStyle::Form, true)), list.clone(), "c=a%20b&c=c"),
            (Query, Some((ParamStyle::Form, false)), list.clone(), "c=a%20b,c"),
            (Query, Some((ParamStyle::PipeDelimited, false)), list.clone(), "c=a%20b%7Cc"),
            (Query, Some((ParamStyle::DeepObject, true)), object.clone(), "c%5Bg%5D=%26&c%5Br%5D=1"),
            (Query, Some((ParamStyle::Form, false)), object.clone(), "c=g,%26,r,1"),
            (Query, Some((ParamStyle::Json, false)), json!([1]), "c=%5B1%5D"),
            (Cookie, None, json!("s%3A1==; &"), "c=s%3A1==%3B%20&"),
            (Cookie, Some((ParamStyle::Form, true)), list.clone(), "c=a%20b; c=c"),
            (Header, Some((ParamStyle::Simple, false)), list, "a b,c"),
        ];
        for (location, style, value, expected) in cases {
            assert_eq!(written(&param(location, style), &value), expected);
        }
    }
}
